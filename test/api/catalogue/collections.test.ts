import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { world, type Who, type World } from '../../support/world.js';
import { arrangeCollection, arrangeCourses, randomCourses, type Arranged } from './arrange.js';

let w: World;
let courses: Arranged[];
let listed: string[];
let unlisted: string;

beforeAll(async () => {
  w = await world();
  courses = await arrangeCourses(w, randomCourses(40, 11));
  listed = courses.filter((course) => course.listed).map(({ id }) => id);
  unlisted = courses.find((course) => !course.listed)?.id ?? '';
});
afterAll(() => w.close());

interface Payload {
  collection?: { id: string; slug: string; title: string; summary: string; revision: number; courses: { nodes: { id: string }[] } } | null;
  deletedCollectionId?: string | null;
  userErrors: { code: string; path: string[]; message: string }[];
}

const FIELDS = 'collection { id slug title summary revision courses(first: 100) { nodes { id } } } userErrors { code path message }';

async function run(who: Who, mutation: string, input: Record<string, unknown>): Promise<Payload> {
  const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
  const fields = mutation === 'collectionDelete' ? 'deletedCollectionId userErrors { code path message }' : FIELDS;
  const data = await w.data<Record<string, Payload>>(who, `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`, { input });
  const payload = data[mutation];
  if (payload === undefined) throw new Error('no payload');
  return payload;
}

/** Everything that a mutation here could have changed. */
async function snapshot(): Promise<unknown> {
  const [row] = await w.owner`select
    (select json_agg(c order by c.id) from collection c) as collections,
    (select json_agg(l order by l.collection_id, l.course_id) from collection_course l) as places,
    (select count(*) from audit_event) as events`;
  return row;
}

let made = 0;
const make = async (): Promise<{ id: string; slug: string }> => {
  const slug = `made-${(made += 1)}`;
  return { id: await arrangeCollection(w, slug, []), slug };
};

describe('the life of a collection', () => {
  it('is made, filled, changed and taken away, each step in the record', async () => {
    const created = await run('chief-curator', 'collectionCreate', { title: '  First steps  ', summary: 'To begin with.' });
    expect(created.userErrors).toEqual([]);
    const collection = created.collection;
    expect(collection).toMatchObject({ slug: 'first-steps', title: 'First steps', summary: 'To begin with.', revision: 1, courses: { nodes: [] } });
    const id = collection?.id ?? '';
    const order = [...listed].reverse().slice(0, 7);
    const filled = await run('chief-curator', 'collectionCoursesSet', { collectionId: id, revision: 1, courseIds: order });
    expect(filled.userErrors).toEqual([]);
    expect(filled.collection?.courses.nodes.map((node) => node.id)).toEqual(order);
    const changed = await run('chief-curator', 'collectionUpdate', { collectionId: id, revision: 2, title: 'कदम', slug: 'kadam' });
    expect(changed.collection).toMatchObject({ slug: 'kadam', title: 'कदम', summary: 'To begin with.', revision: 3 });
    const emptied = await run('chief-curator', 'collectionCoursesSet', { collectionId: id, revision: 3, courseIds: [] });
    expect(emptied.collection).toMatchObject({ revision: 4, courses: { nodes: [] } });
    const deleted = await run('chief-curator', 'collectionDelete', { collectionId: id, revision: 4 });
    expect(deleted).toEqual({ deletedCollectionId: id, userErrors: [] });
    expect(await w.data(null, 'query ($id: ID!) { node(id: $id) { id } collection(by: {id: $id}) { id } }', { id }))
      .toEqual({ node: null, collection: null });
    const events = await w.owner<{ action: string }[]>`select action from audit_event where subject_type = 'collection' order by at, id`;
    expect(events.map(({ action }) => action)).toEqual([
      'collectionCreate', 'collectionCoursesSet', 'collectionUpdate', 'collectionCoursesSet', 'collectionDelete',
    ]);
  });

  it('tells each person what he may do', async () => {
    const { slug } = await make();
    const ask = 'query ($slug: String!) { collection(by: {slug: $slug}) { allowedActions } }';
    expect(await w.data('chief-curator', ask, { slug })).toEqual({ collection: { allowedActions: ['UPDATE', 'SET_COURSES', 'DELETE'] } });
    for (const who of [null, 'curator', 'platform-admin', 'author']) {
      expect(await w.data(who, ask, { slug })).toEqual({ collection: { allowedActions: [] } });
    }
  });

  it('lets one of two changes at once through', async () => {
    const { id } = await make();
    const answers = await Promise.all(['One', 'Two', 'Three'].map((title) =>
      run('chief-curator', 'collectionUpdate', { collectionId: id, revision: 1, title })));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    for (const { userErrors } of answers) for (const { code } of userErrors) expect(code).toBe('STALE_REVISION');
  });
});

const NUL = 'a\u0000b';

describe('wrong inputs', () => {
  const wrong: readonly [string, string, (own: { id: string }) => Record<string, unknown>, string, string[]][] = [
    ['an empty title', 'collectionCreate', () => ({ title: '  ' }), 'INVALID', ['input', 'title']],
    ['a long title', 'collectionCreate', () => ({ title: 'x'.repeat(301) }), 'INVALID', ['input', 'title']],
    ['a NUL in the title', 'collectionCreate', () => ({ title: NUL }), 'INVALID', ['input', 'title']],
    ['a long summary', 'collectionCreate', () => ({ title: 'T', summary: 'x'.repeat(1001) }), 'INVALID', ['input', 'summary']],
    ['a NUL in the summary', 'collectionCreate', () => ({ title: 'T', summary: NUL }), 'INVALID', ['input', 'summary']],
    ['a slug with capitals', 'collectionCreate', () => ({ title: 'T', slug: 'Abc' }), 'INVALID', ['input', 'slug']],
    ['a long slug', 'collectionCreate', () => ({ title: 'T', slug: 'x'.repeat(121) }), 'INVALID', ['input', 'slug']],
    ['a slug in use', 'collectionCreate', () => ({ title: 'T', slug: 'in-use' }), 'TAKEN', ['input', 'slug']],
    ['a title whose slug is in use', 'collectionCreate', () => ({ title: 'In use!' }), 'TAKEN', ['input', 'slug']],
    ['an unknown collection', 'collectionUpdate', () => ({ collectionId: 'collection_01h455vb4pex5vsknk084sn02q', revision: 1 }), 'NOT_FOUND', ['input', 'collectionId']],
    ['an id of another type', 'collectionUpdate', () => ({ collectionId: listed[0], revision: 1 }), 'NOT_FOUND', ['input', 'collectionId']],
    ['an id that is none', 'collectionDelete', () => ({ collectionId: NUL, revision: 1 }), 'NOT_FOUND', ['input', 'collectionId']],
    ['an old revision', 'collectionUpdate', ({ id }) => ({ collectionId: id, revision: 0 }), 'STALE_REVISION', ['input', 'revision']],
    ['an old revision', 'collectionDelete', ({ id }) => ({ collectionId: id, revision: 2 }), 'STALE_REVISION', ['input', 'revision']],
    ['a slug in use', 'collectionUpdate', ({ id }) => ({ collectionId: id, revision: 1, slug: 'in-use' }), 'TAKEN', ['input', 'slug']],
    ['an empty title', 'collectionUpdate', ({ id }) => ({ collectionId: id, revision: 1, title: '' }), 'INVALID', ['input', 'title']],
    ['an old revision', 'collectionCoursesSet', ({ id }) => ({ collectionId: id, revision: 9, courseIds: [] }), 'STALE_REVISION', ['input', 'revision']],
    ['a course twice', 'collectionCoursesSet', ({ id }) => ({ collectionId: id, revision: 1, courseIds: [listed[0], listed[1], listed[0]] }), 'INVALID', ['input', 'courseIds', '2']],
    ['a course not in the catalogue', 'collectionCoursesSet', ({ id }) => ({ collectionId: id, revision: 1, courseIds: [listed[0], unlisted] }), 'NOT_FOUND', ['input', 'courseIds', '1']],
    ['an unknown course', 'collectionCoursesSet', ({ id }) => ({ collectionId: id, revision: 1, courseIds: ['course_01h455vb4pex5vsknk084sn02q'] }), 'NOT_FOUND', ['input', 'courseIds', '0']],
    ['something else for a course', 'collectionCoursesSet', ({ id }) => ({ collectionId: id, revision: 1, courseIds: [id] }), 'NOT_FOUND', ['input', 'courseIds', '0']],
  ];

  beforeAll(() => arrangeCollection(w, 'in-use', []));

  it.each(wrong)('%s, to %s', async (_what, mutation, input, code, path) => {
    const own = await make();
    const before = await snapshot();
    const { userErrors, collection, deletedCollectionId } = await run('chief-curator', mutation, input(own));
    expect(userErrors.map((error) => [error.code, error.path])).toEqual([[code, path]]);
    expect(collection ?? deletedCollectionId ?? null).toBeNull();
    expect(await snapshot()).toEqual(before);
  });

  it('names every wrong course at once', async () => {
    const { id } = await make();
    const courseIds = [unlisted, listed[0], 'nonsense', listed[0]];
    const { userErrors } = await run('chief-curator', 'collectionCoursesSet', { collectionId: id, revision: 1, courseIds });
    expect(userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'NOT_FOUND input.courseIds.0', 'NOT_FOUND input.courseIds.2', 'INVALID input.courseIds.3',
    ]);
  });
});

describe('whoever is no chief curator', () => {
  const INPUTS: Readonly<Record<string, (id: string) => Record<string, unknown>>> = {
    collectionCreate: () => ({ title: 'Mine' }),
    collectionUpdate: (collectionId) => ({ collectionId, revision: 1, title: 'Mine' }),
    collectionCoursesSet: (collectionId) => ({ collectionId, revision: 1, courseIds: listed.slice(0, 1) }),
    collectionDelete: (collectionId) => ({ collectionId, revision: 1 }),
  };
  const others = ['newcomer', 'author', 'provider-admin', 'curator', 'finance-officer', 'platform-admin', 'auditor', 'learner', 'procurement-officer'];

  it.each(Object.keys(INPUTS))('is refused %s, and nothing is changed', async (mutation) => {
    const { id } = await make();
    const before = await snapshot();
    for (const who of others) {
      const { userErrors } = await run(who, mutation, INPUTS[mutation]?.(id) ?? {});
      expect([who, userErrors.map(({ code }) => code)]).toEqual([who, ['FORBIDDEN']]);
    }
    const visitor = await w.ask(null, `mutation { collectionDelete(input: {collectionId: "${id}", revision: 1}) { userErrors { code } } }`);
    expect(visitor.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
    expect(await snapshot()).toEqual(before);
  });
});
