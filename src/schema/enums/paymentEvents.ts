import { registerEnumType } from 'type-graphql';
import { CARD_PAYOUT_LIFECYCLE, PAYMENT_EVENT_LIFECYCLE, PAYMENT_EVENT_SOURCES } from '../../domain/payments/cards/lifecycle.js';
import { PAYMENT_EVENT_ACTIONS } from '../../domain/payments/rules/events.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const PaymentEventStateEnum = enumOf(statesOf(PAYMENT_EVENT_LIFECYCLE));
registerEnumType(PaymentEventStateEnum, {
  name: 'PaymentEventState',
  description: 'Where an event of the card provider stands.',
  valuesConfig: {
    PENDING: { description: 'Kept; it waits to be worked on.' },
    FAILED: { description: 'It could not be worked on, for the reason given; it is tried again by itself.' },
    DEAD: { description: 'Its attempts are used up; when what is wrong was put right, a FINANCE_OFFICER replays it.' },
    DONE: { description: 'The books say what it told.' },
    IGNORED: { description: 'It is none of our business, for the reason given.' },
  },
});

export const PaymentEventSourceEnum = enumOf(PAYMENT_EVENT_SOURCES);
registerEnumType(PaymentEventSourceEnum, {
  name: 'PaymentEventSource',
  description: 'How we learnt of an event of the card provider.',
  valuesConfig: {
    WEBHOOK: { description: 'The provider delivered it.' },
    RECONCILIATION: { description: 'It was not delivered; we asked for it.' },
  },
});

export const PaymentEventActionEnum = enumOf(PAYMENT_EVENT_ACTIONS);
registerEnumType(PaymentEventActionEnum, {
  name: 'PaymentEventAction',
  description: 'What can be done with an event of the card provider.',
  valuesConfig: { REPLAY: { description: 'Have it worked on again (paymentEventReplay).' } },
});

export const CardPayoutStateEnum = enumOf(statesOf(CARD_PAYOUT_LIFECYCLE));
registerEnumType(CardPayoutStateEnum, {
  name: 'CardPayoutState',
  description: 'Where a payout of the card provider stands.',
  valuesConfig: {
    PAID: { description: 'Paid to our bank account.' },
    FAILED: { description: 'Sent back by the bank; the provider has the money again.' },
  },
});
