import { FILE_JOB_LIFECYCLE, type FileJobState, type Lifecycle, type StateOf } from '../../lib/lifecycle.js';

/**
 * The life of a receipt. A transfer is recorded by one finance officer (PENDING) and confirmed by another (SUCCEEDED), or
 * rejected (FAILED); money that is taken back by the bank is REVERSED.
 */
export const RECEIPT_LIFECYCLE = {
  PENDING: { confirm: 'SUCCEEDED', reject: 'FAILED' },
  SUCCEEDED: { reverse: 'REVERSED' },
  FAILED: {},
  REVERSED: {},
} as const satisfies Lifecycle;
export type ReceiptState = StateOf<typeof RECEIPT_LIFECYCLE>;

/** How money reaches us: by treasury or bank transfer, or by card. */
export const RAILS = ['TRANSFER', 'CARD'] as const;
export type Rail = (typeof RAILS)[number];

/** The life of tax that a payer says it withheld: claimed, then shown by a certificate, or not. */
export const TAX_WITHHELD_LIFECYCLE = {
  CLAIMED: { evidence: 'EVIDENCED', disallow: 'DISALLOWED' },
  EVIDENCED: {},
  DISALLOWED: {},
} as const satisfies Lifecycle;
export type TaxWithheldState = StateOf<typeof TAX_WITHHELD_LIFECYCLE>;

/** Under which law tax is withheld: GST (CGST Act 2017, section 51) or income tax. */
export const WITHHOLDING_KINDS = ['GST_TDS', 'INCOME_TAX_TDS'] as const;
export type WithholdingKind = (typeof WITHHOLDING_KINDS)[number];

/**
 * The life of money paid back: recorded by one finance officer and confirmed by another, who has transferred it (PAID), or sends it
 * back to the card it came from (SENT): then the provider says whether it arrived.
 */
export const REFUND_LIFECYCLE = {
  PENDING: { confirm: 'PAID', send: 'SENT', reject: 'REJECTED' },
  SENT: { confirm: 'PAID', fail: 'FAILED' },
  PAID: {},
  REJECTED: {},
  FAILED: {},
} as const satisfies Lifecycle;
export type RefundState = StateOf<typeof REFUND_LIFECYCLE>;

/** How a receipt fits what is expected. */
export const RECEIPT_MATCHES = ['EXACT', 'PART', 'OVER', 'UNMATCHED', 'WRONG_CURRENCY'] as const;
export type ReceiptMatch = (typeof RECEIPT_MATCHES)[number];

/** What became of a line of a bank statement: a receipt was recorded, it was known already, it is no credit, or it cannot be read. */
export const STATEMENT_LINE_OUTCOMES = ['RECORDED', 'KNOWN', 'NOT_A_CREDIT', 'REFUSED'] as const;
export type StatementLineOutcome = (typeof STATEMENT_LINE_OUTCOMES)[number];

/** The life of a bank statement that is read in. */
export const BANK_STATEMENT_LIFECYCLE = FILE_JOB_LIFECYCLE;
export type BankStatementState = FileJobState;
