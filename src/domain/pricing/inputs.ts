import { z } from 'zod';
import type { Tx } from '../../context.js';
import { indianDateOf, isIndianDate, type IndianDate } from '../../lib/indianDate.js';
import { CURRENCY } from '../../lib/money.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { linesInput } from '../../lib/textInput.js';

/** Why an entry of the price list was made; kept with it. */
export const reason = linesInput('The reason', 1, 2000);

/** A public id as clients give it; it is decoded by the use case. */
export const publicIdInput = z.string('An id is missing.').max(100, 'This is no id.');

/** The Indian date on which something comes into force. */
export const inForceFrom = z.string('The date is missing.').refine(isIndianDate, 'Give a date YYYY-MM-DD between the years 2000 and 2999.');

/** An amount between two amounts of paise; `range` says so in words. */
export function amount(least: bigint, most: bigint, range: string) {
  return z.object({
    amountMinor: z.bigint('An amount is a whole number of paise.').min(least, range).max(most, range),
    currency: z.literal(CURRENCY, `Prices are in ${CURRENCY}.`).nullish(),
  });
}

/** A whole number between two; `what` begins the sentences of refusal. */
export function whole(what: string, least: number, most: number) {
  const range = `${what} must be a whole number from ${least} to ${most}.`;
  return z.number(range).int(range).min(least, range).max(most, range);
}

/** Null where a date is today, in India, or later: what is dated back would change what was quoted and issued under it. */
export function notBeforeToday(tx: Tx, date: IndianDate): Refused | null {
  const today = indianDateOf(tx.now);
  return date >= today ? null
    : refuse('INVALID', `It comes into force on ${today} (today, in India) or later; what was agreed before stays as it was.`, ['inForceFrom']);
}
