import type { IndianDate } from '../../../lib/indianDate.js';
import type { PriceBasis } from '../../pricing/lifecycle.js';
import type { PurchaseKind, PurchasePurpose, PurchaseRequestState } from '../lifecycle.js';
import { counted, day, rupees } from './words.js';

/** What a mail about a purchase request tells of it. */
export interface Told {
  readonly kind: PurchaseKind;
  readonly purpose: PurchasePurpose;
  readonly basis: PriceBasis | null;
  readonly quantity: number;
  readonly startsOn: IndianDate;
  /** Of the course; null for seats. */
  readonly title: string | null;
  /** Of its latest quote, tax included, in paise; null where it has none. */
  readonly totalPaise: bigint | null;
  readonly sanctionNumber: string | null;
  /** Why it was rejected or withdrawn. */
  readonly reason: string | null;
}

/** The subject and the lines of the mail on a purchase request that has come to a state. */
export function wording(state: PurchaseRequestState, told: Told): { readonly subject: string; readonly lines: readonly string[] } {
  const [subject, sentence] = said(state, told);
  const cost = told.totalPaise === null ? [] : [`Quoted at ${rupees(told.totalPaise)}, tax included.`];
  const reason = told.reason === null ? [] : ['', 'The reason given:', told.reason];
  return { subject, lines: [sentence, ...cost, ...reason] };
}

/** What is bought: 1,250 seats from 21 November 2026. */
function what({ kind, purpose, basis, quantity, startsOn, title }: Told): string {
  const amount = counted(quantity);
  const goods = kind === 'SEATS' ? `${amount} ${quantity === 1 ? 'seat' : 'seats'}`
    : `the course "${(title ?? 'not in the catalogue now').replaceAll(/\s+/g, ' ')}" ${basis === 'PER_LEARNER' ? `for ${amount} ${quantity === 1 ? 'learner' : 'learners'}` : 'for the whole department'}`;
  const how = { NEW: '', ADDITION: 'the addition of ', RENEWAL: 'the renewal with ' }[purpose];
  return `${how}${goods} from ${day(startsOn)}`;
}

function said(state: PurchaseRequestState, told: Told): [subject: string, sentence: string] {
  const it = what(told);
  switch (state) {
    case 'DRAFT':
      return [`A renewal is prepared: ${it}`, `The term ends soon. A purchase request for ${it} is prepared as a draft: check the quantity, and submit it.`];
    case 'SUBMITTED':
      return [`To approve: ${it}`, `A purchase request for ${it} is submitted. Approve it, or reject it and say why.`];
    case 'APPROVED':
      return [`Approved: ${it}`, `The purchase request for ${it} is approved. It is ordered once its sanction is recorded.`];
    case 'SANCTIONED':
      return [`To order: ${it}`, `The purchase request for ${it} is sanctioned${told.sanctionNumber === null ? '' : ` (${told.sanctionNumber})`}. Place the order while its quote is valid.`];
    case 'ORDERED':
      return [`Ordered: ${it}`, `The order for ${it} is placed.`];
    case 'REJECTED':
      return [`Rejected: ${it}`, `The purchase request for ${it} is rejected. It stays as it is; you can raise another.`];
    case 'WITHDRAWN':
      return [`Withdrawn: ${it}`, `The purchase request for ${it} is withdrawn. There is nothing more to do.`];
  }
}
