import type { IndianDate } from '../../../lib/indianDate.js';
import { daysLeftFrom, daysOfTerm, seatChange } from '../../pricing/rules/proration.js';
import { taxOf, type SupplyPlace } from '../../pricing/rules/tax.js';
import type { PriceBasis } from '../../pricing/lifecycle.js';
import type { PurchasePurpose } from '../lifecycle.js';
import { period } from './words.js';

/** What a line is reckoned from. */
export interface LineFacts {
  readonly description: string;
  readonly sac: string;
  readonly quantity: number;
  /** Paise for one for the whole term. */
  readonly unitPaise: bigint;
  /** The first day that is paid for. */
  readonly startsOn: IndianDate;
  /** The term that they are for, or added to. */
  readonly term: { readonly startsOn: IndianDate; readonly endsOn: IndianDate };
  /** Seats that earlier orders have added from that same day on. */
  readonly addedThatDay: number;
  readonly rateBasisPoints: number;
  readonly place: SupplyPlace;
}

/** A line of a quote, in paise; `endsOn` exclusive. */
export interface PricedLine {
  readonly description: string;
  readonly sac: string;
  readonly quantity: number;
  readonly unitPaise: bigint;
  readonly startsOn: IndianDate;
  readonly endsOn: IndianDate;
  readonly daysOfTerm: number;
  readonly daysLeft: number;
  readonly addedThatDay: number;
  readonly taxablePaise: bigint;
  readonly rateBasisPoints: number;
  readonly cgstPaise: bigint;
  readonly sgstPaise: bigint;
  readonly igstPaise: bigint;
  readonly totalPaise: bigint;
}

/** Reckons a line: the taxable value by the days that are left of the term, and the tax on it. */
export function priceLine(facts: LineFacts): PricedLine {
  const { description, sac, quantity, unitPaise, startsOn, term, addedThatDay, rateBasisPoints } = facts;
  const [days, left] = [daysOfTerm(term), daysLeftFrom(startsOn, term)];
  const taxablePaise = seatChange({
    pricePaise: unitPaise, alreadyAddedThatDay: addedThatDay, added: quantity, daysLeft: left, daysOfTerm: days,
  });
  const tax = taxOf(taxablePaise, rateBasisPoints, facts.place);
  return {
    description, sac, quantity, unitPaise, startsOn, endsOn: term.endsOn, daysOfTerm: days, daysLeft: left, addedThatDay, taxablePaise,
    rateBasisPoints, cgstPaise: tax.cgst, sgstPaise: tax.sgst, igstPaise: tax.igst, totalPaise: taxablePaise + tax.total,
  };
}

/** What a line says of what is bought; `title` is the course's, null for seats. */
export function describe(
  what: { readonly purpose: PurchasePurpose; readonly basis: PriceBasis | null; readonly title: string | null },
  startsOn: IndianDate, endsOn: IndianDate,
): string {
  return `${thing(what)}, ${period(startsOn, endsOn)}`;
}

function thing({ purpose, basis, title }: Parameters<typeof describe>[0]): string {
  const more = purpose === 'ADDITION' ? 'Additional' : null;
  if (title === null) return more === null ? 'Seats' : `${more} seats`;
  if (basis === 'WHOLE_DEPARTMENT') return `Course "${title}" for the whole department`;
  return `${more === null ? 'Learners' : `${more} learners`} of the course "${title}"`;
}
