import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicId } from '../../../src/lib/ids.js';
import { openToy, personOf, visitor, type Toy } from './toy.js';
import { toyRows } from './toyRows.js';

const rows = toyRows();
let toy: Toy;
beforeAll(async () => { toy = await openToy(rows); });
afterAll(async () => { await toy.close(); });

const data = async (actor: Parameters<Toy['run']>[0], document: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>> => {
  const result = await toy.run(actor, document, variables);
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data)) as Record<string, unknown>;
};

describe('what a viewer may not know of', () => {
  const hidden = rows.courses.find((row) => row.hidden && rows.organisations.some((each) => each.id === row.organisation_id && each.kind === 'PROVIDER'));
  const hiddenModule = rows.modules.find((row) => row.hidden);
  const owner = hidden?.organisation_id ?? '';

  test('is not there at any depth, by slug, by id, as a node or in a payload', async () => {
    const id = publicId('course', hidden?.id ?? '');
    const slug = hidden?.slug ?? '';
    const answer = await data(visitor, `query($id: ID!, $slug: String!, $ids: [ID!]!) {
      a: course(by: {id: $id}) { slug } b: course(by: {slug: $slug}) { slug } node(id: $id) { id } nodes(ids: $ids) { id } courses(query: $slug) { nodes { slug } totalCount } }`,
    { id, slug, ids: [id, publicId('module', hiddenModule?.id ?? '')] });
    expect(answer).toEqual({ a: null, b: null, node: null, nodes: [null, null], courses: { nodes: [], totalCount: 0 } });
    const payload = await data(visitor, `mutation { courseTouch(slugs: ["${slug}", "course-0-0"]) { course { slug } courses { slug } text userErrors { code } } }`);
    expect(payload).toEqual({ courseTouch: { course: null, courses: [null, { slug: 'course-0-0' }], text: 'done', userErrors: [] } });
    const whole = JSON.stringify(await data(visitor,
      '{ organisations { name courses(first: 100) { nodes { slug modules { title course { slug modules { title } } } moduleList { nodes { title } } } } } }'));
    for (const row of rows.courses) expect(whole.includes(`"${row.slug}"`)).toBe(!row.hidden && !rows.organisations.some((each) => each.id === row.organisation_id && each.hidden));
    for (const row of rows.modules.filter((each) => each.hidden)) expect(whole).not.toContain(`"${row.title}"`);
  });

  test('is there for its owner', async () => {
    const answer = await data(personOf(owner, 'PROVIDER', ['AUTHOR']), `{ course(by: {slug: "${hidden?.slug ?? ''}"}) { slug } }`);
    expect(answer).toEqual({ course: { slug: hidden?.slug } });
  });

  test('and a field for one role is null for the others', async () => {
    const ask = (actor: Parameters<Toy['run']>[0]): Promise<unknown> => data(actor, '{ course(by: {slug: "course-0-0"}) { margin } }');
    expect(await ask(visitor)).toEqual({ course: { margin: null } });
    expect(await ask(personOf(owner, 'PLATFORM', ['FINANCE_OFFICER']))).toEqual({ course: { margin: 0 } });
  });
});

describe('a tenant\'s rows', () => {
  const NOTES = '{ organisations { ... on Provider { name notes { body } } } }';
  test('are read under row-level security, which is told who asks', async () => {
    const [first] = rows.organisations;
    const own = await data(personOf(first?.id ?? '', 'PROVIDER', ['AUTHOR']), NOTES);
    expect(own).toEqual({ organisations: [{ name: 'Organisation 0', notes: [{ body: 'Note 0' }] }, {}, { name: 'Organisation 2', notes: [] }, {}, {}] });
    const nobody = await data(visitor, NOTES);
    expect(JSON.stringify(nobody)).not.toContain('Note');
  });
});

describe('nodes', () => {
  test('keep their order, and an id of another kind is of nothing', async () => {
    const [provider, department] = rows.organisations;
    const [course] = rows.courses;
    const ids = [publicId('department', department?.id ?? ''), 'nonsense', publicId('course', course?.id ?? ''), publicId('department', provider?.id ?? ''),
      publicId('provider', provider?.id ?? ''), publicId('course', course?.id ?? ''), 'course_', 'user_01h455vb4pex5vsknk084sn02q', `Course_${'0'.repeat(26)}`];
    const answer = await data(visitor, `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Department { ministry } ... on Organisation { name } ... on Course { slug } } }`, { ids });
    const courseNode = { __typename: 'Course', id: ids[2], slug: course?.slug };
    expect(answer['nodes']).toEqual([
      { __typename: 'Department', id: ids[0], ministry: 'Ministry 1', name: 'Organisation 1' }, null, courseNode, null,
      { __typename: 'Provider', id: ids[4], name: 'Organisation 0' }, courseNode, null, null, null,
    ]);
    const tooMany = await toy.run(visitor, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 101 }, () => 'x') });
    expect(tooMany.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(await data(visitor, '{ nodes(ids: []) { id } }')).toEqual({ nodes: [] });
  });
});

describe('injection', () => {
  const attempts = ["'", "''", "' or true --", '"', '\\', "\\'", '$1', '$1::text', '{"a"}', '},{', "'; drop table course; --", "E'\\\\'", '%', '_', '\n', '\u2028', '\ud800', '$$', '/*', "a' || 'b", '{', ',', 'NULL'];
  const strings = ['course(by: {slug: $text}) { slug }', 'course(by: {id: $id}) { slug }', 'node(id: $id) { id }', 'nodes(ids: [$id, $id]) { id }',
    'courses(query: $text) { nodes { slug } totalCount }', 'courses(filter: {titleHas: $text}) { nodes { slug } }', 'courses(filter: {slugs: [$text, "x"]}) { nodes { slug } }',
    'courses(after: $text) { nodes { slug } }', 'courses(before: $text) { totalCount }'];
  test.each(strings)('through %s gets nothing and breaks nothing', async (field) => {
    for (const text of attempts) {
      const type = field.includes('$id') ? '$id: ID!' : '$text: String!';
      const result = await toy.run(visitor, `query(${type}) { ${field} }`, { text, id: text });
      const codes = result.errors?.map((error) => error.extensions['code']) ?? [];
      expect(codes.every((code) => code === 'BAD_USER_INPUT')).toBe(true);
      if (field.includes('by:')) expect(result.data).toEqual({ course: null });
      // GraphQL itself refuses half a surrogate pair in a document.
      if (text === '\ud800') continue;
      const literal = await toy.run(visitor, `{ ${field.replaceAll(/\$(id|text)/g, () => JSON.stringify(text))} }`);
      expect(JSON.stringify(literal.data)).toBe(JSON.stringify(result.data));
    }
    expect(await data(visitor, '{ course(by: {slug: "course-0-0"}) { slug } }')).toEqual({ course: { slug: 'course-0-0' } });
  });

  test('a NUL character is refused in words', async () => {
    const result = await toy.run(visitor, 'query($text: String!) { courses(query: $text) { totalCount } }', { text: 'a\u0000b' });
    expect(result.errors?.[0]).toMatchObject({ message: 'An argument contains a NUL character.', extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('awkward texts are found by themselves', async () => {
    for (const title of new Set(rows.courses.map((row) => row.title))) {
      const answer = await data(personOf('00000000-0000-7000-8000-00000000ffff', 'PLATFORM', []), 'query($t: String!) { courses(first: 1, filter: {titleHas: $t}) { nodes { title } } }', { t: title });
      expect(answer).toEqual({ courses: { nodes: [{ title }] } });
    }
  });

  test('response keys may be any name, however long, however many', async () => {
    const keys = ['__proto__', 'constructor', 'toString', '__typename', 'a'.repeat(100), ...Array.from({ length: 130 }, (_, n) => `k${n}`)];
    const body = keys.filter((key) => key !== '__typename').map((key) => `${key}: slug`).join(' ');
    const result = await toy.run(visitor, `{ course(by: {slug: "course-0-0"}) { ${body} __typename } }`);
    expect(result.errors).toBeUndefined();
    expect(Object.keys((result.data as { course: object }).course)).toEqual([...keys.filter((key) => key !== '__typename'), '__typename']);
    const renamed = await data(visitor, '{ organisations { __typename: name ... on Provider { website } } }');
    expect(renamed['organisations']).toContainEqual({ __typename: 'Organisation 0', website: 'https://o0.example' });
  });
});
