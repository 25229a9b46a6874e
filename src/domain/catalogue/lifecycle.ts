import { FILE_JOB_LIFECYCLE, type EventOf, type FileJobState, type Lifecycle, type StateOf } from '../../lib/lifecycle.js';

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

/**
 * The life of an upload: an address is given out, a file is received there once, and it is discarded when the import
 * that reads it is done. An address that nobody used in time is EXPIRED.
 */
export const UPLOAD_LIFECYCLE = {
  OPEN: { receive: 'RECEIVED', expire: 'EXPIRED' },
  RECEIVED: { discard: 'DISCARDED' },
  EXPIRED: {},
  DISCARDED: {},
} as const satisfies Lifecycle;
export type UploadState = StateOf<typeof UPLOAD_LIFECYCLE>;

/** The life of a catalogue import. One that FAILED continues, when it is resumed, after the last batch it had done. */
export const CATALOGUE_IMPORT_LIFECYCLE = FILE_JOB_LIFECYCLE;
export type CatalogueImportState = FileJobState;

/** How the rows of a file are written. */
export const CATALOGUE_FORMATS = ['JSONL', 'CSV'] as const;
export type CatalogueFormat = (typeof CATALOGUE_FORMATS)[number];

/** What became of a row. */
export const LINE_OUTCOMES = ['IMPORTED', 'UPDATED', 'UNCHANGED', 'REFUSED'] as const;
export type LineOutcome = (typeof LINE_OUTCOMES)[number];

/** Whose columns a file has; what each means is in the mappings. */
export const CATALOGUE_MAPPINGS = ['CANONICAL', 'IGOT', 'NPTEL', 'COURSERA', 'ETPL'] as const;
export type CatalogueMapping = (typeof CATALOGUE_MAPPINGS)[number];

/** What can be done with a catalogue import, as `allowedActions` names it. */
export const CATALOGUE_IMPORT_ACTIONS = ['RESUME'] as const;
export type CatalogueImportAction = (typeof CATALOGUE_IMPORT_ACTIONS)[number];
