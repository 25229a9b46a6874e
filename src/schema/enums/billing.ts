import { registerEnumType } from 'type-graphql';
import { ALLOCATION_SOURCES, INVOICE_LIFECYCLE, PLACE_REASONS } from '../../domain/billing/lifecycle.js';
import { EXPECTED_PAYMENT_STATES, INVOICE_ACTIONS } from '../../domain/billing/rules/actions.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const InvoiceStateEnum = enumOf(statesOf(INVOICE_LIFECYCLE));
registerEnumType(InvoiceStateEnum, {
  name: 'InvoiceState',
  description: 'Where an invoice stands. That it is overdue is no state: it follows from its dates.',
  valuesConfig: {
    DRAFT: { description: 'Ordered and not issued: its period has not begun.' },
    ISSUED: { description: 'Issued; nothing is settled.' },
    PART_SETTLED: { description: 'A part of it is settled.' },
    SETTLED: { description: 'Settled wholly, by money, withheld tax or credit.' },
    UNCOLLECTIBLE: { description: 'What was outstanding is given up.' },
    DISCARDED: { description: 'Never issued: its order did not come about.' },
  },
});

export const InvoiceActionEnum = enumOf(INVOICE_ACTIONS);
registerEnumType(InvoiceActionEnum, {
  name: 'InvoiceAction',
  description: 'What can be done with an invoice.',
  valuesConfig: {
    ISSUE: { description: 'Issue it now (invoiceIssue).' },
    CREDIT: { description: 'Lower it by a credit note (creditNoteIssue).' },
    WRITE_OFF: { description: 'Give up what is outstanding (invoiceWriteOff).' },
    PAY_BY_CARD: { description: 'Ask for a page on which it is paid by card (hostedInvoiceCreate).' },
  },
});

export const ExpectedPaymentStateEnum = enumOf(EXPECTED_PAYMENT_STATES);
registerEnumType(ExpectedPaymentStateEnum, {
  name: 'ExpectedPaymentState',
  description: 'Where a payment that is expected stands. What is settled of its invoice pays what is due first.',
  valuesConfig: {
    OPEN: { description: 'Nothing of it is paid, and it is not overdue.' },
    PART: { description: 'A part of it is paid, and it is not overdue.' },
    PAID: { description: 'Paid wholly.' },
    OVERDUE: { description: 'Due before today and not paid wholly.' },
  },
});

export const AllocationSourceEnum = enumOf(ALLOCATION_SOURCES);
registerEnumType(AllocationSourceEnum, {
  name: 'AllocationSource',
  description: 'What settles an invoice.',
  valuesConfig: {
    RECEIPT: { description: 'Money received.' },
    TAX_WITHHELD: { description: 'Tax that the payer withheld and pays to the state for us.' },
    CREDIT_NOTE: { description: 'A credit note.' },
  },
});

export const PlaceReasonEnum = enumOf(PLACE_REASONS);
registerEnumType(PlaceReasonEnum, {
  name: 'PlaceReason',
  description: 'Why a place of supply is what it is (Integrated GST Act 2017, section 12(2)).',
  valuesConfig: {
    REGISTERED_RECIPIENT: { description: 'The state of the recipient\'s registration.' },
    ADDRESS_OF_RECIPIENT: { description: 'The state of the recipient, who is not registered.' },
  },
});
