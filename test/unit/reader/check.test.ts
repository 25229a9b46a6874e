import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { attachShapes } from '../../../src/db/reader/attach.js';
import { column, computed, connection, list, object, one, when } from '../../../src/db/reader/fields.js';
import type { AbstractShape, Field, Shape, StandIn } from '../../../src/db/reader/shape.js';

const SDL = `
  type Query { course: Course }
  type Course { title: String! facts: Facts! owner: Owner parts(first: Int, filter: PartFilter, orderBy: PartOrder, query: String): PartConnection! all: [Part!]! secret: String }
  type Facts { captions: Boolean }
  type Owner { name: String }
  type Part { name: String }
  input PartFilter { name: String }
  enum PartOrderField { NAME }
  input PartOrder { field: PartOrderField! }
  type PartEdge { cursor: String! node: Part! }
  type PartConnection { edges: [PartEdge!]! nodes: [Part!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! }
`;

const shape = (type: string, fields: Record<string, Field>, table = type.toLowerCase()): Shape =>
  ({ type, table, tenant: false, visible: () => 'true', fields });
const parts = {
  to: 'Part', filters: { name: () => 'true' }, args: { query: () => 'true' },
  orders: { NAME: { sql: () => 'name', cast: 'text' as const } }, defaultOrder: { field: 'NAME', direction: 'ASC' as const },
};
const good: Record<string, Field> = {
  title: column('title'), facts: object({ captions: column('captions') }), owner: one('Owner', () => 'true'), parts: connection(parts),
  all: list('Part', () => 'true', () => '1'), secret: when(() => false, column('secret')),
};
const others = [shape('Owner', { name: column('name') }), shape('Part', { name: column('name') })];
const attach = (fields: Record<string, Field>, more: readonly (Shape | AbstractShape)[] = others, sdl = SDL): void =>
  attachShapes(buildSchema(sdl), [shape('Course', fields), ...more]);

test('shapes that fit their schema are taken', () => {
  expect(() => { attach(good); }).not.toThrow();
});

describe('a difference is named', () => {
  const { title: _title, ...withoutTitle } = good;
  test.each<[string, Record<string, Field>]>([
    ['Course.title is in the schema and has no shape', withoutTitle],
    ['Course.more has a shape and is not in the schema', { ...good, more: column('more') }],
    ['Course.title needs a permission and cannot be non-null', { ...good, title: when(() => true, column('title')) }],
    ['Course.facts is a value and its type Facts has fields', { ...good, facts: column('facts') }],
    ['Course.owner reads Part and is of type Owner', { ...good, owner: one('Part', () => 'true') }],
    ['Course.all is a list in the schema', { ...good, all: one('Part', () => 'true') }],
    ['Course.owner is no list in the schema', { ...good, owner: list('Owner', () => 'true', () => '1') }],
    ['Course.owner is given in place and its type Owner has a shape', { ...good, owner: object({ name: column('name') }) }],
    ['Facts.captions is in the schema and has no shape', { ...good, facts: object({}) }],
    ['Course.parts has no SQL for its argument query', { ...good, parts: connection({ ...parts, args: {} }) }],
    ['Course.parts has no SQL for its filter name', { ...good, parts: connection({ ...parts, filters: {} }) }],
    ['Course.parts has no SQL for its order NAME', { ...good, parts: connection({ ...parts, orders: {} }) }],
    ['Course.parts is a connection to Owner and its nodes are of another type', { ...good, parts: connection({ ...parts, to: 'Owner' }) }],
  ])('%s', (message, fields) => {
    expect(() => { attach(fields); }).toThrow(message);
  });

  const owner: StandIn = { type: 'Owner', table: 'card', tenant: false, visible: () => 'true', key: (row) => `${row}.id`, fields: { name: column('name') } };
  const inPlace = (fields: Record<string, Field>, standIn: Partial<StandIn> = {}): Record<string, Field> =>
    ({ ...good, owner: { kind: 'standIn', standIn: { ...owner, fields, ...standIn } } });
  test.each<[string, Record<string, Field>]>([
    ['card as Owner.more is given and is not in the schema', inPlace({ more: column('more') })],
    ["card as Owner.name is read in another way than the type's own field", inPlace({ name: column('name', String) })],
    ["card as Owner.name is read in another way than the type's own field", inPlace({ name: computed(() => ({}), () => '') })],
    ['Course.owner is given by what is in the place of Part and is of type Owner', inPlace({}, { type: 'Part' })],
    ['Course.owner is in the place of Facts, which has no shape', inPlace({}, { type: 'Facts' })],
    ['Course.owner is no list in the schema', { ...good, owner: { kind: 'standInList', standIn: owner, from: () => 'x', order: () => '' } }],
    ['Course.parts reads Part from what is in the place of Owner', { ...good, parts: connection({ ...parts, standIn: owner }) }],
  ])('of what is in the place of a type: %s', (message, fields) => {
    expect(() => { attach(fields); }).toThrow(message);
    expect(() => { attach(inPlace({ name: column('owner_name') })); }).not.toThrow();
  });

  test('of a type without a shape of its own that is given in two ways', () => {
    const sdl = SDL.replace('facts: Facts!', 'facts: Facts! others: Facts');
    expect(() => { attach({ ...good, others: object({ captions: column('other') }) }, others, sdl); }).not.toThrow();
    expect(() => { attach({ ...good, others: computed(() => ({}), () => ({})) }, others, sdl); }).toThrow('Facts is given in different ways by Course.facts and Course.others');
    expect(() => { attach({ ...good, others: object({ captions: column('other', Boolean) }) }, others, sdl); }).toThrow('different ways');
  });

  test('of a type that is not there, or there twice', () => {
    expect(() => { attach(good, [...others, shape('Ghost', {})]); }).toThrow('Ghost has a shape and is no object type');
    expect(() => { attach(good, [...others, shape('Owner', { name: column('name') })]); }).toThrow('two shapes for Owner');
  });
});
