import type { Example, ExampleGroup } from './example.js';
import { SEAT_PRICE } from './pricing.js';
import { SEARCH_EXAMPLES } from './search.js';

/** The first of all: the explorer opens with it. */
const CATALOGUE: Example = {
  title: 'Browse the catalogue',
  about: 'The newest published courses in Hindi. Change the language in the variables.',
  variables: { first: 5, filter: { language: 'hi' } },
  query: `query Catalogue($first: Int, $after: String, $filter: CourseFilter) {
  courses(first: $first, after: $after, filter: $filter) {
    totalCount
    nodes {
      slug
      provider { name }
      publishedVersion { title level duration languages }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
};

const COURSE: Example = {
  title: 'Open one course',
  about: 'Everything about it in one answer: modules, items, accessibility, competencies.',
  variables: { slug: '' },
  fill: [{
    query: 'query { courses(first: 1) { nodes { slug } } }',
    at: 'courses.nodes', set: { slug: 'slug' }, none: 'The catalogue is empty.',
  }],
  query: `query Course($slug: String!) {
  course(by: { slug: $slug }) {
    provider { name website }
    publishedVersion {
      title
      summary
      price { formatted }
      accessibility { captions transcript signLanguage }
      competencies { level competency { name kind } }
      modules {
        title
        items { kind title duration }
      }
    }
  }
}
`,
};

const COMPETENCIES: Example = {
  title: 'Find courses for a competency',
  about: 'Competencies with this word in their name, and the courses that teach each to a level.',
  variables: { name: 'citizen' },
  query: `query Competencies($name: String!) {
  competencies(first: 5, filter: { nameContains: $name }) {
    nodes {
      name
      kind
      framework { code version }
      courses(first: 3) {
        nodes { slug publishedVersion { title level } }
      }
    }
  }
}
`,
};

const COLLECTIONS: Example = {
  title: 'Curated collections',
  about: 'Lists that the chief curators made, with their courses in order.',
  query: `query Collections {
  collections(first: 3) {
    nodes {
      title
      summary
      courses(first: 5) {
        nodes { slug publishedVersion { title } }
      }
    }
  }
}
`,
};

const WHO_AM_I: Example = {
  title: 'Who am I?',
  about: 'The person of the token, and the memberships through which that person may act.',
  query: `query WhoAmI {
  viewer {
    user { name email }
    actingMembership { id roles organisation { name } }
    memberships { id roles specialisms organisation { name state } }
    invitations { organisation { name } roles expiresAt }
  }
}
`,
};

const APPLY: Example = {
  title: 'Apply as a provider',
  about: 'Any signed-in person may. A platform administrator then verifies the organisation.',
  variables: {
    input: {
      kind: 'PROVIDER', name: 'Explorer University of Administration', stateCode: '29',
      registrationKind: 'UGC', registrationNumber: 'EXPLORER-1', website: 'https://university.example.in',
    },
  },
  query: `mutation Apply($input: OrganisationApplyInput!) {
  organisationApply(input: $input) {
    organisation { id name slug state }
    membership { id roles }
    userErrors { code message path }
  }
}
`,
};

/** What everybody can do, and whoever is signed in. */
export const VISITOR_EXAMPLES: readonly ExampleGroup[] = [{
  role: 'VISITOR', name: 'Visitor', about: 'Reads the published catalogue without signing in.', person: null,
  examples: [CATALOGUE, ...SEARCH_EXAMPLES, COURSE, COMPETENCIES, COLLECTIONS, SEAT_PRICE],
}, {
  role: 'SIGNED_IN', name: 'Anybody signed in', about: 'Sees who he is, and may apply for an organisation.', person: 'asha',
  examples: [WHO_AM_I, APPLY],
}];
