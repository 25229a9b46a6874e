import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import { MAX_HITS } from '../../../domain/search/rules/request.js';
import { plainText } from '../../../domain/search/rules/vocabulary.js';
import type { SearchVocabulary } from '../../../domain/search/rules/engine.js';
import { canonicalJson } from '../../../lib/canonicalJson.js';

/** Goes up with whatever changes how a document is kept without a setting that shows it: indexes of another number are built anew. */
const SETTINGS_VERSION = 1;

/** A search that takes Meilisearch longer answers with the best it has: below the adapter's own limit, so that there is an answer. */
const CUTOFF_MS = 400;
/** Values that a facet tells of, the most frequent first. */
const MAX_FACET_VALUES = 1_000;

/** Those of the catalogue's languages that Meilisearch tells apart (it knows no Assamese, Sanskrit or Santali; their scripts are read all the same). */
const LOCALES = ['eng', 'hin', 'ben', 'guj', 'kan', 'mal', 'mar', 'nep', 'ori', 'pan', 'tam', 'tel', 'urd'];

/** The settings of an index of courses: all of them, so that an index made by hand becomes ours. */
export function settingsFor({ synonyms, stopWords }: SearchVocabulary): Settings {
  return {
    // The order is the order of weight. Words further on in a text weigh less too.
    searchableAttributes: ['title', 'competencyNames', 'competencyAreas', 'summary', 'providerName', 'description'],
    filterableAttributes: [
      'id', 'languages', 'languageRanges', 'competencyIds', 'competencyLevels', 'competencyAreas', 'frameworkIds', 'providerId', 'level',
      'durationSeconds', 'durationBand', 'inclusion', 'accessibility',
    ],
    sortableAttributes: ['publishedAt', 'title', 'durationSeconds'],
    // A search answers with ids alone; the rows are read from the database.
    displayedAttributes: ['id'],
    // `sort` stands first: who asks for the newest gets the newest. Without an order asked for it says nothing.
    rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'publishedAt:desc'],
    typoTolerance: {
      enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnWords: [], disableOnAttributes: [], disableOnNumbers: true,
    },
    synonyms: synonymsOf(synonyms, new Set(stopWords.map(folded))),
    // None: with two of them in it, a quoted phrase is no phrase to Meilisearch any more (meilisearch#5298), nor is a synonym of several
    // words. They are left out of what is searched for instead.
    stopWords: [],
    // Signs that Meilisearch itself takes for parts of words.
    separatorTokens: ['…', '₹'],
    nonSeparatorTokens: [],
    dictionary: [],
    localizedAttributes: [{ attributePatterns: ['*'], locales: LOCALES }],
    pagination: { maxTotalHits: MAX_HITS },
    faceting: { maxValuesPerFacet: MAX_FACET_VALUES, sortFacetValuesBy: { '*': 'count' } },
    distinctAttribute: null,
    proximityPrecision: 'byWord',
    prefixSearch: 'indexingTime',
    // Values of facets are not searched for.
    facetSearch: false,
    searchCutoffMs: CUTOFF_MS,
  };
}

/** A digest of the settings, and of the version of how documents are kept. */
export function digestOf(vocabulary: SearchVocabulary): string {
  return createHash('sha256').update(canonicalJson({ version: SETTINGS_VERSION, ...settingsFor(vocabulary) })).digest('hex');
}

/**
 * Meilisearch has synonyms one way each: a term stands for all others of its set. What is searched for comes without stop words, so the
 * term does too; the others are looked for as they are written. Meilisearch reads up to three words of a search as one term: one that
 * has more is found by its synonyms, and does not find them.
 */
function synonymsOf(sets: SearchVocabulary['synonyms'], stops: ReadonlySet<string>): Record<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const set of sets) {
    const terms = [...new Set(set.map(folded))];
    for (const term of terms) {
      const telling = term.split(' ').filter((word) => !stops.has(word)).join(' ');
      const key = telling === '' ? term : telling;
      const others = found.get(key) ?? new Set();
      for (const other of terms) if (other !== term) others.add(other);
      found.set(key, others);
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([term, others]) => [term, [...others].sort()]));
}

function folded(word: string): string {
  return plainText(word).toLowerCase().trim().replace(/\s+/gu, ' ');
}
