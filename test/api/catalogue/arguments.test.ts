import { printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { world, type World } from '../../support/world.js';

let w: World;

beforeAll(async () => {
  w = await world({ demonstration: true });
});
afterAll(() => w.close());

async function codes(document: string, variables: Record<string, unknown> = {}): Promise<unknown[]> {
  const { status, errors } = await w.ask(null, document, variables);
  expect(status).toBeLessThan(500);
  return errors.map(({ extensions }) => extensions?.['code']);
}

describe('inputs of which exactly one field is given', () => {
  it('say so in the contract', async () => {
    const sdl = printSchema(await buildMarketplaceSchema());
    expect(sdl).toMatch(/^input CourseBy @oneOf \{/mu);
    expect(sdl).toMatch(/^input CollectionBy @oneOf \{/mu);
  });

  it.each(['course', 'collection'])('are enforced for %s', async (field) => {
    const type = field === 'course' ? 'CourseBy' : 'CollectionBy';
    expect(await w.ask(null, `{ ${field}(by: {}) { id } }`)).toMatchObject({ status: 400 });
    expect(await w.ask(null, `{ ${field}(by: {id: "a", slug: "b"}) { id } }`)).toMatchObject({ status: 400 });
    expect(await w.ask(null, `{ ${field}(by: {slug: null}) { id } }`)).toMatchObject({ status: 400 });
    const byVariable = `query ($by: ${type}!) { ${field}(by: $by) { id } }`;
    expect(await codes(byVariable, { by: {} })).toEqual(['BAD_USER_INPUT']);
    expect(await codes(byVariable, { by: { id: 'a', slug: 'b' } })).toEqual(['BAD_USER_INPUT']);
    expect(await w.data(null, byVariable, { by: { slug: 'there-is-none' } })).toEqual({ [field]: null });
    expect(await w.data(null, byVariable, { by: { id: 'nonsense' } })).toEqual({ [field]: null });
  });
});

describe('arguments that cannot be meant', () => {
  it.each([
    ['{ courses(first: 0) { nodes { id } } }'],
    ['{ courses(first: 101) { nodes { id } } }'],
    ['{ courses(first: 1, last: 1) { nodes { id } } }'],
    ['{ courses(after: "nonsense") { nodes { id } } }'],
    ['{ courseSearch(query: "data", first: 101) { nodes { id } } }'],
    ['{ courseSearch(query: "data", after: "nonsense") { nodes { id } } }'],
    ['{ courses(filter: {duration: {min: "P1Y"}}) { nodes { id } } }'],
    ['{ courses(filter: {duration: {max: "PT1.5S"}}) { nodes { id } } }'],
    ['{ courses(filter: {duration: {max: "P99999999999999999999D"}}) { nodes { id } } }'],
    ['{ course(by: {slug: "a\\u0000b"}) { id } }'],
    ['{ competencies(filter: {nameContains: "\\u0000"}) { nodes { id } } }'],
  ])('%s is refused as such', async (document) => {
    expect(await codes(document)).toEqual(['BAD_USER_INPUT']);
  });

  it('a cursor of one order is refused under another', async () => {
    const data = await w.data<{ courses: { pageInfo: { endCursor: string } } }>(null, '{ courses(first: 1) { pageInfo { endCursor } } }');
    expect(await codes(`query ($after: String) { courses(after: $after, orderBy: {field: TITLE, direction: ASC}) { nodes { id } } }`,
      { after: data.courses.pageInfo.endCursor })).toEqual(['BAD_USER_INPUT']);
  });

  it.each(['providerId', 'competencyFrameworkId', 'collectionId'])('an id of another type in %s finds nothing', async (key) => {
    const data = await w.data<{ courses: { nodes: { id: string }[] } }>(null, '{ courses(first: 1) { nodes { id } } }');
    const list = await w.data(null, 'query ($f: CourseFilter) { courses(filter: $f) { nodes { id } } }', { f: { [key]: data.courses.nodes[0]?.id } });
    expect(list).toEqual({ courses: { nodes: [] } });
  });
});

describe('node and nodes', () => {
  it.each(['', 'course', 'course_', 'course_zzz', 'nonsense_01h455vb4pex5vsknk084sn02q', 'course_01h455vb4pex5vsknk084sn02q', '_', 'a\u0000b',
    'constructor_01h455vb4pex5vsknk084sn02q', 'COURSE_01h455vb4pex5vsknk084sn02q'])('know nothing of %j', async (id) => {
    expect(await w.data(null, 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id })).toEqual({ node: null, nodes: [null] });
  });

  it('take an id of another type for no id of a thing', async () => {
    const data = await w.data<{ courses: { nodes: { id: string }[] } }>(null, '{ courses(first: 1) { nodes { id } } }');
    const id = (data.courses.nodes[0]?.id ?? '').replace('course_', 'collection_');
    expect(await w.data(null, 'query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  });

  it('nodes answers nothing for no ids, the same twice, and refuses more than 100', async () => {
    const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const data = await w.data<{ courses: { nodes: { id: string }[] } }>(null, '{ courses(first: 1) { nodes { id } } }');
    const [course] = data.courses.nodes;
    expect(await w.data(null, NODES, { ids: [] })).toEqual({ nodes: [] });
    expect(await w.data(null, NODES, { ids: [course?.id, course?.id] })).toEqual({ nodes: [course, course] });
    expect(await w.data(null, NODES, { ids: Array.from({ length: 100 }, () => 'x') })).toEqual({ nodes: Array.from({ length: 100 }, () => null) });
    expect((await w.ask(null, NODES, { ids: Array.from({ length: 101 }, () => 'x') })).status).toBe(400);
  });
});
