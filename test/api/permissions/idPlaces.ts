import {
  getNamedType, getNullableType, isInputObjectType, isListType, type GraphQLInputType, type GraphQLSchema,
} from 'graphql';
import type { IdPrefix } from '../../../src/lib/ids.js';
import { CARD_MANDATES_PLACES } from './money/cardMandates.js';
import { BILLING_PLACES } from './money/billing.js';
import { HOSTED_INVOICES_PLACES } from './money/hostedInvoices.js';
import { PRICING_PLACES } from './money/pricing.js';
import { PAYMENTS_PLACES } from './money/payments.js';
import { PAYMENT_EVENTS_PLACES } from './money/paymentEvents.js';
import { PROCUREMENT_PLACES } from './money/procurement.js';
import { SUBSCRIPTIONS_PLACES } from './money/subscriptions.js';
import { SEATS_PLACES } from './money/seats.js';
import { SEARCH_PLACES } from './search.js';

const ORGANISATION = ['provider', 'department', 'platform'] as const satisfies readonly IdPrefix[];
const ANY = 'any';

/** Every place of a root field where an id can be given, and of which types it takes ids. */
export const PLACES: Readonly<Record<string, readonly IdPrefix[] | typeof ANY>> = {
  'node.id': ANY,
  'nodes.ids': ANY,
  'course.by.id': ['course'],
  'courseAccess.courseId': ['course'],
  'courseAccess.employeeId': ['employee'],
  'courseVersion.id': ['course_version'],
  'catalogueImport.id': ['catalogue_import'],
  'collection.by.id': ['collection'],
  'provider.by.id': ['provider'],
  'organisation.id': ORGANISATION,
  'governmentBodies.filter.parentId': ['government_body'],
  'competencies.filter.frameworkId': ['competency_framework'],
  'courses.filter.competency.competencyId': ['competency'],
  'courses.filter.competencyFrameworkId': ['competency_framework'],
  'courses.filter.providerId': ['provider'],
  'courses.filter.collectionId': ['collection'],
  'courseSearch.filter.competency.competencyId': ['competency'],
  'courseSearch.filter.competencyFrameworkId': ['competency_framework'],
  'courseSearch.filter.providerId': ['provider'],
  'courseSearch.filter.collectionId': ['collection'],
  'reviewQueue.filter.providerId': ['provider'],
  'reviewQueue.savedFilterId': ['review_queue_saved_filter'],
  'auditEvents.filter.subjectId': ANY,
  'auditEvents.filter.actorId': ['user'],

  'organisationApply.input.governmentBodyId': ['government_body'],
  'organisationUpdate.input.organisationId': ORGANISATION,
  'organisationVerify.input.organisationId': ORGANISATION,
  'organisationReject.input.organisationId': ORGANISATION,
  'organisationSuspend.input.organisationId': ORGANISATION,
  'organisationReinstate.input.organisationId': ORGANISATION,
  'invitationCreate.input.organisationId': ORGANISATION,
  'invitationRevoke.input.invitationId': ['invitation'],
  'membershipRolesSet.input.membershipId': ['membership'],
  'membershipEnd.input.membershipId': ['membership'],
  'courseCreate.input.competencies.competencyId': ['competency'],
  'courseVersionCreate.input.courseId': ['course'],
  'courseVersionUpdate.input.courseVersionId': ['course_version'],
  'courseVersionUpdate.input.competencies.competencyId': ['competency'],
  'courseVersionSubmit.input.courseVersionId': ['course_version'],
  'courseVersionWithdraw.input.courseVersionId': ['course_version'],
  'courseVersionPublish.input.courseVersionId': ['course_version'],
  'courseVersionSuspend.input.courseVersionId': ['course_version'],
  'courseVersionReinstate.input.courseVersionId': ['course_version'],
  'courseVersionRetire.input.courseVersionId': ['course_version'],
  'moduleAdd.input.courseVersionId': ['course_version'],
  'moduleUpdate.input.moduleId': ['module'],
  'moduleMove.input.moduleId': ['module'],
  'moduleRemove.input.moduleId': ['module'],
  'contentItemAdd.input.moduleId': ['module'],
  'contentItemUpdate.input.contentItemId': ['content_item'],
  'contentItemMove.input.contentItemId': ['content_item'],
  'contentItemMove.input.moduleId': ['module'],
  'contentItemRemove.input.contentItemId': ['content_item'],
  'catalogueImportStart.input.uploadId': ['upload'],
  'catalogueImportResume.input.catalogueImportId': ['catalogue_import'],
  'collectionUpdate.input.collectionId': ['collection'],
  'collectionCoursesSet.input.collectionId': ['collection'],
  'collectionCoursesSet.input.courseIds': ['course'],
  'collectionDelete.input.collectionId': ['collection'],
  'reviewPolicyCreate.input.providerId': ['provider'],
  'reviewAssignmentClaim.input.reviewStageId': ['review_stage'],
  'reviewAssignmentAssign.input.reviewStageId': ['review_stage'],
  'reviewAssignmentAssign.input.curatorId': ['user'],
  'reviewAssignmentRelease.input.reviewAssignmentId': ['review_assignment'],
  'reviewAssignmentsAssign.input.assignments.reviewStageId': ['review_stage'],
  'reviewAssignmentsAssign.input.assignments.curatorId': ['user'],
  'reviewAssignmentsDistribute.input.reviewStageIds': ['review_stage'],
  'reviewAssignmentsClaim.input.reviewStageIds': ['review_stage'],
  'reviewAssignmentsRelease.input.reviewAssignmentIds': ['review_assignment'],
  'reviewStagesMarkSeen.input.reviewStageIds': ['review_stage'],
  'reviewQueueFilterSave.input.reviewQueueFilterId': ['review_queue_saved_filter'],
  'reviewQueueFilterSave.input.filter.providerId': ['provider'],
  'reviewQueueFilterDelete.input.reviewQueueFilterId': ['review_queue_saved_filter'],
  'findingCreate.input.courseVersionId': ['course_version'],
  'findingCreate.input.reviewStageId': ['review_stage'],
  'findingAnswer.input.findingId': ['finding'],
  'findingResolve.input.findingId': ['finding'],
  'findingReopen.input.findingId': ['finding'],
  'reviewDecide.input.reviewAssignmentId': ['review_assignment'],
  ...BILLING_PLACES,
  ...CARD_MANDATES_PLACES,
  ...HOSTED_INVOICES_PLACES,
  ...PRICING_PLACES,
  ...PAYMENTS_PLACES,
  ...PAYMENT_EVENTS_PLACES,
  ...PROCUREMENT_PLACES,
  ...SUBSCRIPTIONS_PLACES,
  ...SEATS_PLACES,
  ...SEARCH_PLACES,
};

/** The places of ids in the schema: `rootField.argument.key...`. */
export function placesOf(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.values(type?.getFields() ?? {}));
  return roots.flatMap((field) => field.args.flatMap((arg) => within(`${field.name}.${arg.name}`, arg.type)));
}

function within(path: string, type: GraphQLInputType): string[] {
  const named = getNamedType(type);
  if (named.name === 'ID') return [path];
  return isInputObjectType(named) ? Object.values(named.getFields()).flatMap((field) => within(`${path}.${field.name}`, field.type)) : [];
}

/** The value of the argument of a place, all of it but the id left out: lists of one entry, objects of one key. */
export function argumentAt(schema: GraphQLSchema, place: string, id: string): unknown {
  const [fieldName = '', argName, ...keys] = place.split('.');
  const field = schema.getQueryType()?.getFields()[fieldName] ?? schema.getMutationType()?.getFields()[fieldName];
  const arg = field?.args.find(({ name }) => name === argName);
  if (arg === undefined) throw new Error(`there is no ${place}`);
  return valueAt(arg.type, keys, id);
}

function valueAt(type: GraphQLInputType, keys: readonly string[], id: string): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [valueAt(bare.ofType as GraphQLInputType, keys, id)];
  const [key, ...rest] = keys;
  if (key === undefined) return id;
  const inner = isInputObjectType(bare) ? bare.getFields()[key] : undefined;
  if (inner === undefined) throw new Error(`there is no ${key}`);
  return { [key]: valueAt(inner.type, rest, id) };
}
