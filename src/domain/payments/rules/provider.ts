import type { Rail } from '../lifecycle.js';

/** The account that money is collected on. */
export interface CollectingAccountFacts {
  readonly accountName: string;
  readonly accountNumber: string;
  readonly ifsc: string;
  readonly bankName: string;
}

/** An instalment to be asked for. */
export interface PaymentToAsk {
  /** What of it is not paid, in paise. */
  readonly amountPaise: bigint;
  /** Indian date. */
  readonly dueOn: string;
  /** By which the money is told apart when it comes. */
  readonly reference: string;
  readonly account: CollectingAccountFacts;
}

/** What is asked of a payer. */
export interface PaymentAsked extends PaymentToAsk {
  readonly rail: Rail;
  /** What the payer writes beside the payment. */
  readonly remarks: string;
}

/** A rail on which money comes. The ledger is ours: a provider asks for money and tells that it came, and decides nothing. */
export interface PaymentProvider {
  readonly rail: Rail;
  /** What a payer does to pay an instalment. */
  ask(payment: PaymentToAsk): PaymentAsked;
}
