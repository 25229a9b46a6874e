import type { Example, ExampleGroup, Fill } from './example.js';
import { PROPOSE_PRICE } from './pricing.js';

const OWN_COURSES = (fields: string): string =>
  `query { viewer { actingMembership { organisation { ... on Provider { courses(first: 100) { nodes { ${fields} } } } } } } }`;

const openVersion = (action: string, set: Fill['set'], none: string): Fill => ({
  query: OWN_COURSES('openVersion { id revision allowedActions }'),
  at: 'viewer.actingMembership.organisation.courses.nodes.openVersion',
  has: { allowedActions: [action] }, set, none,
});

const NO_DRAFT = 'None of the published courses has a draft: run \'Make a new version\' first.';

const MY_COURSES: Example = {
  title: 'My organisation\'s courses',
  about: 'What is in the catalogue, what is under way, and which findings are open.',
  query: `query MyCourses {
  viewer {
    actingMembership {
      organisation {
        name
        ... on Provider {
          courses(first: 20) {
            nodes {
              slug
              publishedVersion { number title publishedAt }
              openVersion {
                number state revision allowedActions
                findings(first: 5, filter: { state: OPEN }) {
                  nodes { severity path body }
                }
              }
            }
          }
        }
      }
    }
  }
}
`,
};

const BEGIN: Example = {
  title: 'Begin a course',
  about: 'Makes a course with its first draft. Pre-flight says at once what a curator would object to.',
  variables: { input: { title: 'Writing Clear Office Notes', languages: ['en', 'hi'], level: 'FOUNDATION' } },
  query: `mutation Begin($input: CourseCreateInput!) {
  courseCreate(input: $input) {
    course { id slug }
    courseVersion {
      id state revision
      preflight { severity rule message }
    }
    userErrors { code message path }
  }
}
`,
};

const NEW_VERSION: Example = {
  title: 'Make a new version',
  about: 'A published version never changes: what is to be different goes into a new draft.',
  variables: { input: { courseId: '' } },
  fill: [{
    query: OWN_COURSES('id allowedActions'), at: 'viewer.actingMembership.organisation.courses.nodes',
    has: { allowedActions: ['CREATE_VERSION'] }, set: { 'input.courseId': 'id' },
    none: 'Every published course has an open version already.',
  }],
  query: `mutation NewVersion($input: CourseVersionCreateInput!) {
  courseVersionCreate(input: $input) {
    courseVersion { id number title state revision allowedActions }
    userErrors { code message path }
  }
}
`,
};

const EDIT: Example = {
  title: 'Edit a draft',
  about: 'Names the revision it was read at; run it twice and the second time it is stale.',
  variables: { input: { courseVersionId: '', revision: 0, summary: 'How to write a note that is read once and understood: the point first, then the reasons, then what is to be decided.' } },
  fill: [openVersion('UPDATE', { 'input.courseVersionId': 'id', 'input.revision': 'revision' }, NO_DRAFT)],
  query: `mutation Edit($input: CourseVersionUpdateInput!) {
  courseVersionUpdate(input: $input) {
    courseVersion { id revision summary differences { kind path before after } }
    userErrors { code message path }
  }
}
`,
};

const PREFLIGHT: Example = {
  title: 'Pre-flight',
  about: 'The rules that curators start from, as a dry run, and what differs from the published version.',
  variables: { id: '' },
  fill: [openVersion('UPDATE', { id: 'id' }, NO_DRAFT)],
  query: `query Preflight($id: ID!) {
  courseVersion(id: $id) {
    title
    state
    preflight { severity rule path message }
    differences { kind path before after }
  }
}
`,
};

const MEMBERS: Example = {
  title: 'Members and invitations',
  about: 'Who may do what for the organisation, and who has been asked to join.',
  query: `query Members {
  viewer {
    actingMembership {
      organisation {
        name
        state
        members(first: 20) { nodes { roles user { name email } } }
        invitations(first: 20) { nodes { email roles state expiresAt } }
      }
    }
  }
}
`,
};

const INVITE: Example = {
  title: 'Invite an author',
  about: 'Sends a mail with a token; in development read it at /dev/outbox.',
  variables: { input: { organisationId: '', email: 'new.author@example.in', roles: ['AUTHOR'] } },
  fill: [{
    query: 'query { viewer { actingMembership { organisation { id } } } }', at: 'viewer.actingMembership.organisation',
    set: { 'input.organisationId': 'id' }, none: 'You act for no organisation.',
  }],
  query: `mutation Invite($input: InvitationCreateInput!) {
  invitationCreate(input: $input) {
    invitation { id email roles expiresAt }
    userErrors { code message path }
  }
}
`,
};

const SUBMIT: Example = {
  title: 'Submit a draft for review',
  about: 'Opens a review round under the policy in force; the draft is frozen from now on.',
  variables: { input: { courseVersionId: '', revision: 0 } },
  fill: [openVersion('SUBMIT', { 'input.courseVersionId': 'id', 'input.revision': 'revision' },
    'None of the published courses has a draft: as AUTHOR, run \'Make a new version\' first.')],
  query: `mutation Submit($input: CourseVersionSubmitInput!) {
  courseVersionSubmit(input: $input) {
    courseVersion {
      id state
      currentRound { policy { code version } stages { position specialism state dueAt } }
    }
    userErrors { code message path }
  }
}
`,
};

const WITHDRAW: Example = {
  title: 'Withdraw what was submitted',
  about: 'Takes a version back out of review: it is a draft again.',
  variables: { input: { courseVersionId: '' } },
  fill: [openVersion('WITHDRAW', { 'input.courseVersionId': 'id' },
    'Nothing of the published courses is in review: run \'Submit a draft for review\' first.')],
  query: `mutation Withdraw($input: CourseVersionWithdrawInput!) {
  courseVersionWithdraw(input: $input) {
    courseVersion { id state allowedActions }
    userErrors { code message path }
  }
}
`,
};

const IMPORTS: Example = {
  title: 'Imports of our catalogue',
  about: 'Files of courses that were taken in: how far each has come, and how its rows came out.',
  query: `query Imports {
  viewer {
    actingMembership {
      organisation {
        name
        ... on Provider {
          catalogueImports(first: 5) {
            nodes {
              state createdAt
              progress { linesDone bytesDone bytesTotal }
              counts { imported updated unchanged refused }
            }
          }
        }
      }
    }
  }
}
`,
};

const UPLOAD: Example = {
  title: 'Send a file of courses',
  about: 'Gives an address for one PUT of the file, by curl -T for instance; catalogueImportStart then takes it in.',
  variables: { input: { fileName: 'courses.jsonl' } },
  query: `mutation Upload($input: UploadCreateInput!) {
  uploadCreate(input: $input) {
    url
    upload { id state byteLimit expiresAt }
    userErrors { code message path }
  }
}
`,
};

/** What the people of a provider can do. */
export const PROVIDER_EXAMPLES: readonly ExampleGroup[] = [{
  role: 'AUTHOR', name: 'Author', about: 'Writes drafts for a provider and answers findings.', person: 'author',
  examples: [MY_COURSES, BEGIN, NEW_VERSION, EDIT, PREFLIGHT],
}, {
  role: 'PROVIDER_ADMIN', name: 'Provider admin', about: 'Also manages the members; submits, publishes and retires.',
  person: 'provider-admin', examples: [MEMBERS, INVITE, SUBMIT, WITHDRAW, IMPORTS, UPLOAD, PROPOSE_PRICE],
}];
