// Written by `npm run codegen` from schema.graphql and the operations.graphql beside it; not by hand.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What a course version offers to those who cannot see or hear everything in it. */
export type AccessibilityInput = {
  /** Whether videos have captions; left as it is when absent. */
  captions?: boolean | null | undefined;
  /** Whether videos are interpreted in a sign language; left as it is when absent. */
  signLanguage?: boolean | null | undefined;
  /** Whether what is spoken can be read as a transcript; left as it is when absent. */
  transcript?: boolean | null | undefined;
};

/** Accessibility facts that a course is to have (true) or not to have (false). */
export type CourseAccessibilityFilter = {
  /** Captions on every video. */
  captions?: boolean | null | undefined;
  /** Sign language beside whatever is spoken. */
  signLanguage?: boolean | null | undefined;
  /** A transcript of whatever is spoken. */
  transcript?: boolean | null | undefined;
};

/** Names one course: by its id or by its slug, not both. */
export type CourseBy =
  {   /** The id of the course. */
  id: string; slug?: never; }
  |  { id?: never;   /** The slug of the course, as in its web address. */
  slug: string; };

/** A competency that a course is to teach. */
export type CourseCompetencyFilter = {
  /** The competency. */
  competencyId: string;
  /** The level, 1 to 5, to which it is taught at least; any when absent. */
  minLevel?: number | null | undefined;
};

/** A new course and what its first draft begins with. */
export type CourseCreateInput = {
  /** What it offers to those who cannot see or hear everything. */
  accessibility?: AccessibilityInput | null | undefined;
  /** All competencies it teaches, at most 100; replaces those it had. */
  competencies?: Array<CourseVersionCompetencyInput> | null | undefined;
  /** What is taught, to whom, and to what end, at most 20,000 characters. */
  description?: string | null | undefined;
  /** How long it takes, at most 10,000 hours. */
  duration?: string | null | undefined;
  /** What opens it; SUBSCRIPTION for a new course, and that takes a price away. */
  inclusion?: Inclusion | null | undefined;
  /** The languages it is given in, the main one first, at most 30. */
  languages?: Array<string> | null | undefined;
  /** How demanding it is; FOUNDATION for a new course. */
  level?: CourseLevel | null | undefined;
  /** The licence; PROPRIETARY for a new course. */
  licence?: Licence | null | undefined;
  /** The price for one learner, for a PRICED course; null takes it away. */
  price?: MoneyInput | null | undefined;
  /** Its name in web addresses; made of the title when absent. */
  slug?: string | null | undefined;
  /** What the course is about, at most 1,000 characters. */
  summary?: string | null | undefined;
  /** The title, 1 to 300 characters. */
  title: string;
};

/** How long a course is to take; both ends are included. */
export type CourseDurationFilter = {
  /** At most this long, in weeks, days, hours, minutes and whole seconds. */
  max?: string | null | undefined;
  /** At least this long, in weeks, days, hours, minutes and whole seconds. */
  min?: string | null | undefined;
};

/** What the hits of a search can be counted by. */
export type CourseFacetName =
  /** The accessibility facts that hold: CAPTIONS, TRANSCRIPT, SIGN_LANGUAGE. */
  | 'ACCESSIBILITY'
  /** The competencies taught, by their ids. */
  | 'COMPETENCY'
  /** The areas of the competencies taught. */
  | 'COMPETENCY_AREA'
  /** Bands of duration: UNDER_1_HOUR, FROM_1_TO_3_HOURS, FROM_3_TO_10_HOURS, FROM_10_TO_40_HOURS, FROM_40_HOURS; each without its upper end. */
  | 'DURATION'
  /** In the subscription, or priced. */
  | 'INCLUSION'
  /** The languages taught in, as `filter.language` takes them: a course in hi-IN counts for hi and for hi-IN. */
  | 'LANGUAGE'
  /** The levels. */
  | 'LEVEL'
  /** The providers, by their ids. */
  | 'PROVIDER';

/** Which courses to list: those that meet everything given. What is absent or null narrows nothing. */
export type CourseFilter = {
  /** With these accessibility facts. */
  accessibility?: CourseAccessibilityFilter | null | undefined;
  /** In this collection. */
  collectionId?: string | null | undefined;
  /** Teaching this competency. */
  competency?: CourseCompetencyFilter | null | undefined;
  /** Teaching any competency of this area, named as the competency names it: Behavioural. */
  competencyArea?: string | null | undefined;
  /** Teaching any competency of this competency framework. */
  competencyFrameworkId?: string | null | undefined;
  /** Taking about this long. */
  duration?: CourseDurationFilter | null | undefined;
  /** In the subscription, or priced. */
  inclusion?: Inclusion | null | undefined;
  /** Taught in this language; hi also finds hi-IN, but hi-IN does not find hi (RFC 4647, basic filtering). */
  language?: string | null | undefined;
  /** Of one of these levels. */
  level?: Array<CourseLevel> | null | undefined;
  /** Of this provider. */
  providerId?: string | null | undefined;
};

/** How demanding a course is. */
export type CourseLevel =
  /** For those who know the subject well. */
  | 'ADVANCED'
  /** Asks for nothing to be known before. */
  | 'FOUNDATION'
  /** Builds on the foundations of its subject. */
  | 'INTERMEDIATE';

/** What can be done with a course version. */
export type CourseVersionAction =
  /** Put it into the catalogue (courseVersionPublish). */
  | 'PUBLISH'
  /** Put it back into the catalogue (courseVersionReinstate). */
  | 'REINSTATE'
  /** Take it out of the catalogue for good (courseVersionRetire). */
  | 'RETIRE'
  /** Submit the draft to review (courseVersionSubmit). */
  | 'SUBMIT'
  /** Take it out of the catalogue for now (courseVersionSuspend). */
  | 'SUSPEND'
  /** Edit the draft, its modules and its content items. */
  | 'UPDATE'
  /** Take it back into a draft (courseVersionWithdraw). */
  | 'WITHDRAW';

/** A competency that a course version teaches, to a level. */
export type CourseVersionCompetencyInput = {
  /** The competency. */
  competencyId: string;
  /** The level reached, 1 to 5. */
  level: number;
};

/** Where a course version is in its life. */
export type CourseVersionState =
  /** Has all the approvals that its review policy asks for; its provider may publish it. */
  | 'APPROVED'
  /** Being written; only in this state can it be edited. */
  | 'DRAFT'
  /** Submitted, frozen, and before the curators. */
  | 'IN_REVIEW'
  /** In the catalogue, as long as its provider is not suspended. */
  | 'PUBLISHED'
  /** Turned down by the curators; a new version can be begun. */
  | 'REJECTED'
  /** Taken out of the catalogue for good by its provider. */
  | 'RETIRED'
  /** Was published until a later version took its place. */
  | 'SUPERSEDED'
  /** Taken out of the catalogue by the platform. */
  | 'SUSPENDED';

/** An edit of a draft; what is absent stays as it is. */
export type CourseVersionUpdateInput = {
  /** What it offers to those who cannot see or hear everything. */
  accessibility?: AccessibilityInput | null | undefined;
  /** All competencies it teaches, at most 100; replaces those it had. */
  competencies?: Array<CourseVersionCompetencyInput> | null | undefined;
  /** The draft. */
  courseVersionId: string;
  /** What is taught, to whom, and to what end, at most 20,000 characters. */
  description?: string | null | undefined;
  /** How long it takes, at most 10,000 hours. */
  duration?: string | null | undefined;
  /** What opens it; SUBSCRIPTION for a new course, and that takes a price away. */
  inclusion?: Inclusion | null | undefined;
  /** The languages it is given in, the main one first, at most 30. */
  languages?: Array<string> | null | undefined;
  /** How demanding it is; FOUNDATION for a new course. */
  level?: CourseLevel | null | undefined;
  /** The licence; PROPRIETARY for a new course. */
  licence?: Licence | null | undefined;
  /** The price for one learner, for a PRICED course; null takes it away. */
  price?: MoneyInput | null | undefined;
  /** The revision of the course version that the change was prepared at; a stale one is refused and told the current one. */
  revision: number;
  /** What the course is about, at most 1,000 characters. */
  summary?: string | null | undefined;
  /** The title, 1 to 300 characters. */
  title?: string | null | undefined;
};

/** How grave a finding is. */
export type FindingSeverity =
  /** While it is open, nothing is approved or published. */
  | 'BLOCKER'
  /** Should be put right. */
  | 'MAJOR'
  /** Could be better. */
  | 'MINOR';

/** What opens a course. */
export type Inclusion =
  /** It has a price of its own. */
  | 'PRICED'
  /** A seat in the subscription opens it. */
  | 'SUBSCRIPTION';

/** Under which licence the content may be used. */
export type Licence =
  /** Creative Commons Attribution 4.0. */
  | 'CC_BY_4_0'
  /** Creative Commons Attribution-NonCommercial 4.0. */
  | 'CC_BY_NC_4_0'
  /** Creative Commons Attribution-ShareAlike 4.0. */
  | 'CC_BY_SA_4_0'
  /** Government Open Data License - India. */
  | 'GOVERNMENT_OPEN_DATA_INDIA'
  /** All rights kept by the provider. */
  | 'PROPRIETARY';

/** An amount of money. */
export type MoneyInput = {
  /** The amount in the smallest unit of the currency: paise for INR. */
  amountMinor: string;
  /** The currency by its ISO 4217 code; INR, and INR when absent. */
  currency?: string | null | undefined;
};

/** What pre-flight checks before a curator does. */
export type PreflightRule =
  /** Videos have captions. */
  | 'CAPTIONS_MISSING'
  /** At least one competency is taught. */
  | 'COMPETENCY_MISSING'
  /** There is a description. */
  | 'DESCRIPTION_MISSING'
  /** The duration is within 20% of that of all content items together. */
  | 'DURATION_DISAGREES'
  /** The duration is more than nothing. */
  | 'DURATION_MISSING'
  /** BLOCKER findings of earlier rounds have been answered. */
  | 'FINDING_UNANSWERED'
  /** At least one language is named. */
  | 'LANGUAGE_MISSING'
  /** Content is served over https. */
  | 'LINK_NOT_SECURE'
  /** No two content items have the same address. */
  | 'LINK_REPEATED'
  /** Each module has at least one content item. */
  | 'MODULE_EMPTY'
  /** There is at least one module. */
  | 'MODULE_MISSING'
  /** A priced course has a price. */
  | 'PRICE_MISSING'
  /** There is a summary of at least 20 characters. */
  | 'SUMMARY_LENGTH'
  /** What is spoken can be read, in captions or a transcript. */
  | 'TEXT_ALTERNATIVE_MISSING'
  /** The title has at least 5 characters. */
  | 'TITLE_LENGTH'
  /** No other published course of the provider has the same title. */
  | 'TITLE_REPEATED';

/** What a member may do in his organisation. Each kind of organisation has roles of its own. */
export type Role =
  /** Of a department: its profile and members; approves and sanctions purchase requests, never his own. */
  | 'APPROVING_AUTHORITY'
  /** Of the platform: reads everything, writes nothing. */
  | 'AUDITOR'
  /** Of a provider: writes and edits drafts, answers findings. */
  | 'AUTHOR'
  /** Of the platform: also assigns reviews; review policies, suspension of courses, collections. */
  | 'CHIEF_CURATOR'
  /** Of the platform: reviews within his specialisms, never what his own organisation submitted. */
  | 'CURATOR'
  /** Of the platform: invoices, receipts, credit notes. */
  | 'FINANCE_OFFICER'
  /** Of a department: an employee, with his own learning. */
  | 'LEARNER'
  /** Of the platform: verifies organisations; members of the platform. */
  | 'PLATFORM_ADMIN'
  /** Of a department: raises purchase requests and places the order once sanctioned. */
  | 'PROCUREMENT_OFFICER'
  /** Of a provider: also its profile and members; submits, withdraws, publishes an approved version, retires. */
  | 'PROVIDER_ADMIN'
  /** Of a department: hands out, moves and takes back seats. */
  | 'TRAINING_MANAGER';

/** A text of a course in which words searched for are shown. */
export type SearchHighlightField =
  /** Pieces of the description. */
  | 'DESCRIPTION'
  /** Pieces of the summary. */
  | 'SUMMARY'
  /** The title, whole. */
  | 'TITLE';

/** What a suggestion completes a text with. */
export type SearchSuggestionKind =
  /** A course: to be opened at once. */
  | 'COURSE'
  /** A word that courses have: a text to search for. */
  | 'WORD';

/** Why a mutation was refused. */
export type UserErrorCode =
  /** Open findings or missing approvals stand in the way. */
  | 'BLOCKED'
  /** Somebody else is changing the same object; try again in a moment. */
  | 'BUSY'
  /** A curator may not review what his own organisation submitted. */
  | 'CONFLICT_OF_INTEREST'
  /** The acting membership does not hold the role that this needs. */
  | 'FORBIDDEN'
  /** One person may not act twice where two persons are required. */
  | 'FOUR_EYES'
  /** The object is in a state in which this cannot be done. */
  | 'ILLEGAL_STATE'
  /** A value in the input is malformed or out of range. */
  | 'INVALID'
  /** An organisation must keep at least one administrator. */
  | 'LAST_ADMIN'
  /** A stated limit would be exceeded. */
  | 'LIMIT_REACHED'
  /** There is no such thing, or the acting membership may not know of it. */
  | 'NOT_FOUND'
  /** The draft has changed since the revision given; read it again. */
  | 'STALE_REVISION'
  /** A value that must be unique is in use already. */
  | 'TAKEN';

export type CatalogueQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: CourseFilter | null | undefined;
}>;


export type CatalogueQuery = { courses: { edges: Array<{ cursor: string, node: { id: string, slug: string, provider: { id: string, name: string } | null, publishedVersion: { id: string, title: string, languages: Array<string>, duration: string } | null } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type CourseCardFragment = { id: string, slug: string, provider: { id: string, name: string } | null, publishedVersion: { id: string, title: string, languages: Array<string>, duration: string } | null };

export type CoursePageQueryVariables = Exact<{
  by: CourseBy;
}>;


export type CoursePageQuery = { course: { id: string, slug: string, provider: { id: string, name: string } | null, publishedVersion: { id: string, title: string, languages: Array<string>, duration: string } | null } | null };

export type CourseSearchQueryVariables = Exact<{
  query: string;
  filter?: CourseFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type CourseSearchQuery = { courseSearch: { search: { corrections: Array<{ from: string, to: string }> } | null, facets: Array<{ facet: CourseFacetName, values: Array<{ value: string, label: string, count: number }> }> | null, edges: Array<{ cursor: string, highlights: Array<{ field: SearchHighlightField, parts: Array<{ text: string, matched: boolean }> }> | null, node: { id: string, slug: string, provider: { id: string, name: string } | null, publishedVersion: { id: string, title: string, languages: Array<string>, duration: string } | null } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type SearchSuggestQueryVariables = Exact<{
  typed: string;
}>;


export type SearchSuggestQuery = { searchSuggest: Array<{ kind: SearchSuggestionKind, text: string, course: { id: string, slug: string } | null }> };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { user: { id: string, name: string }, memberships: Array<{ id: string, roles: Array<Role>, organisation:
        | { id: string, name: string }
        | { id: string, name: string }
        | { id: string, name: string }
       | null }> } | null };

export type CourseCreateMutationVariables = Exact<{
  input: CourseCreateInput;
}>;


export type CourseCreateMutation = { courseCreate: { course: { id: string, slug: string, openVersion: { id: string, revision: number, state: CourseVersionState, title: string, allowedActions: Array<CourseVersionAction>, preflight: Array<{ rule: PreflightRule, severity: FindingSeverity, path: string, message: string }> | null } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type DraftQueryVariables = Exact<{
  id: string;
}>;


export type DraftQuery = { courseVersion: { id: string, revision: number, state: CourseVersionState, title: string, allowedActions: Array<CourseVersionAction>, preflight: Array<{ rule: PreflightRule, severity: FindingSeverity, path: string, message: string }> | null } | null };

export type DraftUpdateMutationVariables = Exact<{
  input: CourseVersionUpdateInput;
}>;


export type DraftUpdateMutation = { courseVersionUpdate: { courseVersion: { id: string, revision: number, state: CourseVersionState, title: string, allowedActions: Array<CourseVersionAction>, preflight: Array<{ rule: PreflightRule, severity: FindingSeverity, path: string, message: string }> | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type DraftFragment = { id: string, revision: number, state: CourseVersionState, title: string, allowedActions: Array<CourseVersionAction>, preflight: Array<{ rule: PreflightRule, severity: FindingSeverity, path: string, message: string }> | null };

export const CourseCardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CourseCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Course"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"publishedVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"languages"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}}]}}]}}]} as unknown as DocumentNode<CourseCardFragment, unknown>;
export const DraftFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Draft"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"allowedActions"}},{"kind":"Field","name":{"kind":"Name","value":"preflight"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<DraftFragment, unknown>;
export const CatalogueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Catalogue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CourseCard"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CourseCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Course"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"publishedVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"languages"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}}]}}]}}]} as unknown as DocumentNode<CatalogueQuery, CatalogueQueryVariables>;
export const CoursePageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CoursePage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseBy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CourseCard"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CourseCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Course"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"publishedVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"languages"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}}]}}]}}]} as unknown as DocumentNode<CoursePageQuery, CoursePageQueryVariables>;
export const CourseSearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CourseSearch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"query"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseSearch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"query"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"facets"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"LANGUAGE"},{"kind":"EnumValue","value":"LEVEL"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"search"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"corrections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"facets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"facet"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"highlights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"parts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"matched"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CourseCard"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CourseCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Course"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"publishedVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"languages"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}}]}}]}}]} as unknown as DocumentNode<CourseSearchQuery, CourseSearchQueryVariables>;
export const SearchSuggestDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SearchSuggest"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"typed"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"searchSuggest"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"typed"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}}]} as unknown as DocumentNode<SearchSuggestQuery, SearchSuggestQueryVariables>;
export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memberships"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const CourseCreateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CourseCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"openVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Draft"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Draft"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"allowedActions"}},{"kind":"Field","name":{"kind":"Name","value":"preflight"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<CourseCreateMutation, CourseCreateMutationVariables>;
export const DraftDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Draft"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Draft"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Draft"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"allowedActions"}},{"kind":"Field","name":{"kind":"Name","value":"preflight"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<DraftQuery, DraftQueryVariables>;
export const DraftUpdateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DraftUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersionUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersionUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Draft"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Draft"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"allowedActions"}},{"kind":"Field","name":{"kind":"Name","value":"preflight"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<DraftUpdateMutation, DraftUpdateMutationVariables>;
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
