import type { EventOf, Lifecycle, StateOf } from '../../../lib/lifecycle.js';

/**
 * The life of a page at the card provider on which an invoice can be paid: asked for, then open; paid, or taken back (VOID), or it
 * could not be made (FAILED). One that is paid while it is being made goes straight to PAID.
 */
export const HOSTED_INVOICE_LIFECYCLE = {
  REQUESTED: { open: 'OPEN', pay: 'PAID', void: 'VOID', fail: 'FAILED' },
  OPEN: { pay: 'PAID', void: 'VOID' },
  PAID: {},
  VOID: {},
  FAILED: {},
} as const satisfies Lifecycle;
export type HostedInvoiceState = StateOf<typeof HOSTED_INVOICE_LIFECYCLE>;
export type HostedInvoiceEvent = EventOf<typeof HOSTED_INVOICE_LIFECYCLE>;

/**
 * The life of a saved card that may be charged with the instalments of the next term: asked for, OFFERED to the card's holder, who
 * authorises it with his bank (ACTIVE); ENDED by us, by him or by his bank; FAILED where he or his bank would not.
 */
export const CARD_MANDATE_LIFECYCLE = {
  REQUESTED: { offer: 'OFFERED', end: 'ENDED', fail: 'FAILED' },
  OFFERED: { authorise: 'ACTIVE', end: 'ENDED', fail: 'FAILED' },
  ACTIVE: { end: 'ENDED' },
  ENDED: {},
  FAILED: {},
} as const satisfies Lifecycle;
export type CardMandateState = StateOf<typeof CARD_MANDATE_LIFECYCLE>;
export type CardMandateEvent = EventOf<typeof CARD_MANDATE_LIFECYCLE>;

/** The life of a charge to a saved card: the bank may take more than a day over it (PROCESSING), and may take it back afterwards. */
export const CARD_CHARGE_LIFECYCLE = {
  REQUESTED: { process: 'PROCESSING', succeed: 'SUCCEEDED', fail: 'FAILED' },
  PROCESSING: { succeed: 'SUCCEEDED', fail: 'FAILED' },
  SUCCEEDED: { fail: 'FAILED' },
  FAILED: {},
} as const satisfies Lifecycle;
export type CardChargeState = StateOf<typeof CARD_CHARGE_LIFECYCLE>;
export type CardChargeEvent = EventOf<typeof CARD_CHARGE_LIFECYCLE>;

/** The life of a payout of the provider to our bank account; a bank may send one back. */
export const CARD_PAYOUT_LIFECYCLE = { PAID: { fail: 'FAILED' }, FAILED: {} } as const satisfies Lifecycle;
export type CardPayoutState = StateOf<typeof CARD_PAYOUT_LIFECYCLE>;

/**
 * The life of what the provider tells us: kept at once (PENDING), then worked on: DONE, or IGNORED where it is none of our business.
 * What fails is tried again (FAILED) until its attempts are used up (DEAD); then a FINANCE_OFFICER replays it.
 */
export const PAYMENT_EVENT_LIFECYCLE = {
  PENDING: { process: 'DONE', ignore: 'IGNORED', fail: 'FAILED', bury: 'DEAD' },
  FAILED: { process: 'DONE', ignore: 'IGNORED', bury: 'DEAD', replay: 'PENDING' },
  DEAD: { replay: 'PENDING' },
  DONE: {},
  IGNORED: {},
} as const satisfies Lifecycle;
export type PaymentEventState = StateOf<typeof PAYMENT_EVENT_LIFECYCLE>;

/** The life of a call that we make to the provider: kept before it is sent; FAILED where the provider refused it for good. */
export const PAYMENT_CALL_LIFECYCLE = {
  PENDING: { succeed: 'DONE', fail: 'FAILED' },
  DONE: {},
  FAILED: {},
} as const satisfies Lifecycle;
export type PaymentCallState = StateOf<typeof PAYMENT_CALL_LIFECYCLE>;

/** How we learnt of an event: it was delivered, or we asked. */
export const PAYMENT_EVENT_SOURCES = ['WEBHOOK', 'RECONCILIATION'] as const;
export type PaymentEventSource = (typeof PAYMENT_EVENT_SOURCES)[number];

/**
 * What an object of the provider can do to our books, each once: money that came (RECEIPT), was taken back because the payment failed
 * afterwards (FAILURE) or is disputed (DISPUTE), came again (RETURNED), was paid back (REFUND), or reached our bank (PAYOUT, PAYOUT_FAILED).
 */
export const PAYMENT_EFFECTS = ['RECEIPT', 'FAILURE', 'DISPUTE', 'RETURNED', 'REFUND', 'PAYOUT', 'PAYOUT_FAILED'] as const;
export type PaymentEffect = (typeof PAYMENT_EFFECTS)[number];
