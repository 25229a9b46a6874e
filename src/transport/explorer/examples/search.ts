import type { Example } from './example.js';

const SEARCH: Example = {
  title: 'Search the catalogue',
  about: 'Best hits first, with what matched, how many hits each language and area has, and what was taken for a typing error.',
  variables: { query: 'publik procurement', facets: ['LANGUAGE', 'COMPETENCY_AREA'], filter: null },
  query: `query Search($query: String, $facets: [CourseFacetName!], $filter: CourseFilter, $after: String) {
  courseSearch(query: $query, facets: $facets, filter: $filter, first: 5, after: $after) {
    totalCount
    search { engine indexedThrough corrections { from to } }
    facets { facet values { value label count } }
    edges {
      highlights { field parts { text matched } }
      node {
        slug
        provider { name }
        publishedVersion { title summary }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
};

const SUGGEST: Example = {
  title: 'Suggest while somebody types',
  about: 'Words that complete the last one, and titles of courses, in any script.',
  variables: { typed: 'right to inf' },
  query: `query Suggest($typed: String!) {
  searchSuggest(query: $typed, first: 8) {
    kind
    text
    course { slug }
  }
}
`,
};

const SIMILAR: Example = {
  title: 'Courses like this one',
  about: 'Those that teach the same competencies and speak of the same things, the most alike first.',
  variables: { id: '' },
  fill: [{
    query: 'query { courseSearch(query: "right to information", first: 1) { nodes { id } } }',
    at: 'courseSearch.nodes', set: { id: 'id' }, none: 'No course is about the right to information.',
  }],
  query: `query Similar($id: ID!) {
  course(by: { id: $id }) {
    publishedVersion { title }
    similarCourses(first: 5) {
      nodes {
        slug
        publishedVersion { title competencies { competency { name } } }
      }
    }
  }
}
`,
};

const SYNONYMS: Example = {
  title: 'What means the same to a search',
  about: 'Sets of words and phrases: who looks for one finds the others too.',
  query: `query Synonyms {
  synonymSets(first: 20) {
    totalCount
    nodes { id terms revision updatedAt allowedActions }
  }
}
`,
};

const NEW_SYNONYMS: Example = {
  title: 'Teach the search an abbreviation',
  about: 'From now on whoever looks for one of the terms finds the other too. A term stands in one set only.',
  variables: { input: { terms: ['FAQ', 'frequently asked questions'] } },
  query: `mutation NewSynonyms($input: SynonymSetCreateInput!) {
  synonymSetCreate(input: $input) {
    synonymSet { id terms revision }
    userErrors { code message path }
  }
}
`,
};

const CHANGE_SYNONYMS: Example = {
  title: 'Change a set of synonyms, or take it away',
  about: 'Two operations: choose one at the Run button. The terms take the place of those that the set had.',
  variables: {
    change: { synonymSetId: '', revision: 0, terms: ['SOP', 'standard operating procedure', 'standing instructions'] },
    remove: { synonymSetId: '', revision: 0 },
  },
  fill: [{
    query: 'query { synonymSets(first: 1, filter: { termContains: "standard operating procedure" }) { nodes { id revision } } }', at: 'synonymSets.nodes',
    set: { 'change.synonymSetId': 'id', 'change.revision': 'revision' }, none: 'No set has the term \'standard operating procedure\'.',
  }, {
    query: 'query { synonymSets(first: 1, filter: { termContains: "leave travel concession" }) { nodes { id revision } } }', at: 'synonymSets.nodes',
    set: { 'remove.synonymSetId': 'id', 'remove.revision': 'revision' }, none: 'No set has the term \'leave travel concession\'.',
  }],
  query: `mutation ChangeSynonyms($change: SynonymSetUpdateInput!) {
  synonymSetUpdate(input: $change) {
    synonymSet { id terms revision }
    userErrors { code message path }
  }
}

mutation RemoveSynonyms($remove: SynonymSetDeleteInput!) {
  synonymSetDelete(input: $remove) {
    deletedSynonymSetId
    userErrors { code message path }
  }
}
`,
};

/** For everybody: the search of the catalogue. */
export const SEARCH_EXAMPLES: readonly Example[] = [SEARCH, SUGGEST, SIMILAR];

/** For the chief curator: what means the same to a search. */
export const SYNONYM_EXAMPLES: readonly Example[] = [SYNONYMS, NEW_SYNONYMS, CHANGE_SYNONYMS];
