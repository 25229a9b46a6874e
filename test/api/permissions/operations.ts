import { publicId } from '../../../src/lib/ids.js';
import { another } from '../../support/given.js';
import type { World } from '../../support/world.js';
import { CARD_MANDATES_INPUTS } from './money/cardMandates.js';
import { BILLING_INPUTS, BILLING_QUERY_TEXTS } from './money/billing.js';
import { HOSTED_INVOICES_INPUTS, HOSTED_INVOICES_QUERY_TEXTS } from './money/hostedInvoices.js';
import { PRICING_INPUTS, PRICING_QUERY_TEXTS } from './money/pricing.js';
import { PAYMENTS_INPUTS, PAYMENTS_QUERY_TEXTS } from './money/payments.js';
import { PAYMENT_EVENTS_INPUTS, PAYMENT_EVENTS_QUERY_TEXTS } from './money/paymentEvents.js';
import { PROCUREMENT_INPUTS, PROCUREMENT_QUERY_TEXTS } from './money/procurement.js';
import { SUBSCRIPTIONS_INPUTS, SUBSCRIPTIONS_QUERY_TEXTS } from './money/subscriptions.js';
import { SEATS_INPUTS, SEATS_QUERY_TEXTS } from './money/seats.js';
import { SEARCH_INPUTS, SEARCH_QUERY_TEXTS } from './search.js';
import { fresh } from '../organisations/support.js';
import type { Target } from './targets.js';

type Input = Record<string, unknown>;

const only = (...names: readonly string[]) => (t: Target): Input => Object.fromEntries(names.map((name) => [name, t[name]]));

/** For each mutation an input that nothing is wrong with, about a target that fits. */
export const INPUTS: Readonly<Record<string, (t: Target, w: World) => Input | Promise<Input>>> = {
  organisationApply: () => {
    const number = fresh();
    return {
      kind: 'PROVIDER', name: `University ${number} of Permissions`, stateCode: '27', registrationKind: 'AISHE',
      registrationNumber: `U-${String(number).padStart(4, '0')}`,
    };
  },
  organisationUpdate: (t) => ({ organisationId: t['organisationId'], about: `What we are, as of ${another()}.` }),
  organisationVerify: only('organisationId'),
  organisationReject: (t) => ({ organisationId: t['organisationId'], reason: 'The register does not know it.' }),
  organisationSuspend: (t) => ({ organisationId: t['organisationId'], reason: 'Its registration has lapsed.' }),
  organisationReinstate: only('organisationId'),
  invitationCreate: (t) => ({ organisationId: t['organisationId'], email: `guest${another()}@example.in`, roles: ['AUTHOR'] }),
  invitationAccept: only('token'),
  invitationRevoke: only('invitationId'),
  membershipRolesSet: (t) => ({ membershipId: t['membershipId'], roles: ['AUTHOR', 'PROVIDER_ADMIN'] }),
  membershipEnd: only('membershipId'),
  courseCreate: () => ({ title: `A new course ${another()}` }),
  courseVersionCreate: only('courseId'),
  courseVersionUpdate: (t) => ({ courseVersionId: t['courseVersionId'], revision: t['revision'], title: 'Another title' }),
  moduleAdd: (t) => ({ courseVersionId: t['courseVersionId'], revision: t['revision'], title: 'Another module' }),
  moduleUpdate: (t) => ({ moduleId: t['moduleId'], revision: t['revision'], title: 'Another title' }),
  moduleMove: (t) => ({ moduleId: t['moduleId'], revision: t['revision'], position: 0 }),
  moduleRemove: only('moduleId', 'revision'),
  contentItemAdd: (t) => ({
    moduleId: t['moduleId'], revision: t['revision'], kind: 'LINK', title: 'A page', url: 'https://content.example.in/page',
  }),
  contentItemUpdate: (t) => ({ contentItemId: t['contentItemId'], revision: t['revision'], title: 'Another title' }),
  contentItemMove: (t) => ({ contentItemId: t['contentItemId'], revision: t['revision'], position: 0 }),
  contentItemRemove: only('contentItemId', 'revision'),
  courseVersionSubmit: only('courseVersionId'),
  courseVersionWithdraw: only('courseVersionId'),
  courseVersionPublish: only('courseVersionId'),
  courseVersionSuspend: (t) => ({ courseVersionId: t['courseVersionId'], reason: 'A complaint is looked into.' }),
  courseVersionReinstate: only('courseVersionId'),
  courseVersionRetire: only('courseVersionId'),
  uploadCreate: () => ({ fileName: 'courses.jsonl', mediaType: 'application/jsonl', byteCount: 1000 }),
  catalogueImportStart: only('uploadId'),
  catalogueImportResume: only('catalogueImportId'),
  collectionCreate: () => ({ title: `A new collection ${another()}` }),
  collectionUpdate: (t) => ({ collectionId: t['collectionId'], revision: t['revision'], title: 'Another title' }),
  collectionCoursesSet: (t) => ({ collectionId: t['collectionId'], revision: t['revision'], courseIds: [] }),
  collectionDelete: (t) => ({ collectionId: t['collectionId'], revision: t['revision'] }),
  reviewPolicyCreate: () => ({
    code: `POLICY_${another()}`, name: 'A policy to come', inForceFrom: '2199-01-01T00:00:00Z', autoPublish: false,
    stages: [{ specialism: 'CONTENT', approvalsRequired: 1, daysAllowed: 7, rubric: ['Accuracy'] }],
  }),
  reviewAssignmentClaim: only('reviewStageId'),
  reviewAssignmentAssign: async (t, w) => ({
    reviewStageId: t['reviewStageId'], curatorId: publicId('user', await w.userId('curator-compliance')),
  }),
  reviewAssignmentRelease: only('reviewAssignmentId'),
  reviewAssignmentsAssign: async (t, w) => ({
    assignments: [{ reviewStageId: t['reviewStageId'], curatorId: publicId('user', await w.userId('curator-compliance')) }],
  }),
  reviewAssignmentsDistribute: (t) => ({ reviewStageIds: [t['reviewStageId']] }),
  reviewAssignmentsClaim: (t) => ({ reviewStageIds: [t['reviewStageId']] }),
  reviewAssignmentsRelease: (t) => ({ reviewAssignmentIds: [t['reviewAssignmentId']] }),
  reviewStagesMarkSeen: (t) => ({ reviewStageIds: [t['reviewStageId']] }),
  reviewQueueFilterSave: () => ({ name: `Filter ${another()}`, filter: { mine: true } }),
  reviewQueueFilterDelete: only('reviewQueueFilterId'),
  findingCreate: (t) => ({ courseVersionId: t['courseVersionId'], path: 'title', severity: 'MINOR', body: 'Say what kind of notes.' }),
  findingAnswer: (t) => ({ findingId: t['findingId'], body: 'It says so in the summary.' }),
  findingResolve: only('findingId'),
  findingReopen: (t) => ({ findingId: t['findingId'], reason: 'It does not.' }),
  reviewDecide: (t) => ({ reviewAssignmentId: t['reviewAssignmentId'], verdict: 'REJECT', reason: 'It is not fit.', scores: [] }),
  ...BILLING_INPUTS,
  ...CARD_MANDATES_INPUTS,
  ...HOSTED_INVOICES_INPUTS,
  ...PRICING_INPUTS,
  ...PAYMENTS_INPUTS,
  ...PAYMENT_EVENTS_INPUTS,
  ...PROCUREMENT_INPUTS,
  ...SUBSCRIPTIONS_INPUTS,
  ...SEATS_INPUTS,
  ...SEARCH_INPUTS,
};

/** The document of a mutation, which asks for nothing but what went wrong. */
export function mutationDocument(field: string): string {
  const input = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${field}(input: $input) { userErrors { code message path } } }`;
}

/** The valid input of a mutation about a target. */
export async function inputOf(w: World, field: string, t: Target): Promise<Input> {
  const make = INPUTS[field];
  if (make === undefined) throw new Error(`no input is declared for ${field}`);
  return make(t, w);
}

interface Query {
  /** The field with its arguments and its selection, which has the id of the target in it. */
  readonly text: string;
  /** The key of the target whose id must be in the answer; null where there need only be some answer. */
  readonly shows: string | null;
}

const nodes = (text: string, shows: string | null): Query => ({ text: `${text} { nodes { __typename ... on Node { id } } }`, shows });
const search = 'query: "noting", first: 100';

/** For each query how it asks for a target; `$<key>` stands for what the target has under that key. */
export const QUERY_TEXTS: Readonly<Record<string, Query>> = {
  viewer: { text: 'viewer { user { id } }', shows: null },
  node: { text: 'node(id: $courseVersionId) { id }', shows: 'courseVersionId' },
  nodes: { text: 'nodes(ids: [$courseVersionId]) { id }', shows: 'courseVersionId' },
  courses: nodes('courses(first: 100)', 'courseId'),
  ownCourses: nodes('ownCourses(first: 100)', 'courseId'),
  courseSearch: nodes(`courseSearch(${search})`, 'courseId'),
  course: { text: 'course(by: { id: $courseId }) { id }', shows: 'courseId' },
  courseAccess: { text: 'courseAccess(courseId: $courseId) { rule }', shows: null },
  courseVersion: { text: 'courseVersion(id: $courseVersionId) { id }', shows: 'courseVersionId' },
  catalogueImport: { text: 'catalogueImport(id: $catalogueImportId) { id }', shows: 'catalogueImportId' },
  collections: nodes('collections(first: 100)', 'collectionId'),
  collection: { text: 'collection(by: { id: $collectionId }) { id }', shows: 'collectionId' },
  competencyFrameworks: nodes('competencyFrameworks', null),
  competencies: nodes('competencies', null),
  governmentBodies: nodes('governmentBodies', null),
  indianStates: { text: 'indianStates { code }', shows: null },
  providers: nodes('providers(filter: { nameContains: $name })', 'organisationId'),
  provider: { text: 'provider(by: { id: $organisationId }) { id }', shows: 'organisationId' },
  organisation: { text: 'organisation(id: $organisationId) { ... on Node { id } }', shows: 'organisationId' },
  organisations: nodes('organisations(filter: { nameContains: $name })', 'organisationId'),
  reviewQueue: nodes('reviewQueue(first: 100)', 'reviewStageId'),
  reviewPolicies: nodes('reviewPolicies(first: 100)', 'reviewPolicyId'),
  reviewQueueFilters: { text: 'reviewQueueFilters { id }', shows: 'reviewQueueFilterId' },
  ...BILLING_QUERY_TEXTS,
  ...HOSTED_INVOICES_QUERY_TEXTS,
  ...PRICING_QUERY_TEXTS,
  ...PAYMENTS_QUERY_TEXTS,
  ...PAYMENT_EVENTS_QUERY_TEXTS,
  ...PROCUREMENT_QUERY_TEXTS,
  ...SUBSCRIPTIONS_QUERY_TEXTS,
  ...SEATS_QUERY_TEXTS,
  ...SEARCH_QUERY_TEXTS,
  auditEvents: nodes('auditEvents(first: 100)', 'auditEventId'),
  auditChain: { text: 'auditChain { unsealedCount }', shows: null },
};

/** A query about a target as a whole document, its ids written into it. */
export function queryOf(field: string, t: Target): { readonly document: string; readonly shows: string | null } {
  const query = QUERY_TEXTS[field];
  if (query === undefined) throw new Error(`no query is declared for ${field}`);
  const text = query.text.replace(/\$(\w+)/g, (_all, key: string) => JSON.stringify(t[key]));
  return { document: `{ ${text} }`, shows: query.shows === null ? null : String(t[query.shows]) };
}
