import { faceOf, type Face } from './fonts.js';
import { LATIN, scriptOf } from './scripts.js';

export interface TextStyle {
  /** Points. */
  readonly size: number;
  readonly bold: boolean;
}

/** A piece of a line in one face, from left to right. */
export interface Run {
  readonly face: Face;
  readonly text: string;
  /** Points. */
  readonly width: number;
}

/** A line of text as it stands on paper. */
export interface TextLine {
  /** In the order of reading. */
  readonly text: string;
  readonly runs: readonly Run[];
  /** Points. */
  readonly width: number;
  readonly style: TextStyle;
}

interface Piece { readonly face: Face; readonly text: string }

/** Points by which sums of widths may differ. */
const ROUNDING = 0.05;
const PLAIN = /^[\x20-\x7e]*$/;
/** What belongs to no script, and stays in the face of what is before it. */
const COMMON = /^[ ,.()-]$/;
const ZERO_WIDTH_JOINERS = new Set(['\u200c', '\u200d']);
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A text that can be printed on one line whatever it was: line ends and control characters become spaces, marks of direction and
 * other invisible characters go (they could make a reader see another text), and marks that pile up are cut off.
 */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text.trim().replace(/ {2,}/g, ' ');
  return text.toWellFormed().normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    .replace(/[\p{Cf}\u115f\u1160\u3164\uffa0]/gu, (character) => (ZERO_WIDTH_JOINERS.has(character) ? character : ''))
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/ {2,}/g, ' ').trim();
}

/** A text as lines no wider than so many points, broken at spaces; a word that is wider is broken anywhere. At least one line. */
export function wrapped(text: string, style: TextStyle, width: number): TextLine[] {
  const space = faceOf(LATIN, style.bold).width(' ') * style.size;
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of printable(text).split(' ').flatMap((whole) => fitted(whole, style, width))) {
    const wide = wordWidth(word, style);
    if (line !== '' && used + space + wide <= width + ROUNDING) {
      line += ` ${word}`;
      used += space + wide;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    used = wide;
  }
  return [...lines, line].map((content) => lineOf(content, style));
}

/** A text as one line, however wide. */
export function oneLine(text: string, style: TextStyle): TextLine {
  return lineOf(printable(text), style);
}

/** The width of the widest word: what a column needs so that no word is broken. */
export function widestWord(text: string, style: TextStyle): number {
  return Math.max(...printable(text).split(' ').map((word) => wordWidth(word, style)));
}

function lineOf(text: string, style: TextStyle): TextLine {
  const runs = inOrder(merged(piecesOf(text, style.bold)))
    .map(({ face, text: content }): Run => ({ face, text: content, width: face.width(content) * style.size }));
  return { text, runs, width: runs.reduce((sum, run) => sum + run.width, 0), style };
}

function wordWidth(word: string, style: TextStyle): number {
  return merged(piecesOf(word, style.bold)).reduce((sum, { face, text }) => sum + face.width(text), 0) * style.size;
}

/** A word in pieces that each fit, broken after a sign of division where there is one in the later half; whole when it fits. */
function fitted(word: string, style: TextStyle, width: number): string[] {
  if (wordWidth(word, style) <= width + ROUNDING) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const { segment } of GRAPHEMES.segment(word)) {
    const wide = wordWidth(segment, style);
    if (part !== '' && used + wide > width) {
      const sign = part.search(/[-_/.,@:;][^-_/.,@:;]*$/) + 1;
      const kept = sign > part.length / 3 ? part.slice(0, sign) : part;
      parts.push(kept);
      part = part.slice(kept.length);
      used = wordWidth(part, style);
    }
    part += segment;
    used += wide;
  }
  return [...parts, part];
}

/** A text by the faces that draw it, in the order of reading; words from right to left stand alone. */
function piecesOf(text: string, bold: boolean): Piece[] {
  const latin = faceOf(LATIN, bold);
  if (PLAIN.test(text)) return [{ face: latin, text }];
  const pieces: Piece[] = [];
  let last = latin;
  for (const { segment } of GRAPHEMES.segment(text)) {
    const face = COMMON.test(segment) && last.covers(segment.charCodeAt(0)) && !last.rightToLeft ? last : faceFor(segment, latin, bold);
    pieces.push({ face, text: segment });
    last = face;
  }
  return pieces;
}

/** The face of a character with its marks: that of its script, when it has all of it; else that of English. */
function faceFor(grapheme: string, latin: Face, bold: boolean): Face {
  for (const character of grapheme) {
    const codePoint = character.codePointAt(0) ?? 0;
    const script = scriptOf(codePoint);
    if (script === null) continue;
    const face = faceOf(script, bold);
    if (face.covers(codePoint)) return face;
  }
  return latin;
}

function merged(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && last.face === piece.face) joined[joined.length - 1] = { face: last.face, text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined;
}

/**
 * The pieces from left to right. In a line that reads from left to right, words from right to left that follow one another, with
 * spaces and numbers between them, change places as a whole: what of the Unicode bidirectional algorithm names need.
 */
function inOrder(pieces: readonly Piece[]): readonly Piece[] {
  if (!pieces.some(({ face }) => face.rightToLeft)) return pieces;
  const ordered: Piece[] = [];
  let at = 0;
  while (at < pieces.length) {
    let end = at;
    if (pieces[at]?.face.rightToLeft === true) {
      for (let next = at + 1; next < pieces.length; next += 1) {
        const piece = pieces[next];
        if (piece === undefined || !(piece.face.rightToLeft || /^[\d .,:/-]*$/.test(piece.text))) break;
        if (piece.face.rightToLeft) end = next;
      }
    }
    ordered.push(...pieces.slice(at, end + 1).reverse());
    at = end + 1;
  }
  return ordered;
}
