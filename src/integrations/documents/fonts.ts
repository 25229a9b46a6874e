import { create, type Font } from 'fontkit';
import * as harfbuzz from 'harfbuzzjs';
import { readFileSync } from 'node:fs';
import type { Script } from './scripts.js';
import { sfntOfWoff } from './woff.js';

/** A font at one weight. */
export interface Face {
  /** Unique among the faces. */
  readonly name: string;
  readonly rightToLeft: boolean;
  /** The font for pdfkit, which asks it for `layout`, a subset and its measures. */
  readonly font: Font;
  covers(codePoint: number): boolean;
  /** The width of a text, in ems. */
  width(text: string): number;
}

interface Glyph { readonly id: number; readonly advanceWidth: number; readonly codePoints: readonly number[] }
interface Position { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }
interface Shaped { readonly glyphs: readonly Glyph[]; readonly positions: readonly Position[]; readonly advanceWidth: number }

/** Words kept with their glyphs; past so many they are all forgotten, which costs time only. */
const WORDS_KEPT = 4_000;
/** A space without width: what a glyph means whose letters another glyph stands for. */
const NO_CHARACTER = 0x200b;

const faces = new Map<string, Face>();

/** The face of a script at a weight; read from its package at the first use, then kept. */
export function faceOf(script: Script, bold: boolean): Face {
  const name = `${script.name}-${bold ? 'bold' : 'regular'}`;
  const known = faces.get(name);
  if (known !== undefined) return known;
  const face = openFace(name, sfntOfWoff(readFileSync(bold ? script.bold : script.regular)), script.rightToLeft);
  faces.set(name, face);
  return face;
}

function openFace(name: string, file: Buffer, rightToLeft: boolean): Face {
  const font = create(file) as Font;
  const characters = new Set(font.characterSet);
  const shape = shaper(file, font);
  const layout = (text: string): Shaped => {
    const { glyphs, positions, advanceWidth } = shape(text);
    // pdfkit scales the positions in place.
    return { glyphs, positions: positions.map((position) => ({ ...position })), advanceWidth };
  };
  // fontkit shapes Telugu, Malayalam and Gurmukhi wrongly (it throws at some words); HarfBuzz is what browsers use.
  // pdfkit knows its fonts by their PostScript name, and the parts of Noto Sans all carry the same.
  Object.defineProperties(font, { layout: { value: layout }, postscriptName: { value: `NotoSans-${name}` } });
  return {
    name, rightToLeft, font,
    covers: (codePoint) => characters.has(codePoint),
    // Word by word with the space after it, as pdfkit writes it.
    width: (text) => (text.match(/[^ ]+ ?| /g) ?? []).reduce((sum, word) => sum + shape(word).advanceWidth, 0) / font.unitsPerEm,
  };
}

/** Turns a word into glyphs. */
function shaper(file: Buffer, font: Font): (text: string) => Shaped {
  const shapeFont = new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(new Uint8Array(file).buffer)));
  const buffer = new harfbuzz.Buffer();
  const meanings = meaningsOf(font);
  const kept = new Map<string, Shaped>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    buffer.reset();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    buffer.setLanguage('und');
    harfbuzz.shape(shapeFont, buffer);
    const infos = buffer.getGlyphInfos();
    const positions = buffer.getGlyphPositions();
    const rests = restsOf(text, infos, meanings);
    const glyphs = infos.map(({ codepoint: id, cluster }): Glyph => ({
      id, advanceWidth: font.getGlyph(id).advanceWidth, codePoints: meanings.get(id) ?? rests.get(cluster)?.splice(0) ?? [],
    })).map((glyph) => (glyph.codePoints.length === 0 ? { ...glyph, codePoints: [NO_CHARACTER] } : glyph));
    const shaped: Shaped = {
      glyphs, advanceWidth: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0),
      positions: positions.map(({ xAdvance, yAdvance, xOffset, yOffset }) => ({ xAdvance, yAdvance, xOffset, yOffset })),
    };
    if (kept.size >= WORDS_KEPT) kept.clear();
    kept.set(text, shaped);
    return shaped;
  };
}

/** The character of each glyph that stands for one, so that a text can be copied out again; the lowest where several share it. */
function meaningsOf(font: Font): ReadonlyMap<number, readonly number[]> {
  const meanings = new Map<number, readonly number[]>();
  for (const codePoint of [...font.characterSet].sort((a, b) => a - b)) {
    const { id } = font.glyphForCodePoint(codePoint);
    if (!meanings.has(id)) meanings.set(id, [codePoint]);
  }
  return meanings;
}

/**
 * Of each cluster (the letters that were shaped together) the characters that no glyph of it stands for alone: what its ligatures
 * stand for.
 */
function restsOf(
  text: string, infos: readonly { readonly codepoint: number; readonly cluster: number }[], meanings: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, number[]> {
  const starts = [...new Set(infos.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  return new Map(starts.map((start, index) => {
    const alone = new Set(infos.filter(({ cluster }) => cluster === start).flatMap(({ codepoint: id }) => meanings.get(id) ?? []));
    const letters = Array.from(text.slice(start, starts[index + 1] ?? text.length), (character) => character.codePointAt(0) ?? NO_CHARACTER);
    return [start, letters.filter((letter) => !alone.has(letter))];
  }));
}
