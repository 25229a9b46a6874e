import { registerEnumType } from 'type-graphql';
import { SUBSCRIPTION_LIFECYCLE } from '../../domain/subscriptions/lifecycle.js';
import { SUBSCRIPTION_ACTIONS } from '../../domain/subscriptions/policy.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const SubscriptionStateEnum = enumOf(statesOf(SUBSCRIPTION_LIFECYCLE));
registerEnumType(SubscriptionStateEnum, {
  name: 'SubscriptionState',
  description: 'Where a subscription stands.',
  valuesConfig: {
    PENDING: { description: 'Ordered; its first term has not begun.' },
    ACTIVE: { description: 'Runs, and nothing is overdue.' },
    GRACE: { description: 'Runs, though an instalment is overdue; after the days of grace it is suspended.' },
    SUSPENDED: { description: 'Opens no course, since what is overdue was not settled within the days of grace. What is settled reinstates it at once.' },
    EXPIRED: { description: 'Its last term has ended.' },
    CANCELLED: { description: 'Was cancelled before it began.' },
  },
});

export const SubscriptionActionEnum = enumOf(SUBSCRIPTION_ACTIONS);
registerEnumType(SubscriptionActionEnum, {
  name: 'SubscriptionAction',
  description: 'What can be done with a subscription.',
  valuesConfig: {
    CANCEL: { description: 'Let it end with its term (`subscriptionCancel`).' },
    CANCELLATION_WITHDRAW: { description: 'Take the cancellation back (`subscriptionCancellationWithdraw`).' },
  },
});

export const SubscriptionOrderFieldEnum = enumOf(['CREATED_AT', 'ENDS_ON']);
registerEnumType(SubscriptionOrderFieldEnum, {
  name: 'SubscriptionOrderField',
  description: 'What subscriptions can be ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'When they were ordered.' },
    ENDS_ON: { description: 'When the current term ends.' },
  },
});
