/** What can be done with an invoice, as `allowedActions` names it. */
export const INVOICE_ACTIONS = ['ISSUE', 'CREDIT', 'WRITE_OFF', 'PAY_BY_CARD'] as const;
export type InvoiceAction = (typeof INVOICE_ACTIONS)[number];

/** Where a payment that is expected stands: what is settled of its invoice pays what is due first. */
export const EXPECTED_PAYMENT_STATES = ['OPEN', 'PART', 'PAID', 'OVERDUE'] as const;
export type ExpectedPaymentState = (typeof EXPECTED_PAYMENT_STATES)[number];
