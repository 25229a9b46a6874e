import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLanguages, canonicalUrl, placeOf } from '../../../src/domain/catalogue/rules/content.js';
import { durationOfSeconds, secondsOfDuration } from '../../../src/lib/duration.js';
import { formatPaise, moneyOfPaise } from '../../../src/lib/money.js';
import { problemOfLine, problemOfText } from '../../../src/lib/text.js';

describe('languages', () => {
  it('become canonical and keep their order', () => {
    expect(canonicalLanguages(['HI', 'en-in', 'sat-olck'])).toEqual({ value: ['hi', 'en-IN', 'sat-Olck'] });
  });
  it.each([[['no language']], [['']], [['hi', 'HI']], [['x'.repeat(36)]], [Array.from({ length: 31 }, (_, i) => `x-${i}`)]])('%j is refused', (tags) => {
    expect(canonicalLanguages(tags)).toHaveProperty('problem');
  });
  it('may be thirty', () => {
    expect(canonicalLanguages(Array.from({ length: 30 }, (_, i) => `en-x-a${i}`))).toHaveProperty('value');
  });
});

describe('addresses', () => {
  it.each(['https://content.example.in/a%20b?c=d#e', 'http://content.example.in/'])('%s is kept', (url) => {
    expect(canonicalUrl(url)).toEqual({ value: url });
  });
  it('are written as a browser writes them', () => {
    expect(canonicalUrl('HTTPS://Content.Example.IN/पाठ')).toEqual({ value: 'https://content.example.in/%E0%A4%AA%E0%A4%BE%E0%A4%A0' });
  });
  it.each([
    'ftp://example.in', 'javascript:alert(1)', 'content.example.in/a', '//example.in', 'https://', 'https://u:p@example.in', 'https://u@example.in',
    `https://example.in/${'a'.repeat(2000)}`, 'data:text/html,x', '',
  ])('%s is refused', (url) => {
    expect(canonicalUrl(url)).toHaveProperty('problem');
  });
  it('may have 2000 characters', () => {
    expect(canonicalUrl(`https://example.in/${'a'.repeat(1981)}`)).toHaveProperty('value');
    expect(canonicalUrl(`https://example.in/${'a'.repeat(1982)}`)).toHaveProperty('problem');
  });
});

describe('places', () => {
  it('are last when none is asked for, and never leave a gap', () => {
    expect([placeOf(undefined, 3), placeOf(0, 3), placeOf(3, 3), placeOf(4, 3), placeOf(0, 0)]).toEqual([3, 0, 3, null, 0]);
  });
});

describe('durations', () => {
  it('survive being written and read', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000_000 }), (seconds) => secondsOfDuration(durationOfSeconds(seconds)) === seconds));
  });
  it.each([['PT1H30M', 5400], ['P1D', 86_400], ['P2W', 1_209_600], ['P1DT1S', 86_401], ['PT90M', 5400], ['PT0S', 0]])('%s is %d s', (text, seconds) => {
    expect(secondsOfDuration(text)).toBe(seconds);
  });
  it.each(['P', 'PT', 'P1Y', 'P1M', 'PT1.5S', '1H', '-PT1S', 'P1H', 'PT1S1H', `PT${'9'.repeat(20)}H`])('%s is none', (text) => {
    expect(secondsOfDuration(text)).toBeNull();
  });
});

describe('money', () => {
  it.each([[53_875_000n, '5,38,750.00'], [1n, '0.01'], [0n, '0.00'], [100n, '1.00'], [862_000_000_000n, '8,62,00,00,000.00'], [-1_050n, '-10.50'],
    [9_007_199_254_740_993n * 100n + 7n, '9,00,71,99,25,47,40,993.07']])('%s paise are %s', (paise, text) => {
    expect(formatPaise(paise)).toBe(text);
  });
  it('is given with its currency', () => {
    expect(moneyOfPaise(43_100n)).toEqual({ amountMinor: 43_100n, currency: 'INR', formatted: '431.00' });
  });
});

describe('texts', () => {
  const limits = { min: 1, max: 5 };
  it('count characters, not code units', () => {
    expect(problemOfLine('😀😀😀😀😀', limits)).toBeNull();
    expect(problemOfLine('😀😀😀😀😀😀', limits)).toContain('at most 5');
  });
  it.each(['', 'a\u0000', 'a\nb', 'a\tb', '\ud800', 'a\u2028b', 'abcdef'])('%j is no line', (text) => {
    expect(problemOfLine(text, limits)).not.toBeNull();
  });
  it('may have lines and tabs, but no other control character', () => {
    expect(problemOfText('a\nb\tc', limits)).toBeNull();
    for (const text of ['a\u0000', 'a\u001b', '\udfff']) expect(problemOfText(text, limits)).not.toBeNull();
  });
});
