import { actingOrganisation } from '../../domain/identity/actor.js';
import { encode, placeholder, type Encoded } from './encode.js';
import type { Arg, Run, ViewerClass, Writer } from './shape.js';

/** A writer, and the parameters that were asked of it, in the order of their numbers. */
export interface PlanWriter extends Writer {
  readonly params: readonly ((run: Run) => Encoded)[];
  /** Whether the answer depends on the context's clock. */
  readsClock(): boolean;
  /** Takes down that it does. */
  dependsOnClock(): void;
}

interface Known {
  readonly source: unknown;
  readonly cast: string;
  readonly map: unknown;
  readonly sql: string;
}

const organisationOf = (run: Run): unknown => actingOrganisation(run.actor);
const userOf = (run: Run): unknown => (run.actor.kind === 'person' ? run.actor.userId : null);
const nowOf = (run: Run): unknown => run.now;

/** A writer for one plan. The same parameter asked for twice is one parameter; aliases are numbered. */
export function createWriter(viewer: ViewerClass): PlanWriter {
  const params: ((run: Run) => Encoded)[] = [];
  const known: Known[] = [];
  let aliases = 0;
  let readsClock = false;

  function add(source: unknown, cast: string, map: unknown, get: (run: Run) => unknown): string {
    const same = known.find((other) => other.source === source && other.cast === cast && other.map === map);
    if (same !== undefined) return same.sql;
    const sql = placeholder(params.push((run) => encode(get(run), cast)), cast);
    known.push({ source, cast, map, sql });
    return sql;
  }

  const runParam = (cast: string, get: (run: Run) => unknown): string => {
    // A day that is no argument is a day of the clock.
    if (cast === 'date') readsClock = true;
    return add(get, cast, undefined, get);
  };
  return {
    viewer,
    params,
    param: (arg: Arg, cast, map) =>
      add(arg, cast, map, map === undefined ? (run) => arg.valueOf(run) : (run) => mapped(arg.valueOf(run), map)),
    runParam,
    organisationId: () => runParam('uuid', organisationOf),
    userId: () => runParam('uuid', userOf),
    readsClock: () => readsClock,
    dependsOnClock: () => { readsClock = true; },
    now: () => {
      readsClock = true;
      return runParam('timestamptz', nowOf);
    },
    alias: (stem) => `${stem}${(aliases += 1)}`,
  };
}

function mapped(value: unknown, map: (value: unknown) => unknown): unknown {
  return value === null || value === undefined ? null : map(value);
}
