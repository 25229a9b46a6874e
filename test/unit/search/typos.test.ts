import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withTypo } from '../../../src/cli/evalSearch/typos.js';

const typo = (text: string, id = 'Q1', most = 200): string | null => withTypo(id, text, most);
const ids = Array.from({ length: 400 }, (_none, n) => `Q${n}`);

/** How a word came about from another: by one dropped, doubled or replaced letter, or by two neighbours that changed places. */
function kindOf(from: string, to: string): string | null {
  const [a, b] = [[...from], [...to]];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const rest = (letters: string[], skip: number): string => letters.slice(at + skip).join('');
  if (from === to) return null;
  if (rest(a, 1) === rest(b, 0)) return 'drop';
  if (b.length === a.length + 1 && b[at] === b[at - 1] && rest(a, 0) === rest(b, 1)) return 'double';
  if (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, 2) === rest(b, 2)) return 'swap';
  return rest(a, 1) === rest(b, 1) ? 'replace' : null;
}

describe('one typo in a query', () => {
  it('leaves alone what has no word of five letters', () => {
    expect(['', 'r', 'sql data', 'c++ 2016 web', '12345 678', 'कार्य'].map((text) => typo(text))).toEqual([null, null, null, null, null, null]);
  });

  it('is the same for the same id and text, and another for others', () => {
    expect(typo('procurement')).toBe(typo('procurement'));
    expect(new Set(ids.map((id) => typo('procurement', id))).size).toBeGreaterThan(30);
  });

  it('is of each of the four kinds, in long words only', () => {
    const kinds = new Map<string | null, number>();
    for (const id of ids) {
      const [first = '', second = '', ...others] = (typo('web procurement', id) ?? '').split(' ');
      expect([first, others]).toEqual(['web', []]);
      const kind = kindOf('procurement', second);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect([...kinds.keys()].sort()).toEqual(['double', 'drop', 'replace', 'swap']);
    for (const count of kinds.values()) expect(count).toBeGreaterThan(60);
  });

  it('takes a letter with its marks for one, and stays in the script', () => {
    for (const id of ids) {
      const spoilt = typo('कार्यालय', id) ?? '';
      expect(spoilt).not.toBe('कार्यालय');
      expect(spoilt).toMatch(/^\p{Script=Devanagari}+$/u);
      expect(spoilt).not.toMatch(/^\p{M}/u);
    }
  });

  it('always changes the query, and never makes it too long', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-cé ]{0,12}[a-c]{5}$/), fc.string(), fc.integer({ min: 17, max: 30 }), (text, id, most) => {
      const spoilt = withTypo(id, text, most);
      expect(spoilt).not.toBeNull();
      expect(spoilt).not.toBe(text);
      expect([...spoilt ?? ''].length).toBeLessThanOrEqual(most);
    }), { numRuns: 500 });
  });
});
