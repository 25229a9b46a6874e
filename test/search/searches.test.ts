import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineFilter, EngineQuestion, SearchEngine } from '../../src/domain/search/rules/engine.js';
import { CATALOGUE, IDS, question, uuid, VOCABULARY } from './support/courses.js';
import { SERVERS, type Server } from './support/server.js';

describe.each(SERVERS)('a search of %s', (_name, start) => {
  let server: Server;
  let engine: SearchEngine;
  beforeAll(async () => {
    server = await start();
    engine = server.engine(server.name('live'));
    await engine.prepare(engine.liveIndex, VOCABULARY);
    await engine.put(engine.liveIndex, CATALOGUE);
  });
  afterAll(async () => { await server.close(); });

  const found = async (text: string | null, given: Partial<EngineQuestion> & { filter?: EngineFilter } = {}): Promise<readonly string[]> =>
    (await engine.search(question(text, given))).courseIds;
  const ids = (...numbers: number[]): string[] => numbers.map(uuid);

  describe('by words', () => {
    it.each([
      ['a word', 'harassment', [12]],
      ['a word in other letters and without accents', 'RESUME', [10]],
      ['the beginning of the last word', 'leaders', [10]],
      ['the beginning of a word that is typed on', 'public proc', [2]],
      ['a typing error', 'leadrship', [10]],
      ['two neighbours swapped', 'pyhton', [4]],
      ['two errors in a long word', 'harasssmant', [12]],
      ['a word of a competency', 'integrity', [9]],
      ['a word of the description', 'tenders', [2]],
      ['the name of the provider', 'accounts', [3, 2]],
      ['a name with signs', 'C++', [5]],
      ['a whole word of Hindi', 'शिक्षा', [6]],
      ['the beginning of a word of Hindi', 'राष्ट्', [6]],
      ['a whole word of Tamil', 'கற்றல்', [7]],
      ['the beginning of a word of Tamil', 'மேலாண்', [7]],
      ['a whole word of Assamese', 'অসমীয়া', [8]],
      ['the beginning of a word of Assamese', 'ভাষ', [8]],
      ['a word typed with a joiner that the title has not', 'শি\u200dক্ষা', [8]],
    ] as const)('%s is found', async (_what, text, numbers) => {
      expect(await found(text)).toEqual(ids(...numbers));
    });

    it('what is wholly something else is not found', async () => {
      expect(await found('zzyzx')).toEqual([]);
    });

    it('a short word has no typing errors', async () => {
      expect(await found('datu ')).toEqual([]);
    });

    it('a quoted phrase stands as it is quoted, small words included', async () => {
      expect(await found('"right to information"')).toEqual(ids(1));
      expect(await found('"information to right"')).toEqual([]);
      expect(await found('"service to the public"')).toEqual(ids(10));
    });

    it('what is written with a minus is left out', async () => {
      expect(await found('public -procurement -leadership')).not.toEqual(expect.arrayContaining(ids(2)));
      expect(await found('shikshya OR शिक्षा -"राष्ट्रीय शिक्षा"')).not.toContain(uuid(6));
      expect(await found('-"right to information"')).toHaveLength(CATALOGUE.length - 1);
    });

    it('small words say nothing, wherever they stand', async () => {
      expect((await found('the ethics of the'))[0]).toBe(uuid(9));
      expect((await found('courses on ethics'))[0]).toBe(uuid(9));
    });

    it('synonyms are found in both directions, words as well as phrases', async () => {
      expect(await found('RTI')).toEqual(ids(1));
      expect(await found('posh')).toEqual(ids(12));
      expect(await found('GFR')).toEqual(expect.arrayContaining(ids(2, 3)));
      expect(await found('general financial rules')).toEqual(expect.arrayContaining(ids(2, 3)));
    });

    it('the title counts for more than the description, all words for more than some', async () => {
      expect((await found('right information'))[0]).toBe(uuid(1));
      expect((await found('public procurement tenders'))[0]).toBe(uuid(2));
    });

    it('where too few have all words, those with some are found after them', async () => {
      const { courseIds, total } = await engine.search(question('python zzyzx charts'));
      expect(courseIds[0]).toBe(uuid(4));
      expect(total).toBe(1);
    });

    it('text that looks like Meilisearch\'s own syntax is text', async () => {
      for (const text of ['" OR id EXISTS', 'title = "x"', '\\', '""', '- -', "'; DROP", '"unclosed phrase']) {
        await expect(found(text)).resolves.toBeInstanceOf(Array);
      }
    });
  });

  describe('of all', () => {
    it('the newest come first', async () => {
      expect(await found(null)).toEqual(ids(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
    });

    it.each([
      ['NEWEST', false, [1, 2, 3]],
      ['NEWEST', true, [12, 11, 10]],
      ['DURATION', true, [5, 4, 2]],
      ['TITLE', false, [11, 4, 9]],
    ] as const)('in the order %s, descending: %s', async (field, descending, first) => {
      expect(await found(null, { order: { field, descending }, limit: 3 })).toEqual(ids(...first));
    });

    it('an order asked for goes before how well a course fits', async () => {
      expect((await found('leadership'))[0]).toBe(uuid(10));
      expect(await found('public', { order: { field: 'DURATION', descending: false }, limit: 2 })).toEqual(ids(10, 11));
      expect(await found('public', { order: { field: 'DURATION', descending: true }, limit: 3 })).toEqual(ids(5, 4, 2));
    });

    it('pages follow one another', async () => {
      const pages = await Promise.all([0, 5, 10, 15].map((offset) => engine.search(question(null, { offset, limit: 5 }))));
      expect(pages.flatMap(({ courseIds }) => courseIds)).toEqual(await found(null));
      expect(pages.map(({ total }) => total)).toEqual([12, 12, 12, 12]);
    });
  });

  describe('with a filter', () => {
    const { COMPETENCY, FRAMEWORK, OTHER_PROVIDER } = IDS;
    it.each<[string, EngineFilter, number[]]>([
      ['a language', { language: 'hi' }, [9, 6]],
      ['a language of a country', { language: 'hi-in' }, [6]],
      ['a competency', { competency: { id: COMPETENCY.ethics, minLevel: null } }, [9]],
      ['a competency to a level', { competency: { id: COMPETENCY.ethics, minLevel: 3 } }, [9]],
      ['a competency beyond its level', { competency: { id: COMPETENCY.ethics, minLevel: 4 } }, []],
      ['a framework', { frameworkId: FRAMEWORK }, [9, 3]],
      ['a provider', { providerId: OTHER_PROVIDER }, [3, 2]],
      ['levels', { levels: ['INTERMEDIATE', 'ADVANCED'] }, [5, 4, 2]],
      ['no level at all', { levels: [] }, []],
      ['a duration from on', { minSeconds: 40_000 }, [5, 4]],
      ['a duration up to', { maxSeconds: 1_800 }, [11, 10]],
      ['a duration between', { minSeconds: 14_400, maxSeconds: 40_000 }, [4, 2]],
      ['an inclusion', { inclusion: 'PRICED' }, [5, 4]],
      ['captions', { captions: true }, [12, 6, 5, 1]],
      ['captions and a transcript', { captions: true, transcript: true }, [5]],
      ['captions without sign language', { captions: true, signLanguage: false }, [12, 5, 1]],
      ['these courses', { courseIds: [uuid(4), uuid(7), uuid(99)] }, [7, 4]],
      ['none of the courses', { courseIds: [] }, []],
      ['several at once', { language: 'en', levels: ['ADVANCED'], inclusion: 'PRICED', maxSeconds: 50_000 }, [4]],
      ['a value with signs of the filter language', { language: 'x" OR id EXISTS OR id = "y' }, []],
      ['a value that ends in a backslash', { language: 'x\\' }, []],
    ])('%s', async (_what, filter, numbers) => {
      const { courseIds, total } = await engine.search(question(null, { filter }));
      expect(courseIds).toEqual(ids(...numbers));
      expect(total).toBe(numbers.length);
    });
  });

  describe('with facets', () => {
    const counts = async (given: Partial<EngineQuestion> & { filter?: EngineFilter }, text: string | null = null): Promise<Record<string, Record<string, number>>> => {
      const { facets } = await engine.search(question(text, given));
      return Object.fromEntries(Object.entries(facets).map(([name, values]) => [name, Object.fromEntries(values.map(({ value, count }) => [value, count]))]));
    };

    it('each counts all hits', async () => {
      expect(await counts({ facets: ['LANGUAGE', 'COMPETENCY', 'COMPETENCY_AREA', 'PROVIDER', 'LEVEL', 'DURATION', 'INCLUSION', 'ACCESSIBILITY'], limit: 0 })).toEqual({
        LANGUAGE: { en: 9, 'hi-IN': 1, ta: 1, as: 1, hi: 1 },
        COMPETENCY: { [IDS.COMPETENCY.ethics]: 1, [IDS.COMPETENCY.budget]: 1 },
        COMPETENCY_AREA: { BEHAVIOURAL: 1, FUNCTIONAL: 1 },
        PROVIDER: { [IDS.PROVIDER]: 10, [IDS.OTHER_PROVIDER]: 2 },
        LEVEL: { FOUNDATION: 9, INTERMEDIATE: 1, ADVANCED: 2 },
        DURATION: { UNDER_1_HOUR: 2, FROM_1_TO_3_HOURS: 7, FROM_3_TO_10_HOURS: 1, FROM_10_TO_40_HOURS: 1, FROM_40_HOURS: 1 },
        INCLUSION: { SUBSCRIPTION: 10, PRICED: 2 },
        ACCESSIBILITY: { CAPTIONS: 4, SIGN_LANGUAGE: 1, TRANSCRIPT: 1 },
      });
    });

    it('one is counted without what the filter says of itself, the others with it', async () => {
      const filter: EngineFilter = { levels: ['ADVANCED'], captions: true };
      expect(await counts({ filter, facets: ['LEVEL', 'ACCESSIBILITY', 'INCLUSION'] })).toEqual({
        LEVEL: { FOUNDATION: 3, ADVANCED: 1 }, ACCESSIBILITY: { CAPTIONS: 1, TRANSCRIPT: 1 }, INCLUSION: { PRICED: 1 },
      });
    });

    it('they count the hits of the words', async () => {
      expect(await counts({ facets: ['LEVEL'] }, 'procurement')).toEqual({ LEVEL: { INTERMEDIATE: 1, FOUNDATION: 1 } });
    });

    it('where nothing is found, nothing is counted', async () => {
      expect(await counts({ facets: ['LEVEL'] }, 'zzyzx')).toEqual({ LEVEL: {} });
    });
  });
});
