/** The operations of the story; also examples of how a client asks. */
const ERRORS = 'userErrors { code message path }';

const VERSION_FIELDS = `id state revision title preflight { rule severity path message } modules { id title }
  currentRound { number state stages { id position specialism state rubric } }`;

const mutation = (name: string, input: string, result: string): string =>
  `mutation Story_${name}($input: ${input}!) { ${name}(input: $input) { ${result} ${ERRORS} } }`;

export const APPLY = mutation('organisationApply', 'OrganisationApplyInput', 'organisation { id name slug state }');
export const VERIFY = mutation('organisationVerify', 'OrganisationVerifyInput', 'organisation { id state }');
export const VIEWER = 'query Story_viewer { viewer { user { id name } memberships { id organisation { id name } roles } } }';
export const COURSE_CREATE = mutation('courseCreate', 'CourseCreateInput', 'course { id slug openVersion { id revision } }');
export const VERSION = `query Story_version($id: ID!) { courseVersion(id: $id) { ${VERSION_FIELDS} } }`;
export const UPDATE = mutation('courseVersionUpdate', 'CourseVersionUpdateInput', 'courseVersion { id revision }');
export const MODULE_ADD = mutation('moduleAdd', 'ModuleAddInput', 'courseVersion { id revision modules { id } }');
export const ITEM_ADD = mutation('contentItemAdd', 'ContentItemAddInput', 'courseVersion { id revision }');
export const SUBMIT = mutation('courseVersionSubmit', 'CourseVersionSubmitInput', `courseVersion { ${VERSION_FIELDS} }`);
export const PUBLISH = mutation('courseVersionPublish', 'CourseVersionPublishInput', 'courseVersion { id state publishedAt }');
export const SUSPEND = mutation('courseVersionSuspend', 'CourseVersionSuspendInput', 'courseVersion { id state }');
export const REINSTATE = mutation('courseVersionReinstate', 'CourseVersionReinstateInput', 'courseVersion { id state }');
export const CLAIM = mutation('reviewAssignmentClaim', 'ReviewAssignmentClaimInput', 'reviewAssignment { id state }');
export const FINDING_CREATE = mutation('findingCreate', 'FindingCreateInput', 'finding { id state severity }');
export const FINDING_ANSWER = mutation('findingAnswer', 'FindingAnswerInput', 'finding { id state messages { kind body } }');
export const FINDING_RESOLVE = mutation('findingResolve', 'FindingResolveInput', 'finding { id state }');
export const DECIDE = mutation('reviewDecide', 'ReviewDecideInput', 'courseVersion { id state }');

export const QUEUE = 'query Story_queue { reviewQueue(first: 100) { nodes { id specialism dueAt overdue } } }';
export const COMPETENCIES = 'query Story_competencies { competencies(first: 2) { nodes { id name kind } } }';
export const SEARCH = 'query Story_search($query: String!) { courseSearch(query: $query, first: 10) { nodes { id slug publishedVersion { id title } } } }';
export const COURSE = 'query Story_course($slug: String!) { course(by: { slug: $slug }) { id provider { id name } publishedVersion { id title } } }';
export const AUDIT = `query Story_audit($subjectId: ID!) {
  auditEvents(first: 100, filter: { subjectId: $subjectId }) { nodes { id action at reason actor { id name } before after sealed } } }`;
