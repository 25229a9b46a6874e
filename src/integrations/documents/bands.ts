import type { TextLine } from './text.js';

/**
 * What is printed from top to bottom: bands, each some cells side by side, each cell some lines. A band that does not fit goes to
 * the next page; one that is higher than a page goes on from page to page, line by line.
 */
export interface Band {
  readonly role: BandRole;
  readonly cells: readonly BandCell[];
  /** Points from one line to the next. */
  readonly leading: number;
  /** Points above the first and beneath the last line. */
  readonly padding: number;
  /** Points left free above, unless the band is the first of a page. */
  readonly gap: number;
  readonly frame: Frame;
  /** Whether it stays on the page of the band after it. */
  readonly keepWithNext: boolean;
  /** What stands above it again when it begins a page: the heads of its table. */
  readonly repeated: Band | null;
}

/** What the band is to a reader who cannot see: a row of a table, or text of its own. */
export type BandRole = 'row' | 'text';

/** 'boxes' frames each cell; 'ruled' draws a line beneath; 'head' and 'total' also shade. */
export type Frame = 'none' | 'boxes' | 'ruled' | 'head' | 'total';

export interface BandCell {
  /** Points from the left edge of what is printed. */
  readonly x: number;
  readonly width: number;
  readonly tag: CellTag;
  readonly lines: readonly CellLine[];
}

/** The standard structure types of PDF (ISO 32000-1, 14.8.4) that we use for cells. */
export type CellTag = 'TD' | 'TH' | 'P' | 'H1' | 'H2';

/** A line of a cell: pieces of text, each at its place. */
export interface CellLine {
  readonly segments: readonly Segment[];
  /** A thin line above it, as above a sum. */
  readonly ruled: boolean;
}

export interface Segment {
  /** Points from the left edge of the cell. */
  readonly x: number;
  readonly text: TextLine;
  /** Printed in grey. */
  readonly faint: boolean;
}

/** How many lines the highest cell has. */
export function lineCount(band: Band): number {
  return band.cells.reduce((most, { lines }) => Math.max(most, lines.length), 0);
}

/** How high so many lines of a band are, in points. */
export function heightOf(band: Band, lines = lineCount(band)): number {
  return lines * band.leading + 2 * band.padding;
}
