import { execute, parse, type DocumentNode } from 'graphql';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observeReader } from '../../../src/db/reader/observe.js';
import { answerAsText, setTextFrom, type Asked } from '../../../src/db/reader/operation.js';
import { publicId } from '../../../src/lib/ids.js';
import { openToy, visitor, type Toy } from './toy.js';
import { toyRows } from './toyRows.js';

const rows = toyRows();
/** What text would have to be to be taken for a hole, for a null that may not be, or for an object. */
const FORGED = ['\u0001AA"x"\u0002', '"\u0001AB1\u0002', 'null\n', '\nnull\n', '{"a":{"b":1}}', '","id":"1', '\\u0001AA1\\u0002', '\u0003\u0000'.slice(0, 1), '{', '\u007f\u2028\u{1F600}'];
const hidden = new Set(rows.organisations.filter((row) => row.hidden).map(({ id }) => id));
const visible = rows.courses.filter((row) => !row.hidden && !hidden.has(row.organisation_id));
FORGED.forEach((title, at) => { const row = visible[at]; if (row !== undefined) row.title = title; });
const [untitled] = rows.modules.filter((row) => !row.hidden);
if (untitled !== undefined) untitled.title = null;

let toy: Toy;
beforeAll(async () => { toy = await openToy(rows); });
afterAll(async () => { setTextFrom(2); await toy.close(); });

const askedOf = (document: DocumentNode, variables: Record<string, unknown> = {}): Asked => {
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  return { schema: toy.schema, document, operation, variables, maxErrors: 5 };
};

/** Statements sent while something is done. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  let sent = 0;
  const stop = observeReader(({ kind }) => { sent += kind === 'statement' ? 1 : 0; });
  await work().finally(stop);
  return sent;
}

describe('the text way', () => {
  test('cannot be deceived by what somebody wrote', async () => {
    const document = parse('{ courses(first: 100, orderBy: {field: ID, direction: ASC}) { nodes { __typename id title badge facts { pair } } totalCount } }');
    const [text, answer] = [await toy.runText(visitor, document), await toy.runParsed(visitor, document)];
    expect(text?.text).toBe(JSON.stringify(answer.data));
    const titles = (answer.data as { courses: { nodes: { title: string }[] } }).courses.nodes.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(FORGED));
    expect(text?.objects).toBe(1 + 2 * titles.length);
  });

  test('is tried from the second appearance on', async () => {
    const asked = askedOf(parse('{ organisations { name } }'));
    const ctx = toy.ctx(visitor);
    expect(await statements(() => answerAsText(ctx, asked))).toBe(0);
    expect((await answerAsText(ctx, asked))?.text).toMatch(/^\{"organisations":\[\{"name":"/);
  });

  test('leaves to the row way a null where there may be none, which it then is for good', async () => {
    const document = parse('query ($first: Int) { courses(first: $first) { nodes { modules { title } } } }');
    expect(await toy.runText(visitor, document, { first: 100 })).toBe(null);
    const answer = await toy.runParsed(visitor, document, { first: 100 });
    expect(answer.errors?.map(({ message }) => message)).toEqual(['Cannot return null for non-nullable field Module.title.']);
    expect(answer.errors?.[0]?.path?.at(-1)).toBe('title');
    expect(await statements(() => toy.runText(visitor, document, { first: 1 }))).toBe(0);
  });

  test('leaves rows of several types to the row way without asking for them', async () => {
    const ids = [publicId('course', visible[0]?.id ?? ''), publicId('module', rows.modules[1]?.id ?? '')];
    const document = parse('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }');
    expect(await statements(() => toy.runText(visitor, document, { ids }))).toBe(0);
    expect((await toy.runParsed(visitor, document, { ids })).errors).toBe(undefined);
  });

  test('answers a mutation, a subscription and introspection never', async () => {
    for (const text of ['mutation { courseTouch(slugs: []) { text } }', '{ __schema { queryType { name } } }', '{ courses { totalCount } __type(name: "Course") { name } }']) {
      expect(await toy.runText(visitor, parse(text))).toBe(null);
    }
  });
});

describe('what fails in the text way', () => {
  const inBothWays = async (document: DocumentNode, variables: Record<string, unknown>, ctx = toy.ctx(visitor)): Promise<unknown> => {
    setTextFrom(1);
    expect(await answerAsText(ctx, askedOf(document, variables))).toBe(null);
    return execute({ schema: toy.schema, document, variableValues: variables, contextValue: ctx });
  };

  test('is told by the row way as it would be without it', async () => {
    for (const [text, message] of [
      ['query ($first: Int) { courses(first: $first) { totalCount } }', '`first` must be a whole number from 1 to 100.'],
      ['query ($after: String = "x", $first: Int) { courses(after: $after) { nodes { id } } other: courses(last: $first) { totalCount } }', 'The cursor is malformed: give one that this list has answered, unchanged.'],
    ] as const) {
      const document = parse(text);
      const [both, alone] = [await inBothWays(document, { first: 0 }), await toy.runParsed(visitor, document, { first: 0 })];
      expect(JSON.stringify(both)).toBe(JSON.stringify(alone));
      expect(JSON.stringify(both)).toContain(message);
    }
  });

  test('a variable that cannot be meant too', async () => {
    const document = parse('query ($first: Int!) { courses(first: $first) { totalCount } }');
    expect(JSON.stringify(await inBothWays(document, { first: 'x' }))).toContain('Int cannot represent non-integer value');
  });

  test('a database that does not answer is asked once', async () => {
    const sql = postgres('postgres://nobody@127.0.0.1:1/nothing', { max: 1, onnotice: () => undefined });
    const ctx = { ...toy.ctx(visitor), db: { ...toy.ctx(visitor).db, reads: sql, longReads: sql } };
    const document = parse('{ a: organisations { name } b: courses { totalCount } }');
    const sent = await statements(async () => {
      const answer = await inBothWays(document, {}, ctx);
      expect(JSON.stringify(answer)).toContain('The read failed.');
    });
    expect(sent).toBeLessThanOrEqual(2);
    await sql.end({ timeout: 0 });
  });
});
