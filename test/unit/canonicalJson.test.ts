import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/lib/canonicalJson.js';

describe('canonical JSON', () => {
  it('is one text for one value, whatever the order of the keys', () => {
    expect(canonicalJson({ b: [1, { z: null, a: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"a":"x","z":null}]}');
    expect(canonicalJson({ a: true, b: [1, { a: 'x', z: null }] })).toBe(canonicalJson({ b: [1, { z: null, a: 'x' }], a: true }));
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });

  it('has the sorting and escaping of RFC 8785, section 3.2.3', () => {
    const value = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' };
    expect(Object.values(JSON.parse(`[${canonicalJson(value).slice(1, -1).replace(/"(?:[^"\\]|\\.)*":/g, '')}]`) as object)).toEqual([
      'Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonicalJson('\u20b9 "\\\n')).toBe('"₹ \\"\\\\\\n"');
  });

  it('leaves out what is undefined, and refuses numbers that are not exact', () => {
    expect(canonicalJson({ a: undefined, b: 0 })).toBe('{"b":0}');
    for (const number of [0.1, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => canonicalJson({ number })).toThrow(RangeError);
  });
});
