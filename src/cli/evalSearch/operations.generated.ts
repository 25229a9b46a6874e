// Written by `npm run codegen` from schema.graphql and the operations.graphql beside it; not by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What answers a search. */
export type SearchEngine =
  /** An index beside the database; the courses of the page are still read from the database. */
  | 'MEILISEARCH'
  /** The database itself. */
  | 'POSTGRES';

export type EvaluationHitsQueryVariables = Exact<{
  query: string;
  first: number;
  after?: string | null | undefined;
}>;


export type EvaluationHitsQuery = { courseSearch: { nodes: Array<{ id: string }>, search: { engine: SearchEngine } | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };


export const EvaluationHitsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EvaluationHits"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"query"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseSearch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"query"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"search"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"engine"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<EvaluationHitsQuery, EvaluationHitsQueryVariables>;
export const possibleTypes = {
  Node: [
    'AuditEvent',
    'BankStatement',
    'BankStatementLine',
    'BusinessTerms',
    'CardCharge',
    'CardMandate',
    'CardPayout',
    'CatalogueImport',
    'CatalogueImportLine',
    'CollectingAccount',
    'Collection',
    'Competency',
    'CompetencyFramework',
    'ContentItem',
    'Course',
    'CoursePrice',
    'CourseVersion',
    'CreditNote',
    'Decision',
    'Department',
    'Employee',
    'ExpectedPayment',
    'Finding',
    'GovernmentBody',
    'HostedInvoice',
    'InstalmentPlan',
    'Invitation',
    'Invoice',
    'InvoiceLine',
    'JournalEntry',
    'Membership',
    'Module',
    'PaymentCall',
    'PaymentEvent',
    'Platform',
    'PriceVersion',
    'Provider',
    'PurchaseRequest',
    'Quote',
    'Receipt',
    'Refund',
    'ReviewAssignment',
    'ReviewPolicy',
    'ReviewQueueSavedFilter',
    'ReviewRound',
    'ReviewStage',
    'Seat',
    'SeatImport',
    'SeatImportLine',
    'SeatTransfer',
    'Subscription',
    'SynonymSet',
    'TaxRule',
    'TaxWithheld',
    'Term',
    'Upload',
    'User',
  ],
  Organisation: [
    'Department',
    'Platform',
    'Provider',
  ],
};
