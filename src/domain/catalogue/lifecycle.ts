import type { EventOf, Lifecycle, StateOf } from '../../lib/lifecycle.js';

/**
 * The life of a course version. Frozen from submission on: an edit of a published course is a new version.
 * `lapse` is what a finding re-opened on an approved version does to its approvals.
 */
export const COURSE_VERSION_LIFECYCLE = {
  DRAFT: { submit: 'IN_REVIEW' },
  IN_REVIEW: { approve: 'APPROVED', requestChanges: 'DRAFT', withdraw: 'DRAFT', reject: 'REJECTED' },
  APPROVED: { publish: 'PUBLISHED', withdraw: 'DRAFT', lapse: 'DRAFT' },
  PUBLISHED: { supersede: 'SUPERSEDED', suspend: 'SUSPENDED', retire: 'RETIRED' },
  SUSPENDED: { reinstate: 'PUBLISHED', supersede: 'SUPERSEDED', retire: 'RETIRED' },
  REJECTED: {},
  SUPERSEDED: {},
  RETIRED: {},
} as const satisfies Lifecycle;

export type CourseVersionState = StateOf<typeof COURSE_VERSION_LIFECYCLE>;
export type CourseVersionEvent = EventOf<typeof COURSE_VERSION_LIFECYCLE>;

/** A course has at most one version in these states together. */
export const OPEN_STATES = ['DRAFT', 'IN_REVIEW', 'APPROVED'] as const satisfies readonly CourseVersionState[];

/** How demanding a course is. */
export const COURSE_LEVELS = ['FOUNDATION', 'INTERMEDIATE', 'ADVANCED'] as const;
export type CourseLevel = (typeof COURSE_LEVELS)[number];

/** Whether a seat in the subscription opens the course, or it carries a price of its own. */
export const INCLUSIONS = ['SUBSCRIPTION', 'PRICED'] as const;
export type Inclusion = (typeof INCLUSIONS)[number];

/** Under which licence the content may be used. */
export const LICENCES = [
  'CC_BY_4_0', 'CC_BY_SA_4_0', 'CC_BY_NC_4_0', 'GOVERNMENT_OPEN_DATA_INDIA', 'PROPRIETARY',
] as const;
export type Licence = (typeof LICENCES)[number];

/** The kinds of content item; a SESSION (classroom session) makes a course blended. */
export const CONTENT_ITEM_KINDS = ['VIDEO', 'DOCUMENT', 'PACKAGE', 'QUIZ', 'LINK', 'SESSION'] as const;
export type ContentItemKind = (typeof CONTENT_ITEM_KINDS)[number];
