import {
  getNamedType, getNullableType, isInterfaceType, isLeafType, isListType, isNonNullType, isObjectType,
  type GraphQLField, type GraphQLNamedType, type GraphQLSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observeReader } from '../../../src/db/reader/observe.js';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { world, type Who, type World } from '../../support/world.js';

type Field = GraphQLField<unknown, unknown>;

let w: World;

beforeAll(async () => {
  w = await world({ demonstration: true });
});
afterAll(() => w.close());

const isConnection = (type: GraphQLNamedType): boolean => isObjectType(type) && type.name.endsWith('Connection');

/** Arguments of root fields that must be given. */
const REQUIRED: Readonly<Record<string, string>> = { courseSearch: 'query: "data"' };

/** All leaves of a type, what is one step below it, and a short page of each of its lists. */
function selection(type: GraphQLNamedType, depth: number): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) return [];
    const below = getNamedType(field.type);
    if (isLeafType(below)) return [field.name];
    if (depth === 0) return [];
    if (isConnection(below)) return [`${field.name}(first: 2) { nodes { __typename ${leaves(nodeOf(below))} } }`];
    const inner = selection(below, isListType(getNullableType(field.type)) ? 0 : depth - 1);
    return [`${field.name} { __typename ${inner} }`];
  });
  return fields.join(' ');
}

function leaves(type: GraphQLNamedType): string {
  return selection(type, 0);
}

function nodeOf(connection: GraphQLNamedType): GraphQLNamedType {
  const nodes = isObjectType(connection) ? connection.getFields()['nodes'] : undefined;
  if (nodes === undefined) throw new Error(`${connection.name} has no nodes`);
  return getNamedType(nodes.type);
}

function connectionsOf(schema: GraphQLSchema): Field[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).filter((field) => isConnection(getNamedType(field.type)));
}

async function statementsOf(who: Who, document: string): Promise<{ count: number; rows: number }> {
  let count = 0;
  const stop = observeReader(({ kind }) => { if (kind === 'statement') count += 1; });
  try {
    const data = await w.data<{ list: { nodes: unknown[] } }>(who, document);
    return { count, rows: data.list.nodes.length };
  } finally {
    stop();
  }
}

describe('every list at the root', async () => {
  const schema = await buildMarketplaceSchema();
  const fields = connectionsOf(schema).map((field) => [field.name, field] as const);

  it('is known to this test', () => {
    expect(fields.map(([name]) => name)).toEqual(expect.arrayContaining([
      'competencies', 'competencyFrameworks', 'collections', 'courses', 'courseSearch', 'providers',
    ]));
  });

  it.each(fields)('%s is answered by one statement, for two rows and for fifty, for everybody', async (name, field) => {
    const type = nodeOf(getNamedType(field.type));
    const document = (first: number): string => `{ list: ${name}(${[REQUIRED[name], `first: ${first}`].filter(Boolean).join(', ')}) {
      totalCount pageInfo { hasNextPage endCursor } edges { cursor } nodes { __typename ${selection(type, 1)} } } }`;
    for (const who of [null, 'author', 'curator', 'auditor']) {
      const two = await statementsOf(who, document(2));
      const fifty = await statementsOf(who, document(50));
      expect([who, two.count, fifty.count]).toEqual([who, 1, 1]);
      expect(fifty.rows).toBeGreaterThanOrEqual(two.rows);
    }
  });
});

describe('what names one thing', () => {
  it.each([
    ['course', '{ list: course(by: {slug: "noting-and-drafting"}) { nodes: versions { title modules { title items { title } } competencies { level competency { name framework { name } } } } } }'],
    ['collection', '{ list: collection(by: {slug: "data-for-decisions"}) { nodes: allowedActions courses(first: 50) { nodes { slug provider { name } } } } }'],
  ])('%s is answered by one statement, whatever is asked beneath it', async (_name, document) => {
    expect((await statementsOf(null, document)).count).toBe(1);
    expect((await statementsOf('author', document)).count).toBe(1);
  });

  it('things of several types by their ids are answered by one statement', async () => {
    const data = await w.data<Record<string, { nodes: { id: string }[] }>>(null, `{ courses(first: 20) { nodes { id } }
      collections(first: 2) { nodes { id } } competencies(first: 20) { nodes { id } } providers(first: 5) { nodes { id } } }`);
    const ids = Object.values(data).flatMap(({ nodes }) => nodes.map(({ id }) => id));
    let count = 0;
    const stop = observeReader(({ kind }) => { if (kind === 'statement') count += 1; });
    const answer = await w.data<{ nodes: ({ id: string } | null)[] }>(null, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    stop();
    expect(answer.nodes.map((node) => node?.id)).toEqual(ids);
    expect(count).toBe(1);
  });
});
