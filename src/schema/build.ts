import 'reflect-metadata';
import { isInputObjectType, type GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { attachShapes } from '../db/reader/attach.js';
import { shapes } from '../domain/shapes.js';
import { AuditResolver } from '../resolvers/audit.js';
import { BillingResolver } from '../resolvers/billing.js';
import { CardMandatesResolver } from '../resolvers/cardMandates.js';
import { CatalogueResolver } from '../resolvers/catalogue.js';
import { CollectionsResolver } from '../resolvers/collections.js';
import { CompetenciesResolver } from '../resolvers/competencies.js';
import { CourseFacetValueResolver, CourseSearchResolver } from '../resolvers/courseSearch.js';
import { CoursePartsResolver } from '../resolvers/courseParts.js';
import { CoursesResolver } from '../resolvers/courses.js';
import { EntitlementResolver } from '../resolvers/entitlement.js';
import { IdentityResolver } from '../resolvers/identity.js';
import { ImportsResolver } from '../resolvers/imports.js';
import { LedgerResolver } from '../resolvers/ledger.js';
import { NodesResolver } from '../resolvers/nodes.js';
import { OrganisationsResolver } from '../resolvers/organisations.js';
import { HostedInvoicesResolver } from '../resolvers/hostedInvoices.js';
import { PaymentEventsResolver } from '../resolvers/paymentEvents.js';
import { PaymentsResolver } from '../resolvers/payments.js';
import { PricingResolver } from '../resolvers/pricing.js';
import { ProcurementResolver } from '../resolvers/procurement.js';
import { ReviewsResolver } from '../resolvers/reviews.js';
import {
  ReviewAssignmentReleaseResultResolver, ReviewAssignmentResultResolver, ReviewsBulkResolver, ReviewStageSeenResultResolver,
} from '../resolvers/reviewsBulk.js';
import { SubscriptionsResolver } from '../resolvers/subscriptions.js';
import { EmployeesResolver } from '../resolvers/employees.js';
import { SearchSuggestResolver } from '../resolvers/searchSuggest.js';
import { SeatsResolver } from '../resolvers/seats.js';
import { SynonymSetsResolver } from '../resolvers/synonymSets.js';
import { Department, Platform, Provider } from './organisations.js';

/** A resolver class, as type-graphql takes it. */
export type ResolverClass = new () => object;

/**
 * Builds the GraphQL schema from resolver classes; one a process, since type-graphql's metadata is global.
 * Inputs marked with the extension `{ oneOf: true }` are enforced (and printed) as `@oneOf`.
 */
async function schemaOf(resolvers: NonEmptyArray<ResolverClass>, orphanedTypes: ResolverClass[] = []): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers,
    orphanedTypes,
    // Inputs are judged by the use cases, with messages of their own.
    validate: false,
    disableInferringDefaultValues: true,
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type) && type.extensions['oneOf'] === true) type.isOneOf = true;
    if (type === schema.getQueryType()) type.description = 'What can be read.';
    if (type === schema.getMutationType()) type.description = 'What can be done. Expected failures are in `userErrors` of each payload.';
  }
  return schema;
}

/** Every resolver of the product. */
const RESOLVERS: readonly ResolverClass[] = [
  AuditResolver,
  BillingResolver,
  CardMandatesResolver,
  CatalogueResolver,
  CollectionsResolver,
  CompetenciesResolver,
  CourseFacetValueResolver,
  CoursePartsResolver,
  CourseSearchResolver,
  CoursesResolver,
  EntitlementResolver,
  IdentityResolver,
  ImportsResolver,
  LedgerResolver,
  HostedInvoicesResolver,
  NodesResolver,
  OrganisationsResolver,
  PaymentEventsResolver,
  PaymentsResolver,
  PricingResolver,
  ProcurementResolver,
  EmployeesResolver,
  SearchSuggestResolver,
  SeatsResolver,
  SynonymSetsResolver,
  ReviewsResolver,
  ReviewAssignmentReleaseResultResolver,
  ReviewAssignmentResultResolver,
  ReviewsBulkResolver,
  ReviewStageSeenResultResolver,
  SubscriptionsResolver,
];

/** Object types that no field names but an interface stands for. */
const ORPHANED: readonly ResolverClass[] = [
  Provider, Department, Platform,
];

/** The product's schema, answering from the reader; built once a process. */
export async function buildMarketplaceSchema(): Promise<GraphQLSchema> {
  const schema = await schemaOf(RESOLVERS as unknown as NonEmptyArray<ResolverClass>, [...ORPHANED]);
  attachShapes(schema, shapes);
  return schema;
}
