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

/** The kinds of competency in FRAC, the Framework of Roles, Activities and Competencies. */
export type CompetencyKind =
  /** How a person goes about his work: attitudes and ways of dealing with others. */
  | 'BEHAVIOURAL'
  /** The special knowledge of one field, such as customs or irrigation. */
  | 'DOMAIN'
  /** What many positions ask for alike, such as drafting, budgeting or procurement. */
  | 'FUNCTIONAL';

/** A new content item in a module of a draft. */
export type ContentItemAddInput = {
  /** How long it takes, at most 1,000 hours; nothing when absent. */
  duration?: string | null | undefined;
  /** What it is. */
  kind: ContentItemKind;
  /** The module. */
  moduleId: string;
  /** Its place in the module, from 0; last when absent. */
  position?: number | null | undefined;
  /** The revision of the course version that the change was prepared at; a stale one is refused and told the current one. */
  revision: number;
  /** The title, 1 to 300 characters. */
  title: string;
  /** Where it is served: http or https, at most 2,000 characters, without a user name or password. */
  url: string;
};

/** What a content item is. */
export type ContentItemKind =
  /** Something to read. */
  | 'DOCUMENT'
  /** A page elsewhere. */
  | 'LINK'
  /** A package of e-learning (SCORM, cmi5 or Common Cartridge). */
  | 'PACKAGE'
  /** Questions to answer. */
  | 'QUIZ'
  /** A classroom session, which makes the course blended. */
  | 'SESSION'
  /** A recording to watch. */
  | 'VIDEO';

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

/** How demanding a course is. */
export type CourseLevel =
  /** For those who know the subject well. */
  | 'ADVANCED'
  /** Asks for nothing to be known before. */
  | 'FOUNDATION'
  /** Builds on the foundations of its subject. */
  | 'INTERMEDIATE';

/** A competency that a course version teaches, to a level. */
export type CourseVersionCompetencyInput = {
  /** The competency. */
  competencyId: string;
  /** The level reached, 1 to 5. */
  level: number;
};

/** A version to be put into the catalogue. */
export type CourseVersionPublishInput = {
  /** The version, APPROVED. */
  courseVersionId: string;
};

/** A suspended version to be put back into the catalogue. */
export type CourseVersionReinstateInput = {
  /** The version, SUSPENDED. */
  courseVersionId: string;
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

/** A draft to be reviewed. */
export type CourseVersionSubmitInput = {
  /** The draft. */
  courseVersionId: string;
  /** The revision that is meant; when given, a stale one is refused. */
  revision?: number | null | undefined;
};

/** A version to be taken out of the catalogue by the platform. */
export type CourseVersionSuspendInput = {
  /** The version, PUBLISHED. */
  courseVersionId: string;
  /** Why, for its provider and the record; 1 to 2,000 characters. */
  reason: string;
};

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

/** An answer of the provider to a finding. */
export type FindingAnswerInput = {
  /** The answer, 1 to 4,000 characters. */
  body: string;
  /** The finding. */
  findingId: string;
};

/** A remark on a field of a course version in review. */
export type FindingCreateInput = {
  /** What is to be said, 1 to 4,000 characters. */
  body: string;
  /** The version; it must be IN_REVIEW. */
  courseVersionId: string;
  /** The field: title, accessibility.captions, modules.<id>.title, items.<id>.url, competencies.<id>. The version must have it. */
  path: string;
  /** The stage that you raise it from; the active one, and no other, so it may be left out. */
  reviewStageId?: string | null | undefined;
  /** How grave it is. */
  severity: FindingSeverity;
};

/** What a message in the thread of a finding is. */
export type FindingMessageKind =
  /** The provider answers. */
  | 'ANSWER'
  /** A curator opens the finding again, and why. */
  | 'REOPENING'
  /** A curator calls the finding settled. */
  | 'RESOLUTION';

/** Which finding is settled. */
export type FindingResolveInput = {
  /** A word on why, at most 4,000 characters. */
  body?: string | null | undefined;
  /** The finding; it must be OPEN. */
  findingId: string;
};

/** How grave a finding is. */
export type FindingSeverity =
  /** While it is open, nothing is approved or published. */
  | 'BLOCKER'
  /** Should be put right. */
  | 'MAJOR'
  /** Could be better. */
  | 'MINOR';

/** Where a finding stands. */
export type FindingState =
  /** Not settled. */
  | 'OPEN'
  /** Settled, as a curator says. */
  | 'RESOLVED';

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

/** A new module of a draft. */
export type ModuleAddInput = {
  /** The draft. */
  courseVersionId: string;
  /** Its place, from 0; last when absent. */
  position?: number | null | undefined;
  /** The revision of the course version that the change was prepared at; a stale one is refused and told the current one. */
  revision: number;
  /** What it is about, at most 1,000 characters. */
  summary?: string | null | undefined;
  /** The title, 1 to 300 characters. */
  title: string;
};

/** An amount of money. */
export type MoneyInput = {
  /** The amount in the smallest unit of the currency: paise for INR. */
  amountMinor: string;
  /** The currency by its ISO 4217 code; INR, and INR when absent. */
  currency?: string | null | undefined;
};

/** The application of a provider or department. */
export type OrganisationApplyInput = {
  /** What it says about itself, at most 4,000 characters. */
  about?: string | null | undefined;
  /** Its address, as letters and invoices write it, on several lines of at most 500 characters in all. */
  address?: string | null | undefined;
  /** The department's place in the government's tree; needed for departments, not for providers. See `governmentBodies`. */
  governmentBodyId?: string | null | undefined;
  /** Its GSTIN, if it has one; of the state given. A department may give that of a deductor of tax, or its government department id. */
  gstin?: string | null | undefined;
  /** PROVIDER or DEPARTMENT. */
  kind: OrganisationKind;
  /** The name, at most 300 characters. */
  name: string;
  /** The register a provider stands in; needed for providers, not for departments. */
  registrationKind?: RegistrationKind | null | undefined;
  /** The provider's number in that register, such as U-0306 in AISHE. */
  registrationNumber?: string | null | undefined;
  /** The name in web addresses: small letters, digits, single hyphens, at most 120 characters. Made from the name when left out. */
  slug?: string | null | undefined;
  /** The GST state code of its seat, two digits; needed. See `indianStates`. */
  stateCode?: string | null | undefined;
  /** Its website. */
  website?: string | null | undefined;
};

/** What an organisation is to the marketplace. */
export type OrganisationKind =
  /** A department of government that procures for its employees. */
  | 'DEPARTMENT'
  /** The marketplace's own organisation, of which there is one. */
  | 'PLATFORM'
  /** A university or institute that publishes courses. */
  | 'PROVIDER';

/** Where an organisation stands. */
export type OrganisationState =
  /** It has applied; the platform has yet to decide. */
  | 'APPLIED'
  /** The platform has turned the application down. */
  | 'REJECTED'
  /** Stopped by the platform until it is reinstated. */
  | 'SUSPENDED'
  /** The platform has verified it. */
  | 'VERIFIED';

/** Which organisation to verify. */
export type OrganisationVerifyInput = {
  /** The provider or department. */
  organisationId: string;
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

/** The register that a provider's registration number stands in. */
export type RegistrationKind =
  /** All India Council for Technical Education. */
  | 'AICTE'
  /** All India Survey on Higher Education: U-0306, C-12345, S-1234. */
  | 'AISHE'
  /** National Council for Vocational Education and Training. */
  | 'NCVET'
  /** Another register. */
  | 'OTHER'
  /** University Grants Commission. */
  | 'UGC';

/** Which stage to take upon yourself. */
export type ReviewAssignmentClaimInput = {
  /** The stage; it must be ACTIVE. */
  reviewStageId: string;
};

/** Where a review assignment stands. */
export type ReviewAssignmentState =
  /** The curator has not decided yet. */
  | 'ACTIVE'
  /** The curator has decided. */
  | 'DECIDED'
  /** Given back, or the stage ended without this curator. */
  | 'RELEASED';

/** A decision on a review stage. */
export type ReviewDecideInput = {
  /** Why, 1 to 4,000 characters; the provider reads it. */
  reason: string;
  /** Your assignment; its stage must be ACTIVE. */
  reviewAssignmentId: string;
  /** Scores by criterion; for APPROVE all of them. */
  scores?: Array<ReviewDecideScoreInput> | null | undefined;
  /** APPROVE is refused while a BLOCKER is open; REQUEST_CHANGES needs an open finding. */
  verdict: Verdict;
};

/** A score for a criterion of the rubric. */
export type ReviewDecideScoreInput = {
  /** The criterion, as the rubric of the stage has it. */
  criterion: string;
  /** From 1 to 5; 5 is best. */
  score: number;
};

/** Where a review round stands. */
export type ReviewRoundState =
  /** Has all the approvals that its policy asks for. */
  | 'APPROVED'
  /** Ended by a curator who asked for changes; the version is a draft again. */
  | 'CHANGES_REQUESTED'
  /** Was approved; a finding was opened again, or the version taken back, before it was published. */
  | 'LAPSED'
  /** Going through its stages. */
  | 'OPEN'
  /** Ended by a curator who rejected the version. */
  | 'REJECTED'
  /** Ended by the provider, who took the version back. */
  | 'WITHDRAWN';

/** Where a stage of a review round stands. */
export type ReviewStageState =
  /** Open for review. */
  | 'ACTIVE'
  /** The round ended before it passed. */
  | 'CLOSED'
  /** Has the approvals that it asks for. */
  | 'PASSED'
  /** Opens when the stage before it has passed. */
  | 'WAITING';

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

/** What a curator is qualified to review; a stage of a review policy asks for one of them. */
export type Specialism =
  /** Whether everybody can use it. */
  | 'ACCESSIBILITY'
  /** Whether the competencies and levels claimed are taught. */
  | 'COMPETENCY'
  /** Licences, rules and laws. */
  | 'COMPLIANCE'
  /** Whether what is taught is right and well taught. */
  | 'CONTENT';

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

/** What a curator decides. */
export type Verdict =
  /** The version is good in the respect of the stage. */
  | 'APPROVE'
  /** The version is turned down for good. */
  | 'REJECT'
  /** The version goes back to its author with the findings that are open. */
  | 'REQUEST_CHANGES';

export type StoryViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type StoryViewerQuery = { viewer: { user: { id: string, name: string }, memberships: Array<{ id: string, roles: Array<Role>, organisation:
        | { id: string, name: string }
        | { id: string, name: string }
        | { id: string, name: string }
       | null }> } | null };

export type StoryApplyMutationVariables = Exact<{
  input: OrganisationApplyInput;
}>;


export type StoryApplyMutation = { organisationApply: { organisation:
      | { id: string, name: string, slug: string, state: OrganisationState }
      | { id: string, name: string, slug: string, state: OrganisationState }
      | { id: string, name: string, slug: string, state: OrganisationState }
     | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryVerifyMutationVariables = Exact<{
  input: OrganisationVerifyInput;
}>;


export type StoryVerifyMutation = { organisationVerify: { organisation:
      | { id: string, state: OrganisationState }
      | { id: string, state: OrganisationState }
      | { id: string, state: OrganisationState }
     | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryCourseCreateMutationVariables = Exact<{
  input: CourseCreateInput;
}>;


export type StoryCourseCreateMutation = { courseCreate: { course: { id: string, slug: string, openVersion: { id: string, revision: number } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryVersionQueryVariables = Exact<{
  id: string;
}>;


export type StoryVersionQuery = { courseVersion: { id: string, state: CourseVersionState, revision: number, title: string, preflight: Array<{ rule: PreflightRule, severity: FindingSeverity, path: string, message: string }> | null, modules: Array<{ id: string, title: string }>, currentRound: { number: number, state: ReviewRoundState, stages: Array<{ id: string, position: number, specialism: Specialism, state: ReviewStageState, rubric: Array<string> }> } | null } | null };

export type StoryUpdateMutationVariables = Exact<{
  input: CourseVersionUpdateInput;
}>;


export type StoryUpdateMutation = { courseVersionUpdate: { courseVersion: { id: string, revision: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryModuleAddMutationVariables = Exact<{
  input: ModuleAddInput;
}>;


export type StoryModuleAddMutation = { moduleAdd: { courseVersion: { id: string, revision: number, modules: Array<{ id: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryItemAddMutationVariables = Exact<{
  input: ContentItemAddInput;
}>;


export type StoryItemAddMutation = { contentItemAdd: { courseVersion: { id: string, revision: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StorySubmitMutationVariables = Exact<{
  input: CourseVersionSubmitInput;
}>;


export type StorySubmitMutation = { courseVersionSubmit: { courseVersion: { id: string, state: CourseVersionState, revision: number, title: string, preflight: Array<{ rule: PreflightRule, severity: FindingSeverity, path: string, message: string }> | null, modules: Array<{ id: string, title: string }>, currentRound: { number: number, state: ReviewRoundState, stages: Array<{ id: string, position: number, specialism: Specialism, state: ReviewStageState, rubric: Array<string> }> } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryPublishMutationVariables = Exact<{
  input: CourseVersionPublishInput;
}>;


export type StoryPublishMutation = { courseVersionPublish: { courseVersion: { id: string, state: CourseVersionState, publishedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StorySuspendMutationVariables = Exact<{
  input: CourseVersionSuspendInput;
}>;


export type StorySuspendMutation = { courseVersionSuspend: { courseVersion: { id: string, state: CourseVersionState } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryReinstateMutationVariables = Exact<{
  input: CourseVersionReinstateInput;
}>;


export type StoryReinstateMutation = { courseVersionReinstate: { courseVersion: { id: string, state: CourseVersionState } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryClaimMutationVariables = Exact<{
  input: ReviewAssignmentClaimInput;
}>;


export type StoryClaimMutation = { reviewAssignmentClaim: { reviewAssignment: { id: string, state: ReviewAssignmentState } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryFindingCreateMutationVariables = Exact<{
  input: FindingCreateInput;
}>;


export type StoryFindingCreateMutation = { findingCreate: { finding: { id: string, state: FindingState, severity: FindingSeverity } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryFindingAnswerMutationVariables = Exact<{
  input: FindingAnswerInput;
}>;


export type StoryFindingAnswerMutation = { findingAnswer: { finding: { id: string, state: FindingState, messages: Array<{ kind: FindingMessageKind, body: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryFindingResolveMutationVariables = Exact<{
  input: FindingResolveInput;
}>;


export type StoryFindingResolveMutation = { findingResolve: { finding: { id: string, state: FindingState } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryDecideMutationVariables = Exact<{
  input: ReviewDecideInput;
}>;


export type StoryDecideMutation = { reviewDecide: { courseVersion: { id: string, state: CourseVersionState } | null, userErrors: Array<{ code: UserErrorCode, message: string, path: Array<string> }> } };

export type StoryQueueQueryVariables = Exact<{ [key: string]: never; }>;


export type StoryQueueQuery = { reviewQueue: { nodes: Array<{ id: string, specialism: Specialism, dueAt: string | null, overdue: boolean }> } };

export type StoryCompetenciesQueryVariables = Exact<{ [key: string]: never; }>;


export type StoryCompetenciesQuery = { competencies: { nodes: Array<{ id: string, name: string, kind: CompetencyKind }> } };

export type StorySearchQueryVariables = Exact<{
  query: string;
}>;


export type StorySearchQuery = { courseSearch: { nodes: Array<{ id: string, slug: string, publishedVersion: { id: string, title: string } | null }> } };

export type StoryCourseQueryVariables = Exact<{
  slug: string;
}>;


export type StoryCourseQuery = { course: { id: string, provider: { id: string, name: string } | null, publishedVersion: { id: string, title: string } | null } | null };

export type StoryAuditQueryVariables = Exact<{
  subjectId: string;
}>;


export type StoryAuditQuery = { auditEvents: { nodes: Array<{ id: string, action: string, at: string, reason: string | null, before: Record<string, unknown> | null, after: Record<string, unknown> | null, sealed: boolean, actor: { id: string, name: string } | null }> } };

export type StoryUserErrorFragment = { code: UserErrorCode, message: string, path: Array<string> };

export type StoryVersionFragment = { id: string, state: CourseVersionState, revision: number, title: string, preflight: Array<{ rule: PreflightRule, severity: FindingSeverity, path: string, message: string }> | null, modules: Array<{ id: string, title: string }>, currentRound: { number: number, state: ReviewRoundState, stages: Array<{ id: string, position: number, specialism: Specialism, state: ReviewStageState, rubric: Array<string> }> } | null };

export const StoryUserErrorFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryUserErrorFragment, unknown>;
export const StoryVersionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryVersion"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"preflight"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"modules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"currentRound"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"specialism"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rubric"}}]}}]}}]}}]} as unknown as DocumentNode<StoryVersionFragment, unknown>;
export const StoryViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryViewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memberships"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"roles"}}]}}]}}]}}]} as unknown as DocumentNode<StoryViewerQuery, StoryViewerQueryVariables>;
export const StoryApplyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryApply"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OrganisationApplyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisationApply"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryApplyMutation, StoryApplyMutationVariables>;
export const StoryVerifyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryVerify"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OrganisationVerifyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisationVerify"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organisation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryVerifyMutation, StoryVerifyMutationVariables>;
export const StoryCourseCreateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryCourseCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"openVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryCourseCreateMutation, StoryCourseCreateMutationVariables>;
export const StoryVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryVersion"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryVersion"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"preflight"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"modules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"currentRound"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"specialism"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rubric"}}]}}]}}]}}]} as unknown as DocumentNode<StoryVersionQuery, StoryVersionQueryVariables>;
export const StoryUpdateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersionUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersionUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryUpdateMutation, StoryUpdateMutationVariables>;
export const StoryModuleAddDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryModuleAdd"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ModuleAddInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"moduleAdd"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"modules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryModuleAddMutation, StoryModuleAddMutationVariables>;
export const StoryItemAddDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryItemAdd"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContentItemAddInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contentItemAdd"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryItemAddMutation, StoryItemAddMutationVariables>;
export const StorySubmitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StorySubmit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersionSubmitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersionSubmit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryVersion"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryVersion"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersion"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"revision"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"preflight"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"modules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}},{"kind":"Field","name":{"kind":"Name","value":"currentRound"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"specialism"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"rubric"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StorySubmitMutation, StorySubmitMutationVariables>;
export const StoryPublishDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryPublish"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersionPublishInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersionPublish"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"publishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryPublishMutation, StoryPublishMutationVariables>;
export const StorySuspendDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StorySuspend"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersionSuspendInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersionSuspend"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StorySuspendMutation, StorySuspendMutationVariables>;
export const StoryReinstateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryReinstate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CourseVersionReinstateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersionReinstate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryReinstateMutation, StoryReinstateMutationVariables>;
export const StoryClaimDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryClaim"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReviewAssignmentClaimInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reviewAssignmentClaim"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reviewAssignment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryClaimMutation, StoryClaimMutationVariables>;
export const StoryFindingCreateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryFindingCreate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FindingCreateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"findingCreate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryFindingCreateMutation, StoryFindingCreateMutationVariables>;
export const StoryFindingAnswerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryFindingAnswer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FindingAnswerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"findingAnswer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"body"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryFindingAnswerMutation, StoryFindingAnswerMutationVariables>;
export const StoryFindingResolveDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryFindingResolve"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FindingResolveInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"findingResolve"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryFindingResolveMutation, StoryFindingResolveMutationVariables>;
export const StoryDecideDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StoryDecide"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReviewDecideInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reviewDecide"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StoryUserError"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StoryUserError"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StoryDecideMutation, StoryDecideMutationVariables>;
export const StoryQueueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryQueue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reviewQueue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"specialism"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}}]}}]}}]}}]} as unknown as DocumentNode<StoryQueueQuery, StoryQueueQueryVariables>;
export const StoryCompetenciesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryCompetencies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"competencies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]}}]} as unknown as DocumentNode<StoryCompetenciesQuery, StoryCompetenciesQueryVariables>;
export const StorySearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StorySearch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"query"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseSearch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"query"},"value":{"kind":"Variable","name":{"kind":"Name","value":"query"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"publishedVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]}}]} as unknown as DocumentNode<StorySearchQuery, StorySearchQueryVariables>;
export const StoryCourseDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryCourse"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"slug"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"Variable","name":{"kind":"Name","value":"slug"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"publishedVersion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}}]}}]} as unknown as DocumentNode<StoryCourseQuery, StoryCourseQueryVariables>;
export const StoryAuditDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StoryAudit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"subjectId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"subjectId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"subjectId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}},{"kind":"Field","name":{"kind":"Name","value":"sealed"}}]}}]}}]}}]} as unknown as DocumentNode<StoryAuditQuery, StoryAuditQueryVariables>;
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
