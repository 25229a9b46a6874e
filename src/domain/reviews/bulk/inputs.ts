import { z, type ZodType } from 'zod';
import { uuidOf, type IdPrefix } from '../../../lib/ids.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import { publicIdInput } from '../inputs.js';
import { MAX_ROWS } from './rows.js';

/** The rows of a bulk mutation: 1 to 100. */
export function rowsInput<T extends ZodType>(row: T) {
  return z.array(row).min(1, 'Give at least one row.').max(MAX_ROWS, `At most ${MAX_ROWS} rows are taken at once.`);
}

/** Rows that are ids alone. */
export const idRowsInput = rowsInput(publicIdInput);

/** A row that is an id alone: as it came in, and the uuid behind it. */
export interface IdRow {
  readonly given: string;
  readonly id: string | Refused;
}

/** Decodes rows that are ids alone; what is no id of the type is refused in its row. */
export function idRows(prefix: IdPrefix, given: readonly string[], what: string): IdRow[] {
  return given.map((each) => ({ given: each, id: uuidOf(prefix, each) ?? refuse('NOT_FOUND', `There is no such ${what}.`) }));
}

/** The uuids among rows, each once. */
export function uuidsOf(ids: readonly (string | Refused)[]): string[] {
  return [...new Set(ids.filter((each) => typeof each === 'string'))];
}
