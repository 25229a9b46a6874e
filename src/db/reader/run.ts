import type { GraphQLResolveInfo } from 'graphql';
import type { PendingQuery, Sql, TransactionSql, UnsafeQueryOptions } from 'postgres';
import { inRead, type Ctx } from '../../context.js';
import type { Encoded } from './encode.js';
import { observed } from './observe.js';
import { planFor, type Plan, type Target } from './plan.js';
import type { Run } from './shape.js';
import { viewerClassOf } from './viewer.js';

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

/** Compiles (once) and runs the one statement that answers a field; gives its JSON. */
export async function runTarget(ctx: Ctx, info: GraphQLResolveInfo, target: Target, given: unknown): Promise<unknown> {
  ctx.signal?.throwIfAborted();
  const plan = planFor(info, viewerClassOf(ctx.actor), target);
  const run: Run = { actor: ctx.actor, now: ctx.now(), variables: info.variableValues, given };
  const params = plan.params(run);
  const text = await answerOf(ctx, plan, params);
  return text === null ? null : JSON.parse(text);
}

async function answerOf(ctx: Ctx, plan: Plan, params: readonly Encoded[]): Promise<string | null> {
  const prepare = worthPreparing(plan);
  observed({ kind: 'statement', text: plan.text });
  try {
    const rows = plan.tenant && ctx.actor.kind !== 'visitor'
      ? await inRead(ctx, (sql) => send(sql, plan, params, prepare))
      : await send(ctx.db.sql, plan, params, prepare);
    return rows[0]?.data ?? null;
  } catch (error) {
    throw new ReadFailure(error);
  }
}

interface Row {
  readonly data: string | null;
}

/**
 * Makes the query without sending it: postgres.js sends when it is awaited. `inRead` awaits the settings for
 * row-level security first, so this must not be an async function, which would send at once.
 */
function send(
  sql: Sql | TransactionSql, plan: Plan, params: readonly Encoded[], prepare: boolean,
): PendingQuery<Row[]> {
  // `simple` is postgres.js's own switch, missing from its types: without parameters it would not prepare.
  const options: UnsafeQueryOptions & { simple: boolean } = { prepare, simple: false };
  return sql.unsafe<Row[]>(plan.text, [...params], options);
}

/** A statement is prepared from its second run on, while there is room. */
function worthPreparing(plan: Plan): boolean {
  plan.runs += 1;
  if (prepared.has(plan.text)) return true;
  if (plan.runs < 2 || prepared.size >= MAX_PREPARED) return false;
  prepared.add(plan.text);
  return true;
}
