import type { Logger } from 'pino';
import type { Database } from '../../db/client.js';
import { listedCourses } from './documents.js';
import { knownIndex, type KnownIndex } from './indexState.js';
import { EngineUnavailable, type EngineQuestion, type SearchEngine } from './rules/engine.js';
import type { Asking, EngineFault, GuardedAnswer, GuardedEngine } from './rules/guarded.js';

/** What is counted of the engine beside the database. */
export interface EngineMetrics {
  /** A search it was asked, or not asked; seconds where it was. */
  readonly asked: (outcome: 'ANSWERED' | EngineFault, seconds: number | null) => void;
  /** Whether searches are answered by it just now. */
  readonly up: (isUp: boolean) => void;
  /** Seconds since the oldest change that it was not told yet. */
  readonly behind: (seconds: number) => void;
}

export interface GuardParts {
  readonly engine: SearchEngine;
  readonly db: Pick<Database, 'sql'>;
  readonly now: () => Date;
  readonly log: Logger;
  readonly metrics: EngineMetrics;
}

/** A search, and a look at the engine that a search waits for, take no longer. */
const LIMIT_MS = 500;
/** How old the last look at the engine may be when it is asked. */
const LOOK_EVERY_MS = 2_000;
/** After a failure it is left alone so long, twice as long after each further one, up to the longest. */
const REST_MS = 1_000;
const LONGEST_REST_MS = 30_000;

interface State {
  /** null: it was never looked at. */
  lookedAt: number | null;
  /** The look under way. */
  looking: Promise<EngineFault | null> | null;
  /** Failures one after the other; 0: it answers. */
  failures: number;
  restsFrom: number;
}

/**
 * Guards the engine beside the database (see GuardedEngine). While it fails requests do not wait for it: the first one after a rest has it
 * looked at (its release, its index, how many courses that has) in the background, and once it is well the next are answered by it.
 */
export function guardedEngine(parts: GuardParts): GuardedEngine {
  const state: State = { lookedAt: null, looking: null, failures: 0, restsFrom: 0 };
  return {
    ask: async (question, asking) => {
      const outcome = await ask(parts, state, question, asking);
      if (typeof outcome === 'string') {
        parts.metrics.asked(outcome, null);
        return outcome;
      }
      const { seconds, ...answer } = outcome;
      parts.metrics.asked('ANSWERED', seconds);
      return answer;
    },
  };
}

type Timed = GuardedAnswer & { readonly seconds: number };

async function ask(parts: GuardParts, state: State, question: EngineQuestion, { signal }: Asking): Promise<Timed | EngineFault> {
  const { db, now, metrics } = parts;
  if (isResting(parts, state)) return 'RESTING';
  if (state.lookedAt === null) {
    const fault = await looked(parts, state);
    if (fault !== null) return fault;
  }
  // Before the engine is asked: what it was told by then is in its answer.
  const at = now();
  const known = await knownIndex(db);
  if (known.generation === 0 || known.settings === null) return 'UNBUILT';
  metrics.behind(known.waitingSince === null ? 0 : Math.max(0, (at.getTime() - known.waitingSince.getTime()) / 1_000));
  const isLookDue = Math.abs(at.getTime() - (state.lookedAt ?? 0)) >= LOOK_EVERY_MS;
  const [found, seen] = await Promise.all([foundBy(parts, state, question, signal), isLookDue ? looked(parts, state) : null]);
  if (seen !== null) return seen;
  if (typeof found === 'string') return found;
  if (found.answer.total === 0 && !isLookDue) {
    // Nothing found can be the answer of an index that is empty.
    const fault = await looked(parts, state);
    if (fault !== null) return fault;
  }
  return { ...found, generation: known.generation, indexedThrough: known.waitingSince ?? at };
}

/** The answer within the time limit, or why there is none; then it is left alone. */
async function foundBy(parts: GuardParts, state: State, question: EngineQuestion, signal?: AbortSignal): Promise<Pick<Timed, 'answer' | 'seconds'> | EngineFault> {
  const { engine } = parts;
  const began = performance.now();
  try {
    const answer = await within(LIMIT_MS, (both) => engine.search(question, both), signal);
    return { answer, seconds: (performance.now() - began) / 1_000 };
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    return failed(parts, state, faultOf(error), error);
  }
}

/** Whether it is left alone. Once it has rested it is looked at, and nobody waits for that. */
function isResting(parts: GuardParts, state: State): boolean {
  if (state.failures === 0) return false;
  const rested = Math.abs(parts.now().getTime() - state.restsFrom);
  const rest = Math.min(REST_MS * 2 ** (state.failures - 1), LONGEST_REST_MS);
  if (rested >= rest) looked(parts, state).catch((err: unknown) => { parts.log.error({ err }, 'the search engine could not be looked at'); });
  return true;
}

/** Looks at the engine, once at a time; answers what is wrong with it. Never throws. */
function looked(parts: GuardParts, state: State): Promise<EngineFault | null> {
  state.looking ??= look(parts, state).finally(() => { state.looking = null; });
  return state.looking;
}

async function look(parts: GuardParts, state: State): Promise<EngineFault | null> {
  const { engine, metrics, log, now } = parts;
  try {
    const fault = await within(LIMIT_MS, () => judged(parts));
    if (fault !== null) return failed(parts, state, fault, null);
  } catch (error) {
    return failed(parts, state, faultOf(error), error);
  }
  if (state.failures > 0) log.info({ engine: engine.name }, 'the search engine answers again');
  state.failures = 0;
  state.lookedAt = now().getTime();
  metrics.up(true);
  return null;
}

async function judged({ engine, db }: GuardParts): Promise<EngineFault | null> {
  const [, state] = await Promise.all([engine.version(), engine.state(engine.liveIndex)]);
  const known = await knownIndex(db);
  // One that was never built is nobody's fault, and lacks nothing.
  if (known.generation === 0) return null;
  if (state === null) return 'MISSING';
  return await isEmptied(db, known, state.documents) ? 'EMPTIED' : null;
}

/** Less than half of what it had and ought to have. Courses leave the catalogue too: so they are counted, where it looks like it. */
async function isEmptied(db: Pick<Database, 'sql'>, known: KnownIndex, documents: number): Promise<boolean> {
  return 2 * documents < known.courses && 2 * documents < await listedCourses(db);
}

function failed({ engine, metrics, log, now }: GuardParts, state: State, fault: EngineFault, error: unknown): EngineFault {
  if (state.failures === 0) log.warn({ engine: engine.name, fault, ...(error === null ? {} : { err: error }) }, 'the search engine is left alone: PostgreSQL answers');
  // Several requests that meet one failure are one.
  const isNew = state.failures === 0 || state.looking !== null;
  if (isNew) {
    state.failures += 1;
    state.restsFrom = now().getTime();
  }
  metrics.up(false);
  return fault;
}

function faultOf(error: unknown): EngineFault {
  if (error instanceof Late) return 'LATE';
  return error instanceof EngineUnavailable && !error.transient ? 'REFUSED' : 'FAILED';
}

/** The time given to the engine is over. */
class Late extends Error {}

/** Does something with a limit, of which it is told by its signal and which holds though it does not listen. */
async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>, outer?: AbortSignal): Promise<T> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Late(`no answer within ${ms} ms`);
      limit.abort(error);
      reject(error);
    }, ms);
  });
  try {
    return await Promise.race([work(outer === undefined ? limit.signal : AbortSignal.any([outer, limit.signal])), late]);
  } finally {
    clearTimeout(timer);
  }
}
