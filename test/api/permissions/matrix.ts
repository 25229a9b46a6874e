import type { Cells } from './actors.js';
import { CARD_MANDATES_MUTATIONS } from './money/cardMandates.js';
import { BILLING_MUTATIONS, BILLING_QUERIES } from './money/billing.js';
import { HOSTED_INVOICES_MUTATIONS, HOSTED_INVOICES_QUERIES } from './money/hostedInvoices.js';
import { PRICING_MUTATIONS, PRICING_QUERIES } from './money/pricing.js';
import { PAYMENTS_MUTATIONS, PAYMENTS_QUERIES } from './money/payments.js';
import { PAYMENT_EVENTS_MUTATIONS, PAYMENT_EVENTS_QUERIES } from './money/paymentEvents.js';
import { PROCUREMENT_MUTATIONS, PROCUREMENT_QUERIES } from './money/procurement.js';
import { SUBSCRIPTIONS_MUTATIONS, SUBSCRIPTIONS_QUERIES } from './money/subscriptions.js';
import { SEATS_MUTATIONS, SEATS_QUERIES } from './money/seats.js';
import { SEARCH_MUTATIONS, SEARCH_QUERIES } from './search.js';

/** A root field, what it is asked about (see targets.ts), and what each actor gets. */
export type Row = readonly [field: string, target: string, cells: Cells];

/**
 * Who may do what: the specification. The columns are those of actors.ts:
 *
 *   visitor, no membership | AUTHOR, PROVIDER_ADMIN of the provider; the same two of another provider |
 *   CURATOR, CURATOR without the specialism, CHIEF_CURATOR, FINANCE_OFFICER, PLATFORM_ADMIN, AUDITOR |
 *   PROCUREMENT_OFFICER, APPROVING_AUTHORITY, TRAINING_MANAGER, LEARNER
 *
 * Mutations: + done, F refused as FORBIDDEN, N refused as NOT_FOUND (he may not know of it), U the top-level error
 * UNAUTHENTICATED. Queries: + the target is in the answer, 0 the answer is a list without it, - the answer is null.
 */
export const QUERIES: readonly Row[] = [
  //                                           vn aApP CcHFPA poTL
  ['viewer', 'nothing',                       '-+ ++++ ++++++ ++++'],
  ['node', 'draft',                           '-- ++-- ----++ ----'],
  ['node', 'courseInReview',                  '-- ++-- +++-++ ----'],
  ['node', 'publishedCourse',                 '++ ++++ ++++++ ++++'],
  ['nodes', 'draft',                          '-- ++-- ----++ ----'],
  ['nodes', 'publishedCourse',                '++ ++++ ++++++ ++++'],
  ['courses', 'publishedCourse',              '++ ++++ ++++++ ++++'],
  ['courses', 'draft',                        '00 0000 000000 0000'],
  ['courses', 'suspendedCourse',              '00 0000 000000 0000'],
  ['ownCourses', 'draft',                     '00 ++00 000000 0000'],
  ['ownCourses', 'publishedCourse',           '00 ++00 000000 0000'],
  ['courseSearch', 'publishedCourse',         '++ ++++ ++++++ ++++'],
  ['courseSearch', 'draft',                   '00 0000 000000 0000'],
  ['courseSearch', 'suspendedCourse',         '00 0000 000000 0000'],
  ['course', 'publishedCourse',               '++ ++++ ++++++ ++++'],
  ['course', 'draft',                         '-- ++-- ----++ ----'],
  ['course', 'courseInReview',                '-- ++-- +++-++ ----'],
  ['course', 'suspendedCourse',               '-- ++-- +++-++ ----'],
  ['courseAccess', 'publishedCourse',         '++ ++++ ++++++ ++++'],
  ['courseAccess', 'draft',                   '-- ++-- ----++ ----'],
  ['courseAccess', 'courseInReview',          '-- ++-- +++-++ ----'],
  ['courseAccess', 'suspendedCourse',         '-+ ++++ ++++++ ++++'],
  ['courseVersion', 'publishedCourse',        '++ ++++ ++++++ ++++'],
  ['courseVersion', 'draft',                  '-- ++-- ----++ ----'],
  ['courseVersion', 'courseInReview',         '-- ++-- +++-++ ----'],
  ['courseVersion', 'approvedCourse',         '-- ++-- +++-++ ----'],
  ['courseVersion', 'suspendedCourse',        '-- ++-- +++-++ ----'],
  ['collections', 'collection',               '++ ++++ ++++++ ++++'],
  ['collection', 'collection',                '++ ++++ ++++++ ++++'],
  ['competencyFrameworks', 'nothing',         '++ ++++ ++++++ ++++'],
  ['competencies', 'nothing',                 '++ ++++ ++++++ ++++'],
  ['governmentBodies', 'nothing',             '++ ++++ ++++++ ++++'],
  ['indianStates', 'nothing',                 '++ ++++ ++++++ ++++'],
  ['providers', 'institute',                  '++ ++++ ++++++ ++++'],
  ['providers', 'appliedProvider',            '00 0000 000000 0000'],
  ['providers', 'suspendedProvider',          '00 0000 000000 0000'],
  ['provider', 'institute',                   '++ ++++ ++++++ ++++'],
  ['provider', 'appliedProvider',             '-- ---- --+-++ ----'],
  ['provider', 'suspendedProvider',           '-- ---- --+-++ ----'],
  ['organisation', 'institute',               '++ ++++ ++++++ ++++'],
  ['organisation', 'appliedProvider',         '-- ---- --+-++ ----'],
  ['organisation', 'rejectedProvider',        '-- ---- --+-++ ----'],
  ['organisation', 'suspendedProvider',       '-- ---- --+-++ ----'],
  ['organisations', 'institute',              '00 0000 00+0++ 0000'],
  ['organisations', 'appliedProvider',        '00 0000 00+0++ 0000'],
  ['catalogueImport', 'failedImport',         '-- ++-- ----++ ----'],
  ['reviewQueue', 'courseInReview',           '00 0000 +0+0++ 0000'],
  ['reviewPolicies', 'reviewPolicy',          '00 0000 ++++++ 0000'],
  ['reviewQueueFilters', 'queueFilter',       '00 0000 +00000 0000'],
  ...BILLING_QUERIES,
  ...HOSTED_INVOICES_QUERIES,
  ...PRICING_QUERIES,
  ...PAYMENTS_QUERIES,
  ...PAYMENT_EVENTS_QUERIES,
  ...PROCUREMENT_QUERIES,
  ...SUBSCRIPTIONS_QUERIES,
  ...SEATS_QUERIES,
  ...SEARCH_QUERIES,
  ['auditEvents', 'auditEvent',               '00 0000 00000+ 0000'],
  ['auditChain', 'nothing',                   '-- ---- -----+ ----'],
];

export const MUTATIONS: readonly Row[] = [
  //                                           vn aApP CcHFPA poTL
  ['organisationUpdate', 'institute',         'UF F+FF FFFF+F FFFF'],
  ['organisationUpdate', 'appliedProvider',   'UN NNNN NNFN+F NNNN'],
  ['organisationVerify', 'appliedProvider',   'UN NNNN NNFN+F NNNN'],
  ['organisationReject', 'appliedProvider',   'UN NNNN NNFN+F NNNN'],
  ['organisationSuspend', 'verifiedProvider', 'UF FFFF FFFF+F FFFF'],
  ['organisationReinstate', 'suspendedProvider', 'UN NNNN NNFN+F NNNN'],

  ['invitationCreate', 'institute',           'UF F+FF FFFF+F FFFF'],
  ['invitationRevoke', 'newcomersInvitation', 'UF N+NN NNNN+F NNNN'],
  ['membershipRolesSet', 'member',            'UN F+NN NNNN+F NNNN'],
  ['membershipEnd', 'member',                 'UN F+NN NNNN+F NNNN'],

  ['courseCreate', 'nothing',                 'UF ++++ FFFFFF FFFF'],
  ['courseVersionCreate', 'publishedCourse',  'UF ++FF FFFFFF FFFF'],
  ['courseVersionCreate', 'retiredCourse',    'UN ++NN FFFNFF NNNN'],
  ['courseVersionUpdate', 'draft',            'UN ++NN NNNNFF NNNN'],
  ['moduleAdd', 'draft',                      'UN ++NN NNNNFF NNNN'],
  ['moduleUpdate', 'draft',                   'UN ++NN NNNNFF NNNN'],
  ['moduleMove', 'draft',                     'UN ++NN NNNNFF NNNN'],
  ['moduleRemove', 'draft',                   'UN ++NN NNNNFF NNNN'],
  ['contentItemAdd', 'draft',                 'UN ++NN NNNNFF NNNN'],
  ['contentItemUpdate', 'draft',              'UN ++NN NNNNFF NNNN'],
  ['contentItemMove', 'draft',                'UN ++NN NNNNFF NNNN'],
  ['contentItemRemove', 'draft',              'UN ++NN NNNNFF NNNN'],
  ['courseVersionSubmit', 'draft',            'UN F+NN NNNNFF NNNN'],
  ['courseVersionWithdraw', 'courseInReview', 'UN F+NN FFFNFF NNNN'],
  ['courseVersionWithdraw', 'approvedCourse', 'UN F+NN FFFNFF NNNN'],
  ['courseVersionPublish', 'approvedCourse',  'UN F+NN FFFNFF NNNN'],
  ['courseVersionSuspend', 'publishedCourse', 'UF FFFF FF+FFF FFFF'],
  ['courseVersionReinstate', 'suspendedCourse', 'UN FFNN FF+NFF NNNN'],
  ['courseVersionRetire', 'publishedCourse',  'UF F+FF FFFFFF FFFF'],
  ['courseVersionRetire', 'suspendedCourse',  'UN F+NN FFFNFF NNNN'],
  ['uploadCreate', 'nothing',                 'UF ++++ FFFFFF FFFF'],
  ['catalogueImportStart', 'receivedUpload',  'UN ++NN NNNNFF NNNN'],
  ['catalogueImportResume', 'failedImport',   'UN ++NN NNNNFF NNNN'],
  ['collectionCreate', 'nothing',             'UF FFFF FF+FFF FFFF'],
  ['collectionUpdate', 'collection',          'UF FFFF FF+FFF FFFF'],
  ['collectionCoursesSet', 'collection',      'UF FFFF FF+FFF FFFF'],
  ['collectionDelete', 'collection',          'UF FFFF FF+FFF FFFF'],

  ['reviewPolicyCreate', 'nothing',           'UF FFFF FF+FFF FFFF'],
  ['reviewAssignmentClaim', 'courseInReview', 'UN FFNN +F+NFF NNNN'],
  ['reviewAssignmentAssign', 'courseInReview', 'UN FFNN FF+NFF NNNN'],
  ['reviewAssignmentRelease', 'assignment',   'UN FFNN +F+NFF NNNN'],
  ['reviewAssignmentsAssign', 'courseInReview', 'UF FFFF FF+FFF FFFF'],
  ['reviewAssignmentsDistribute', 'courseInReview', 'UF FFFF FF+FFF FFFF'],
  ['reviewAssignmentsClaim', 'courseInReview', 'UF FFFF +F+FFF FFFF'],
  ['reviewAssignmentsRelease', 'assignment',  'UF FFFF +F+FFF FFFF'],
  ['reviewStagesMarkSeen', 'courseInReview',  'UF FFFF +++FFF FFFF'],
  ['reviewQueueFilterSave', 'nothing',        'UF FFFF +++FFF FFFF'],
  ['reviewQueueFilterDelete', 'queueFilter',  'UF FFFF +NNFFF FFFF'],
  ['findingCreate', 'assignment',             'UN FFNN +FFNFF NNNN'],
  ['findingAnswer', 'finding',                'UN ++NN FFFNFF NNNN'],
  ['findingResolve', 'finding',               'UN FFNN +F+NFF NNNN'],
  ['findingReopen', 'resolvedFinding',        'UN FFNN +++NFF NNNN'],
  ['reviewDecide', 'assignment',              'UN FFNN +FFNFF NNNN'],

  ...BILLING_MUTATIONS,
  ...CARD_MANDATES_MUTATIONS,
  ...HOSTED_INVOICES_MUTATIONS,
  ...PRICING_MUTATIONS,
  ...PAYMENTS_MUTATIONS,
  ...PAYMENT_EVENTS_MUTATIONS,
  ...PROCUREMENT_MUTATIONS,
  ...SUBSCRIPTIONS_MUTATIONS,
  ...SEATS_MUTATIONS,
  ...SEARCH_MUTATIONS,

  // Last, since after these people have memberships that they did not have.
  ['invitationAccept', 'newcomersInvitation', 'U+ NNNN NNNNNN NNNN'],
  ['organisationApply', 'nothing',            'U+ ++++ ++++++ ++++'],
];
