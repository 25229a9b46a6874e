import type { GraphQLResolveInfo } from 'graphql';
import type { Ctx } from '../context.js';
import { readByIds } from '../db/reader/nodes.js';
import type { Row } from '../domain/reviews/bulk/rows.js';
import type { Outcome, UserErrorItem } from '../lib/refusal.js';
import { answer } from './answer.js';

/** A row of a bulk answer, and how the object that it is about is read. */
export interface AnsweredRow {
  readonly index: number;
  readonly userErrors: readonly UserErrorItem[];
  /** Reads the field being resolved for all rows of the answer at once, and gives this row's; null where it was refused. */
  read(info: GraphQLResolveInfo): Promise<unknown>;
}

/** What a bulk mutation answers. */
export interface BulkAnswer {
  readonly results: readonly AnsweredRow[];
  readonly userErrors: readonly UserErrorItem[];
}

/**
 * Turns the rows of a bulk mutation into its payload: one result a row, the id that it named under `named`, and the
 * errors of all rows together. The objects of all rows are read by one statement for each field selected.
 */
export async function answerRows(
  ctx: Ctx, type: string, named: string, work: () => Promise<Outcome<{ rows: readonly Row[] }>>,
): Promise<BulkAnswer> {
  const answered = await answer(ctx, work);
  if (!('rows' in answered)) return { results: [], userErrors: answered.userErrors };
  const { rows } = answered;
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const reads = new Map<string, Promise<Map<string, unknown>>>();
  const readAll = (info: GraphQLResolveInfo): Promise<Map<string, unknown>> => {
    const known = reads.get(info.path.key.toString());
    if (known !== undefined) return known;
    const read = readByIds(ctx, info, type, ids).then((found) => new Map(ids.map((id, index) => [id, found[index]])));
    reads.set(info.path.key.toString(), read);
    return read;
  };
  return {
    results: rows.map(({ index, given, id, userErrors }) => ({
      index, [named]: given, userErrors,
      read: async (info) => (id === null ? null : (await readAll(info)).get(id) ?? null),
    })),
    userErrors: rows.flatMap(({ userErrors }) => userErrors),
  };
}
