import type { Actor, Identity } from '../domain/identity/actor.js';
import { catalogueVersion, VERSION_SQL } from './catalogueVersion.js';
import type { Database, Lanes } from './client.js';
import { databaseErrorOf } from './errors.js';
import { covers, standingOf } from './replicas/standing.js';
import { lostConnection, type ReplicatedDatabase } from './replicas/primary.js';
import type { Replica } from './replicas/watch.js';

/*
 * Reads on replicas, and how a reader of the database uses them (src/db/reader/send.ts does):
 *
 *   if (mayAskReplica(ctx)) {
 *     const rows = await askReplica(ctx, isPublished, (lanes) => ...one statement on one of the lanes...);
 *     if (rows !== null) return rows;   // read on a replica, and right; a kept identity is confirmed
 *   }
 *   ...as without replicas, on the lanes of ctx.db, the primary...
 *
 * A visitor's statement that reads nothing but the published catalogue (`isPublished`) goes through `withVersion(text)`, any other of a visitor
 * is sent as it is. A person's goes through `withStanding(text, n)`, with his user id as one more parameter $n, the
 * last: so his standing and the data are of one snapshot. It does not check the access revision, which on a replica is as old as the
 * replica. null: no replica may answer just now (none is configured or in step, the person wrote a moment ago, the replica failed): ask the
 * primary, whose statement checks the access revision as always.
 *
 * Why that is right. The identity of a person is confirmed on the primary, by the statement that also tells his standing there: his access
 * revision, and how many of his transactions were committed. The replica's standing stands in the same snapshot as the data. Where it
 * covers the primary's, everything that the person was told is done, and everything that changed what he may act through, was done in
 * what he reads; where it does not, the primary answers. No clock and no guess about lag comes into it. The two statements run
 * at the same time, so that a read from a replica takes one round trip as any other.
 *
 * A visitor's read of the catalogue is right in the same way, by the catalogue's version: the primary's is one small statement for all who ask
 * at once. What else a visitor reads (searches) comes from a replica that is no further behind than the bound (DATABASE_REPLICA_MAX_LAG), and
 * while the primary cannot be reached so does the catalogue: persons are then told that it is out, visitors read on.
 */

/** What of a request decides where its reads go. */
export interface Asker {
  readonly actor: Actor;
  readonly db: Database;
  readonly identity?: Identity;
}

/** A person's statement (with one column, `data`) as it is sent to a replica: it also tells how far the replica knows him, parameter $n. */
export function withStanding(text: string, n: number): string {
  return `select r.data, person_standing($${String(n)}::uuid) as standing from (${text}) r`;
}

/** A statement on the published catalogue (with a column `data`, and maybe more) as it is sent to a replica: it also tells the version there. */
export function withVersion(text: string): string {
  return `select r.*, ${VERSION_SQL} as here from (${text}) r`;
}

interface Told {
  readonly standing?: string | null;
  readonly here?: string;
}

/** For so long after a person wrote here, or was found ahead of a replica, his reads spare themselves the attempt. */
const AHEAD_MS = 500;
const MOST_AHEAD = 10_000;
/** By user: until when. A saving only; whether an answer is right never depends on it. */
const ahead = new Map<string, number>();

/** Whether reads of this request may be answered by replicas at all: they are configured, one is in step, and nobody writes. */
export function mayAskReplica({ actor, db }: Asker): boolean {
  return 'replicas' in db && (db as ReplicatedDatabase).replicas.inStep() > 0 && actor.kind !== 'system' && !isAhead(actor);
}

/**
 * Asks a replica, and for a person at the same time the primary whether the answer is good for him; the rows, or null where the primary
 * must answer. Throws StaleIdentity where the person may act through something else than what was kept of him, what the primary
 * throws, and a replica's statement timeout (asking again would only take as long again).
 */
export async function askReplica<Row extends Told>(
  ctx: Asker, isPublished: boolean, ask: (lanes: Lanes) => PromiseLike<Row[]>,
): Promise<Row[] | null> {
  if (!mayAskReplica(ctx)) return null;
  const { replicas } = ctx.db as ReplicatedDatabase;
  const userId = ctx.actor.kind === 'person' ? ctx.actor.userId : null;
  const replica = replicas.pick(userId);
  if (replica === null) return null;
  const isGood = userId !== null ? forPerson(ctx, userId) : isPublished ? forVisitor(ctx.db as ReplicatedDatabase) : Promise.resolve(() => true);
  const [rows, isGoodFor] = await Promise.all([rowsOf(replica, ask), isGood]);
  if (rows === null) {
    replicas.counted('failed');
    return null;
  }
  const answers = isGoodFor(rows[0]);
  replicas.counted(answers ? 'replica' : 'ahead');
  if (answers) return rows;
  if (userId !== null) goAhead(userId);
  return null;
}

/** How to judge a replica's answer, by what the primary says now. */
type Judgement = (row: Told | undefined) => boolean;

async function forPerson(ctx: Asker, userId: string): Promise<Judgement> {
  const there = await standingOnPrimary(ctx, userId);
  return (row) => covers(standingOf(row?.standing), there);
}

/** The catalogue's version on the primary; while that cannot be reached nothing newer is known than what replicas have. */
async function forVisitor(db: ReplicatedDatabase): Promise<Judgement> {
  if (!db.replicas.primaryAnswers()) return () => true;
  try {
    const there = await catalogueVersion(db);
    return (row) => row?.here === there;
  } catch (error) {
    if (!lostConnection(error)) throw error;
    return () => true;
  }
}

/** Takes down that a person writes through this process: what he reads next is looked for on the primary at once. */
export function wrote({ actor, db }: Asker): void {
  if (actor.kind === 'person' && 'replicas' in db) goAhead(actor.userId);
}

/** The rows of a replica; null where it failed, which takes it out of use until it is seen to answer again where it cannot be reached. */
async function rowsOf<Row>(replica: Replica, ask: (lanes: Lanes) => PromiseLike<Row[]>): Promise<Row[] | null> {
  try {
    return await ask(replica);
  } catch (error) {
    if (databaseErrorOf(error)?.code === '57014') throw error;
    if (lostConnection(error)) replica.lost(error);
    return null;
  }
}

async function standingOnPrimary({ db, identity }: Asker, userId: string): Promise<ReturnType<typeof standingOf>> {
  const rows = await db.reads.unsafe<{ standing: string | null }[]>('select person_standing($1::uuid) as standing', [userId], { prepare: true });
  const standing = standingOf(rows[0]?.standing);
  const kept = identity?.unconfirmed ?? null;
  if (kept !== null) identity?.found(standing?.access === kept);
  return standing;
}

function isAhead(actor: Actor): boolean {
  if (actor.kind !== 'person') return false;
  const until = ahead.get(actor.userId);
  if (until === undefined) return false;
  if (until > performance.now()) return true;
  ahead.delete(actor.userId);
  return false;
}

function goAhead(userId: string): void {
  if (ahead.size >= MOST_AHEAD) ahead.clear();
  ahead.set(userId, performance.now() + AHEAD_MS);
}
