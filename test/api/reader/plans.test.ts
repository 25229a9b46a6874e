import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { observeReader, type ReaderEvent } from '../../../src/db/reader/observe.js';
import { openToy, personOf, visitor, type Toy } from './toy.js';

let toy: Toy;
const events: ReaderEvent[] = [];
const compiled = (): number => events.filter((event) => event.kind === 'compiled').length;
const statements = (): number => events.filter((event) => event.kind === 'statement').length;
let stop: () => void;
beforeAll(async () => { toy = await openToy(); stop = observeReader((event) => events.push(event)); });
beforeEach(() => { events.length = 0; });
afterAll(async () => { stop(); await toy.close(); });

const DEEP = 'nodes { slug organisation { name courses(first: 3) { nodes { modules { title course { slug } } } } } moduleList(first: 2) { edges { cursor node { title } } } } totalCount';

describe('statements', () => {
  test('each root field is one statement, whatever `first` is', async () => {
    for (const first of [2, 50]) {
      events.length = 0;
      const result = await toy.run(visitor, `{ courses(first: ${first}) { ${DEEP} } again: courses { nodes { id } } organisations { name } course(by: {slug: "course-0-0"}) { slug } }`);
      expect(result.errors).toBeUndefined();
      expect(statements()).toBe(4);
    }
  });

  test('nodes of several types are one statement, and a payload one for each object', async () => {
    const ids = [...toy.rows.courses.slice(0, 3).map((row) => row.id)];
    const listed = await toy.run(visitor, '{ courses { nodes { id organisation { id } } } }');
    expect(ids).toHaveLength(3);
    const nodes = (listed.data as { courses: { nodes: { id: string; organisation: { id: string } | null }[] } }).courses.nodes;
    events.length = 0;
    await toy.run(visitor, 'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: nodes.flatMap((node) => [node.id, node.organisation?.id ?? 'x']) });
    expect(statements()).toBe(1);
    events.length = 0;
    await toy.run(visitor, 'mutation { courseTouch(slugs: ["course-0-0"]) { course { slug } organisation { name } userErrors { code } } }');
    expect(statements()).toBe(2);
  });
});

describe('prepared statements', () => {
  test('are made from the second run on', async () => {
    const document = parse('query($first: Int) { courses(first: $first, query: "prepared") { nodes { slug facts { captions } } } }');
    const known = async (): Promise<number> => {
      const counts = await Promise.all(Array.from({ length: 12 }, () =>
        toy.ctx(visitor).db.sql.unsafe<{ n: number }[]>(`select count(*)::int as n, pg_sleep(0.02) from pg_prepared_statements where statement like '%signLanguage%' or statement like '%''captions''%'`)));
      return Math.max(...counts.map((rows) => rows[0]?.n ?? 0));
    };
    await toy.runParsed(visitor, document, { first: 1 });
    expect(await known()).toBe(0);
    for (let n = 2; n < 12; n += 1) expect((await toy.runParsed(visitor, document, { first: n })).errors).toBeUndefined();
    expect(await known()).toBe(1);
  });
});

describe('plans', () => {
  const document = parse(`query($first: Int, $after: String, $filter: CourseFilter, $order: CourseOrder, $with: Boolean = false) {
    courses(first: $first, after: $after, filter: $filter, orderBy: $order) { nodes { slug title @include(if: $with) } } }`);

  test('are compiled once for other numbers, texts and dates', async () => {
    for (const [first, titleHas] of [[1, 'a'], [2, 'b'], [3, "'"]] as const) {
      await toy.runParsed(visitor, document, { first, filter: { titleHas } });
    }
    expect(compiled()).toBe(1);
    expect(statements()).toBe(3);
  });

  test('are compiled anew for another enum, another Boolean, other keys', async () => {
    const ask = async (variables: Record<string, unknown>): Promise<number> => {
      events.length = 0;
      const result = await toy.runParsed(visitor, document, { first: 1, ...variables });
      expect(result.errors).toBeUndefined();
      return compiled();
    };
    expect(await ask({ order: { field: 'RATING', direction: 'ASC' } })).toBe(1);
    expect(await ask({ order: { field: 'RATING', direction: 'DESC' } })).toBe(1);
    expect(await ask({ order: { field: 'RATING', direction: 'ASC' } })).toBe(0);
    expect(await ask({ with: true })).toBe(1);
    expect(await ask({ filter: { seats: { from: 1 } } })).toBe(1);
    expect(await ask({ filter: { seats: { from: 1, to: 2 } } })).toBe(1);
    expect(await ask({ filter: { seats: { from: 7, to: 9 } } })).toBe(0);
    expect(await ask({ filter: { anyOf: [{ from: 1 }, { from: 2 }] } })).toBe(1);
    expect(await ask({ filter: { anyOf: [{ from: 3 }, { from: 4 }] } })).toBe(0);
    expect(await ask({ filter: { anyOf: [{ from: 3 }] } })).toBe(1);
    expect(await ask({ filter: { slugs: ['a'] } })).toBe(1);
    expect(await ask({ filter: { slugs: ['a', 'b', 'c'] } })).toBe(0);
  });

  test('are shared by people of one class and not by those of another', async () => {
    const [first, second] = toy.rows.organisations.filter((row) => row.kind === 'PROVIDER').map((row) => row.id);
    const ask = async (actor: Parameters<Toy['run']>[0]): Promise<number> => {
      events.length = 0;
      await toy.runParsed(actor, document, { filter: { full: true } });
      return compiled();
    };
    expect(await ask(visitor)).toBe(1);
    expect(await ask(personOf(first ?? '', 'PROVIDER', ['AUTHOR']))).toBe(1);
    expect(await ask(personOf(second ?? '', 'PROVIDER', ['AUTHOR']))).toBe(0);
    expect(await ask(personOf(second ?? '', 'PROVIDER', ['AUTHOR', 'PROVIDER_ADMIN']))).toBe(1);
    expect(await ask(personOf(second ?? '', 'PROVIDER', ['PROVIDER_ADMIN', 'AUTHOR']))).toBe(0);
  });

  test('answer each their own in a hundred requests at once', async () => {
    const slugs = toy.rows.courses.filter((row) => !row.hidden).map((row) => row.slug);
    const answers = await Promise.all(Array.from({ length: 100 }, async (_, n) => {
      const slug = slugs[n % slugs.length] ?? '';
      const result = await toy.runParsed(visitor, parseOnce, { slug });
      return [slug, (result.data as { course: { slug: string } }).course.slug] as const;
    }));
    for (const [asked, answered] of answers) expect(answered).toBe(asked);
    expect(compiled()).toBe(1);
  });
  const parseOnce = parse('query($slug: String) { course(by: {slug: $slug}) { slug } }');

  test('of one document stay bounded', async () => {
    const filters = (n: number): Record<string, unknown> => ({
      filter: { anyOf: Array.from({ length: n }, () => ({ from: 1 })) },
    });
    for (let n = 0; n < 70; n += 1) await toy.runParsed(visitor, document, filters(n));
    events.length = 0;
    await toy.runParsed(visitor, document, filters(69));
    expect(compiled()).toBe(0);
    await toy.runParsed(visitor, document, filters(0));
    expect(compiled()).toBe(1);
    const tooMany = await toy.runParsed(visitor, document, filters(101));
    expect(tooMany.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});
