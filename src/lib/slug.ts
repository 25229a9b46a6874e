import { createHash } from 'node:crypto';

/** The longest slug that `slugOf` gives, in characters. */
export const SLUG_MAX_LENGTH = 80;

/**
 * The Unicode blocks of nine scripts of India that share one layout (that of the standard ISCII): the same letter stands at the
 * same place in each. True: a vowel inherent in the last consonant of a word is silent in the languages
 * that use the script, and is left out.
 */
const BLOCKS: ReadonlyMap<number, boolean> = new Map([
  [0x0900, true], // Devanagari
  [0x0980, true], // Bengali and Assamese
  [0x0a00, true], // Gurmukhi
  [0x0a80, true], // Gujarati
  [0x0b00, false], // Odia
  [0x0b80, false], // Tamil
  [0x0c00, false], // Telugu
  [0x0c80, false], // Kannada
  [0x0d00, false], // Malayalam
]);

/** Places of the common layout; ' ' marks a place without a letter. */
const FIRST_VOWEL = 0x05;
const VOWELS = 'a a i i u u ri li e e e ai o o o au'.split(' ');
const FIRST_CONSONANT = 0x15;
const CONSONANTS = (
  'k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l zh v sh sh s h'
).split(' ');
const FIRST_SIGN = 0x3e;
const SIGNS = 'a i i u u ri ri e e e ai o o o au'.split(' ');
const NUKTA = 0x3c;
const VIRAMA = 0x4d;
const FIRST_DIGIT = 0x66;
const MARKS: ReadonlyMap<number, string> = new Map([[0x01, 'n'], [0x02, 'n'], [0x03, 'h']]);

/** Letters that stand outside the common layout. The value of a consonant with its inherent vowel ends in 'a'. */
const OUTSIDE: ReadonlyMap<string, string> = new Map([
  ['ৰ', 'ra'], ['ৱ', 'va'], ['ৎ', 't'], ['ੰ', 'n'], ['ੱ', ''],
  ['ൺ', 'n'], ['ൻ', 'n'], ['ർ', 'r'], ['ൽ', 'l'], ['ൾ', 'l'], ['ൿ', 'k'],
]);

interface Reading {
  /** ASCII read so far. */
  text: string;
  /** Whether the text ends in an inherent vowel, which a vowel sign replaces and a virama removes. */
  inherent: boolean;
  /** Whether a letter or a digit was left out for want of a rule. */
  lost: boolean;
}

function blockOf(codePoint: number): boolean | undefined {
  return BLOCKS.get(codePoint & ~0x7f);
}

/** Reads one character of the common layout; false when its place holds no letter that has a rule. */
function readIndic(reading: Reading, character: string, place: number): boolean {
  const outside = OUTSIDE.get(character);
  if (outside !== undefined) {
    reading.text += outside;
    reading.inherent = outside.endsWith('a');
    return true;
  }
  if (place === NUKTA) return true;
  const consonant = CONSONANTS[place - FIRST_CONSONANT];
  if (consonant !== undefined) {
    reading.text += `${consonant}a`;
    reading.inherent = true;
    return true;
  }
  const sign = place === VIRAMA ? '' : SIGNS[place - FIRST_SIGN];
  if (sign !== undefined) {
    reading.text = (reading.inherent ? reading.text.slice(0, -1) : reading.text) + sign;
    reading.inherent = false;
    return true;
  }
  const digit = place - FIRST_DIGIT;
  const other = VOWELS[place - FIRST_VOWEL] ?? MARKS.get(place) ?? (digit >= 0 && digit <= 9 ? String(digit) : undefined);
  if (other === undefined) return false;
  reading.text += other;
  reading.inherent = false;
  return true;
}

/** Reads one word: the scripts above by their letters, Latin without its accents. */
function readWord(word: string): Reading {
  const reading: Reading = { text: '', inherent: false, lost: false };
  let silentAtEnd = false;
  for (const character of word) {
    const codePoint = character.codePointAt(0) ?? 0;
    const block = blockOf(codePoint);
    if (block !== undefined && readIndic(reading, character, codePoint & 0x7f)) {
      silentAtEnd = block;
      continue;
    }
    const ascii = character.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]/g, '');
    if (ascii === '' && /[\p{L}\p{N}]/u.test(character)) reading.lost = true;
    if (ascii !== '') reading.inherent = false;
    reading.text += ascii;
  }
  // In the scripts of the south a word's last anusvara is an m.
  if (/[\u0c02\u0c82\u0d02]$/u.test(word)) reading.text = `${reading.text.slice(0, -1)}m`;
  // A word of one consonant alone keeps its vowel: there would be nothing left to say.
  if (reading.inherent && silentAtEnd && reading.text.length > 2) reading.text = reading.text.slice(0, -1);
  return reading;
}

/** Cuts at a hyphen where there is one in the second half of what is allowed. */
function cut(slug: string, length: number): string {
  if (slug.length <= length) return slug;
  const head = slug.slice(0, length + 1);
  const hyphen = head.lastIndexOf('-');
  return hyphen > length / 2 ? head.slice(0, hyphen) : slug.slice(0, length).replace(/-+$/, '');
}

/**
 * The slug of a title: small ASCII letters, digits and single hyphens, at most `SLUG_MAX_LENGTH` characters.
 * Titles in nine scripts of India are written in Latin letters, roughly as they sound. A title of which letters are lost
 * (Urdu, Santali, Manipuri...) gets a short hash of the title after what could be read, or after 'course' where nothing could;
 * so the same title always gives the same slug. Uniqueness is for the caller to see to.
 */
export function slugOf(title: string): string {
  const normal = title.normalize('NFC').trim();
  const words = normal
    .replace(/['’‘\u200c\u200d]/gu, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map(readWord);
  const slug = words.map((word) => word.text).filter((text) => text !== '').join('-');
  if (slug !== '' && !words.some((word) => word.lost)) return cut(slug, SLUG_MAX_LENGTH);
  const hash = createHash('sha256').update(normal).digest('hex').slice(0, 8);
  return `${cut(slug === '' ? 'course' : slug, SLUG_MAX_LENGTH - 9)}-${hash}`;
}
