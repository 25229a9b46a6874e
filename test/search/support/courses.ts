import { createHash } from 'node:crypto';
import type { EngineFilter, EngineQuestion, SearchDocument } from '../../../src/domain/search/rules/engine.js';
import { DURATION_BANDS } from '../../../src/domain/search/rules/engine.js';
import { STOP_WORDS } from '../../../src/domain/search/rules/vocabulary.js';

/** The nth uuid of a test. */
export function uuid(n: number): string {
  return `0198c000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export type CourseText = Partial<Omit<SearchDocument, 'fingerprint' | 'durationBand'>>;

/** A course as an engine keeps it; what is not said is plain. */
export function course(n: number, given: CourseText = {}): SearchDocument {
  const plain = {
    id: uuid(n), versionId: uuid(n + 900_000), title: `Course ${n}`, summary: '', description: '', providerName: 'Institute of Public Service',
    providerId: uuid(800_001), competencyNames: [], competencyAreas: [], competencyIds: [], competencyLevels: [], frameworkIds: [],
    languages: ['en'], languageRanges: ['en'], level: 'FOUNDATION', inclusion: 'SUBSCRIPTION', durationSeconds: 7_200, accessibility: [],
    publishedAt: Date.UTC(2026, 0, 1) + n * 1_000, ...given,
  } satisfies Omit<SearchDocument, 'fingerprint' | 'durationBand'>;
  const durationBand = [...DURATION_BANDS].reverse().find(({ from }) => plain.durationSeconds >= from)?.value ?? 'UNDER_1_HOUR';
  return { ...plain, durationBand, fingerprint: createHash('sha256').update(JSON.stringify(plain)).digest('hex') };
}

/** A question; what is not said is plain. */
export function question(text: string | null, given: Partial<EngineQuestion> & { filter?: EngineFilter } = {}): EngineQuestion {
  return { text, filter: {}, facets: [], order: { field: 'RELEVANCE', descending: true }, offset: 0, limit: 20, ...given };
}

export const VOCABULARY = {
  synonyms: [['RTI', 'Right to Information'], ['GFR', 'General Financial Rules', 'procurement'], ['POSH', 'Prevention of Sexual Harassment']],
  stopWords: STOP_WORDS,
};

const COMPETENCY = { ethics: uuid(700_001), budget: uuid(700_002) };
const FRAMEWORK = uuid(700_100);
const OTHER_PROVIDER = { providerId: uuid(800_002), providerName: 'Academy of Accounts' };

/** A small catalogue with a course for each thing that is searched for. */
export const CATALOGUE: readonly SearchDocument[] = [
  course(1, { title: 'Right to Information Act, 2005', summary: 'How an application is answered in time', level: 'FOUNDATION', accessibility: ['CAPTIONS'] }),
  course(2, { title: 'Public procurement through the e-marketplace', description: 'Bids, tenders and the terms of a contract', level: 'INTERMEDIATE', durationSeconds: 14_400, ...OTHER_PROVIDER }),
  course(3, { title: 'General Financial Rules for beginners', level: 'FOUNDATION', competencyNames: ['Budgeting'], competencyAreas: ['FUNCTIONAL'], competencyIds: [COMPETENCY.budget], competencyLevels: [1, 2].map((level) => `${COMPETENCY.budget}:${level}`), frameworkIds: [FRAMEWORK], ...OTHER_PROVIDER }),
  course(4, { title: 'Data analysis with Python', summary: 'Tables and charts', level: 'ADVANCED', durationSeconds: 40_000, inclusion: 'PRICED' }),
  course(5, { title: 'Programming in C++', level: 'ADVANCED', durationSeconds: 180_000, inclusion: 'PRICED', accessibility: ['CAPTIONS', 'TRANSCRIPT'] }),
  course(6, { title: 'राष्ट्रीय शिक्षा नीति', languages: ['hi-IN'], languageRanges: ['hi', 'hi-in'], accessibility: ['SIGN_LANGUAGE', 'CAPTIONS'] }),
  course(7, { title: 'கற்றல் மேலாண்மை', languages: ['ta'], languageRanges: ['ta'] }),
  course(8, { title: 'অসমীয়া ভাষা শিক্ষা', languages: ['as'], languageRanges: ['as'] }),
  course(9, { title: 'Ethics in public service', competencyNames: ['Integrity'], competencyAreas: ['BEHAVIOURAL'], competencyIds: [COMPETENCY.ethics], competencyLevels: [1, 2, 3].map((level) => `${COMPETENCY.ethics}:${level}`), frameworkIds: [FRAMEWORK], languages: ['en', 'hi'], languageRanges: ['en', 'hi'] }),
  course(10, { title: 'Leadership résumé', summary: 'Service to the public, and how it is led', durationSeconds: 1_800 }),
  course(11, { title: 'Answering questions of the legislature', description: 'An information note on rights, and whom to send it to', durationSeconds: 1_800 }),
  course(12, { title: 'Prevention of sexual harassment at the workplace', accessibility: ['CAPTIONS'] }),
];

export const IDS = { COMPETENCY, FRAMEWORK, PROVIDER: uuid(800_001), OTHER_PROVIDER: OTHER_PROVIDER.providerId };
