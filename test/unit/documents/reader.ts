import { PDFiumLibrary } from '@hyzyla/pdfium';
import { sheetOf } from '../../../src/domain/billing/documents/sheetOf.js';
import type { IssuedDocument } from '../../../src/domain/billing/documents/snapshot.js';
import { printPdf } from '../../../src/integrations/documents/pdf.js';

/** A page as another program reads it: PDFium, which browsers have. */
export interface ReadPage {
  /** The text, white space made single. */
  readonly text: string;
  /** Where the page is not white, as the outermost points from its left and upper edge; null for an empty page. */
  readonly ink: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } | null;
  readonly width: number;
  readonly height: number;
}

/** One for all: a second would break the first. */
let reader: Promise<PDFiumLibrary> | undefined;

/** Prints a document and reads it back. */
export async function printed(document: IssuedDocument): Promise<ReadPage[]> {
  return readPdf(await printPdf(sheetOf(document)));
}

/** The text of all pages. */
export async function textOf(document: IssuedDocument): Promise<string> {
  return (await printed(document)).map(({ text }) => text).join(' ');
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPage[]> {
  reader ??= PDFiumLibrary.init();
  const document = await (await reader).loadDocument(bytes);
  const pages: ReadPage[] = [];
  for (const page of document.pages()) {
    const text = page.getText();
    const { width, height, data } = await page.render({ scale: 1, render: 'bitmap' });
    pages.push({ text: text.replace(/\s+/g, ' ').normalize('NFC'), ink: inkOf(data, width), width, height });
  }
  document.destroy();
  return pages;
}

/** Looks at the pixels, four bytes each: what is not nearly white is ink. */
function inkOf(pixels: Uint8Array, width: number): ReadPage['ink'] {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let at = 0; at < pixels.length; at += 4) {
    if ((pixels[at] ?? 255) > 230) continue;
    const pixel = at / 4;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return right < 0 ? null : { left, top, right, bottom };
}
