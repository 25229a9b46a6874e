import { chanceOf, type Chance } from '../../lib/chance.js';

const WORD = /[\p{L}\p{M}]+/gu;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Letters that a word must have before one of them is spoilt. */
const LEAST_LETTERS = 5;

/** Letters, each with its marks. Not by Intl.Segmenter: what that takes for one letter in Indian scripts changes with the release of Node. */
const lettersOf = (word: string): string[] => word.match(/\p{L}\p{M}*|\p{M}+/gu) ?? [];

/**
 * The query with one typo: in one of its words of five letters or more two neighbours change places, or one letter is dropped,
 * doubled or replaced. Null where it has no such word. The same id and text give the same typo, whatever else is measured with them;
 * the result has at most `mostCharacters`.
 */
export function withTypo(id: string, text: string, mostCharacters: number): string | null {
  const chance = chanceOf(1, ...[...`${id}\t${text}`].map((character) => character.codePointAt(0) ?? 0));
  const words = [...text.matchAll(WORD)]
    .map((match) => ({ letters: lettersOf(match[0]), from: match.index, to: match.index + match[0].length }))
    .filter(({ letters }) => letters.length >= LEAST_LETTERS);
  if (words.length === 0) return null;
  const { letters, from, to } = chance.pick(words);
  const mayGrow = [...text].length + LEAST_LETTERS <= mostCharacters;
  return text.slice(0, from) + spoilt(letters, chance, mayGrow).join('') + text.slice(to);
}

/** A word with one typo; never the word as it was. */
function spoilt(letters: readonly string[], chance: Chance, mayGrow: boolean): string[] {
  const pairs = letters.flatMap((letter, at) => (at > 0 && letters[at - 1] !== letter ? [at - 1] : []));
  const kinds = ['drop', ...(mayGrow ? ['double', 'replace'] as const : []), ...(pairs.length > 0 ? ['swap'] as const : [])] as const;
  const kind = chance.pick(kinds);
  const at = kind === 'swap' ? chance.pick(pairs) : chance.between(0, letters.length - 1);
  const letter = letters[at] ?? '';
  switch (kind) {
    case 'drop': return letters.toSpliced(at, 1);
    case 'double': return letters.toSpliced(at, 1, letter, letter);
    case 'replace': return letters.toSpliced(at, 1, anotherThan(letter, letters, chance));
    case 'swap': return letters.toSpliced(at, 2, letters[at + 1] ?? '', letter);
  }
}

/** A letter of the same script: of the Latin alphabet, else one of the word's own where it has another. */
function anotherThan(letter: string, letters: readonly string[], chance: Chance): string {
  const own = letters.filter((other) => other !== letter);
  const from = /\p{Script=Latin}/u.test(letter) || own.length === 0 ? [...LETTERS].filter((other) => other !== letter.toLowerCase()) : own;
  return chance.pick(from);
}
