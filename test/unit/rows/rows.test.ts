import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { CONTENT_ITEM_KINDS, COURSE_LEVELS, LICENCES } from '../../../src/domain/catalogue/lifecycle.js';
import { rowOfCells } from '../../../src/domain/catalogue/rows/cells.js';
import { mapRow } from '../../../src/domain/catalogue/rows/mappings.js';
import { isUnreadable, parseRow, rowIdOf } from '../../../src/domain/catalogue/rows/row.js';
import { csvHeader, csvLine, jsonlLine, type CatalogueRow } from '../../../src/domain/catalogue/rows/serialise.js';
import { newId, publicId } from '../../../src/lib/ids.js';

const line = (max: number) => fc.string({ unit: fc.constantFrom(...'ab |:;,"\'\\éनমা𝄞-'), minLength: 1, maxLength: max }).map((text) => `x${text.trim()}`);
const text = fc.string({ unit: fc.constantFrom(...'ab ,;"\n\t\r'), maxLength: 60 }).map((each) => each.trim());
const item = fc.record({ kind: fc.constantFrom(...CONTENT_ITEM_KINDS), title: line(20), url: fc.constantFrom('https://a.example.in/', 'http://b.example.in/x?y=1|2'), duration: fc.constantFrom('PT0S', 'PT1H', 'PT2M3S') });

const row: fc.Arbitrary<CatalogueRow> = fc.record({
  id: line(50), title: line(60), summary: text, description: text, languages: fc.uniqueArray(fc.constantFrom('hi', 'en-IN', 'as', 'ta'), { maxLength: 3 }),
  level: fc.constantFrom(...COURSE_LEVELS), duration: fc.constantFrom('PT0S', 'PT90H30M', 'PT59S'), captions: fc.boolean(), transcript: fc.boolean(),
  signLanguage: fc.boolean(), licence: fc.constantFrom(...LICENCES), inclusion: fc.constant('PRICED' as const), pricePaise: fc.constantFrom(null, '1', '100000000000'),
  competencies: fc.uniqueArray(fc.record({ framework: fc.constantFrom('FRAC', 'KCM'), code: fc.constantFrom('CID00001', 'x.y', 'a:b', 'c|d'), level: fc.integer({ min: 1, max: 5 }) }),
    { maxLength: 3, selector: ({ framework, code }) => `${framework} ${code}` }),
  modules: fc.array(fc.record({ title: line(20), summary: text, items: fc.array(item, { maxLength: 3 }) }), { maxLength: 3 }),
  provider: fc.constant('a-provider'), slug: fc.constant('a-slug'), version: fc.integer({ min: 1, max: 99 }), publishedAt: fc.constantFrom(null, '2026-01-31T09:30:00.000Z'), url: fc.constant(null),
});

/** What a cell cannot say differently from saying nothing. */
const withoutEmpty = (read: object): unknown => JSON.parse(JSON.stringify(read, (key, value: unknown) => {
  if (typeof value === 'bigint') return value.toString();
  return value === '' || value === null || (Array.isArray(value) && value.length === 0 && key !== 'items') ? undefined : value;
}));

describe('a row that was written', () => {
  it('reads the same from JSONL and from CSV', () => {
    fc.assert(fc.property(row, (given) => {
      const json = parseRow(JSON.parse(jsonlLine(given)));
      if (isUnreadable(json)) throw new Error(JSON.stringify(json.problems));
      expect([json.id, json.content.title, json.provider, json.version]).toEqual([given.id, given.title, given.provider, given.version]);
      expect([json.competencies?.length, json.modules?.length]).toEqual([given.competencies.length, given.modules.length]);
      const [cells] = parse<Record<string, string>>(csvHeader() + csvLine(given), { columns: true });
      const csv = parseRow(rowOfCells(cells ?? {}));
      if (isUnreadable(csv)) throw new Error(JSON.stringify(csv.problems));
      expect(withoutEmpty(csv)).toEqual(withoutEmpty(json));
    }), { numRuns: 500 });
  });

  it('has the provider\'s own id, else the course\'s public one', () => {
    const id = newId();
    expect(rowIdOf({ id, externalId: 'mine' })).toBe('mine');
    expect(rowIdOf({ id, externalId: null })).toBe(publicId('course', id));
  });
});

describe('reading', () => {
  it('never throws, whatever it is given', () => {
    const values = fc.oneof(fc.json().map((json) => JSON.parse(json) as unknown), fc.dictionary(
      fc.constantFrom('id', 'title', 'languages', 'pricePaise', 'modules', 'competencies', 'duration', 'captions', 'version'), fc.anything()));
    fc.assert(fc.property(values, (value) => { parseRow(value); }), { numRuns: 2_000 });
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.string()), (cells) => { parseRow(rowOfCells(cells)); }), { numRuns: 500 });
    fc.assert(fc.property(fc.constantFrom('IGOT', 'NPTEL', 'COURSERA', 'ETPL'), fc.dictionary(fc.constantFrom('id', 'identifier', 'title', 'name', 'level', 'url', 'clock_hours'),
      fc.anything()), (mapping, source) => { parseRow(mapRow(mapping, source).row); }), { numRuns: 1_000 });
  });
});

describe('the columns of other catalogues', () => {
  it.each([
    ['IGOT', { identifier: 'do_1', name: ' परियोजना  प्रबंधन ', duration_seconds: 62, language_derived: 'hi', description_excerpt: 'A\nB' },
      { id: 'do_1', title: 'परियोजना प्रबंधन', duration: 'PT1M2S', languages: ['hi'], description: 'A\nB' }],
    ['NPTEL', { id: 'n-1', title: 'Optics\n and lasers', discipline: 'Physics', url: 'https://n.example.in/1', mode: 'Video' },
      { id: 'n-1', title: 'Optics and lasers', summary: 'Physics', modules: [{ title: 'Optics and lasers', items: [{ kind: 'LINK', title: 'Optics and lasers', url: 'https://n.example.in/1' }] }] }],
    ['COURSERA', { id: 'c-1', title: 'T', level: 'Beginner', duration_hours: 1.5, language_code: 'zh-Hans', subtitle_languages: ['English'], description: null },
      { id: 'c-1', title: 'T', level: 'FOUNDATION', duration: 'PT1H30M', languages: ['zh-Hans'], captions: true }],
    ['COURSERA', { id: 'c-2', title: 'T', level: null, subtitle_languages: [] }, { id: 'c-2', title: 'T', captions: null }],
    ['COURSERA', { id: 'c-3', title: 'T', category: 'Business', subcategory: ' Finance ' }, { id: 'c-3', title: 'T', summary: 'Business: Finance' }],
    ['COURSERA', { id: 'c-4', title: 'T', category: null, subcategory: 'Finance' }, { id: 'c-4', title: 'T', summary: 'Finance' }],
    ['ETPL', { id: 'e-1', title: 'T', clock_hours: '1200.0', total_cost_usd: 4430 }, { id: 'e-1', title: 'T', duration: 'PT1200H', inclusion: 'PRICED' }],
    ['ETPL', { id: 'e-2', title: 'T', total_cost_usd: '0' }, { id: 'e-2', title: 'T', inclusion: 'SUBSCRIPTION' }],
  ] as const)('%s', (mapping, source, expected) => {
    expect(mapRow(mapping, source)).toEqual({ row: expected, problems: [] });
  });

  it('refuse what they cannot hold, by the name of the column', () => {
    expect(mapRow('COURSERA', { id: {}, title: 'T', level: 'Guru', duration_hours: 'long', subtitle_languages: 'en', category: 'Business', subcategory: {} }).problems.map(({ field }) => field))
      .toEqual(['id', 'category', 'level', 'duration_hours', 'subtitle_languages']);
  });
});
