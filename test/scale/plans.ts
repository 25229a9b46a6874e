import { graphql } from 'graphql';
import type { TransactionSql } from 'postgres';
import type { Ctx } from '../../src/context.js';
import { sessionScope } from '../../src/domain/identity/actor.js';
import { buildMarketplaceSchema } from '../../src/schema/build.js';
import type { World } from '../support/world.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Function Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Plans'?: readonly PlanNode[];
}

/** What PostgreSQL read for a query. */
export interface Read {
  /** A line for each table that was looked at: how, by which index, how many rows. */
  readonly lines: readonly string[];
  /** Rows looked at, those that a filter then dropped among them. */
  readonly rows: number;
  /** Tables of which more than a thousand rows were read without an index. */
  readonly whole: readonly string[];
}

interface Sent {
  readonly text: string;
  readonly params: readonly unknown[];
}

/** Answers a query as a person and says how PostgreSQL came to each of its data statements. */
export async function readFor(w: World, who: string, source: string, variableValues: Record<string, unknown>): Promise<Read> {
  const ctx = await w.ctx(who);
  const sent: Sent[] = [];
  const contextValue: Ctx = { ...ctx, db: { ...ctx.db, sql: tapped(w, sent) } };
  const answer = await graphql({ schema: await buildMarketplaceSchema(), source, variableValues, contextValue });
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  const found = { lines: [] as string[], rows: 0, whole: [] as string[] };
  for (const { text, params } of sent.filter((each) => !each.text.includes('set_config'))) {
    const [row] = await explained(w, ctx, text, params);
    const [plan] = row?.['QUERY PLAN'] ?? [];
    if (plan !== undefined) add(plan.Plan, found);
  }
  return found;
}

/** The application's pool, with what is sent within its transactions written down. */
function tapped(w: World, sent: Sent[]): Ctx['db']['sql'] {
  const listening = (tx: TransactionSql): TransactionSql => new Proxy(tx, {
    get: (target, key) => (key !== 'unsafe' ? Reflect.get(target, key) as unknown : (text: string, params: string[], options: object) => {
      sent.push({ text, params });
      return target.unsafe(text, params, options);
    }),
  });
  return new Proxy(w.db.sql, {
    get: (target, key) => (key !== 'begin' ? Reflect.get(target, key) as unknown
      : (mode: string, work: (tx: TransactionSql) => Promise<unknown>) => target.begin(mode, (tx) => work(listening(tx)))),
  });
}

/** The plan of a statement as it ran for the person, under row-level security. */
async function explained(w: World, ctx: Ctx, text: string, params: readonly unknown[]): Promise<readonly { 'QUERY PLAN': { Plan: PlanNode }[] }[]> {
  const { scope, userId, organisationId } = sessionScope(ctx.actor);
  const answer = await w.db.sql.begin('read only', async (tx) => {
    await tx`select set_config('app.scope', ${scope}, true), set_config('app.user_id', ${userId ?? ''}, true), set_config('app.organisation_id', ${organisationId ?? ''}, true)`;
    return { rows: await tx.unsafe<{ 'QUERY PLAN': { Plan: PlanNode }[] }[]>(`explain (analyze, format json) ${text}`, params as string[]) };
  });
  return (answer as { rows: readonly { 'QUERY PLAN': { Plan: PlanNode }[] }[] }).rows;
}

function add(node: PlanNode, found: { lines: string[]; rows: number; whole: string[] }): void {
  const loops = node['Actual Loops'];
  const rows = Math.round((node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * loops);
  const relation = node['Relation Name'];
  const index = node['Index Name'];
  if (node['Function Name'] !== undefined) found.lines.push(`${node['Node Type']} on ${node['Function Name']}: ${rows} rows`);
  if (loops > 0 && (relation !== undefined || index !== undefined)) {
    found.lines.push(`${node['Node Type']}${relation === undefined ? '' : ` on ${relation}`}${index === undefined ? '' : ` by ${index}`}: ${rows} rows`);
    if (relation !== undefined) found.rows += rows;
    if (node['Node Type'] === 'Seq Scan' && rows > 1_000) found.whole.push(relation ?? '');
  }
  for (const inner of node.Plans ?? []) add(inner, found);
}
