import { registerEnumType } from 'type-graphql';
import { COURSE_FACETS, HIGHLIGHTED_FIELDS, SEARCH_ENGINES, SEARCH_ORDERS } from '../../domain/search/rules/engine.js';
import { enumOf } from './enumOf.js';

export const CourseFacetNameEnum = enumOf(COURSE_FACETS);
registerEnumType(CourseFacetNameEnum, {
  name: 'CourseFacetName',
  description: 'What the hits of a search can be counted by.',
  valuesConfig: {
    LANGUAGE: { description: 'The languages taught in, as `filter.language` takes them: a course in hi-IN counts for hi and for hi-IN.' },
    COMPETENCY: { description: 'The competencies taught, by their ids.' },
    COMPETENCY_AREA: { description: 'The areas of the competencies taught.' },
    PROVIDER: { description: 'The providers, by their ids.' },
    LEVEL: { description: 'The levels.' },
    DURATION: { description: 'Bands of duration: UNDER_1_HOUR, FROM_1_TO_3_HOURS, FROM_3_TO_10_HOURS, FROM_10_TO_40_HOURS, FROM_40_HOURS; each without its upper end.' },
    INCLUSION: { description: 'In the subscription, or priced.' },
    ACCESSIBILITY: { description: 'The accessibility facts that hold: CAPTIONS, TRANSCRIPT, SIGN_LANGUAGE.' },
  },
});

export const CourseSearchOrderFieldEnum = enumOf(SEARCH_ORDERS);
registerEnumType(CourseSearchOrderFieldEnum, {
  name: 'CourseSearchOrderField',
  description: 'What the hits of a search can be ordered by.',
  valuesConfig: {
    RELEVANCE: { description: 'The best hits first, whatever the direction; the newest first where there is no query.' },
    NEWEST: { description: 'By the time of publication: DESC gives the newest first, ASC the oldest.' },
    TITLE: { description: 'By title, capitals and small letters alike.' },
    DURATION: { description: 'By how long the course takes.' },
  },
});

export const SearchEngineEnum = enumOf(SEARCH_ENGINES);
registerEnumType(SearchEngineEnum, {
  name: 'SearchEngine',
  description: 'What answers a search.',
  valuesConfig: {
    POSTGRES: { description: 'The database itself.' },
    MEILISEARCH: { description: 'An index beside the database; the courses of the page are still read from the database.' },
  },
});

export const SearchHighlightFieldEnum = enumOf(HIGHLIGHTED_FIELDS);
registerEnumType(SearchHighlightFieldEnum, {
  name: 'SearchHighlightField',
  description: 'A text of a course in which words searched for are shown.',
  valuesConfig: {
    TITLE: { description: 'The title, whole.' },
    SUMMARY: { description: 'Pieces of the summary.' },
    DESCRIPTION: { description: 'Pieces of the description.' },
  },
});
