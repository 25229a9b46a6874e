import { describe, expect, it } from 'vitest';
import { oneLine, printable, widestWord, wrapped } from '../../../src/integrations/documents/text.js';

const STYLE = { size: 9, bold: false };
const textsOf = (text: string, width: number): string[] => wrapped(text, STYLE, width).map((line) => line.text);

describe('printable text', () => {
  it('is one line of visible characters', () => {
    expect(printable(' a\n\tb\u0000c  d ')).toBe('a b c d');
    expect(printable('x\u202ey\u2066z\ufeff\u200b')).toBe('xyz');
    expect(printable('a\u00a0b\u2003c')).toBe('a b c');
    expect(printable('\ud800x')).toBe('\ufffdx');
    expect(printable('e\u0301')).toBe('\u00e9');
    expect(printable('z\u0323\u0301\u0302\u0303\u0304\u0305')).toHaveLength(5);
  });

  it('keeps the joiners that Indian scripts need', () => {
    expect(printable('\u0915\u094d\u200d\u0937')).toBe('\u0915\u094d\u200d\u0937');
  });
});

describe('wrapping', () => {
  it('breaks at spaces, keeps every word, and is never wider than asked', () => {
    const text = 'Seats on the content marketplace, one employee each, all included courses for a year';
    for (const width of [40, 90, 200, 1_000]) {
      const lines = wrapped(text, STYLE, width);
      expect(lines.every((line) => line.width <= width + 0.1)).toBe(true);
      if (width >= widestWord(text, STYLE)) expect(lines.map((line) => line.text).join(' ')).toBe(text);
    }
    expect(textsOf(text, 1_000)).toHaveLength(1);
  });

  it('breaks a word that is too wide after a sign of division, else anywhere, and loses nothing', () => {
    expect(textsOf('purchase_request_01k3x9m2v4e8rttq8w5n6y7z0a', 140)).toEqual(['purchase_request_', '01k3x9m2v4e8rttq8w5n6y7z0a']);
    for (const word of ['W'.repeat(300), 'क्षत्रिय'.repeat(40)]) {
      const lines = wrapped(word, STYLE, 50);
      expect(lines.map((line) => line.text).join('')).toBe(word);
      expect(lines.every((line) => line.width <= 55)).toBe(true);
    }
  });

  it('of nothing is one empty line', () => {
    expect(textsOf('', 100)).toEqual(['']);
  });
});

describe('faces', () => {
  it('are those of the scripts in the text', () => {
    const facesOf = (text: string): string[] => oneLine(text, STYLE).runs.map(({ face }) => face.name);
    expect(facesOf('Total \u20b9 1')).toEqual(['latin-regular', 'latin-ext-regular', 'latin-regular']);
    expect(facesOf('विभाग Department')).toEqual(['devanagari-regular', 'latin-regular']);
    expect(oneLine('निधि', { size: 9, bold: true }).runs.map(({ face }) => face.name)).toEqual(['devanagari-bold']);
    expect(facesOf('中')).toEqual(['latin-regular']);
  });

  it('stand from left to right: words that are read from right to left change places, with the numbers between them', () => {
    const seen = oneLine('To سری نگر 190001 کشمیر, India', STYLE).runs.map(({ text }) => text.trim()).filter((text) => text !== '');
    expect(seen).toEqual(['To', 'کشمیر', '190001', 'نگر', 'سری', ', India']);
  });
});
