import type { CourseLevel, Inclusion } from '../../catalogue/lifecycle.js';

/** What the hits of a search can be counted by. */
export const COURSE_FACETS = [
  'LANGUAGE', 'COMPETENCY', 'COMPETENCY_AREA', 'PROVIDER', 'LEVEL', 'DURATION', 'INCLUSION', 'ACCESSIBILITY',
] as const;
export type CourseFacetName = (typeof COURSE_FACETS)[number];

/** What the hits of a search can be ordered by. RELEVANCE has one direction: the best first. */
export const SEARCH_ORDERS = ['RELEVANCE', 'NEWEST', 'TITLE', 'DURATION'] as const;
export type SearchOrderField = (typeof SEARCH_ORDERS)[number];

/** What answers searches. */
export const SEARCH_ENGINES = ['POSTGRES', 'MEILISEARCH'] as const;
export type SearchEngineName = (typeof SEARCH_ENGINES)[number];

/** The texts in which words searched for are shown. */
export const HIGHLIGHTED_FIELDS = ['TITLE', 'SUMMARY', 'DESCRIPTION'] as const;

/** The values that a facet gives at most, those with the most hits first. */
export const MAX_FACET_VALUES = 50;

/** The bands that durations are counted in, in seconds: from `from` on, and below the next one's. */
export const DURATION_BANDS = [
  { value: 'UNDER_1_HOUR', label: 'Under 1 hour', from: 0 },
  { value: 'FROM_1_TO_3_HOURS', label: '1 to 3 hours', from: 3_600 },
  { value: 'FROM_3_TO_10_HOURS', label: '3 to 10 hours', from: 10_800 },
  { value: 'FROM_10_TO_40_HOURS', label: '10 to 40 hours', from: 36_000 },
  { value: 'FROM_40_HOURS', label: '40 hours and more', from: 144_000 },
] as const;
export type DurationBand = (typeof DURATION_BANDS)[number]['value'];

/** The accessibility facts that are counted. */
export const ACCESSIBILITY_FACTS = ['CAPTIONS', 'TRANSCRIPT', 'SIGN_LANGUAGE'] as const;

/** What a search is narrowed to, in the bare uuids of the database. Absent: not narrowed by it. */
export interface EngineFilter {
  /** In small letters (RFC 4647, basic filtering): `hi` finds `hi-in` too. */
  readonly language?: string;
  readonly competency?: { readonly id: string; readonly minLevel: number | null };
  /** By its name, exactly. */
  readonly competencyArea?: string;
  readonly frameworkId?: string;
  readonly providerId?: string;
  readonly levels?: readonly CourseLevel[];
  readonly minSeconds?: number;
  readonly maxSeconds?: number;
  readonly inclusion?: Inclusion;
  readonly captions?: boolean;
  readonly transcript?: boolean;
  readonly signLanguage?: boolean;
  /** Among these courses: those of a collection. */
  readonly courseIds?: readonly string[];
}

/** A page of a search, as an engine is asked for it. */
export interface EngineQuestion {
  /** As typed: words, "phrases", -without; null: all courses. */
  readonly text: string | null;
  readonly filter: EngineFilter;
  /** The facets to count; the count of a facet leaves out what the filter says of that facet itself. */
  readonly facets: readonly CourseFacetName[];
  readonly order: { readonly field: SearchOrderField; readonly descending: boolean };
  /** Hits to pass over, and hits to give, 1,000 together at most. */
  readonly offset: number;
  readonly limit: number;
}

/** What an engine answers. */
export interface EngineAnswer {
  /** The courses of the page, in order, by their bare uuids. They may have left the catalogue meanwhile. */
  readonly courseIds: readonly string[];
  /** How many hits there are in all, 10,001 at most. */
  readonly total: number;
  /** For each facet asked for, how many hits have each value: uuids of providers and competencies, else the names of enums and tags. */
  readonly facets: Readonly<Partial<Record<CourseFacetName, readonly { readonly value: string; readonly count: number }[]>>>;
}

/** What an engine keeps of a course. */
export interface SearchDocument {
  readonly id: string;
  readonly versionId: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly providerName: string;
  readonly providerId: string;
  readonly competencyNames: readonly string[];
  readonly competencyAreas: readonly string[];
  readonly competencyIds: readonly string[];
  /** `<uuid>:<level>` for each level up to the one that is taught. */
  readonly competencyLevels: readonly string[];
  readonly frameworkIds: readonly string[];
  readonly languages: readonly string[];
  readonly languageRanges: readonly string[];
  readonly level: CourseLevel;
  readonly inclusion: Inclusion;
  readonly durationSeconds: number;
  readonly durationBand: DurationBand;
  readonly accessibility: readonly (typeof ACCESSIBILITY_FACTS)[number][];
  /** Milliseconds since 1970, UTC. */
  readonly publishedAt: number;
  /** A digest of all the rest: two documents with the same one are the same. */
  readonly fingerprint: string;
}

/** What is curated and goes into the settings of an index. */
export interface SearchVocabulary {
  readonly synonyms: readonly (readonly string[])[];
  readonly stopWords: readonly string[];
}

/** How an index stands. */
export interface IndexState {
  readonly documents: number;
  /** Whether the engine is still working on what it was given. */
  readonly isIndexing: boolean;
}

/**
 * A search engine beside the database: what it does for searches, and what jobs do to its indexes. Whatever fails throws
 * `EngineUnavailable`; a request takes no longer than its time limit. What the engine does in the background has succeeded
 * when a promise is kept.
 */
export interface SearchEngine {
  readonly name: 'MEILISEARCH';
  /** The index that searches are answered from. */
  readonly liveIndex: string;
  /** A search that the caller gave up throws the reason of his signal. */
  search(question: EngineQuestion, signal?: AbortSignal): Promise<EngineAnswer>;
  /** Which release answers; throws EngineUnavailable where it is older than the adapter speaks with. */
  version(): Promise<string>;
  /** null where there is no such index. */
  state(index: string): Promise<IndexState | null>;
  /** A digest of the settings that `prepare` would give. */
  settingsOf(vocabulary: SearchVocabulary): string;
  /** Makes the index where there is none and gives it its settings. */
  prepare(index: string, vocabulary: SearchVocabulary): Promise<void>;
  /** Puts documents in, in place of those with the same ids. */
  put(index: string, documents: readonly SearchDocument[]): Promise<void>;
  remove(index: string, courseIds: readonly string[]): Promise<void>;
  /** What the index has, in no order: ids and fingerprints. */
  contents(index: string): AsyncIterable<readonly { readonly id: string; readonly fingerprint: string }[]>;
  /**
   * Puts `built` in the place of the live index, both at once; then the live index's old contents are thrown away. After a failure it is
   * not known whether it came about: build anew, since `built` may by then be the old one.
   */
  replaceLive(built: string): Promise<void>;
  /** Throws an index away; nothing happens where there is none. */
  drop(index: string): Promise<void>;
}

/** The search engine does not answer, or not as it should. `transient`: it is worth trying again. */
export class EngineUnavailable extends Error {
  constructor(message: string, readonly transient: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = 'EngineUnavailable';
  }
}
