import { largestRemainder } from '../../../lib/halfUp.js';
import { addDays, type IndianDate } from '../../../lib/indianDate.js';

/** A part of what is to be paid, as the terms of an order have it. */
export interface InstalmentPart {
  /** Its share of the total; the shares of all parts are 10,000. */
  readonly shareBasisPoints: number;
  /** How many days after the issue of the invoice it is due. */
  readonly dueDays: number;
}

export interface Instalment {
  /** From 1. */
  readonly seq: number;
  readonly dueOn: IndianDate;
  /** Paise. */
  readonly amount: bigint;
}

const WHOLE = 10_000;

/** As many as a payment reference can name: two digits. */
const MOST = 99;

/**
 * A total in paise in instalments, by the largest remainder, the earlier part first among equal fractions: they sum
 * to the total exactly.
 * Refuses (RangeError) no part or more than 99, shares that are not 10,000 together, a share that is not positive,
 * and days that are negative or not whole.
 */
export function instalmentsOf(total: bigint, issuedOn: IndianDate, parts: readonly InstalmentPart[]): Instalment[] {
  if (parts.length > MOST) throw new RangeError(`There are at most ${MOST} instalments, not ${parts.length}.`);
  if (parts.some(({ shareBasisPoints: share }) => share <= 0)) throw new RangeError('A share is not positive.');
  if (parts.some(({ dueDays }) => dueDays < 0)) throw new RangeError('An instalment is due before the invoice is issued.');
  const all = parts.reduce((sum, { shareBasisPoints }) => sum + shareBasisPoints, 0);
  if (all !== WHOLE) throw new RangeError(`The shares are ${all} basis points together, not ${WHOLE}.`);
  // Ids of two digits are in the order of the parts.
  const id = (index: number): string => String(index + 1).padStart(2, '0');
  const amounts = largestRemainder(total, parts.map(({ shareBasisPoints }, index) =>
    ({ id: id(index), weight: BigInt(shareBasisPoints) })));
  return parts.map(({ dueDays }, index) =>
    ({ seq: index + 1, dueOn: addDays(issuedOn, dueDays), amount: amounts.get(id(index)) ?? 0n }));
}
