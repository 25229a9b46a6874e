import PDFDocument from 'pdfkit';
import { setImmediate } from 'node:timers/promises';
import { heightOf, lineCount, type Band } from './bands.js';
import { bandsOf, headingBand } from './blocks.js';
import { drawBand, drawFeet, drawRunningHead, type Paper } from './paper.js';
import type { Sheet } from './sheet.js';
import { printable } from './text.js';

/** Points: A4. The foot holds the page number. */
const MARGIN = 40;
const BOTTOM = 841.89 - 54;
/** Bands after which other requests get their turn. */
const TURN = 40;

/**
 * A sheet as a PDF on A4: fonts embedded, tagged for readers who listen, in English as written in India. The same sheet makes the
 * same bytes. Any text is printed: what a font of ours cannot draw is a box. It gives way to other work as it goes.
 */
export async function printPdf(sheet: Sheet): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4', margin: 0, autoFirstPage: false, bufferPages: true, tagged: true, lang: 'en-IN', displayTitle: true, pdfVersion: '1.7',
    info: {
      Title: printable(sheet.title), Subject: printable(sheet.subject), Author: printable(sheet.author),
      Creator: printable(sheet.author), CreationDate: sheet.madeAt,
    },
  });
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => { chunks.push(chunk); });
  const ended = new Promise<void>((resolve, reject) => { doc.once('end', resolve).once('error', reject); });
  const root = doc.struct('Document');
  doc.addStructure(root);
  const paper: Paper = { doc, root, table: null, left: MARGIN, y: MARGIN };
  doc.addPage();
  await print(sheet, paper);
  paper.table?.end();
  root.end();
  drawFeet(doc, sheet.footer);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

async function print(sheet: Sheet, paper: Paper): Promise<void> {
  const bands = [headingBand(sheet.heading, sheet.marking), ...sheet.blocks.flatMap(bandsOf)];
  for (const [index, band] of bands.entries()) {
    if (index > 0 && paper.y + band.gap + heightWithNext(bands, index) > BOTTOM && !isTall(bands, index)) nextPage(sheet, paper, band);
    else if (index > 0) paper.y += band.gap;
    printBand(sheet, paper, band);
    if (index % TURN === TURN - 1) await setImmediate();
  }
}

/** How high a band is with those that must not be parted from it. */
function heightWithNext(bands: readonly Band[], index: number): number {
  const band = bands[index];
  if (band === undefined) return 0;
  return heightOf(band) + (band.keepWithNext ? (bands[index + 1]?.gap ?? 0) + heightWithNext(bands, index + 1) : 0);
}

/** Whether it would fit on no page; then it begins where it stands. */
function isTall(bands: readonly Band[], index: number): boolean {
  return heightWithNext(bands, index) > BOTTOM - MARGIN - 80;
}

function nextPage(sheet: Sheet, paper: Paper, band: Band): void {
  paper.doc.addPage();
  paper.y = MARGIN;
  drawRunningHead(paper, sheet.title);
  if (band.repeated !== null) drawBand(paper, band.repeated, 0, lineCount(band.repeated), 'again');
}

/** Prints a band, on as many pages as it takes. */
function printBand(sheet: Sheet, paper: Paper, band: Band): void {
  const lines = lineCount(band);
  let from = 0;
  do {
    const room = Math.floor((BOTTOM - paper.y - 2 * band.padding) / band.leading);
    if (room < 1) {
      nextPage(sheet, paper, band);
      continue;
    }
    const to = Math.min(lines, from + room);
    drawBand(paper, band, from, to, 'once');
    from = to;
    if (from < lines) nextPage(sheet, paper, band);
  } while (from < lines);
}
