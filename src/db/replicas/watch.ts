import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import { openDatabase, type Database, type Lanes } from '../client.js';
import { databaseErrorOf } from '../errors.js';
import { positions, type Positions } from './positions.js';

/** A replica as a read uses it. */
export interface Replica extends Lanes {
  /** It could not be reached: out of use until it is seen to answer. */
  lost(error: unknown): void;
}

/** Where a read that might have gone to a replica went: there; or to the primary, since the person was ahead of it, or since it failed. */
export type ReadPlace = 'replica' | 'ahead' | 'failed';

/** What metrics tell of one replica. */
export interface ReplicaState {
  /** Host and port. */
  readonly name: string;
  readonly inStep: boolean;
  /** Seconds that its data are old at most; null where that is not known. */
  readonly behindSeconds: number | null;
}

/** The replicas of a database, looked at every second. */
export interface Replicas {
  /** How many may answer just now. */
  inStep(): number;
  /** One that may answer, the same one for a person as long as it may (what he sees does not go back in time), in turn for others. */
  pick(userId: string | null): Replica | null;
  /** Whether the primary answered when it was looked at last. */
  primaryAnswers(): boolean;
  counted(place: ReadPlace): void;
  readonly reads: Readonly<Record<ReadPlace, number>>;
  states(): readonly ReplicaState[];
  close(): Promise<void>;
}

export interface ReplicaOptions {
  /** The addresses, with user and password. */
  readonly urls: readonly string[];
  readonly primary: Pick<Database, 'sql'>;
  readonly poolMax: number;
  /** Milliseconds that a replica may be behind. */
  readonly maxLagMs: number;
  /** The last migration that the program knows; a replica that has not come to it is left out. */
  readonly migration: string;
  readonly log: Logger;
}

interface Watched extends Replica {
  readonly name: string;
  readonly database: Database;
  inStep: boolean;
  behindMs: number | null;
}

const LOOK_EVERY_MS = 1_000;
const LOOK_MS = 2_000;

/**
 * Opens replicas and begins to look at them: one answers reads while it can be reached, is a replica, has the last migration, and is no
 * further behind than the bound. What a replica is behind is measured by positions in the log of the primary and when they were seen there:
 * no clock but ours comes into it, and a primary that writes nothing makes nobody late. While the primary cannot be reached nothing new can be
 * missed, and a replica's last verdict holds. Resolves after the first look.
 */
export async function openReplicas(options: ReplicaOptions): Promise<Replicas> {
  const { log, primary, maxLagMs } = options;
  const watched = options.urls.map((url) => watchedAt(url, options));
  const seen = positions(() => performance.now());
  const ending = new AbortController();
  let primaryAnswers = true;
  const look = async (): Promise<void> => {
    primaryAnswers = await seen.sawPrimary(within(LOOK_MS, positionOfPrimary(primary.sql))).then(() => true, () => false);
    await Promise.all(watched.map((replica) => judge(replica, seen, options)));
  };
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
      if (!ending.signal.aborted) await look();
    }
  };
  await look();
  const running = run();
  let turn = 0;
  const reads: Record<ReadPlace, number> = { replica: 0, ahead: 0, failed: 0 };
  const good = (): Watched[] => watched.filter((replica) => replica.inStep);
  log.info({ replicas: watched.map(({ name }) => name), inStep: good().length, maxLagMs }, 'reads go to replicas');
  return {
    inStep: () => good().length,
    pick: (userId) => {
      const able = good();
      if (able.length === 0) return null;
      turn = (turn + 1) % 1_000_000;
      return able[(userId === null ? turn : Number.parseInt(userId.slice(-6), 16)) % able.length] ?? null;
    },
    primaryAnswers: () => primaryAnswers,
    counted: (place) => { reads[place] += 1; },
    reads,
    states: () => watched.map(({ name, inStep, behindMs }) => ({ name, inStep, behindSeconds: behindMs === null ? null : behindMs / 1000 })),
    close: async () => {
      ending.abort();
      await running;
      await Promise.all(watched.map(({ database }) => database.close()));
    },
  };
}

function watchedAt(url: string, { poolMax, log }: ReplicaOptions): Watched {
  const database = openDatabase({ url, max: poolMax, applicationName: 'marketplace-replica', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000 });
  const { host } = new URL(url);
  const replica: Watched = {
    name: host, database, reads: database.reads, longReads: database.longReads, inStep: false, behindMs: null,
    lost: (error) => {
      if (replica.inStep) log.warn({ replica: host, err: error }, 'a replica failed; the primary answers in its place');
      replica.inStep = false;
    },
  };
  return replica;
}

interface Look {
  readonly standby: boolean;
  readonly position: string | null;
  readonly migration: string;
}

/** Looks at one replica and decides whether it may answer. */
async function judge(replica: Watched, seen: Positions, { maxLagMs, migration, log }: ReplicaOptions): Promise<void> {
  const why = await within(LOOK_MS, replica.database.sql<Look[]>`
    select pg_is_in_recovery() as standby, pg_last_wal_replay_lsn()::text as position,
      (select coalesce(max(m.name), '') from migration m) as migration`).then(([look]) => {
    if (look?.standby !== true) return 'it is no replica';
    if (look.migration < migration) return 'its tables are older than the program';
    replica.behindMs = look.position === null ? null : seen.behind(look.position);
    if (replica.behindMs === null) return 'it is further behind than was looked back';
    return replica.behindMs > maxLagMs ? 'it is too far behind' : null;
  }, (error: unknown) => `it does not answer (${databaseErrorOf(error)?.code ?? 'no connection'})`);
  if (why !== null && replica.inStep) log.warn({ replica: replica.name, why }, 'a replica is left out');
  if (why === null && !replica.inStep) log.info({ replica: replica.name }, 'a replica answers reads');
  replica.inStep = why === null;
}

async function positionOfPrimary(sql: Sql): Promise<string> {
  const rows = await sql<{ position: string }[]>`select pg_current_wal_lsn()::text as position`;
  return rows[0]?.position ?? '0/0';
}

async function within<T>(ms: number, work: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => { reject(new Error('no answer in time')); }, ms); });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
