import type { PendingQuery, TransactionSql, UnsafeQueryOptions } from 'postgres';
import { inRead, type Ctx } from '../../context.js';
import type { Lanes, Statements } from '../client.js';
import { FILLER } from '../outlive.js';
import { askReplica, mayAskReplica } from '../replicas.js';
import { sessionScope, type Identity } from '../../domain/identity/actor.js';
import type { Encoded } from './encode.js';
import { observed } from './observe.js';
import type { Plan } from './plan.js';
import { checkedText, openText, standingText, textFor, versionedText } from './scoped.js';

/** postgres.js never evicts a prepared statement of a live connection: no more texts than this are prepared. */
const MAX_PREPARED = 500;
const prepared = new Set<string>();

/** A read that failed in the database. The message says nothing of the statement; the cause has all. */
export class ReadFailure extends Error {
  constructor(cause: unknown) {
    super('The read failed.', { cause });
    this.name = 'ReadFailure';
  }
}

/** The one row of a plan's statement: its text, and the catalogue's version where the statement asks for it too. */
export interface Row {
  readonly data: string | null;
  /** How far a replica knows the person who asks (replicas.ts). */
  readonly standing?: string | null;
  /** The catalogue's version on the replica that answered. */
  readonly here?: string;
  readonly version?: string;
}

/** Sends the one statement of a plan, as whoever asks: its text, or null. Throws as `rowOf` does. */
export async function answerOf(ctx: Ctx, plan: Plan, params: readonly Encoded[]): Promise<string | null> {
  return (await rowOf(ctx, plan, params))?.data ?? null;
}

/**
 * Sends the one statement of a plan, as whoever asks. A person's statement also confirms who he is where that was kept from an earlier
 * request. Throws ReadFailure where the database fails, StaleIdentity where who asks is not any more who he was.
 */
export async function rowOf(ctx: Ctx, plan: Plan, params: readonly Encoded[]): Promise<Row | undefined> {
  const prepare = worthPreparing(plan);
  observed({ kind: 'statement', text: plan.text });
  const { identity } = ctx;
  let rows: Row[];
  try {
    rows = await rowsOf(ctx, plan, params, prepare);
  } catch (error) {
    throw identity?.stale === true ? error : new ReadFailure(error);
  }
  if (identity !== undefined) identity.found(rows.length === 1);
  // Taken out, for the driver's results are reachable for long from what the collector has moved to the old generation: with it each
  // text was copied twice, and remained until that generation was gone through (docs/performance.md).
  return rows.pop();
}

async function rowsOf(ctx: Ctx, plan: Plan, params: readonly Encoded[], prepare: boolean): Promise<Row[]> {
  if (mayAskReplica(ctx)) {
    const rows = await askReplica(ctx, plan.published, (lanes) => sendToReplica(laneOf(lanes, plan), ctx, plan, params, prepare));
    if (rows !== null) return rows;
  }
  return rowsOfPrimary(ctx, plan, params, prepare);
}

/** A person's statement on a replica tells how far the replica knows him, in place of checking who he is: the primary is asked that. */
function sendToReplica(sql: Statements, { actor }: Ctx, plan: Plan, params: readonly Encoded[], prepare: boolean): PendingQuery<Row[]> {
  const used = params.length;
  if (actor.kind !== 'person') return sendAtOnce(sql, plan.published ? versionedText(plan, used) : openText(plan, used), params, prepare);
  const scope = plan.tenant ? scopeParams({ actor }) : [];
  return send(sql, standingText(plan, used), [...params, ...scope, FILLER, actor.userId], prepare);
}

function rowsOfPrimary(ctx: Ctx, plan: Plan, params: readonly Encoded[], prepare: boolean): Promise<Row[]> {
  const { actor, identity, db } = ctx;
  const used = params.length;
  const reads = laneOf(db, plan);
  switch (actor.kind) {
    case 'visitor': return sendAtOnce(reads, openText(plan, used), params, prepare);
    // A job's reads may call what a single statement may not, and are few.
    case 'system': return plan.tenant ? inRead(ctx, (sql) => send(sql, plan.text, params, prepare)) : sendAtOnce(reads, openText(plan, used), params, prepare);
    case 'person': {
      if (plan.tenant) return sendAtOnce(reads, textFor(plan, used, identity), [...params, ...scopeParams(ctx)], prepare);
      if (identity === undefined) return sendAtOnce(reads, openText(plan, used), params, prepare);
      return sendAtOnce(reads, checkedText(plan, used), [...params, ...identityParams(identity)], prepare);
    }
  }
}

function laneOf({ reads, longReads }: Lanes, { long }: Plan): Statements {
  return long ? longReads : reads;
}

function scopeParams({ actor, identity }: Pick<Ctx, 'actor' | 'identity'>): Encoded[] {
  const { scope, userId, organisationId } = sessionScope(actor);
  const settings = [scope, userId ?? '', organisationId ?? ''];
  return identity === undefined ? settings : [...settings, ...identityParams(identity)];
}

function identityParams({ userId, unconfirmed }: Identity): Encoded[] {
  return [userId, unconfirmed];
}

/** A statement whose last parameter is FILLER. */
function sendAtOnce(sql: Statements, text: string, params: readonly Encoded[], prepare: boolean): PendingQuery<Row[]> {
  return send(sql, text, [...params, FILLER], prepare);
}

/**
 * Makes the query without sending it: postgres.js sends when it is awaited, and `inRead` sends the settings for row-level security first.
 *
 * The parameters are laid where the driver has them when it tries a query again, and not given as arguments: it knows a prepared statement
 * by the types of the arguments and the whole text, a new string that would be written and hashed for each read (ten microseconds), and
 * has the arguments of an unknown statement described before it sends them. Here it is known by the text, whose hash is kept, and
 * all is sent at once.
 */
function send(sql: Statements | TransactionSql, text: string, params: readonly Encoded[], prepare: boolean): PendingQuery<Row[]> {
  // `simple` is postgres.js's own switch, missing from its types: without arguments it would not prepare.
  const options: UnsafeQueryOptions & { simple: boolean } = { prepare, simple: false };
  const query: PendingQuery<Row[]> & { parameters?: Encoded[] } = sql.unsafe<Row[]>(text, [], options);
  query.parameters = [...params];
  return query;
}

/** A statement is prepared from its second run on, while there is room. */
function worthPreparing(plan: Plan): boolean {
  plan.runs += 1;
  if (prepared.has(plan.text)) return true;
  if (plan.runs < 2 || prepared.size >= MAX_PREPARED) return false;
  prepared.add(plan.text);
  return true;
}
