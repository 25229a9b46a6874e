/**
 * Types that are values, or parts of another thing, and have no id of their own. A new one is added here on
 * purpose; whatever can be named and read again needs an id and belongs to `Node`.
 */
const VALUE_TYPES = [
  'PageInfo', 'UserError', 'Viewer', 'Accessibility', 'CatalogueImportCounts', 'CatalogueImportProgress', 'AuditChain', 'CompetencyLevel', 'CourseAccess', 'CourseVersionCompetency',
  'CourseFacet', 'CourseFacetValue', 'CourseSearchReport', 'SearchCorrection', 'SearchHighlight', 'SearchHighlightPart', 'SearchSuggestion',
  'DecisionScore', 'Allocation', 'CreditNoteLine', 'DeferredMonth', 'DeferredRevenue', 'IssuedDocuments', 'Posting', 'ProviderPayable', 'ReceivableAges', 'ReceivablesByAge', 'TrialBalance', 'TrialBalanceLine',
  'BankStatementCounts', 'BankStatementProgress', 'CardRail', 'PaymentInstruction', 'PaymentEventCounts',
  'FieldDifference', 'FindingMessage', 'IndianState', 'InstalmentPlanPart', 'PreflightFinding', 'QuantityChange', 'QuoteLine', 'ReviewPolicyStage', 'ReviewChanges', 'ReviewAssignmentResult', 'ReviewAssignmentReleaseResult', 'ReviewStageSeenResult', 'RubricScore', 'Sanction', 'SeatImportCounts', 'SeatImportProgress', 'SeatUse', 'Money', 'TaxRuleInForce',
];
const VALUE_SUFFIXES = ['Payload', 'Connection', 'Edge'];

/**
 * graphql-eslint's `schema-recommended` and `schema-relay` over the printed contract, with a description
 * asked of every type, field, argument, input field, enum value and directive.
 */
export function graphqlRules(plugin) {
  return {
    languageOptions: { parser: plugin.parser, parserOptions: { graphQLConfig: { schema: 'schema.graphql' } } },
    plugins: { '@graphql-eslint': plugin },
    rules: {
      ...plugin.configs['flat/schema-recommended'].rules,
      ...plugin.configs['flat/schema-relay'].rules,
      '@graphql-eslint/require-description': ['error', {
        types: true,
        rootField: true,
        DirectiveDefinition: true,
        FieldDefinition: true,
        InputValueDefinition: true,
        EnumValueDefinition: true,
      }],
      '@graphql-eslint/strict-id-in-types': ['error', {
        exceptions: { types: VALUE_TYPES, suffixes: VALUE_SUFFIXES },
      }],
      // A list may be walked in one direction only, as Relay allows: a search goes forward.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // Connections offer `nodes` beside `edges`, and short lists that belong to their parent (the modules of
      // a version) are given whole, so a list may wrap more than edges; the rest of the rule stays.
      '@graphql-eslint/relay-edge-types': ['error', {
        withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false,
      }],
    },
  };
}
