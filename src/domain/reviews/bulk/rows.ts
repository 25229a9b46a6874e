import { inTx, type Ctx, type Tx } from '../../../context.js';
import { isRefused, refuse, type Outcome, type Refused, type UserErrorItem } from '../../../lib/refusal.js';

/** No more rows are taken at once. */
export const MAX_ROWS = 100;

/** What became of one row of a bulk mutation. */
export interface Row {
  /** Its place in the input, from 0. */
  readonly index: number;
  /** The public id that the row named, as it came in. */
  readonly given: string;
  /** The uuid of what it changed or made; null where it was refused. */
  readonly id: string | null;
  /** Why it was refused; empty where it was done. */
  readonly userErrors: readonly UserErrorItem[];
}

/** Whether locks are waited for, or what somebody else holds is left out. */
export type Patience = 'WAIT' | 'SKIP';

/** A row that was done. */
export function doneRow(index: number, given: string, id: string): Row {
  return { index, given, id, userErrors: [] };
}

/** A row that was refused; `path` leads to the row in the input, what the refusal names comes after it. */
export function refusedRow(index: number, given: string, refused: Refused, path: readonly (string | number)[]): Row {
  const userErrors = refused.errors.map((error) => ({ ...error, path: ['input', ...path.map(String), ...error.path.slice(1)] }));
  return { index, given, id: null, userErrors };
}

/** The refusal of a row whose objects somebody else holds. */
export function busyRow(): Refused {
  return refuse('BUSY', 'Somebody else is changing this review; the row was left out. Try it again in a moment.');
}

/**
 * Runs a bulk mutation: one transaction for all rows that can be done, so that it is all there or, after a crash, not
 * at all, and one mail a person tells of the whole. A row is judged on locked rows before anything is written, so a
 * refused one undoes nothing. Where a lock is not had in time, or somebody changed what the judgement rested on, all
 * is judged once more and only what is held by somebody else is left out. Where no row can be done nothing is written
 * or recorded, and each row still says why.
 */
export async function inRows(
  ctx: Ctx, action: string, work: (tx: Tx, patience: Patience) => Promise<readonly Row[]>,
): Promise<Outcome<{ rows: readonly Row[] }>> {
  const nothing = refuse('ILLEGAL_STATE', 'Nothing of it could be done.');
  let rows: readonly Row[] = [];
  const attempt = (patience: Patience): Promise<Outcome<{ rows: readonly Row[] }>> => inTx(ctx, action, async (tx) => {
    rows = await work(tx, patience);
    return rows.some((row) => row.id !== null) ? { rows } : nothing;
  });
  let outcome = await attempt('WAIT');
  if (isRefused(outcome) && outcome !== nothing) outcome = await attempt('SKIP');
  return outcome === nothing ? { rows } : outcome;
}
