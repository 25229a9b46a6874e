import { getNamedType, isLeafType, isObjectType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMarketplaceSchema } from '../../../src/schema/build.js';
import { world, type World } from '../../support/world.js';
import { ACTORS, asCells, cellsOf, signEverybodyIn } from './actors.js';
import { CARD_RAIL } from './cardRail.js';
import { fieldsThatDependOnTheViewer } from './dependent.js';
import { setScene, type Scene } from './scene.js';
import { FIELDS, PARENTS, VISIBLE } from './visible.js';

let w: World;
let scene: Scene;
let schema: GraphQLSchema;
beforeAll(async () => {
  w = await world({ stripe: CARD_RAIL });
  schema = await buildMarketplaceSchema();
  scene = await setScene(w);
  await signEverybodyIn(w);
});
afterAll(() => w.close());

function objectOf(name: string): string {
  const id = scene[name];
  if (id === undefined) throw new Error(`the scene has no ${name}`);
  return id;
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

describe('the tables', () => {
  it('say of every type of node who sees it', () => {
    const node = schema.getType('Node');
    if (node === undefined || !('resolveType' in node)) throw new Error('there is no interface Node');
    expect(sorted(VISIBLE.map(([type]) => type))).toEqual(sorted(schema.getPossibleTypes(node).map(({ name }) => name)));
  });

  it('have a row for every field whose answer depends on who asks', () => {
    const declared = new Set(FIELDS.map(([field]) => field));
    expect(fieldsThatDependOnTheViewer().filter((field) => !declared.has(field))).toEqual([]);
  });

  it('have a cell for every actor in every row', () => {
    for (const [, , cells] of [...VISIBLE, ...FIELDS]) expect(asCells(cellsOf(cells))).toBe(cells);
  });
});

it.each(VISIBLE)('%s %s is seen by %s', async (type, name, cells) => {
  const got = [];
  for (const [, who] of ACTORS) {
    const data = await w.data<{ node: { __typename: string } | null }>(who, 'query ($id: ID!) { node(id: $id) { __typename id } }', { id: objectOf(name) });
    got.push(data.node === null ? '-' : data.node.__typename === type ? '+' : '?');
  }
  expect(asCells(got)).toBe(cells);
});

it.each(FIELDS)('%s of %s is answered %s', async (path, name, cells) => {
  const [type = '', field = ''] = path.split('.');
  const [top, through] = PARENTS[type] ?? [type, null];
  const selection = through === null ? selected(type, field) : `${through} { ${selected(type, field)} }`;
  const got = [];
  for (const [, who] of ACTORS) {
    const { node } = await w.data<{ node: Record<string, unknown> | null }>(
      who, `query ($id: ID!) { node(id: $id) { ... on ${top} { ${selection} } } }`, { id: objectOf(name) });
    got.push(node === null ? '/' : letter(through === null ? node[field] : (node[through] as Record<string, unknown>[]).flatMap((each) => each[field] ?? [])));
  }
  expect(asCells(got)).toBe(cells);
});

/** A field with as little selected of it as can be. */
function selected(type: string, field: string): string {
  const definition = schema.getType(type);
  const found = isObjectType(definition) ? definition.getFields()[field] : undefined;
  if (found === undefined) throw new Error(`there is no ${type}.${field}`);
  const named = getNamedType(found.type);
  if (isLeafType(named)) return field;
  return named.name.endsWith('Connection') ? `${field} { nodes { __typename } }` : `${field} { __typename }`;
}

function letter(value: unknown): string {
  if (value === null || value === undefined) return '-';
  const entries = Array.isArray(value) ? value : Array.isArray((value as { nodes?: unknown }).nodes) ? (value as { nodes: unknown[] }).nodes : null;
  if (entries === null) return '+';
  return entries.length > 9 ? '*' : String(entries.length);
}
