import { z } from 'zod';
import { isIndianDate } from '../../lib/indianDate.js';
import { uuidOf, type IdPrefix } from '../../lib/ids.js';
import { CURRENCY } from '../../lib/money.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { linesInput } from '../../lib/textInput.js';
import { utrOf } from './rules/statement/cells.js';

export const id = z.string().max(100, 'This is no id.');
export const date = z.string().refine((text) => isIndianDate(text), 'This is no date between the years 2000 and 2999.');
export const reason = linesInput('The reason', 1, 2000);

/** At most 10 lakh crore rupees. */
const minor = z.bigint().min(1n, 'An amount is at least one paisa.').max(1_000_000_000_000_000n, 'An amount is at most 10,00,000 crore rupees.');

/** An amount of rupees, in paise. */
export const amount = z.object({ amountMinor: minor, currency: z.literal(CURRENCY, `Amounts are in ${CURRENCY}.`).nullish() });

/** Money as it came, of whatever currency. */
export const moneyReceived = z.object({
  amountMinor: minor, currency: z.string().regex(/^[A-Z]{3}$/, 'A currency has three capital letters, such as INR.').nullish(),
});

/** The number that a bank gives a transfer; kept in capitals and without spaces. */
export const utr = z.string('The UTR must be a text.').max(60, 'A UTR has at most 30 characters.').transform((text, context) => {
  const known = utrOf(text);
  if (known !== null) return known;
  context.addIssue({ code: 'custom', message: 'A UTR has 6 to 30 letters and digits: 16 for NEFT, 22 for RTGS, 12 for IMPS.' });
  return z.NEVER;
});

/** Which invoices, and how much of each. */
export const allocations = z.array(z.object({ invoiceId: id, amount })).min(1, 'Name at least one invoice.').max(100, 'At most 100 invoices at once.');
export type AllocationsInput = z.output<typeof allocations>;

/** There is no such thing, or the actor may not know of it. */
export function notFound(what: string, path: readonly (string | number)[]): Refused {
  return refuse('NOT_FOUND', `There is no such ${what}.`, path);
}

/** The uuid behind a public id of the input, or NOT_FOUND at its path. */
export function idAt(prefix: IdPrefix, given: string, path: string, what: string): string | Refused {
  return uuidOf(prefix, given) ?? notFound(what, [path]);
}
