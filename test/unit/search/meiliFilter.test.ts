import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COURSE_FACETS, type EngineFilter } from '../../../src/domain/search/rules/engine.js';
import { FilterFault, parseFilter } from '../../../src/integrations/search/double/filter/parse.js';
import { filterOf, narrows, quoted } from '../../../src/integrations/search/meilisearch/filter.js';

describe('a filter for Meilisearch', () => {
  it('has every value between quotation marks that it cannot leave', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('"', '\\', "'", ' ', 'O', 'R', '=', '(', '[', ',', 'u', '{', 'n') }));
    fc.assert(fc.property(value.filter((each) => !/\p{Cc}/u.test(each)), (each) => {
      expect(parseFilter(`a = ${quoted(each)}`)).toEqual({ kind: 'compare', attribute: 'a', operator: '=', value: each });
    }), { numRuns: 2_000 });
  });

  it('refuses a value with a control character, and a number that is none', () => {
    expect(() => quoted('a\u0000b')).toThrow('control character');
    expect(() => quoted('a\nb')).toThrow('control character');
    expect(() => filterOf({ minSeconds: Number.NaN })).toThrow('not a whole number');
    expect(() => filterOf({ maxSeconds: 1.5 })).toThrow('not a whole number');
    expect(() => filterOf({ competency: { id: 'a', minLevel: Number.POSITIVE_INFINITY } })).toThrow('not a whole number');
  });

  it('has a condition for each thing that the search is narrowed to', () => {
    const filter: EngineFilter = {
      language: 'hi', competency: { id: 'c', minLevel: 3 }, frameworkId: 'f', providerId: 'p', levels: ['ADVANCED', 'FOUNDATION'], minSeconds: 60, maxSeconds: 120,
      inclusion: 'PRICED', captions: true, transcript: false, signLanguage: true, courseIds: ['a', 'b'],
    };
    expect(filterOf(filter)).toEqual([
      'languageRanges = "hi"', 'competencyLevels = "c:3"', 'frameworkIds = "f"', 'providerId = "p"', 'level IN ["ADVANCED", "FOUNDATION"]',
      'durationSeconds >= 60', 'durationSeconds <= 120', 'inclusion = "PRICED"', 'accessibility = "CAPTIONS"', 'NOT accessibility = "TRANSCRIPT"',
      'accessibility = "SIGN_LANGUAGE"', 'id IN ["a", "b"]',
    ]);
    for (const condition of filterOf(filter)) expect(parseFilter(condition)).not.toBeNull();
    expect(COURSE_FACETS.filter((facet) => narrows(filter, facet))).toEqual(COURSE_FACETS.filter((facet) => facet !== 'COMPETENCY_AREA'));
    expect(filterOf(filter, 'DURATION')).toHaveLength(10);
    expect(filterOf(filter, 'ACCESSIBILITY')).toHaveLength(9);
    expect(filterOf(filter, 'COMPETENCY_AREA')).toHaveLength(12);
    expect(filterOf({})).toEqual([]);
    expect(COURSE_FACETS.some((facet) => narrows({}, facet))).toBe(false);
  });
});

/** The documented grammar: what is one, and what is none. */
describe('the grammar of filters', () => {
  it.each([
    ['a = 1', { kind: 'compare', attribute: 'a', operator: '=', value: '1' }],
    ['a!=b', { kind: 'compare', attribute: 'a', operator: '!=', value: 'b' }],
    ["a >= '1 2'", { kind: 'compare', attribute: 'a', operator: '>=', value: '1 2' }],
    ['a 1 TO 5', { kind: 'between', attribute: 'a', low: '1', high: '5' }],
    ['a IN [x, "y", z]', { kind: 'in', attribute: 'a', values: ['x', 'y', 'z'] }],
    ['a IN []', { kind: 'in', attribute: 'a', values: [] }],
    ['a IN [x,]', { kind: 'in', attribute: 'a', values: ['x'] }],
    ['a NOT IN [x]', { kind: 'not', part: { kind: 'in', attribute: 'a', values: ['x'] } }],
    ['a EXISTS', { kind: 'exists', attribute: 'a' }],
    ['a NOT EXISTS', { kind: 'not', part: { kind: 'exists', attribute: 'a' } }],
    ['a IS NULL', { kind: 'null', attribute: 'a' }],
    ['a IS NOT EMPTY', { kind: 'not', part: { kind: 'empty', attribute: 'a' } }],
    ['a CONTAINS x', { kind: 'experimental', attribute: 'a', keyword: 'CONTAINS' }],
    ['a NOT STARTS WITH x', { kind: 'not', part: { kind: 'experimental', attribute: 'a', keyword: 'STARTS WITH' } }],
    ['"a b" = "AND"', { kind: 'compare', attribute: 'a b', operator: '=', value: 'AND' }],
    ['a = "\\u{41}\\n\\\\"', { kind: 'compare', attribute: 'a', operator: '=', value: 'A\n\\' }],
    ['  ', null],
  ])('%s', (text, filter) => {
    expect(parseFilter(text)).toEqual(filter);
  });

  it('has AND before OR, NOT before both, and parentheses before all', () => {
    const is = (value: string): object => ({ kind: 'compare', attribute: 'a', operator: '=', value });
    expect(parseFilter('a = 1 OR a = 2 AND NOT a = 3')).toEqual({ kind: 'or', parts: [is('1'), { kind: 'and', parts: [is('2'), { kind: 'not', part: is('3') }] }] });
    expect(parseFilter('(a = 1 OR a = 2) AND a = 3')).toEqual({ kind: 'and', parts: [{ kind: 'or', parts: [is('1'), is('2')] }, is('3')] });
    expect(parseFilter('NOT (a = 1 AND a = 2)')).toEqual({ kind: 'not', part: { kind: 'and', parts: [is('1'), is('2')] } });
  });

  it.each([
    'a', 'a =', '= 1', 'a = 1 OR', 'a = 1 AND', 'NOT', 'a = 1 a = 2', '(a = 1', 'a = 1)', '()', 'a IN x', 'a IN [x', 'a IN [x y]', 'a = "x', "a = 'x", 'a = AND',
    'AND = 1', 'a IS', 'a IS NOT', 'a IS x', 'a NOT', 'a STARTS x', 'a 1 TO', 'a == 1', 'a = 1 and b = 2', '_geoRadius(1, 2, 3)', '_geo = 1', 'a = "\\q"', 'a = \\', '🦀 = 1',
    `${'('.repeat(300)}a = 1${')'.repeat(300)}`,
  ])('%s is none', (text) => {
    expect(() => parseFilter(text)).toThrow(FilterFault);
  });
});
