/** An operation that the explorer offers, with who would send it. */
export interface Example {
  readonly who: string;
  readonly title: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Example operations, one or more for each kind of caller; a test validates each against the schema. */
export const EXAMPLES: readonly Example[] = [{
  who: 'Visitor', title: 'the catalogue, newest first', variables: { first: 10, filter: { language: 'hi' } },
  query: `query Catalogue($first: Int, $after: String, $filter: CourseFilter) {
  courses(first: $first, after: $after, filter: $filter) {
    totalCount
    nodes {
      id
      slug
      provider { name }
      publishedVersion { title level duration languages competencies { level competency { name } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
}, {
  who: 'Visitor', title: 'a search', variables: { query: 'public procurement' },
  query: `query Search($query: String!) {
  courseSearch(query: $query, first: 10) {
    nodes { slug publishedVersion { title summary } provider { name } }
  }
}
`,
}, {
  who: 'Visitor', title: 'one course with its modules', variables: { slug: '' },
  query: `query Course($slug: String!) {
  course(by: { slug: $slug }) {
    id
    publishedVersion {
      title
      description
      accessibility { captions transcript signLanguage }
      modules { title items { title kind url duration } }
    }
  }
}
`,
}, {
  who: 'Visitor', title: 'competency frameworks', variables: {},
  query: `query Frameworks {
  competencyFrameworks(first: 10) {
    nodes { code version name levels { level name } }
  }
}
`,
}, {
  who: 'Anybody signed in', title: 'who am I, and through which memberships may I act', variables: {},
  query: `query Viewer {
  viewer {
    user { name email }
    actingMembership { id }
    memberships { id roles specialisms organisation { id name } }
  }
}
`,
}, {
  who: 'AUTHOR', title: 'begin a course', variables: { input: { title: 'Writing Clear Office Notes', languages: ['en', 'hi'] } },
  query: `mutation Begin($input: CourseCreateInput!) {
  courseCreate(input: $input) {
    course { id slug allowedActions }
    courseVersion { id revision state preflight { rule path severity message } }
    userErrors { code message path }
  }
}
`,
}, {
  who: 'PROVIDER_ADMIN', title: 'submit a draft for review', variables: { input: { courseVersionId: '' } },
  query: `mutation Submit($input: CourseVersionSubmitInput!) {
  courseVersionSubmit(input: $input) {
    courseVersion { state submittedAt allowedActions }
    userErrors { code message path }
  }
}
`,
}, {
  who: 'CHIEF_CURATOR', title: 'a new collection', variables: { input: { title: 'For New Section Officers' } },
  query: `mutation NewCollection($input: CollectionCreateInput!) {
  collectionCreate(input: $input) {
    collection { id slug revision }
    userErrors { code message path }
  }
}
`,
}, {
  who: 'AUDITOR', title: 'the record, and how far it is sealed', variables: {},
  query: `query Record {
  auditChain { sealedCount unsealedCount headHash lastSealedAt }
  auditEvents(first: 20) {
    nodes { at action subjectId reason actor { name } }
  }
}
`,
}];
