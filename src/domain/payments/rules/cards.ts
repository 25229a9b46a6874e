/**
 * What a card provider is to us: a rail that asks for money and tells that it came. The ledger is ours; every object is read as it now
 * is, and what it means for the books is decided here, never there. Amounts are bigint in the smallest unit of their currency (paise).
 */
export interface CardProvider {
  readonly mode: CardMode;

  /** Makes the department known; answers the provider's id of it. */
  createCustomer(customer: CustomerToMake, key: string): Promise<string>;
  /** The id of a customer made for this department since a time, by its metadata; null where there is none. */
  findCustomer(departmentId: string, since: Date): Promise<string | null>;

  /** Makes a page on which exactly an amount can be paid, and opens it. */
  createHostedInvoice(page: HostedInvoiceToMake, keys: HostedInvoiceKeys): Promise<ProviderInvoice>;
  findHostedInvoice(hostedInvoiceId: string, customerId: string, since: Date): Promise<ProviderInvoice | null>;
  /** Takes a page back; answers it as it then is (a page that was paid meanwhile stays paid). */
  voidHostedInvoice(externalId: string, key: string): Promise<ProviderInvoice>;

  createSetup(setup: SetupToMake, key: string): Promise<ProviderSetup>;
  findSetup(cardMandateId: string, customerId: string, since: Date): Promise<ProviderSetup | null>;
  /** Lets go of a saved card. One that is gone already is let be. */
  releaseCard(paymentMethodExternalId: string, key: string): Promise<void>;
  /** Stops a set-up that nobody has confirmed. One that cannot be stopped any more is let be. */
  cancelSetup(setupExternalId: string, key: string): Promise<void>;

  /** Charges a saved card without its holder. A refusal by his bank is a payment that FAILED, and not thrown. */
  createCharge(charge: ChargeToMake, key: string): Promise<ProviderPayment>;
  findCharge(cardChargeId: string, customerId: string, since: Date): Promise<ProviderPayment | null>;

  createRefund(refund: RefundToMake, key: string): Promise<ProviderRefund>;
  findRefund(refundId: string, paymentExternalId: string): Promise<ProviderRefund | null>;

  /** Objects as they now are; null where the provider knows none of this id. */
  invoice(externalId: string): Promise<ProviderInvoice | null>;
  payment(externalId: string): Promise<ProviderPayment | null>;
  setup(externalId: string): Promise<ProviderSetup | null>;
  refund(externalId: string): Promise<ProviderRefund | null>;
  dispute(externalId: string): Promise<ProviderDispute | null>;
  payout(externalId: string): Promise<ProviderPayout | null>;
  /** The payment that a charge belongs to, and the refunds and disputes of a payment. */
  paymentOfCharge(chargeExternalId: string): Promise<string | null>;
  refundsOf(paymentExternalId: string): Promise<readonly ProviderRefund[]>;
  disputesOf(paymentExternalId: string): Promise<readonly ProviderDispute[]>;

  /** What happened since a time, the oldest first, of the types that we work on. The provider keeps 30 days. */
  eventsSince(since: Date): AsyncIterable<ProviderEvent>;
}

/** Test keys move no money. */
export type CardMode = 'TEST' | 'LIVE';

/** What is configured of the rail: left out where it is absent. */
export interface CardRailTerms {
  readonly mode: CardMode;
  /** The most that one payment may be, in paise: the provider's own limit. */
  readonly paymentMaximumPaise: bigint;
  /** The most that a saved card is charged without its holder, in paise (Reserve Bank of India: 15,000 rupees). */
  readonly mandateMaximumPaise: bigint;
  /** With which a frontend confirms a set-up in the provider's own form; null where none is configured. */
  readonly publishableKey: string | null;
}

/** A refusal by the provider that the same call would meet again: what was wrong, in a sentence. */
export class CardCallRefused extends Error {}

/**
 * The provider broke off in the middle of a call (a status of 500 and above): nobody knows whether it had its effect, and the same key is
 * answered the same.
 */
export class CardCallBroken extends Error {}

export interface CustomerToMake {
  readonly departmentId: string;
  readonly name: string;
  readonly email: string | null;
  /** As on invoices, in lines. */
  readonly address: string | null;
}

export interface HostedInvoiceToMake {
  readonly hostedInvoiceId: string;
  readonly invoiceId: string;
  /** Our number of the invoice. */
  readonly number: string;
  readonly description: string;
  readonly customerId: string;
  readonly amountPaise: bigint;
  /** Until when it is due: an instant in the future. */
  readonly dueAt: Date;
}

/** A page takes three calls, each with a key of its own. */
export interface HostedInvoiceKeys {
  readonly create: string;
  readonly line: string;
  readonly open: string;
}

export interface SetupToMake {
  readonly cardMandateId: string;
  readonly customerId: string;
  readonly maximumPaise: bigint;
  /** Within a day of now. */
  readonly startsAt: Date;
  /** What the holder of the card is told it is for. */
  readonly description: string;
}

export interface ChargeToMake {
  readonly cardChargeId: string;
  readonly invoiceId: string;
  readonly customerId: string;
  readonly paymentMethodId: string;
  readonly mandateId: string;
  readonly amountPaise: bigint;
  readonly description: string;
}

export interface RefundToMake {
  readonly refundId: string;
  readonly paymentId: string;
  readonly amountPaise: bigint;
}

/** A page as the provider has it. */
export interface ProviderInvoice {
  readonly id: string;
  readonly state: 'DRAFT' | 'OPEN' | 'PAID' | 'VOID' | 'UNCOLLECTIBLE';
  /** Our id of it, where we made it. */
  readonly hostedInvoiceId: string | null;
  readonly url: string | null;
  readonly currency: string;
  readonly amountDuePaise: bigint;
  readonly amountPaidPaise: bigint;
  readonly amountRemainingPaise: bigint;
  /** Payments that were made on it. */
  readonly paymentIds: readonly string[];
}

/** A payment as the provider has it. */
export interface ProviderPayment {
  readonly id: string;
  /** OPEN: nobody has paid yet. TAKEN_BACK: it had succeeded, and its bank failed it afterwards. */
  readonly state: 'OPEN' | 'PROCESSING' | 'SUCCEEDED' | 'FAILED' | 'TAKEN_BACK';
  /** What was received; for what is not paid, what is asked. */
  readonly amount: bigint;
  /** ISO 4217, capitals. */
  readonly currency: string;
  readonly customerId: string | null;
  /** The page that it pays (the provider's id), and what our metadata on it say. */
  readonly invoiceIds: readonly string[];
  readonly cardChargeId: string | null;
  readonly paidAt: Date | null;
  /** Why it failed, in a sentence. */
  readonly failure: string | null;
}

/** A set-up as the provider has it. A mandate that is registered need not be in force: only ACTIVE may be charged. */
export interface ProviderSetup {
  readonly id: string;
  readonly state: 'OPEN' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  readonly cardMandateId: string | null;
  readonly clientSecret: string | null;
  readonly paymentMethodId: string | null;
  readonly mandateId: string | null;
  readonly mandateState: 'ACTIVE' | 'PENDING' | 'INACTIVE' | null;
  readonly failure: string | null;
}

export interface ProviderRefund {
  readonly id: string;
  readonly state: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  readonly refundId: string | null;
  readonly paymentId: string | null;
  readonly amount: bigint;
  readonly currency: string;
  readonly failure: string | null;
}

/** A dispute: the bank of the card's holder takes the money back while it lasts, and gives it again where we win. */
export interface ProviderDispute {
  readonly id: string;
  readonly state: 'OPEN' | 'WON' | 'LOST';
  readonly paymentId: string | null;
  readonly amount: bigint;
  readonly currency: string;
  /** Whether the money is with the holder of the card now. */
  readonly isWithdrawn: boolean;
  readonly reason: string;
}

export interface ProviderPayout {
  readonly id: string;
  readonly state: 'PENDING' | 'PAID' | 'FAILED';
  readonly amount: bigint;
  readonly currency: string;
  /** What the provider kept of the payments in it. */
  readonly fee: bigint;
  /** Indian date. */
  readonly arrivedOn: string;
  readonly failure: string | null;
}

/** What the provider tells: a pointer to an object, which is then read as it now is. */
export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  readonly apiVersion: string | null;
  readonly isLive: boolean;
  readonly objectType: string;
  readonly objectId: string;
  readonly occurredAt: Date;
  /** As it came. */
  readonly payload: unknown;
}
