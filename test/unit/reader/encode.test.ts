import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../../src/db/reader/cursor.js';
import { encode, placeholder } from '../../../src/db/reader/encode.js';
import { idField, timestamp } from '../../../src/db/reader/fields.js';
import { jsonObject } from '../../../src/db/reader/json.js';
import { publicId } from '../../../src/lib/ids.js';

describe('encode', () => {
  test.each([
    ['a', 'text', 'a'], [5, 'integer', '5'], [true, 'boolean', 'true'], [null, 'uuid', null], [undefined, 'text', null],
    [new Date('2026-01-02T03:04:05.678Z'), 'timestamptz', '2026-01-02T03:04:05.678Z'],
    [['a', 'b"', 'c\\', null, 'NULL', '', '{}', ','], 'text[]', '{"a","b\\"","c\\\\",NULL,"NULL","","{}",","}'], [[1, 2], 'integer[]', '{"1","2"}'],
    [{ a: ["'"] }, 'jsonb', '{"a":["\'"]}'], ['9223372036854775807', 'bigint', '9223372036854775807'],
    ['2026-01-02 03:04:05.123456+00', 'timestamptz', '2026-01-02 03:04:05.123456+00'], ['2026-01-02 03:04:05+05:30', 'timestamptz', '2026-01-02 03:04:05+05:30'],
  ])('%j as %s', (value, cast, text) => { expect(encode(value, cast)).toBe(text); });

  test.each([
    ['a\u0000', 'text'], ['x', 'uuid'], ['2147483648', 'integer'], [1.5, 'integer'], ['9223372036854775808', 'bigint'], ['1e40', 'real'], ['NaN', 'real'],
    ['2026-02-30 00:00:00+00', 'timestamptz'], ['now', 'timestamptz'], [['x'], 'uuid[]'],
  ])('%j is refused as %s', (value, cast) => {
    expect(() => encode(value, cast)).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }) as Error);
  });

  test('what no argument can be is a bug', () => {
    expect(() => encode({}, 'text')).toThrow('must be a scalar');
    expect(() => encode('a', 'text[]')).toThrow('needs an array');
  });

  test('a moment travels as text, with its microseconds', () => {
    expect(placeholder(3, 'timestamptz')).toBe('$3::text::timestamptz');
    expect(placeholder(1, 'uuid')).toBe('$1::uuid');
  });
});

describe('cursors', () => {
  const id = '00000000-0000-7000-8000-000000000001';
  test('come back as they went', () => {
    const cursor = encodeCursor(['RATING', 'ASC', '4.1', id]);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodeCursor(cursor, 'RATING', 'ASC', 'real')).toEqual({ value: '4.1', id });
  });
  test.each([['RATING', 'DESC'], ['SLUG', 'ASC']] as const)('are refused under %s %s', (field, direction) => {
    expect(() => decodeCursor(encodeCursor(['RATING', 'ASC', '4.1', id]), field, direction, 'real')).toThrow('another order');
  });
});

test('timestamps are given in milliseconds', () => {
  const read = timestamp('created_at').read;
  expect(['2026-01-02T03:04:05', '2026-01-02T03:04:05.1', '2026-01-02T03:04:05.12', '2026-01-02T03:04:05.123456'].map((text) => read?.(text)))
    .toEqual(['2026-01-02T03:04:05.000Z', '2026-01-02T03:04:05.100Z', '2026-01-02T03:04:05.120Z', '2026-01-02T03:04:05.123Z']);
});

test('public ids are those of the library', () => {
  fc.assert(fc.property(fc.uuid(), (uuid) => { expect(idField('course').read?.(uuid)).toBe(publicId('course', uuid)); }));
  for (const uuid of ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']) {
    expect(idField('course').read?.(uuid)).toBe(publicId('course', uuid));
  }
});

test('a JSON object of more than 50 keys is put together from several', () => {
  const entries = (count: number): [string, string][] => Array.from({ length: count }, (_, n) => [`k${n}`, String(n)]);
  expect(jsonObject(entries(50)).match(/json_build_object/g)).toHaveLength(1);
  expect(jsonObject(entries(51)).match(/json_build_object/g)).toHaveLength(2);
  expect(jsonObject([["it's", '1']])).toBe("json_build_object('it''s', 1)");
});
