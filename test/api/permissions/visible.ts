import type { Cells } from './actors.js';
import { CARD_MANDATES_FIELDS, CARD_MANDATES_VISIBLE } from './money/cardMandates.js';
import { BILLING_FIELDS, BILLING_VISIBLE } from './money/billing.js';
import { HOSTED_INVOICES_VISIBLE } from './money/hostedInvoices.js';
import { PRICING_FIELDS, PRICING_VISIBLE } from './money/pricing.js';
import { PAYMENTS_FIELDS, PAYMENTS_VISIBLE } from './money/payments.js';
import { PAYMENT_EVENTS_VISIBLE } from './money/paymentEvents.js';
import { PROCUREMENT_FIELDS, PROCUREMENT_VISIBLE } from './money/procurement.js';
import { SUBSCRIPTIONS_FIELDS, SUBSCRIPTIONS_VISIBLE } from './money/subscriptions.js';
import { SEATS_VISIBLE } from './money/seats.js';
import { SEARCH_VISIBLE } from './search.js';

/** An object of a scene (see scene.ts), and for each actor whether `node` gives it: + yes, - null. Columns as in matrix.ts. */
export const VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['User', 'author',                            '-- ++-- ++++++ ----'],
  ['Membership', 'authorship',                  '-- ++-- ----++ ----'],
  ['Invitation', 'invitation',                  '-- -+-- ----++ ----'],
  ['Provider', 'institute',                     '++ ++++ ++++++ ++++'],
  ['Provider', 'applied',                       '-- ---- --+-++ ----'],
  ['Provider', 'rejected',                      '-- ---- --+-++ ----'],
  ['Provider', 'suspended',                     '-- ---- --+-++ ----'],
  ['Department', 'department',                  '++ ++++ ++++++ ++++'],
  ['Platform', 'platform',                      '++ ++++ ++++++ ++++'],
  ['GovernmentBody', 'governmentBody',          '++ ++++ ++++++ ++++'],
  ['CompetencyFramework', 'framework',          '++ ++++ ++++++ ++++'],
  ['Competency', 'competency',                  '++ ++++ ++++++ ++++'],
  ['Collection', 'collection',                  '++ ++++ ++++++ ++++'],
  ['Course', 'publishedCourse',                 '++ ++++ ++++++ ++++'],
  ['Course', 'inReviewCourse',                  '-- ++-- +++-++ ----'],
  ['Course', 'draftCourse',                     '-- ++-- ----++ ----'],
  ['CourseVersion', 'publishedVersion',         '++ ++++ ++++++ ++++'],
  ['CourseVersion', 'supersededVersion',        '-- ++-- +++-++ ----'],
  ['CourseVersion', 'inReviewVersion',          '-- ++-- +++-++ ----'],
  ['CourseVersion', 'draftVersion',             '-- ++-- ----++ ----'],
  ['Module', 'publishedVersionModule',          '++ ++++ ++++++ ++++'],
  ['Module', 'publishedModule',                 '-- ++-- +++-++ ----'],
  ['Module', 'draftModule',                     '-- ++-- ----++ ----'],
  ['ContentItem', 'publishedItem',              '++ ++++ ++++++ ++++'],
  ['ContentItem', 'draftItem',                  '-- ++-- ----++ ----'],
  ['Upload', 'upload',                          '-- ++-- ----++ ----'],
  ['CatalogueImport', 'catalogueImport',        '-- ++-- ----++ ----'],
  ['CatalogueImportLine', 'catalogueImportLine', '-- ++-- ----++ ----'],
  ['ReviewPolicy', 'generalPolicy',             '-- ++++ ++++++ ----'],
  ['ReviewPolicy', 'instituteReviewPolicy',     '-- ++-- ++++++ ----'],
  ['ReviewRound', 'round',                      '-- ++-- +++-++ ----'],
  ['ReviewStage', 'stage',                      '-- ++-- +++-++ ----'],
  ['ReviewAssignment', 'openAssignment',        '-- ++-- +++-++ ----'],
  ['Decision', 'decision',                      '-- ++-- +++-++ ----'],
  ['Finding', 'finding',                        '-- ++-- +++-++ ----'],
  ['ReviewQueueSavedFilter', 'queueFilter',     '-- ---- +----- ----'],
  ['AuditEvent', 'auditEvent',                  '-- ---- -----+ ----'],
  ...BILLING_VISIBLE,
  ...CARD_MANDATES_VISIBLE,
  ...HOSTED_INVOICES_VISIBLE,
  ...PRICING_VISIBLE,
  ...PAYMENTS_VISIBLE,
  ...PAYMENT_EVENTS_VISIBLE,
  ...PROCUREMENT_VISIBLE,
  ...SUBSCRIPTIONS_VISIBLE,
  ...SEATS_VISIBLE,
  ...SEARCH_VISIBLE,
];

/**
 * The fields that are not for everybody who sees their object, or whose answer depends on who asks: + a value, - null,
 * a digit the number of entries of a list (* for ten and more), / the object itself is not to be seen.
 */
export const FIELDS: readonly (readonly [field: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['User.email', 'author',                      '// ++// ----++ ////'],
  ['Invitation.invitedBy', 'invitation',        '// /+// ////++ ////'],

  ['Provider.decidedAt', 'institute',           '-- -+-- ----++ ----'],
  ['Provider.stateReason', 'institute',         '-- -+-- ----++ ----'],
  ['Provider.appliedBy', 'institute',           '-- -+-- ----++ ----'],
  ['Provider.gstin', 'institute',               '-- -+-- ---+++ ----'],
  ['Provider.registrationKind', 'institute',    '-- -+-- ----++ ----'],
  ['Provider.registrationNumber', 'institute',  '-- -+-- ----++ ----'],
  ['Provider.members', 'institute',             '-0 3300 000033 0000'],
  ['Provider.catalogueImports', 'institute',    '-- 1100 ----11 ----'],
  ['Provider.invitations', 'institute',         '-0 0100 000011 0000'],
  ['Department.decidedAt', 'department',        '-- ---- ----++ -+--'],
  ['Department.stateReason', 'department',      '-- ---- ----++ -+--'],
  ['Department.appliedBy', 'department',        '-- ---- ----++ -+--'],
  ['Department.gstin', 'department',            '-- ---- ---+++ -+--'],
  ['Department.members', 'department',          '-0 0000 000055 5555'],
  ['Department.invitations', 'department',      '-0 0000 000000 0000'],
  ['Platform.decidedAt', 'platform',            '-- ---- ----++ ----'],
  ['Platform.stateReason', 'platform',          '-- ---- ----++ ----'],
  ['Platform.appliedBy', 'platform',            '-- ---- ----++ ----'],
  ['Platform.gstin', 'platform',                '-- ---- ---+++ ----'],
  ['Platform.members', 'platform',              '-0 0000 ****** 0000'],
  ['Platform.invitations', 'platform',          '-0 0000 000000 0000'],

  ['Course.versions', 'publishedCourse',        '11 3311 222133 1111'],
  ['Course.openVersion', 'publishedCourse',     '-- ++-- ----++ ----'],
  ['CourseVersion.basedOn', 'publishedVersion', '-- ++-- +++-++ ----'],
  ['CourseVersion.stateReason', 'publishedVersion', '-- ++-- +++-++ ----'],
  ['CourseVersion.preflight', 'publishedVersion', '-- 11-- 111-11 ----'],
  ['CourseVersion.rounds', 'publishedVersion',  '00 1100 111011 0000'],
  ['CourseVersion.currentRound', 'publishedVersion', '-- ++-- +++-++ ----'],
  ['CourseVersion.findings', 'publishedVersion', '00 1100 111011 0000'],
  ['CourseVersion.differences', 'publishedVersion', '00 2200 222022 0000'],

  ['ReviewRound.submittedBy', 'round',          '// ++// +++/++ ////'],
  ['ReviewRound.policy', 'round',               '// ++// +++/++ ////'],
  ['ReviewStage.assignments', 'stage',          '// 11// 111/11 ////'],
  ['ReviewStage.decisions', 'stage',            '// 11// 111/11 ////'],
  ['ReviewStage.changedSinceSeen', 'stage',     '// --// +++/++ ////'],
  ['ReviewAssignment.curator', 'assignment',    '// --// +++/++ ////'],
  ['Decision.curator', 'decision',              '// --// +++/++ ////'],
  ['Decision.reason', 'decision',               '// ++// +++/++ ////'],
  ['Finding.raisedBy', 'finding',               '// --// +++/++ ////'],
  ['Finding.body', 'finding',                   '// ++// +++/++ ////'],
  ['Finding.messages', 'finding',               '// 22// 222/22 ////'],
  ['FindingMessage.author', 'finding',          '// 11// 222/22 ////'],
  ['AuditEvent.actor', 'auditEvent',            '// //// /////+ ////'],
  ['AuditEvent.before', 'auditEvent',           '// //// /////- ////'],
  ['AuditEvent.after', 'auditEvent',            '// //// /////+ ////'],
  ...BILLING_FIELDS,
  ...CARD_MANDATES_FIELDS,
  ...PRICING_FIELDS,
  ...PAYMENTS_FIELDS,
  ...PROCUREMENT_FIELDS,
  ...SUBSCRIPTIONS_FIELDS,
];

/** Types that are no nodes, and where they hang. */
export const PARENTS: Readonly<Record<string, readonly [type: string, field: string]>> = {
  FindingMessage: ['Finding', 'messages'],
};
