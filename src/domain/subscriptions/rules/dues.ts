import { addDays, type IndianDate } from '../../../lib/indianDate.js';
import type { SubscriptionEvent, SubscriptionState } from '../lifecycle.js';

/** A part of an invoice that is expected by a day. */
export interface Instalment {
  /** The last Indian day on which it is in time. */
  readonly dueOn: IndianDate;
  /** Paise. */
  readonly amountPaise: bigint;
}

/** An issued invoice: its instalments in order, and the paise that are set against it. */
export interface Owed {
  readonly instalments: readonly Instalment[];
  readonly settledPaise: bigint;
}

/** What the money that is overdue makes of a subscription that runs. */
export type Standing = 'ACTIVE' | 'GRACE' | 'SUSPENDED';

/** The day by which the first instalment not wholly paid was due; money settles the earliest first. Null: all is paid. */
export function firstUnpaid({ instalments, settledPaise }: Owed): IndianDate | null {
  let expected = 0n;
  for (const { dueOn, amountPaise } of instalments) {
    expected += amountPaise;
    if (settledPaise < expected) return dueOn;
  }
  return null;
}

/**
 * How a subscription stands at the end of a day: in GRACE from the day after one on which an instalment was due and not paid,
 * SUSPENDED once `graceDays` more have passed. The invoice that is overdue longest decides.
 */
export function standingOn(on: IndianDate, owed: readonly Owed[], graceDays: number): Standing {
  const unpaid = owed.map(firstUnpaid).filter((dueOn): dueOn is IndianDate => dueOn !== null).sort();
  const [since] = unpaid;
  if (since === undefined || since >= on) return 'ACTIVE';
  return addDays(since, graceDays) < on ? 'SUSPENDED' : 'GRACE';
}

/** The moves that bring a subscription from the state it is in to where it stands. */
const MOVES: Readonly<Record<Standing, Readonly<Record<Standing, readonly SubscriptionEvent[]>>>> = {
  ACTIVE: { ACTIVE: [], GRACE: ['fallDue'], SUSPENDED: ['fallDue', 'suspend'] },
  GRACE: { ACTIVE: ['reinstate'], GRACE: [], SUSPENDED: ['suspend'] },
  // Part of what was overdue is paid, and the rest is within its days of grace.
  SUSPENDED: { ACTIVE: ['reinstate'], GRACE: ['reinstate', 'fallDue'], SUSPENDED: [] },
};

/** The events, in order, that move a running subscription to where it stands; none where it is there. */
export function movesTo(state: Standing, standing: Standing): readonly SubscriptionEvent[] {
  return MOVES[state][standing];
}

/** Whether dues are judged in a state: it runs. */
export function isRunning(state: SubscriptionState): state is Standing {
  return state === 'ACTIVE' || state === 'GRACE' || state === 'SUSPENDED';
}
