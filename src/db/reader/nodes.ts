import type { GraphQLResolveInfo } from 'graphql';
import type { Ctx } from '../../context.js';
import { ID_PREFIXES, parsePublicId } from '../../lib/ids.js';
import { all, type Compilation } from './compilation.js';
import { badInput } from './encode.js';
import { jsonObject } from './json.js';
import { readById } from './read.js';
import { registryOf, rowPredicates, tableOf } from './registry.js';
import { runTarget } from './run.js';
import type { Run } from './shape.js';
import { RowWayNeeded, wantsText } from './way.js';

/** `nodes` takes no more ids than this. */
export const MAX_IDS = 100;

interface Wanted {
  readonly type: string;
  readonly uuid: string;
}

/** The entity of a public id, for `node`: null where the id is malformed, of no entity, or unreadable. */
export async function readNode(ctx: Ctx, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  const wanted = wantedOf(info, id);
  return wanted === null ? null : readById(ctx, info, wanted.type, wanted.uuid);
}

/** The entities of public ids in their order, for `nodes`: one statement for all types; null as in `readNode`. */
export async function readNodes(ctx: Ctx, info: GraphQLResolveInfo, ids: readonly string[]): Promise<unknown[]> {
  if (ids.length > MAX_IDS) throw badInput(`At most ${MAX_IDS} ids can be asked for at once.`);
  return readWanted(ctx, info, ids.map((id) => wantedOf(info, id)));
}

/** The rows of ids (bare uuids) of one type, in their order; null for those that the viewer may not know of. */
export async function readByIds(
  ctx: Ctx, info: GraphQLResolveInfo, type: string, uuids: readonly string[],
): Promise<unknown[]> {
  return readWanted(ctx, info, uuids.map((uuid) => ({ type, uuid })));
}

function wantedOf(info: GraphQLResolveInfo, id: string): Wanted | null {
  const parsed = parsePublicId(id);
  if (parsed === null) return null;
  const type = ID_PREFIXES[parsed.prefix];
  return registryOf(info.schema).shapes.has(type) ? { type, uuid: parsed.uuid } : null;
}

async function readWanted(ctx: Ctx, info: GraphQLResolveInfo, wanted: readonly (Wanted | null)[]): Promise<unknown[]> {
  const groups: Record<string, string[]> = {};
  for (const each of wanted) if (each !== null) (groups[each.type] ??= []).push(each.uuid);
  const types = Object.keys(groups).sort();
  if (wantsText(info)) throw new RowWayNeeded('rows of several types are put in order');
  if (types.length === 0) return wanted.map(() => null);
  const sql = (c: Compilation): string => jsonObject(types.map((type) => [type, byIdSql(c, info, type)]));
  const answer = await runTarget(ctx, info, { key: `ids:${types.join()}`, subject: null, sql }, groups);
  const found = answer as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  return wanted.map((each) => (each === null ? null : found[each.type]?.[each.uuid] ?? null));
}

/** The rows of one type as an object keyed by uuid. */
function byIdSql(c: Compilation, info: GraphQLResolveInfo, type: string): string {
  const row = c.w.alias('t');
  const ids = c.w.runParam('uuid[]', (run: Run) => (run.given as Readonly<Record<string, unknown>>)[type]);
  const where = all([`${row}.id = any(${ids})`, ...rowPredicates(c.registry, type, row, c.w)]);
  const table = tableOf(c.registry, type);
  return `(select json_object_agg(${row}.id, ${c.emit.sqlOf(c.entity(type, row, info.fieldNodes))}) from ${table} ${row} where ${where})`;
}
