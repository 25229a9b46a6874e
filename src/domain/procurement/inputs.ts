import { z } from 'zod';
import { CURRENCY } from '../../lib/money.js';
import { isIndianDate } from '../../lib/indianDate.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { lineInput, linesInput } from '../../lib/textInput.js';
import { uuidOf, type IdPrefix } from '../../lib/ids.js';

/** The most that is bought at once: 10 crore. */
export const QUANTITY_MOST = 100_000_000;

export const publicIdInput = z.string().max(100, 'This is no id.');
/** The revision that a draft was read at. */
export const revision = z.number().int().min(1, 'Revisions count from 1.').max(2_147_483_647);
export const quantity = z.number().int()
  .min(1, 'At least one seat or learner is bought.').max(QUANTITY_MOST, 'At most 10,00,00,000 are bought at once.');
export const date = z.string().refine((text) => isIndianDate(text), 'This is no date between the years 2000 and 2999.');
export const justification = linesInput('The justification', 1, 4000);
export const budgetHead = lineInput('The budget head', 1, 100);
export const reason = linesInput('The reason', 1, 2000);
export const sanctionNumber = lineInput('The number of the sanction', 1, 100);

/** Paise, at most 10 lakh crore rupees. */
export const amount = z.object({
  amountMinor: z.bigint().min(1n, 'An amount is at least one paisa.').max(1_000_000_000_000_000n, 'An amount is at most 10,00,000 crore rupees.'),
  currency: z.literal(CURRENCY, `Amounts are in ${CURRENCY}.`).nullish(),
});

/** The uuid behind a public id of the input, or NOT_FOUND at its path. */
export function idAt(prefix: IdPrefix, id: string, path: string, what: string): string | Refused {
  return uuidOf(prefix, id) ?? notFound(what, path);
}

/** There is no such thing, or the actor may not know of it. */
export function notFound(what: string, path: string): Refused {
  return refuse('NOT_FOUND', `There is no such ${what}.`, [path]);
}

/** There is no such course in the catalogue: one that is not published is none, as far as buying goes. */
export function noSuchCourse(): Refused {
  return refuse('NOT_FOUND', 'There is no such course in the catalogue; only a published course can be bought.', ['courseId']);
}
