import { newId, publicId } from '../../../src/lib/ids.js';
import {
  COLLECTION_REVISION, CONTENT, grants, id, ITEM, long, needed, position, REFUSED_TYPE, REVISION, slug, text, type Table, type Wrong,
} from './wrong.js';
import { CARD_MANDATES_WRONG } from './money/cardMandates.js';
import { BILLING_WRONG } from './money/billing.js';
import { HOSTED_INVOICES_WRONG } from './money/hostedInvoices.js';
import { ADDRESS, PRICING_WRONG } from './money/pricing.js';
import { PAYMENTS_WRONG } from './money/paymentsWrong.js';
import { PAYMENT_EVENTS_WRONG } from './money/paymentEvents.js';
import { PROCUREMENT_WRONG } from './money/procurement.js';
import { SUBSCRIPTIONS_WRONG } from './money/subscriptions.js';
import { SEATS_WRONG } from './money/seatsWrong.js';
import { SEARCH_WRONG } from './search.js';
import { BULK } from './wrongBulk.js';

const COURSES: Readonly<Record<string, Table>> = {
  courseCreate: { as: 'author', target: 'nothing', wrong: [...needed('title', 300), ...CONTENT, ...slug] },
  courseVersionCreate: { as: 'author', target: 'publishedCourse', wrong: id('courseId', 'course') },
  courseVersionUpdate: {
    as: 'author', target: 'draft',
    wrong: [...id('courseVersionId', 'course_version'), ...REVISION, ['an empty title', { title: '' }, 'INVALID title'], ...text('title', 300), ...CONTENT],
  },
  moduleAdd: {
    as: 'author', target: 'draft',
    wrong: [...id('courseVersionId', 'course_version'), ...REVISION, ...needed('title', 300), ...text('summary', 1000), ...position(1)],
  },
  moduleUpdate: {
    as: 'author', target: 'draft',
    wrong: [...id('moduleId', 'module'), ...REVISION, ['an empty title', { title: '' }, 'INVALID title'], ...text('title', 300), ...text('summary', 1000)],
  },
  moduleMove: { as: 'author', target: 'draft', wrong: [...id('moduleId', 'module'), ...REVISION, ...position(0)] },
  moduleRemove: { as: 'author', target: 'draft', wrong: [...id('moduleId', 'module'), ...REVISION] },
  contentItemAdd: {
    as: 'author', target: 'draft', wrong: [...id('moduleId', 'module'), ...REVISION, ...needed('title', 300), ...ITEM, ...position(1)],
  },
  contentItemUpdate: { as: 'author', target: 'draft', wrong: [...id('contentItemId', 'content_item'), ...REVISION, ...text('title', 300), ...ITEM] },
  contentItemMove: {
    as: 'author', target: 'draft', wrong: [...id('contentItemId', 'content_item'), ...REVISION, ...position(0), ...id('moduleId', 'module')],
  },
  contentItemRemove: { as: 'author', target: 'draft', wrong: [...id('contentItemId', 'content_item'), ...REVISION] },
  courseVersionSubmit: { as: 'provider-admin', target: 'draft', wrong: [...id('courseVersionId', 'course_version'), ...REVISION] },
  courseVersionWithdraw: { as: 'provider-admin', target: 'courseInReview', wrong: id('courseVersionId', 'course_version') },
  courseVersionPublish: { as: 'provider-admin', target: 'approvedCourse', wrong: id('courseVersionId', 'course_version') },
  courseVersionSuspend: { as: 'chief-curator', target: 'publishedCourse', wrong: [...id('courseVersionId', 'course_version'), ...needed('reason', 2000)] },
  courseVersionReinstate: { as: 'chief-curator', target: 'suspendedCourse', wrong: id('courseVersionId', 'course_version') },
  courseVersionRetire: { as: 'provider-admin', target: 'publishedCourse', wrong: [...id('courseVersionId', 'course_version'), ...text('reason', 2000)] },
  uploadCreate: {
    as: 'author', target: 'nothing',
    wrong: [
      ...needed('fileName', 255), ['a folder', { fileName: '../courses.jsonl' }, 'INVALID fileName'], ['no media type', { mediaType: 'csv' }, 'INVALID mediaType'],
      ['nothing to send', { byteCount: 0 }, 'INVALID byteCount'], ['too much', { byteCount: 100_000_001 }, 'LIMIT_REACHED byteCount'],
    ],
  },
  catalogueImportStart: { as: 'author', target: 'receivedUpload', wrong: [...id('uploadId', 'upload'), ['a mapping that is none', { mapping: 'MOODLE' }, REFUSED_TYPE]] },
  catalogueImportResume: { as: 'author', target: 'failedImport', wrong: id('catalogueImportId', 'catalogue_import') },
  collectionCreate: { as: 'chief-curator', target: 'nothing', wrong: [...needed('title', 300), ...text('summary', 1000), ...slug] },
  collectionUpdate: {
    as: 'chief-curator', target: 'collection',
    wrong: [...id('collectionId', 'collection'), ...COLLECTION_REVISION, ...text('title', 300), ...text('summary', 1000), ...slug],
  },
  collectionCoursesSet: {
    as: 'chief-curator', target: 'collection',
    wrong: [
      ...id('collectionId', 'collection'), ...COLLECTION_REVISION,
      ['a course that is none', { courseIds: ['nonsense'] }, 'NOT_FOUND courseIds.0'],
      ['an unknown course', { courseIds: [publicId('course', newId())] }, 'NOT_FOUND courseIds.0'],
      ['101 courses', { courseIds: Array.from({ length: 101 }, () => publicId('course', newId())) }, REFUSED_TYPE],
    ],
  },
  collectionDelete: { as: 'chief-curator', target: 'collection', wrong: [...id('collectionId', 'collection'), ...COLLECTION_REVISION] },
};

const stage = (change: Record<string, unknown>): Record<string, unknown> =>
  ({ stages: [{ specialism: 'CONTENT', approvalsRequired: 1, daysAllowed: 7, rubric: ['Accuracy'], ...change }] });

const REVIEWS: Readonly<Record<string, Table>> = {
  reviewPolicyCreate: {
    as: 'chief-curator', target: 'nothing',
    wrong: [
      ['an empty code', { code: '' }, 'INVALID code'], ['a code in small letters', { code: 'strict' }, 'INVALID code'],
      ['a code of NUL', { code: '\u0000' }, 'INVALID code'], ['a code too long', { code: 'A'.repeat(41) }, 'INVALID code'],
      ...needed('name', 300), ...id('providerId', 'provider'),
      ['the past', { inForceFrom: '2020-01-01T00:00:00Z' }, 'INVALID inForceFrom'], ['no time', { inForceFrom: 'soon' }, REFUSED_TYPE],
      ['a day that is none', { inForceFrom: '2199-02-30T00:00:00Z' }, REFUSED_TYPE],
      ['no stages', { stages: [] }, 'INVALID stages'],
      ['11 stages', { stages: Array.from({ length: 11 }, () => stage({})['stages']).flat() }, 'INVALID stages'],
      ['no approvals', stage({ approvalsRequired: 0 }), 'INVALID stages.0.approvalsRequired'],
      ['11 approvals', stage({ approvalsRequired: 11 }), 'INVALID stages.0.approvalsRequired'],
      ['no days', stage({ daysAllowed: 0 }), 'INVALID stages.0.daysAllowed'], ['366 days', stage({ daysAllowed: 366 }), 'INVALID stages.0.daysAllowed'],
      ['no criteria', stage({ rubric: [] }), 'INVALID stages.0.rubric'], ['a criterion twice', stage({ rubric: ['A', 'A'] }), 'INVALID stages.0.rubric'],
      ['an empty criterion', stage({ rubric: [''] }), 'INVALID stages.0.rubric.0'], ['NUL in a criterion', stage({ rubric: ['\u0000'] }), 'INVALID stages.0.rubric.0'],
    ],
  },
  reviewAssignmentClaim: { as: 'curator', target: 'courseInReview', wrong: id('reviewStageId', 'review_stage') },
  reviewAssignmentAssign: { as: 'chief-curator', target: 'courseInReview', wrong: [...id('reviewStageId', 'review_stage'), ...id('curatorId', 'user')] },
  reviewAssignmentRelease: { as: 'curator', target: 'assignment', wrong: id('reviewAssignmentId', 'review_assignment') },
  findingCreate: {
    as: 'curator', target: 'assignment',
    wrong: [
      ...id('courseVersionId', 'course_version'), ...needed('body', 4000),
      ['an empty path', { path: '' }, 'INVALID path'], ['a path to nothing', { path: 'colour' }, 'INVALID path'],
      ['a path to an unknown module', { path: `modules.${publicId('module', newId())}.title` }, 'INVALID path'],
      ['a path of NUL', { path: '\u0000' }, 'INVALID path'], ['a path too long', { path: long(301) }, 'INVALID path'],
      ['a path to what objects have', { path: 'constructor.prototype' }, 'INVALID path'],
      ['a severity that is none', { severity: 'GRAVE' }, REFUSED_TYPE],
      ['a stage that is none', { reviewStageId: 'nonsense' }, 'NOT_FOUND reviewStageId'],
    ],
  },
  findingAnswer: { as: 'author', target: 'finding', wrong: [...id('findingId', 'finding'), ...needed('body', 4000)] },
  findingResolve: { as: 'curator', target: 'finding', wrong: [...id('findingId', 'finding'), ...text('body', 4000)] },
  findingReopen: { as: 'curator', target: 'resolvedFinding', wrong: [...id('findingId', 'finding'), ...needed('reason', 4000)] },
  reviewDecide: {
    as: 'curator', target: 'assignment',
    wrong: [
      ...id('reviewAssignmentId', 'review_assignment'), ...needed('reason', 4000),
      ['a verdict that is none', { verdict: 'PERHAPS' }, REFUSED_TYPE],
      ['an approval without scores', { verdict: 'APPROVE' }, 'INVALID scores'],
      ['a criterion that is none', { scores: [{ criterion: 'Colour', score: 1 }] }, 'INVALID scores.0.criterion'],
      ['a criterion of NUL', { scores: [{ criterion: '\u0000', score: 1 }] }, 'INVALID scores.0.criterion'],
      ['a score of 6', { scores: [{ criterion: 'Registration and licence', score: 6 }] }, 'INVALID scores.0.score'],
      ['a score of 0', { scores: [{ criterion: 'Registration and licence', score: 0 }] }, 'INVALID scores.0.score'],
      ['a criterion twice', { scores: [1, 2].map((score) => ({ criterion: 'Registration and licence', score })) }, 'INVALID scores.1.criterion'],
    ],
  },
};

const FACTS: readonly Wrong[] = [
  ...text('about', 4000), ...ADDRESS, ['no website', { website: 'our site' }, REFUSED_TYPE], ['a website that is a script', { website: 'javascript:alert(1)' }, REFUSED_TYPE],
  ['no GSTIN', { gstin: 'nonsense' }, 'INVALID gstin'], ['a GSTIN of NUL', { gstin: '\u0000' }, 'INVALID gstin'],
  ['a GSTIN of another state', { gstin: '29AAGCB7383J1Z4' }, 'INVALID gstin'],
  ['a state that is none', { stateCode: '99' }, 'INVALID stateCode'], ['a state in letters', { stateCode: 'MH' }, 'INVALID stateCode'],
  ['a register that is none', { registrationKind: 'CLUB' }, REFUSED_TYPE],
  ['a number that is none', { registrationNumber: 'U 1' }, 'INVALID registrationNumber'], ...text('registrationNumber', 60),
];

const ORGANISATIONS: Readonly<Record<string, Table>> = {
  organisationApply: {
    as: 'asha', target: 'nothing',
    wrong: [
      ['the platform', { kind: 'PLATFORM' }, 'INVALID kind'], ...needed('name', 300), ...slug, ...FACTS,
      ['no state', { stateCode: null }, 'INVALID stateCode'], ['no register', { registrationKind: null }, 'INVALID registrationKind'],
      ['no number', { registrationNumber: null }, 'INVALID registrationNumber'],
      ['a slug in use', { slug: 'demonstration-open-university' }, 'TAKEN slug'],
    ],
  },
  organisationUpdate: {
    as: 'platform-admin', target: 'appliedProvider', wrong: [...id('organisationId', 'provider'), ['an empty name', { name: '' }, 'INVALID name'], ...text('name', 300), ...FACTS],
  },
  organisationVerify: { as: 'platform-admin', target: 'appliedProvider', wrong: id('organisationId', 'provider') },
  organisationReject: { as: 'platform-admin', target: 'appliedProvider', wrong: [...id('organisationId', 'provider'), ...needed('reason', 2000)] },
  organisationSuspend: { as: 'platform-admin', target: 'verifiedProvider', wrong: [...id('organisationId', 'provider'), ...needed('reason', 2000)] },
  organisationReinstate: { as: 'platform-admin', target: 'suspendedProvider', wrong: id('organisationId', 'provider') },
  invitationCreate: {
    as: 'provider-admin', target: 'institute',
    wrong: [
      ...id('organisationId', 'provider'), ...needed('email', 254), ...grants, ['no address', { email: 'nobody' }, 'INVALID email'],
      ['two addresses', { email: 'a@example.in, b@example.in' }, 'INVALID email'], ['a header in the address', { email: 'a@example.in\r\nBcc: b@example.in' }, 'INVALID email'],
    ],
  },
  invitationAccept: {
    as: 'newcomer', target: 'newcomersInvitation',
    wrong: [
      ['no token', { token: '' }, 'INVALID token'], ['a token too long', { token: long(201) }, 'INVALID token'], ['another token', { token: 'nonsense' }, 'NOT_FOUND token'],
      ['a token of NUL', { token: '\u0000' }, 'NOT_FOUND token'], ['a token of half a character', { token: '\ud800' }, 'NOT_FOUND token'],
    ],
  },
  invitationRevoke: { as: 'provider-admin', target: 'newcomersInvitation', wrong: id('invitationId', 'invitation') },
  membershipRolesSet: { as: 'provider-admin', target: 'member', wrong: [...id('membershipId', 'membership'), ...grants] },
  membershipEnd: { as: 'provider-admin', target: 'member', wrong: id('membershipId', 'membership') },
};

/** For each mutation the wrong inputs that it is given, on top of a valid one. */
export const WRONG: Readonly<Record<string, Table>> = { ...ORGANISATIONS, ...COURSES, ...REVIEWS, ...BULK, ...BILLING_WRONG, ...CARD_MANDATES_WRONG, ...HOSTED_INVOICES_WRONG, ...PRICING_WRONG, ...PAYMENTS_WRONG, ...PAYMENT_EVENTS_WRONG, ...PROCUREMENT_WRONG, ...SUBSCRIPTIONS_WRONG, ...SEATS_WRONG, ...SEARCH_WRONG };
