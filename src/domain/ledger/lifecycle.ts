/**
 * The accounts. A posting's amount is positive for a debit and negative for a credit.
 * Assets: BANK, CARD_CLEARING, RECEIVABLE, TAX_WITHHELD. Liabilities: DEFERRED_REVENUE, CGST, SGST, IGST, PROVIDER_PAYABLE,
 * CUSTOMER_CREDIT (money of a known department that settles nothing yet), UNMATCHED_RECEIPTS (money of nobody known).
 * Income: REVENUE. Expenses: BAD_DEBT, CARD_FEES (what the card provider keeps).
 */
export const ACCOUNTS = [
  'BANK', 'CARD_CLEARING', 'RECEIVABLE', 'TAX_WITHHELD', 'DEFERRED_REVENUE', 'REVENUE', 'CGST', 'SGST', 'IGST',
  'PROVIDER_PAYABLE', 'CUSTOMER_CREDIT', 'UNMATCHED_RECEIPTS', 'BAD_DEBT', 'CARD_FEES',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/** What a journal entry tells of; with the id of its subject it is the entry's business key, which is used once. */
export const ENTRY_KINDS = [
  'INVOICE_ISSUED', 'CREDIT_NOTE_ISSUED', 'RECEIPT_CONFIRMED', 'RECEIPT_REVERSED', 'CREDIT_ALLOCATED', 'TAX_WITHHELD_CLAIMED',
  'TAX_WITHHELD_DISALLOWED', 'REFUND_PAID', 'INVOICE_WRITTEN_OFF', 'REVENUE_RECOGNISED',
  'CARD_PAYOUT_PAID', 'CARD_PAYOUT_FAILED',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
