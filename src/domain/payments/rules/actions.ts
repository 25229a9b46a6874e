/** What can be done with a receipt, as `allowedActions` names it. */
export const RECEIPT_ACTIONS = ['CONFIRM', 'REJECT', 'REVERSE', 'ALLOCATE', 'REFUND'] as const;
export type ReceiptAction = (typeof RECEIPT_ACTIONS)[number];

/** What can be done with a claim of tax withheld. */
export const TAX_WITHHELD_ACTIONS = ['EVIDENCE', 'DISALLOW'] as const;
export type TaxWithheldAction = (typeof TAX_WITHHELD_ACTIONS)[number];

/** What can be done with a refund. */
export const REFUND_ACTIONS = ['CONFIRM', 'REJECT'] as const;
export type RefundAction = (typeof REFUND_ACTIONS)[number];

/** What can be done with a bank statement. */
export const BANK_STATEMENT_ACTIONS = ['RESUME'] as const;
export type BankStatementAction = (typeof BANK_STATEMENT_ACTIONS)[number];

/** What can be done with a page on which an invoice is paid by card. */
export const HOSTED_INVOICE_ACTIONS = ['VOID'] as const;
export type HostedInvoiceAction = (typeof HOSTED_INVOICE_ACTIONS)[number];
