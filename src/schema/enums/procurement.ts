import { registerEnumType } from 'type-graphql';
import { PURCHASE_KINDS, PURCHASE_PURPOSES, PURCHASE_REQUEST_LIFECYCLE } from '../../domain/procurement/lifecycle.js';
import { PURCHASE_REQUEST_ACTIONS } from '../../domain/procurement/policy.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const PurchaseKindEnum = enumOf(PURCHASE_KINDS);
registerEnumType(PurchaseKindEnum, {
  name: 'PurchaseKind',
  description: 'What is bought.',
  valuesConfig: {
    SEATS: { description: 'Seats, each of which opens every course that the subscription includes.' },
    COURSE: { description: 'One priced course.' },
  },
});

export const PurchasePurposeEnum = enumOf(PURCHASE_PURPOSES);
registerEnumType(PurchasePurposeEnum, {
  name: 'PurchasePurpose',
  description: 'What it is bought for.',
  valuesConfig: {
    NEW: { description: 'A new subscription, with a term of a year.' },
    ADDITION: { description: 'More in the term that runs, paid for by the days that are left of it.' },
    RENEWAL: { description: 'The next term of a subscription; a decrease takes effect here.' },
  },
});

export const PurchaseRequestStateEnum = enumOf(statesOf(PURCHASE_REQUEST_LIFECYCLE));
registerEnumType(PurchaseRequestStateEnum, {
  name: 'PurchaseRequestState',
  description: 'Where a purchase request stands.',
  valuesConfig: {
    DRAFT: { description: 'Being written.' },
    SUBMITTED: { description: 'Waits for an approving authority.' },
    APPROVED: { description: 'Approved; its sanction is to be recorded.' },
    SANCTIONED: { description: 'Sanctioned; it can be ordered.' },
    ORDERED: { description: 'Ordered.' },
    REJECTED: { description: 'Turned down by an approving authority.' },
    WITHDRAWN: { description: 'Taken back by the procurement officer.' },
  },
});

export const PurchaseRequestActionEnum = enumOf(PURCHASE_REQUEST_ACTIONS);
registerEnumType(PurchaseRequestActionEnum, {
  name: 'PurchaseRequestAction',
  description: 'What can be done with a purchase request.',
  valuesConfig: {
    UPDATE: { description: 'purchaseRequestUpdate: edit the draft.' },
    QUOTE: { description: 'purchaseRequestQuote: price it as of today.' },
    SUBMIT: { description: 'purchaseRequestSubmit: lay it before the approving authority.' },
    APPROVE: { description: 'purchaseRequestApprove: approve it.' },
    REJECT: { description: 'purchaseRequestReject: turn it down.' },
    SANCTION: { description: 'purchaseRequestSanction: record its sanction.' },
    ORDER: { description: 'purchaseRequestOrder: place the order. Whether its quote still holds shows when it is tried.' },
    WITHDRAW: { description: 'purchaseRequestWithdraw: take it back.' },
  },
});
