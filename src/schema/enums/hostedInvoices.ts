import { registerEnumType } from 'type-graphql';
import { HOSTED_INVOICE_LIFECYCLE, PAYMENT_CALL_LIFECYCLE } from '../../domain/payments/cards/lifecycle.js';
import { HOSTED_INVOICE_ACTIONS } from '../../domain/payments/rules/actions.js';
import type { CardMode } from '../../domain/payments/rules/cards.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const HostedInvoiceStateEnum = enumOf(statesOf(HOSTED_INVOICE_LIFECYCLE));
registerEnumType(HostedInvoiceStateEnum, {
  name: 'HostedInvoiceState',
  description: 'Where a page stands on which an invoice is paid by card.',
  valuesConfig: {
    REQUESTED: { description: 'Asked for; it is being made.' },
    OPEN: { description: 'It can be paid on at its address.' },
    PAID: { description: 'Paid; the receipt is in the books.' },
    VOID: { description: 'Taken back; the reason says why.' },
    FAILED: { description: 'It could not be made; the reason says why.' },
  },
});

export const HostedInvoiceActionEnum = enumOf(HOSTED_INVOICE_ACTIONS);
registerEnumType(HostedInvoiceActionEnum, {
  name: 'HostedInvoiceAction',
  description: 'What can be done with a page on which an invoice is paid by card.',
  valuesConfig: { VOID: { description: 'Have it taken back (hostedInvoiceVoid).' } },
});

export const PaymentCallStateEnum = enumOf(statesOf(PAYMENT_CALL_LIFECYCLE));
registerEnumType(PaymentCallStateEnum, {
  name: 'PaymentCallState',
  description: 'Where a call stands that we make to the card provider.',
  valuesConfig: {
    PENDING: { description: 'It is made, or tried again.' },
    DONE: { description: 'Its effect is there.' },
    FAILED: { description: 'The provider refused it for good; the note says why.' },
  },
});

export const CardModeEnum = enumOf<CardMode>(['TEST', 'LIVE']);
registerEnumType(CardModeEnum, {
  name: 'CardMode',
  description: 'With which kind of keys cards are taken.',
  valuesConfig: { TEST: { description: 'Test keys: no money moves.' }, LIVE: { description: 'Live keys.' } },
});
