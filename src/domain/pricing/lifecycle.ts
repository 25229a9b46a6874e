import type { EventOf, Lifecycle, StateOf } from '../../lib/lifecycle.js';

/** The life of a provider's price for a priced course: the platform approves it before anybody can buy at it. */
export const COURSE_PRICE_LIFECYCLE = {
  PROPOSED: { approve: 'APPROVED', reject: 'REJECTED', withdraw: 'WITHDRAWN' },
  APPROVED: {},
  REJECTED: {},
  WITHDRAWN: {},
} as const satisfies Lifecycle;
export type CoursePriceState = StateOf<typeof COURSE_PRICE_LIFECYCLE>;
export type CoursePriceEvent = EventOf<typeof COURSE_PRICE_LIFECYCLE>;

/** What a course's price buys: access for one learner, or for everybody in the department. */
export const PRICE_BASES = ['PER_LEARNER', 'WHOLE_DEPARTMENT'] as const;
export type PriceBasis = (typeof PRICE_BASES)[number];

/** Whether GST is charged. Which of the two holds is for the operator to rule. */
export const TAX_KINDS = ['TAXABLE', 'EXEMPT'] as const;
export type TaxKind = (typeof TAX_KINDS)[number];
