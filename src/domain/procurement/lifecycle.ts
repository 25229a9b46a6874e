import type { EventOf, Lifecycle, StateOf } from '../../lib/lifecycle.js';

/** The life of a purchase request. The officer who raises it never approves or sanctions it. */
export const PURCHASE_REQUEST_LIFECYCLE = {
  DRAFT: { submit: 'SUBMITTED', withdraw: 'WITHDRAWN' },
  SUBMITTED: { approve: 'APPROVED', reject: 'REJECTED', withdraw: 'WITHDRAWN' },
  APPROVED: { sanction: 'SANCTIONED', reject: 'REJECTED', withdraw: 'WITHDRAWN' },
  SANCTIONED: { order: 'ORDERED', withdraw: 'WITHDRAWN' },
  ORDERED: {},
  REJECTED: {},
  WITHDRAWN: {},
} as const satisfies Lifecycle;
export type PurchaseRequestState = StateOf<typeof PURCHASE_REQUEST_LIFECYCLE>;
export type PurchaseRequestEvent = EventOf<typeof PURCHASE_REQUEST_LIFECYCLE>;

/** What is bought: seats that open every included course, or one priced course. */
export const PURCHASE_KINDS = ['SEATS', 'COURSE'] as const;
export type PurchaseKind = (typeof PURCHASE_KINDS)[number];

/** What for: a new subscription, more seats in the term that runs, or the next term. */
export const PURCHASE_PURPOSES = ['NEW', 'ADDITION', 'RENEWAL'] as const;
export type PurchasePurpose = (typeof PURCHASE_PURPOSES)[number];
