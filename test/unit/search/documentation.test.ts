import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COURSE_FACETS, DURATION_BANDS, SEARCH_ORDERS } from '../../../src/domain/search/rules/engine.js';
import { MAX_HITS, MAX_QUERY_LENGTH, MAX_TERMS } from '../../../src/domain/search/rules/request.js';
import { MAX_TERM_LENGTH, MAX_TERM_WORDS, MAX_TERMS_OF_SET, MIN_TERMS } from '../../../src/domain/search/rules/synonyms.js';
import { GENERAL_WORDS, STOP_WORDS } from '../../../src/domain/search/rules/vocabulary.js';

const guide = readFileSync(new URL('../../../docs/search.md', import.meta.url), 'utf8');

describe('docs/search.md', () => {
  it('lists the stop words, all of them and no others', () => {
    const [, after = ''] = guide.split('<!-- stop words -->\n');
    const [list = ''] = after.split('\n\n');
    const words = list.split('\n').flatMap((line) => line.replace(/^- [^:]+: /, '').replace(/\.$/, '').split(', '));
    expect(words).toEqual([...STOP_WORDS, ...GENERAL_WORDS]);
  });

  it('names every facet, band and order', () => {
    for (const name of [...COURSE_FACETS, ...DURATION_BANDS.map(({ value }) => value), ...SEARCH_ORDERS]) expect(guide).toContain(`\`${name}\``);
  });

  it('tells the limits that hold', () => {
    expect(guide).toContain(`1 to ${MAX_QUERY_LENGTH} characters; of more than ${MAX_TERMS} words the first ${MAX_TERMS} count`);
    expect(guide).toContain(`the first ${MAX_HITS.toLocaleString('en')} hits`);
    expect(guide).toContain(`${MIN_TERMS} to ${MAX_TERMS_OF_SET} terms, each of at most ${MAX_TERM_LENGTH} characters and ${MAX_TERM_WORDS} words`);
  });
});
