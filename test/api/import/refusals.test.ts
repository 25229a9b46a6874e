import { closeSync, openSync, writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, imported, type Reported } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

const good = (id: string): string => JSON.stringify({ id, title: `Course ${id}` });
const told = (lines: readonly Reported[]) => lines.map(({ line, outcome, message }) => [line, outcome, message]);

describe('a line of JSONL that cannot be taken in', () => {
  const base = { id: 'x', title: 'A title' };
  it.each([
    ['bad JSON', '{"id": "x", "title":', 'The line is not valid JSON.'],
    ['no object', '["x"]', 'The line is JSON, but no object.'],
    ['no id', JSON.stringify({ title: 'A title' }), 'id: It is missing.'],
    ['a number for a title', JSON.stringify({ ...base, title: 5 }), 'title: It must be a text.'],
    ['a text for a list', JSON.stringify({ ...base, languages: 'hi' }), 'languages: It must be a list.'],
    ['a text for a flag', JSON.stringify({ ...base, captions: 'yes' }), 'captions: It must be true or false.'],
    ['an empty title', JSON.stringify({ ...base, title: '  ' }), 'title: It must have at least 1 character.'],
    ['a title of 1 MB', JSON.stringify({ ...base, title: 'a'.repeat(1_000_000) }), 'title: It must have at most 300 characters.'],
    ['NUL', JSON.stringify({ ...base, title: 'a\u0000b' }), 'title: It must be one line without control characters.'],
    ['NUL in the id', JSON.stringify({ ...base, id: 'a\u0000b' }), 'id: It must be one line without control characters.'],
    ['a lone surrogate', '{"id":"x","title":"a\\ud800b"}', 'title: It has half a character (a lone surrogate) in it.'],
    ['an unknown language', JSON.stringify({ ...base, languages: ['hi', 'xx'] }), "languages: 'xx' is no language that is known."],
    ['a malformed language', JSON.stringify({ ...base, languages: ['h\u0000'] }), "languages: 'h\u{FFFD}' is no language tag of BCP 47, such as hi or en-IN."],
    ['a level that is none', JSON.stringify({ ...base, level: 'HARD' }), expect.stringContaining('level: ')],
    ['a duration that is none', JSON.stringify({ ...base, duration: '90 minutes' }), 'duration: Give it in weeks, days, hours, minutes and whole seconds, such as PT1H30M.'],
    ['a price in the subscription', JSON.stringify({ ...base, pricePaise: '100' }), 'pricePaise: Only a PRICED course has a price; set the inclusion too, or leave the price out.'],
    ['a price with a point', JSON.stringify({ ...base, inclusion: 'PRICED', pricePaise: '10.5' }), expect.stringContaining('pricePaise: It must be a whole number of paise')],
    ['an unknown competency', JSON.stringify({ ...base, competencies: [{ framework: 'FRAC', code: 'NONE', level: 1 }] }), 'competencies: There is no competency NONE in the framework FRAC.'],
    ['an address that is a script', JSON.stringify({ ...base, modules: [{ title: 'M', items: [{ kind: 'LINK', title: 'L', url: 'javascript:alert(1)' }] }] }),
      'modules.0.items.0.url: Give an absolute web address that begins with https:// (or http://).'],
    ['nesting without end', `${'['.repeat(200_000)}`, 'The line is not valid JSON.'],
  ])('%s', async (what, line, message) => {
    const { job, lines } = await imported(w, fileOf(w, 'a.jsonl', [good(`before ${what}`), line, good(`after ${what}`)]));
    expect(job).toMatchObject({ state: 'DONE', imported: 2, refused: 1 });
    expect(told(lines)).toEqual([[1, 'IMPORTED', null], [2, 'REFUSED', message], [3, 'IMPORTED', null]]);
  });

  it('invalid UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(`${good('utf-1')}\n{"id":"utf-2","title":"a`), Buffer.from([0xff, 0xc0]), Buffer.from(`"}\n${good('utf-3')}\n`)]);
    expect(told((await imported(w, fileOf(w, 'a.jsonl', bytes))).lines)).toEqual([[1, 'IMPORTED', null], [2, 'REFUSED', 'It is not valid UTF-8.'], [3, 'IMPORTED', null]]);
  });

  it('an id that an earlier row has, near or far', async () => {
    const far = Array.from({ length: 300 }, (_, n) => good(`far-${n}`));
    const { lines } = await imported(w, fileOf(w, 'a.jsonl', [good('twice'), good('twice'), ...far, good('far-0')]));
    expect(lines.filter(({ outcome }) => outcome === 'REFUSED').map(({ line, code, message }) => [line, code, message])).toEqual([
      [2, 'TAKEN', 'id: An earlier row of the file has the same id.'], [303, 'TAKEN', 'id: An earlier row of the file has the same id.'],
    ]);
  });

  it('one of 50 MB, without being held in memory', async () => {
    const file = fileOf(w, 'a.jsonl', [good('small-1')]);
    const out = openSync(file, 'a');
    writeSync(out, '{"id":"huge","title":"');
    for (let mb = 0; mb < 50; mb += 1) writeSync(out, Buffer.alloc(1_000_000, 'a'));
    writeSync(out, `"}\n${good('small-2')}\n`);
    closeSync(out);
    const before = process.memoryUsage().arrayBuffers;
    const { lines } = await imported(w, file);
    expect(told(lines)).toEqual([[1, 'IMPORTED', null], [2, 'REFUSED', 'The row is longer than 4 MB and was not read.'], [3, 'IMPORTED', null]]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
  });

  it('what is blank is passed over, a last line may have no end, a BOM and CR do not matter', async () => {
    const { job, lines } = await imported(w, fileOf(w, 'a.jsonl', `\u{FEFF}${good('bom-1')}\r\n\n  \n${good('bom-2')}`));
    expect(job).toMatchObject({ state: 'DONE', imported: 2, bytesDone: job.bytesTotal });
    expect(lines.map(({ line }) => line)).toEqual([1, 4]);
  });
});

describe('CSV', () => {
  it('with a BOM, semicolons, quotes, and cells over several lines', async () => {
    const text = '\u{FEFF}id;title;description;languages;captions;extra\r\n'
      + 'csv-1;"Files; and ""notes""";"First line\r\nsecond; line";hi|en;true;x\r\n'
      + 'csv-2;Plain;;;;\r\n';
    const { job, lines } = await imported(w, fileOf(w, 'a.csv', text));
    expect(job).toMatchObject({ format: 'CSV', imported: 2, refused: 0 });
    expect(lines.map(({ line, id }) => [line, id])).toEqual([[2, 'csv-1'], [4, 'csv-2']]);
    const rows = await w.owner`select v.title, v.description, v.languages, v.captions from course_version v join course c on c.id = v.course_id where c.external_id like 'csv-_' order by c.external_id`;
    expect(rows).toMatchObject([{ title: 'Files; and "notes"', description: 'First line\r\nsecond; line', languages: ['hi', 'en'], captions: true }, { title: 'Plain', languages: [], captions: false }]);
  });

  it('with tabs; a row with too few cells, a stray quote, a quote never closed: each refused alone', async () => {
    const rows = ['id\ttitle', 'tab-1\tOne', 'tab-2', 'tab-3\tThree "quoted"', 'tab-4\t"Never closed', 'tab-5\tFive', `tab-6\t${'a'.repeat(400)}`, 'tab-7\tSeven'];
    const { lines } = await imported(w, fileOf(w, 'a.tsv', rows.join('\n')));
    expect(told(lines)).toEqual([
      [2, 'IMPORTED', null], [3, 'REFUSED', 'It has 1 cells, and the header names 2 columns.'],
      [4, 'REFUSED', 'Its quotes do not fit: put a cell that has quotes in quotes, and double those within.'],
      [5, 'REFUSED', 'A quote is opened on this line and not closed.'], [6, 'IMPORTED', null],
      [7, 'REFUSED', 'title: It must have at most 300 characters.'], [8, 'IMPORTED', null],
    ]);
  });

  it('wrong values in cells', async () => {
    const rows = ['id,title,captions,competencies,modules,pricePaise', 'cell-1,A,perhaps,,,', 'cell-2,B,,FRAC,,', 'cell-3,C,,,{broken,', 'cell-4,D,TRUE,,[],'];
    expect(told((await imported(w, fileOf(w, 'a.csv', rows.join('\n')))).lines)).toEqual([
      [2, 'REFUSED', 'captions: It must be true or false.'], [3, 'REFUSED', 'competencies.0: It must be an object.'],
      [4, 'REFUSED', 'modules: It must be a list.'], [5, 'IMPORTED', null],
    ]);
  });

  it.each([
    ['without a column for the id', 'name,title\nx,y\n', "The first line names no column 'id', which the mapping CANONICAL takes the id from."],
    ['that names a column twice', 'id,title,id\nx,y,z\n', "The first line names the column 'id' twice."],
    ['that is empty', '', 'The file is empty; its first line must name the columns.'],
  ])('%s fails as a whole', async (_what, text, failure) => {
    expect((await imported(w, fileOf(w, 'a.csv', text))).job).toMatchObject({ state: 'FAILED', failure });
  });
});
