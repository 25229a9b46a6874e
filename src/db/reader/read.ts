import type { GraphQLField, GraphQLResolveInfo } from 'graphql';
import type { Ctx } from '../../context.js';
import { all, fieldArgs, type Compilation } from './compilation.js';
import { rowSql, rowsSql } from './compile.js';
import { connectionSql } from './connection.js';
import { rowPredicates } from './registry.js';
import { runTarget } from './run.js';
import type { Arg, Connection, Run, StandIn, ViewerClass, Writer } from './shape.js';

/**
 * A condition on the row that a root field answers with. It becomes part of a plan that other requests and other
 * people of the same class use: it must depend on nothing but what it is passed; values of one request go through
 * `arg`, `w.userId()` and the like, or through `run.given`.
 */
export type Condition = (row: string, w: Writer, arg: (name: string) => Arg | undefined) => string;

/** The rows of a list that a root field gives whole, and their order. */
export interface RootList {
  readonly on: Condition;
  /** ORDER BY over the row's alias. */
  readonly order: (row: string) => string;
}

/**
 * Answers a root field with the one row that meets the condition and that the viewer may know of, else null.
 * `given` is handed to run parameters as `run.given`. For the viewers that `standIn` names a read model for, its row is read in the
 * place of the type's.
 */
export async function readOne(
  ctx: Ctx, info: GraphQLResolveInfo, type: string, where: Condition, given: unknown = null,
  standIn: (viewer: ViewerClass) => StandIn | null = () => null,
): Promise<unknown> {
  const sql = (c: Compilation): string => {
    const row = c.w.alias('t');
    return rowSql(c, standIn(c.w.viewer) ?? type, row, [where(row, c.w, rootArgs(c, info))], info.fieldNodes);
  };
  return runTarget(ctx, info, { key: `one:${type}`, subject: null, sql }, given);
}

/** What the row of a root field comes from where it is no table: an item of FROM, made of arguments. As a condition, it depends on nothing else. */
export type Source = (w: Writer, arg: (name: string) => Arg | undefined) => string;

/** Answers a root field with the row that a function of the database gives, where the viewer may know of it, else null. */
export async function readFrom(ctx: Ctx, info: GraphQLResolveInfo, type: string, from: Source): Promise<unknown> {
  const sql = (c: Compilation): string => {
    const row = c.w.alias('t');
    const where = all(rowPredicates(c.registry, type, row, c.w));
    return `(select ${c.emit.sqlOf(c.entity(type, row, info.fieldNodes))} from ${from(c.w, rootArgs(c, info))} ${row} where ${where} limit 1)`;
  };
  return runTarget(ctx, info, { key: `from:${type}`, subject: from, sql }, null);
}

/** The rows of a root field that come from no table, and their order. */
export interface RootRows {
  readonly from: Source;
  /** ORDER BY over the row's alias. */
  readonly order: (row: string) => string;
}

/** Answers a root field with the rows that a function of the database gives, where the viewer may know of them; for short lists. */
export async function readRows(ctx: Ctx, info: GraphQLResolveInfo, type: string, rows: RootRows): Promise<unknown> {
  const sql = (c: Compilation): string => {
    const row = c.w.alias('t');
    const where = all(rowPredicates(c.registry, type, row, c.w));
    const elements = c.emit.aggregate(c.entity(type, row, info.fieldNodes), ` order by ${rows.order(row)}`, '');
    return c.emit.sqlOf(c.emit.list(`(select ${elements} from ${rows.from(c.w, rootArgs(c, info))} ${row} where ${where})`));
  };
  return runTarget(ctx, info, { key: `rows:${type}`, subject: rows, sql }, null);
}

/** Answers a root field with all rows that meet a condition and that the viewer may know of; for short lists. */
export async function readList(
  ctx: Ctx, info: GraphQLResolveInfo, type: string, list: RootList, given: unknown = null,
): Promise<unknown> {
  const sql = (c: Compilation): string => {
    const row = c.w.alias('t');
    return rowsSql(c, type, row, [list.on(row, c.w, rootArgs(c, info))], list.order(row), info.fieldNodes);
  };
  return runTarget(ctx, info, { key: `list:${type}`, subject: null, sql }, given);
}

/** Answers a root field with a connection; its arguments are read from the document. */
export async function readConnection(
  ctx: Ctx, info: GraphQLResolveInfo, connection: Connection, given: unknown = null,
): Promise<unknown> {
  const sql = (c: Compilation): string => connectionSql(c, connection, null, definitionOf(info), info.fieldNodes);
  return runTarget(ctx, info, { key: `connection:${connection.to}`, subject: connection, sql }, given);
}

const givenId = (run: Run): unknown => run.given;

/** Answers a field with the row of an id (the bare uuid), or null where there is none that the viewer may know of. */
export async function readById(ctx: Ctx, info: GraphQLResolveInfo, type: string, uuid: string): Promise<unknown> {
  const sql = (c: Compilation): string => {
    const row = c.w.alias('t');
    return rowSql(c, type, row, [`${row}.id = ${c.w.runParam('uuid', givenId)}`], info.fieldNodes);
  };
  return runTarget(ctx, info, { key: `id:${type}`, subject: null, sql }, uuid);
}

function rootArgs(c: Compilation, info: GraphQLResolveInfo): (name: string) => Arg | undefined {
  return fieldArgs(c, definitionOf(info), info.fieldNodes);
}

/** The definition of the field that is being resolved. */
export function definitionOf(info: GraphQLResolveInfo): GraphQLField<unknown, unknown> {
  const definition = info.parentType.getFields()[info.fieldName];
  if (definition === undefined) throw new Error(`${info.parentType.name} has no field ${info.fieldName}`);
  return definition as GraphQLField<unknown, unknown>;
}
