import { registerEnumType } from 'type-graphql';
import {
  BANK_STATEMENT_LIFECYCLE, RAILS, RECEIPT_LIFECYCLE, RECEIPT_MATCHES, REFUND_LIFECYCLE, STATEMENT_LINE_OUTCOMES, TAX_WITHHELD_LIFECYCLE,
  WITHHOLDING_KINDS,
} from '../../domain/payments/lifecycle.js';
import { BANK_STATEMENT_ACTIONS, RECEIPT_ACTIONS, REFUND_ACTIONS, TAX_WITHHELD_ACTIONS } from '../../domain/payments/rules/actions.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const RailEnum = enumOf(RAILS);
registerEnumType(RailEnum, {
  name: 'Rail',
  description: 'The way by which money comes.',
  valuesConfig: {
    TRANSFER: { description: 'A transfer to our account: NEFT, RTGS, PFMS.' },
    CARD: { description: 'A card.' },
  },
});

export const ReceiptStateEnum = enumOf(statesOf(RECEIPT_LIFECYCLE));
registerEnumType(ReceiptStateEnum, {
  name: 'ReceiptState',
  description: 'Where a receipt stands.',
  valuesConfig: {
    PENDING: { description: 'Recorded by one finance officer; another must confirm it. It settles nothing yet.' },
    SUCCEEDED: { description: 'Confirmed and booked.' },
    FAILED: { description: 'Rejected: it did not come so, or was sent back.' },
    REVERSED: { description: 'The bank has taken the money back.' },
  },
});

export const ReceiptMatchEnum = enumOf(RECEIPT_MATCHES);
registerEnumType(ReceiptMatchEnum, {
  name: 'ReceiptMatch',
  description: 'How money fits what is expected: judged when it is recorded, and again when it is confirmed.',
  valuesConfig: {
    EXACT: { description: 'It pays whole instalments.' },
    PART: { description: 'It leaves an instalment unpaid in part.' },
    OVER: { description: 'More than is due; the rest is the department\'s credit.' },
    UNMATCHED: { description: 'It cannot be told whose it is.' },
    WRONG_CURRENCY: { description: 'It came in another currency than INR: it settles nothing and is sent back.' },
  },
});

export const ReceiptActionEnum = enumOf(RECEIPT_ACTIONS);
registerEnumType(ReceiptActionEnum, {
  name: 'ReceiptAction',
  description: 'What can be done with a receipt.',
  valuesConfig: {
    CONFIRM: { description: 'Confirm that it has come (receiptConfirm).' },
    REJECT: { description: 'Say that it did not come so (receiptReject).' },
    REVERSE: { description: 'Say that the bank has taken it back (receiptReverse).' },
    ALLOCATE: { description: 'Set what is left of it against invoices (receiptAllocate).' },
    REFUND: { description: 'Pay back what is left of it (refundRecord).' },
  },
});

export const TaxWithheldStateEnum = enumOf(statesOf(TAX_WITHHELD_LIFECYCLE));
registerEnumType(TaxWithheldStateEnum, {
  name: 'TaxWithheldState',
  description: 'Where a claim of tax withheld stands.',
  valuesConfig: {
    CLAIMED: { description: 'Reported by the payer; it settles its invoice, and the certificate is awaited.' },
    EVIDENCED: { description: 'Shown by a certificate.' },
    DISALLOWED: { description: 'Not withheld as claimed; the invoice is outstanding again by as much.' },
  },
});

export const WithholdingKindEnum = enumOf(WITHHOLDING_KINDS);
registerEnumType(WithholdingKindEnum, {
  name: 'WithholdingKind',
  description: 'Under which law tax is withheld.',
  valuesConfig: {
    GST_TDS: { description: 'Goods and services tax (CGST Act 2017, section 51).' },
    INCOME_TAX_TDS: { description: 'Income tax, deducted at source.' },
  },
});

export const TaxWithheldActionEnum = enumOf(TAX_WITHHELD_ACTIONS);
registerEnumType(TaxWithheldActionEnum, {
  name: 'TaxWithheldAction',
  description: 'What can be done with a claim of tax withheld.',
  valuesConfig: {
    EVIDENCE: { description: 'File its certificate (taxWithheldEvidence).' },
    DISALLOW: { description: 'Say that it was not withheld so (taxWithheldDisallow).' },
  },
});

export const RefundStateEnum = enumOf(statesOf(REFUND_LIFECYCLE));
registerEnumType(RefundStateEnum, {
  name: 'RefundState',
  description: 'Where a refund stands.',
  valuesConfig: {
    PENDING: { description: 'Recorded by one finance officer; another must confirm it.' },
    SENT: { description: 'Confirmed; it is on its way back to the card.' },
    PAID: { description: 'Paid back and booked.' },
    REJECTED: { description: 'Not paid; the credit stays.' },
    FAILED: { description: 'The card provider or the bank did not take it; the credit stays.' },
  },
});

export const RefundActionEnum = enumOf(REFUND_ACTIONS);
registerEnumType(RefundActionEnum, {
  name: 'RefundAction',
  description: 'What can be done with a refund.',
  valuesConfig: {
    CONFIRM: { description: 'Say that it was paid, or have it sent back to the card (refundConfirm).' },
    REJECT: { description: 'Say that it is not paid (refundReject).' },
  },
});

export const BankStatementStateEnum = enumOf(statesOf(BANK_STATEMENT_LIFECYCLE));
registerEnumType(BankStatementStateEnum, {
  name: 'BankStatementState',
  description: 'Where a bank statement stands that is read in.',
  valuesConfig: {
    QUEUED: { description: 'Waits to be read.' },
    RUNNING: { description: 'Is being read.' },
    FAILED: { description: 'Stopped, for the reason given; it can be resumed.' },
    DONE: { description: 'Read to its end.' },
  },
});

export const StatementLineOutcomeEnum = enumOf(STATEMENT_LINE_OUTCOMES);
registerEnumType(StatementLineOutcomeEnum, {
  name: 'StatementLineOutcome',
  description: 'What became of a line of a bank statement.',
  valuesConfig: {
    RECORDED: { description: 'A receipt was recorded, which another finance officer confirms.' },
    KNOWN: { description: 'A receipt has its UTR already; nothing was done.' },
    NOT_A_CREDIT: { description: 'It is no money that came in.' },
    REFUSED: { description: 'It cannot be read; its message says why.' },
  },
});

export const BankStatementActionEnum = enumOf(BANK_STATEMENT_ACTIONS);
registerEnumType(BankStatementActionEnum, {
  name: 'BankStatementAction',
  description: 'What can be done with a bank statement.',
  valuesConfig: { RESUME: { description: 'Let it go on where it stopped (bankStatementResume).' } },
});
