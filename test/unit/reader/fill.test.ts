import { expect, test } from 'vitest';
import { filled, holeAt, objectsIn, type Filling, type Hole } from '../../../src/db/reader/fill.js';

const filling = { now: new Date(0), variables: {} } as unknown as Filling;
const holed = (index: number, json: string): string => `${holeAt(index).open}${json}${holeAt(index).close}`;

test('holes are filled in one pass, each by its own function, and what is around them stays', () => {
  const holes: Hole[] = Array.from({ length: 200 }, (_, index) => (value) => `<${index}:${JSON.stringify(value)}>`);
  const text = `{"a":${holed(0, '"x"')},"b":[${holed(51, '1')},${holed(52, 'null')}],"c":${holed(199, '{"d" : "e\\u0001\\"f"}')}}`;
  expect(filled(text, holes, filling)).toBe('{"a":<0:"x">,"b":[<51:1>,<52:null>],"c":<199:{"d":"e\\u0001\\"f"}>}');
  expect(filled('{"a":1}', holes, filling)).toBe('{"a":1}');
});

test('a hole that no function fills is a mistake of ours, told as one', () => {
  expect(() => filled(holed(3, '1'), [], filling)).toThrow('a hole that is none');
  expect(() => holeAt(52 * 52)).toThrow('too many holes');
});

test('objects are counted in JSON text as they would be in its value', () => {
  const objects = (value: unknown): number => (typeof value !== 'object' || value === null
    ? 0 : Object.values(value).reduce<number>((sum, each) => sum + objects(each), Array.isArray(value) ? 0 : 1));
  const texts = ['{', '{"', '{"a', '"{"', '{"}', '}{"b":1}', '[{"', '\\{"c', '{,', '{:', '"', '{"__typename', '{"_'];
  const values = [
    { a: texts, b: { c: [{ d: null }, { e: '{' }, { f: '{"' }] } }, texts, 'x', null, { a: '{', b: '{', c: ['{', '{'] },
    ...texts.map((text) => ({ text, inner: [{ text }, { _a: text, __typename: text }] })),
  ];
  for (const value of values) expect(objectsIn(JSON.stringify(value)), JSON.stringify(value)).toBe(objects(value));
});
