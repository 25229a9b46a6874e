import type { Example, ExampleGroup, Fill } from './example.js';
import { SYNONYM_EXAMPLES } from './search.js';

const QUEUE: Example = {
  title: 'My review queue',
  about: 'Stages that wait for a curator with my specialisms, the most urgent first.',
  query: `query ReviewQueue {
  reviewQueue(first: 10) {
    totalCount
    nodes {
      round {
        courseVersion { title }
      }
      specialism
      dueAt
      overdue
      allowedActions
      changedSinceSeen {
        resubmitted
        newFindings
      }
    }
  }
}
`,
};

const SEEN: Example = {
  title: 'Mark the queue as seen',
  about: 'From now on changedSinceSeen counts only what is newer. Every row has its own result.',
  variables: { input: { reviewStageIds: [] } },
  fill: [{
    query: 'query { reviewQueue(first: 20) { nodes { id } } }', at: 'reviewQueue',
    set: { 'input.reviewStageIds': { of: 'nodes.id' } }, none: 'The queue is empty.',
  }],
  query: `mutation MarkSeen($input: ReviewStagesMarkSeenInput!) {
  reviewStagesMarkSeen(input: $input) {
    results { index reviewStage { id changedSinceSeen { since } } userErrors { code message } }
    userErrors { code message path }
  }
}
`,
};

const stage = (action: string, set: Fill['set'], none: string): Fill => ({
  query: 'query { reviewQueue(first: 100) { nodes { id allowedActions round { courseVersion { id } } } } }',
  at: 'reviewQueue.nodes', has: { allowedActions: [action] }, set, none,
});

const CLAIM: Example = {
  title: 'Claim a stage',
  about: 'Takes a stage from the queue upon yourself.',
  variables: { input: { reviewStageId: '' } },
  fill: [stage('CLAIM', { 'input.reviewStageId': 'id' }, 'Nothing in the queue can be claimed: somebody must submit a draft first.')],
  query: `mutation Claim($input: ReviewAssignmentClaimInput!) {
  reviewAssignmentClaim(input: $input) {
    reviewAssignment { id state allowedActions }
    reviewStage { specialism dueAt rubric }
    userErrors { code message path }
  }
}
`,
};

const CLAIM_FIRST = 'You are on no active stage: run \'Claim a stage\' first.';

const READ: Example = {
  title: 'Read what I review',
  about: 'The version with its differences from the published one, its findings and decisions so far.',
  variables: { id: '' },
  fill: [{
    query: 'query { reviewQueue(first: 100, filter: { mine: true }) { nodes { round { courseVersion { id } } } } }',
    at: 'reviewQueue.nodes.round.courseVersion', set: { id: 'id' }, none: CLAIM_FIRST,
  }],
  query: `query UnderReview($id: ID!) {
  courseVersion(id: $id) {
    title
    summary
    differences { kind path before after }
    preflight { severity rule message }
    findings(first: 20) { nodes { severity state path body } }
    currentRound {
      number
      stages { specialism state approvals approvalsRequired decisions { verdict reason } }
    }
  }
}
`,
};

const FINDING: Example = {
  title: 'Raise a finding',
  about: 'A remark on one field. A BLOCKER stops every approval until it is resolved.',
  variables: { input: { courseVersionId: '', reviewStageId: '', path: 'summary', severity: 'MINOR', body: 'Say for whom the course is meant.' } },
  fill: [stage('RAISE_FINDING', { 'input.courseVersionId': 'round.courseVersion.id', 'input.reviewStageId': 'id' }, CLAIM_FIRST)],
  query: `mutation RaiseFinding($input: FindingCreateInput!) {
  findingCreate(input: $input) {
    finding { id state severity path }
    userErrors { code message path }
  }
}
`,
};

const DECIDE: Example = {
  title: 'Approve a stage',
  about: 'A decision scores every criterion of the rubric. It is made once, and never altered.',
  variables: { input: { reviewAssignmentId: '', verdict: 'APPROVE', reason: 'Meets every criterion; the finding is a suggestion.', scores: [] } },
  fill: [{
    query: `query {
  reviewQueue(first: 100, filter: { mine: true }) { nodes { assignments { id allowedActions stage { rubric } } } }
}`,
    at: 'reviewQueue.nodes.assignments', has: { allowedActions: ['DECIDE'] },
    set: { 'input.reviewAssignmentId': 'id', 'input.scores': { of: 'stage.rubric', item: { criterion: '$', score: 4 } } },
    none: CLAIM_FIRST,
  }],
  query: `mutation Decide($input: ReviewDecideInput!) {
  reviewDecide(input: $input) {
    decision { id verdict decidedAt }
    courseVersion { title state currentRound { stages { position specialism state } } }
    userErrors { code message path }
  }
}
`,
};

const OVERSIGHT: Example = {
  title: 'Who reviews what',
  about: 'Every active stage, the oldest submission first, with the curators on it.',
  query: `query Oversight {
  reviewQueue(first: 20, orderBy: { field: SUBMITTED_AT, direction: ASC }) {
    totalCount
    nodes {
      specialism
      overdue
      dueAt
      assignments { state curator { name } }
      round { number submittedAt courseVersion { title } }
    }
  }
}
`,
};

const ASSIGN: Example = {
  title: 'Assign a curator',
  about: 'Puts a curator of content on a content stage. Four eyes and conflicts of interest are judged.',
  variables: { input: { reviewStageId: '', curatorId: '' } },
  fill: [{
    query: 'query { reviewQueue(first: 100, filter: { specialism: CONTENT }) { nodes { id allowedActions } } }',
    at: 'reviewQueue.nodes', has: { allowedActions: ['ASSIGN'] }, set: { 'input.reviewStageId': 'id' },
    none: 'No content stage waits for a curator: a curator has to approve the stage before it first.',
  }, {
    query: 'query { viewer { actingMembership { organisation { members(first: 100) { nodes { roles specialisms user { id } } } } } } }',
    at: 'viewer.actingMembership.organisation.members.nodes', has: { roles: ['CURATOR'] }, just: { specialisms: ['CONTENT'] },
    set: { 'input.curatorId': 'user.id' }, none: 'No curator is there for content alone.',
  }],
  query: `mutation Assign($input: ReviewAssignmentAssignInput!) {
  reviewAssignmentAssign(input: $input) {
    reviewAssignment { id curator { name } state }
    userErrors { code message path }
  }
}
`,
};

const DISTRIBUTE: Example = {
  title: 'Spread stages over the curators',
  about: 'Each stage goes to the curator of its specialism with the least to do. Every row has its own result.',
  variables: { input: { reviewStageIds: [] } },
  fill: [{
    query: 'query { reviewQueue(first: 3, filter: { unassigned: true }) { nodes { id } } }', at: 'reviewQueue',
    set: { 'input.reviewStageIds': { of: 'nodes.id' } }, none: 'Every stage has its curators.',
  }],
  query: `mutation Distribute($input: ReviewAssignmentsDistributeInput!) {
  reviewAssignmentsDistribute(input: $input) {
    results { index reviewAssignment { curator { name } stage { specialism } } userErrors { code message } }
    userErrors { code message path }
  }
}
`,
};

const POLICIES: Example = {
  title: 'Review policies in force',
  about: 'Which stages, how many approvals, and how many days; policies are data, with versions.',
  query: `query Policies {
  reviewPolicies(first: 10, filter: { inForce: true }) {
    nodes {
      code version name autoPublish inForceFrom
      provider { name }
      stages { position specialism approvalsRequired daysAllowed rubric }
    }
  }
}
`,
};

const COLLECTION: Example = {
  title: 'Make a collection',
  about: 'A curated list; its courses are set with collectionCoursesSet.',
  variables: { input: { title: 'For New Section Officers', summary: 'Where to begin in the first month.' } },
  query: `mutation NewCollection($input: CollectionCreateInput!) {
  collectionCreate(input: $input) {
    collection { id slug revision allowedActions }
    userErrors { code message path }
  }
}
`,
};

const SUSPEND: Example = {
  title: 'Suspend a course, and bring it back',
  about: 'Two operations: choose one at the Run button. While suspended, no visitor finds the course.',
  variables: {
    suspend: { courseVersionId: '', reason: 'A complaint about the second module is being looked into.' },
    reinstate: { courseVersionId: '' },
  },
  fill: [{
    query: 'query { courses(first: 1) { nodes { publishedVersion { id } } } }', at: 'courses.nodes.publishedVersion',
    set: { 'suspend.courseVersionId': 'id', 'reinstate.courseVersionId': 'id' }, none: 'The catalogue is empty.',
  }],
  query: `mutation Suspend($suspend: CourseVersionSuspendInput!) {
  courseVersionSuspend(input: $suspend) {
    courseVersion { title state stateReason }
    userErrors { code message path }
  }
}

mutation Reinstate($reinstate: CourseVersionReinstateInput!) {
  courseVersionReinstate(input: $reinstate) {
    courseVersion { title state }
    userErrors { code message path }
  }
}
`,
};

/** What those who vet can do. */
export const CURATOR_EXAMPLES: readonly ExampleGroup[] = [{
  role: 'CURATOR', name: 'Curator', about: 'Reviews what is assigned or claimed, within the curator\'s specialisms.', person: 'curator',
  examples: [QUEUE, CLAIM, READ, FINDING, DECIDE, SEEN],
}, {
  role: 'CHIEF_CURATOR', name: 'Chief curator', about: 'Also assigns, sets review policies, suspends courses, keeps collections and synonyms.',
  person: 'chief-curator', examples: [OVERSIGHT, ASSIGN, DISTRIBUTE, POLICIES, COLLECTION, ...SYNONYM_EXAMPLES, SUSPEND],
}];
