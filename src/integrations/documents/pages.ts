import { heightOf, lineCount, type Band } from './bands.js';

/** Points: A4 is 842 high; beneath the bottom is the foot, above the top of every page but the first its running head. */
const TOP = 34;
const TOP_AFTER_HEAD = 52;
const BOTTOM = 800;

/** Some lines of a band at their place. */
export interface Placed {
  readonly band: Band;
  readonly from: number;
  readonly to: number;
  /** Points from the upper edge of the page. */
  readonly y: number;
  /** 'again' for the heads of a table that goes on. */
  readonly times: 'once' | 'again';
}

interface Filling { readonly pages: Placed[][]; y: number }

/** What stands on which page. A band is parted only when no page holds it; bands that belong together stay so if a page holds them. */
export function paged(bands: readonly Band[]): readonly (readonly Placed[])[] {
  const filling: Filling = { pages: [[]], y: TOP };
  for (const [index, band] of bands.entries()) {
    const height = heightWithNext(bands, index);
    const isTall = height > BOTTOM - TOP_AFTER_HEAD - repeatedHeight(band);
    if (index > 0 && !isTall && filling.y + band.gap + height > BOTTOM) turn(filling, band);
    else if (index > 0) filling.y += band.gap;
    place(filling, band);
  }
  return filling.pages;
}

/** How high a band is with those that must not be parted from it. */
function heightWithNext(bands: readonly Band[], index: number): number {
  const band = bands[index];
  if (band === undefined) return 0;
  return heightOf(band) + (band.keepWithNext ? (bands[index + 1]?.gap ?? 0) + heightWithNext(bands, index + 1) : 0);
}

function repeatedHeight({ repeated }: Band): number {
  return repeated === null ? 0 : heightOf(repeated);
}

/** Places a band, on as many pages as it takes. */
function place(filling: Filling, band: Band): void {
  const lines = lineCount(band);
  let from = 0;
  do {
    const room = Math.floor((BOTTOM - filling.y - 2 * band.padding) / band.leading);
    const to = Math.min(lines, from + Math.max(room, 0));
    if (to > from || lines === 0) put(filling, band, from, to, 'once');
    from = to;
    if (from < lines) turn(filling, band);
  } while (from < lines);
}

function turn(filling: Filling, { repeated }: Band): void {
  filling.pages.push([]);
  filling.y = TOP_AFTER_HEAD;
  if (repeated !== null) put(filling, repeated, 0, lineCount(repeated), 'again');
}

function put(filling: Filling, band: Band, from: number, to: number, times: Placed['times']): void {
  filling.pages.at(-1)?.push({ band, from, to, y: filling.y, times });
  filling.y += heightOf(band, to - from);
}
