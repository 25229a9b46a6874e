import { graphql } from 'graphql';
import type { Ctx } from '../../src/context.js';
import { buildMarketplaceSchema } from '../../src/schema/build.js';
import { tapped, type SentRead } from '../support/tapped.js';
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

/** Answers a query as a person and says how PostgreSQL came to each of its statements. */
export async function readFor(w: World, who: string, source: string, variableValues: Record<string, unknown>): Promise<Read> {
  const ctx = await w.ctx(who);
  const sent: SentRead[] = [];
  const contextValue: Ctx = { ...ctx, db: tapped(ctx.db, sent) };
  const answer = await graphql({ schema: await buildMarketplaceSchema(), source, variableValues, contextValue });
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  if (sent.length === 0) throw new Error('the answer was read by no statement that was listened to');
  const found = { lines: [] as string[], rows: 0, whole: [] as string[] };
  for (const { text, params } of sent) {
    // A person's statement makes the settings for row-level security itself.
    const [row] = await w.db.reads.unsafe<{ 'QUERY PLAN': { Plan: PlanNode }[] }[]>(`explain (analyze, format json) ${text}`, [...params]);
    const [plan] = row?.['QUERY PLAN'] ?? [];
    if (plan !== undefined) add(plan.Plan, found);
  }
  return found;
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
