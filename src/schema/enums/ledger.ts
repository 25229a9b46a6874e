import { registerEnumType } from 'type-graphql';
import { ACCOUNTS, ENTRY_KINDS } from '../../domain/ledger/lifecycle.js';
import { enumOf } from './enumOf.js';

export const AccountEnum = enumOf(ACCOUNTS);
registerEnumType(AccountEnum, {
  name: 'Account',
  description: 'An account of the books.',
  valuesConfig: {
    BANK: { description: 'Money in our bank account (asset).' },
    CARD_CLEARING: { description: 'Card payments on their way to the bank (asset).' },
    RECEIVABLE: { description: 'What departments owe us (asset).' },
    TAX_WITHHELD: { description: 'Tax that payers withheld and that the state owes us (asset).' },
    DEFERRED_REVENUE: { description: 'Invoiced and not earned yet (liability).' },
    REVENUE: { description: 'Earned (income).' },
    CGST: { description: 'Central tax owed to the state (liability).' },
    SGST: { description: 'State tax owed to the state (liability).' },
    IGST: { description: 'Integrated tax owed to the state (liability).' },
    PROVIDER_PAYABLE: { description: 'Providers\' shares of what was invoiced (liability).' },
    CUSTOMER_CREDIT: { description: 'Money of departments that settles nothing yet (liability).' },
    UNMATCHED_RECEIPTS: { description: 'Money of nobody known (liability).' },
    BAD_DEBT: { description: 'What was given up (expense).' },
    CARD_FEES: { description: 'What the card provider keeps of what it pays out (expense).' },
  },
});

export const EntryKindEnum = enumOf(ENTRY_KINDS);
registerEnumType(EntryKindEnum, {
  name: 'EntryKind',
  description: 'What a journal entry tells of.',
  valuesConfig: {
    INVOICE_ISSUED: { description: 'An invoice was issued.' },
    CREDIT_NOTE_ISSUED: { description: 'A credit note was issued.' },
    RECEIPT_CONFIRMED: { description: 'A receipt of money was confirmed.' },
    RECEIPT_REVERSED: { description: 'Money was taken back by the bank.' },
    CREDIT_ALLOCATED: { description: 'Credit of a department was set against an invoice, or money found its department.' },
    TAX_WITHHELD_CLAIMED: { description: 'A payer reported tax that it withheld.' },
    TAX_WITHHELD_DISALLOWED: { description: 'A claim of tax withheld was not shown to be true.' },
    REFUND_PAID: { description: 'Credit was paid back.' },
    INVOICE_WRITTEN_OFF: { description: 'What was outstanding of an invoice was given up.' },
    REVENUE_RECOGNISED: { description: 'A month of a line was earned.' },
    CARD_PAYOUT_PAID: { description: 'The card provider paid to our bank account.' },
    CARD_PAYOUT_FAILED: { description: 'The bank sent a payout of the card provider back.' },
  },
});
