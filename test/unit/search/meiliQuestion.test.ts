import { describe, expect, it } from 'vitest';
import type { EngineQuestion } from '../../../src/domain/search/rules/engine.js';
import { GENERAL_WORDS, plainText, STOP_WORDS } from '../../../src/domain/search/rules/vocabulary.js';
import { askedOf, queryOf } from '../../../src/integrations/search/meilisearch/question.js';
import { digestOf, settingsFor } from '../../../src/integrations/search/meilisearch/settings.js';

const QUESTION: EngineQuestion = { text: 'ethics', filter: {}, facets: [], order: { field: 'RELEVANCE', descending: true }, offset: 20, limit: 10 };

describe('what is searched for, in Meilisearch\'s words', () => {
  it.each([
    [null, null], ['   ', null], ['- "', null],
    ['public procurement', 'public procurement'],
    ['ends whole ', 'ends whole '],
    ['"right to information" act', '"right to information" act'],
    ['an act on "right to information"', 'act "right to information" '],
    ['budget -tax', 'budget -tax '],
    ['budget -e-learning', 'budget -"e-learning" '],
    ['budget -"direct tax"', 'budget -"direct tax" '],
    ['GST OR VAT', 'GST VAT'],
    ['the history of the', 'history '],
    ['courses on ethics', 'ethics'],
    ['ethics course', 'ethics '],
    ['course', 'course'],
    ['course module', 'course module'],
    ['the', 'the'],
    ['C++ for beginners', 'cplusplus beginners'],
    ['learn .NET', 'learn dotnet'],
    ['C#', 'Csharp '],
    ['क्\u200dष', 'क्ष'],
    ['e-learning/GFR', 'e-learning/GFR'],
    ['(ethics)', 'ethics) '],
    ['"unclosed phrase', '"unclosed phrase" '],
    ['ﬁnance', 'finance'],
  ])('%j becomes %j', (text, expected) => {
    expect(queryOf(text).text).toBe(expected);
  });

  it('is one call: the page, and a search without the own filter for each facet that has one', () => {
    const { queries, counted, canLoosen } = askedOf('live', { ...QUESTION, filter: { levels: ['ADVANCED'], captions: true }, facets: ['LEVEL', 'LANGUAGE', 'PROVIDER', 'LEVEL'] }, 'all');
    expect(queries).toEqual([
      { indexUid: 'live', q: 'ethics', matchingStrategy: 'all', offset: 20, limit: 10, attributesToRetrieve: ['id'], filter: ['level IN ["ADVANCED"]', 'accessibility = "CAPTIONS"'], facets: ['languages', 'providerId'] },
      { indexUid: 'live', q: 'ethics', matchingStrategy: 'all', limit: 0, attributesToRetrieve: ['id'], filter: ['accessibility = "CAPTIONS"'], facets: ['level'] },
    ]);
    expect(counted).toEqual([{ facet: 'LANGUAGE', query: 0 }, { facet: 'PROVIDER', query: 0 }, { facet: 'LEVEL', query: 1 }]);
    expect(canLoosen).toBe(false);
  });

  it('is sorted where an order is asked for, and can be asked less strictly where it has several words', () => {
    const { queries, canLoosen } = askedOf('live', { ...QUESTION, text: 'public ethics', order: { field: 'NEWEST', descending: true } }, 'frequency');
    expect(queries[0]).toMatchObject({ sort: ['publishedAt:desc'], matchingStrategy: 'frequency' });
    expect(canLoosen).toBe(true);
    expect(askedOf('live', { ...QUESTION, text: '"public ethics"' }, 'all').canLoosen).toBe(false);
    expect(askedOf('live', { ...QUESTION, text: 'e-governance' }, 'all').canLoosen).toBe(true);
    expect(askedOf('live', { ...QUESTION, text: null }, 'all').queries[0]).not.toHaveProperty('q');
  });
});

describe('the settings', () => {
  const vocabulary = { synonyms: [['RTI', 'Right to  Information'], ['GFR', 'General Financial Rules', 'procurement'], ['the act', 'RTI']], stopWords: STOP_WORDS };

  it('have synonyms each way, asked for without stop words and found as they are written', () => {
    expect(settingsFor(vocabulary).synonyms).toEqual({
      act: ['rti'],
      'general financial rules': ['gfr', 'procurement'],
      gfr: ['general financial rules', 'procurement'],
      procurement: ['general financial rules', 'gfr'],
      'right information': ['rti'],
      rti: ['right to information', 'the act'],
    });
  });

  it('have a digest that the order of sets and of their terms does not change', () => {
    const turned = { ...vocabulary, synonyms: [...vocabulary.synonyms].reverse().map((set) => [...set].reverse()) };
    expect(digestOf(turned)).toBe(digestOf(vocabulary));
    expect(digestOf({ ...vocabulary, synonyms: vocabulary.synonyms.slice(1) })).not.toBe(digestOf(vocabulary));
  });

  it('show nothing but ids, and find no more than a thousand', () => {
    expect(settingsFor(vocabulary)).toMatchObject({ displayedAttributes: ['id'], pagination: { maxTotalHits: 1_000 }, stopWords: [] });
  });
});

describe('the words that say nothing', () => {
  it('are in small letters, in plain form, once each', () => {
    for (const word of [...STOP_WORDS, ...GENERAL_WORDS]) {
      expect(word).toBe(plainText(word).toLowerCase());
      expect(word).toMatch(/^[\p{L}\p{M}]+$/u);
    }
    expect(new Set([...STOP_WORDS, ...GENERAL_WORDS]).size).toBe(STOP_WORDS.length + GENERAL_WORDS.length);
  });

  it.each([
    ['C++ and c#, F# or .NET', 'cplusplus and csharp, Fsharp or dotnet'],
    ['ABC++ a.net C+++ net.', 'ABC++ a.net cplusplus+ net.'],
    ['ﬁ\u200d \u200cⅣ', 'fi IV'],
  ])('%s as an engine has it', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});
