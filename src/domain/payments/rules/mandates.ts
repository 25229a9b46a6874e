import { addDays, type IndianDate } from '../../../lib/indianDate.js';
import { formatPaise } from '../../../lib/money.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import { instalmentsOf, type InstalmentPart } from '../../billing/rules/instalments.js';
import type { CardChargeEvent, CardChargeState, CardMandateEvent, CardMandateState } from '../cards/lifecycle.js';
import type { CardRailTerms, ProviderPayment, ProviderSetup } from './cards.js';

/** The states of a saved card that is charged, or may still come to it; a subscription has one such card at most. */
export const LIVE_MANDATE_STATES = ['REQUESTED', 'OFFERED', 'ACTIVE'] as const satisfies readonly CardMandateState[];

/** A bank takes more than a day over a charge without the card's holder: it is asked for so many days before it is due. */
export const DAYS_AHEAD = 2;

/** The most that a saved card is charged at a time, in paise: by the rule for charges without its holder, and by what the account is allowed. */
export function chargeMaximum({ mandateMaximumPaise, paymentMaximumPaise }: CardRailTerms): bigint {
  return mandateMaximumPaise < paymentMaximumPaise ? mandateMaximumPaise : paymentMaximumPaise;
}

/** The largest instalment of a total in paise. Refuses (RangeError) what `instalmentsOf` refuses. */
export function largestInstalment(totalPaise: bigint, startsOn: IndianDate, parts: readonly InstalmentPart[]): bigint {
  return instalmentsOf(totalPaise, startsOn, parts).reduce((most, { amount }) => (amount > most ? amount : most), 0n);
}

/** Null where every instalment is within the maximum; else why not, and how it is paid instead. */
export function judgeLargest(largestPaise: bigint, rail: CardRailTerms): Refused | null {
  const maximum = chargeMaximum(rail);
  if (largestPaise <= maximum) return null;
  const why = maximum === rail.mandateMaximumPaise ? 'a saved card is charged without its holder' : 'the card provider takes in one payment';
  return refuse('LIMIT_REACHED', `The largest instalment of the next term would be ${formatPaise(largestPaise)} rupees by this plan; the most that ${
    why} is ${formatPaise(maximum)} rupees. Pay the next term by transfer: paymentInstructions says how.`, ['instalmentPlanId']);
}

/** An instalment of an invoice, as charging judges it. */
export interface DueInstalment {
  readonly seq: number;
  readonly dueOn: IndianDate;
  readonly unpaidPaise: bigint;
}

/**
 * The instalments for which a saved card is to be asked today: unpaid, due within two days or overdue, and never asked for before. One
 * that failed is paid by transfer.
 */
export function toCharge<T extends DueInstalment>(today: IndianDate, instalments: readonly T[], asked: ReadonlySet<number>): T[] {
  const until = addDays(today, DAYS_AHEAD);
  return instalments.filter(({ seq, dueOn, unpaidPaise }) => unpaidPaise > 0n && dueOn <= until && !asked.has(seq));
}

/** What a payment, as the provider has it now, does to its charge; null where it stays as it is. */
export function chargeEventOf(state: CardChargeState, payment: Pick<ProviderPayment, 'state'>): CardChargeEvent | null {
  switch (payment.state) {
    case 'OPEN': return null;
    case 'PROCESSING': return state === 'REQUESTED' ? 'process' : null;
    case 'SUCCEEDED': return state === 'REQUESTED' || state === 'PROCESSING' ? 'succeed' : null;
    case 'FAILED':
    case 'TAKEN_BACK': return state === 'FAILED' ? null : 'fail';
    default: return payment.state satisfies never;
  }
}

/** A move of a saved card, and what is said of it. */
export interface MandateMove {
  readonly event: Exclude<CardMandateEvent, 'offer'>;
  readonly reason: string | null;
}

const NOT_IN_FORCE = 'The bank of the card\'s holder has not put the mandate into force.';
const OUT_OF_FORCE = 'The mandate is not in force any more: the card\'s holder or his bank has ended it.';

/** What a set-up, as the provider has it now, does to its saved card; null where it stays as it is. Only a mandate in force is charged. */
export function mandateMoveOf(state: CardMandateState, setup: Pick<ProviderSetup, 'state' | 'mandateState' | 'failure' | 'paymentMethodId' | 'mandateId'>): MandateMove | null {
  switch (state) {
    case 'REQUESTED':
    case 'OFFERED': return offeredMove(setup);
    case 'ACTIVE':
      return setup.mandateState === 'INACTIVE' || setup.state === 'CANCELLED' ? { event: 'end', reason: setup.failure ?? OUT_OF_FORCE } : null;
    case 'ENDED':
    case 'FAILED': return null;
    default: return state satisfies never;
  }
}

function offeredMove({ state, mandateState, failure, paymentMethodId, mandateId }: Parameters<typeof mandateMoveOf>[1]): MandateMove | null {
  switch (state) {
    case 'OPEN': return null;
    case 'FAILED': return { event: 'fail', reason: failure ?? 'The card was refused.' };
    case 'CANCELLED': return { event: 'fail', reason: failure ?? 'Nobody confirmed the card in time.' };
    case 'SUCCEEDED':
      if (mandateState === 'INACTIVE') return { event: 'fail', reason: failure ?? NOT_IN_FORCE };
      return mandateState === 'ACTIVE' && paymentMethodId !== null && mandateId !== null ? { event: 'authorise', reason: null } : null;
    default: return state satisfies never;
  }
}
