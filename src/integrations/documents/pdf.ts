import PDFDocument from 'pdfkit';
import { setImmediate } from 'node:timers/promises';
import type { Band } from './bands.js';
import { bandsOf, headingBand } from './blocks.js';
import { paged } from './pages.js';
import { drawBand, drawFoot, drawRunningHead, type Paper } from './paper.js';
import type { Sheet } from './sheet.js';
import { printable } from './text.js';

/**
 * A sheet as a PDF on A4: fonts embedded, tagged for readers who listen, in English as written in India. The same sheet makes the
 * same bytes. Any text is printed: what a font of ours cannot draw is a box. It gives way to other work after each page.
 */
export async function printPdf(sheet: Sheet): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4', margin: 0, autoFirstPage: false, tagged: true, lang: 'en-IN', displayTitle: true, pdfVersion: '1.7',
    info: {
      Title: printable(sheet.title), Subject: printable(sheet.subject), Author: printable(sheet.author),
      Creator: printable(sheet.author), CreationDate: new Date(`${sheet.madeOn}T12:00:00+05:30`),
    },
  });
  const chunks: Uint8Array[] = [];
  doc.on('data', (chunk: Uint8Array) => { chunks.push(chunk); });
  const ended = new Promise<void>((resolve, reject) => { doc.once('end', resolve).once('error', reject); });
  const root = doc.struct('Document');
  doc.addStructure(root);
  const paper: Paper = { doc, root, table: null };
  const pages = paged(bandsOfSheet(sheet));
  for (const [index, page] of pages.entries()) {
    doc.addPage();
    if (index > 0) drawRunningHead(doc, sheet.title);
    for (const placed of page) drawBand(paper, placed);
    drawFoot(doc, sheet.footer, `Page ${index + 1} of ${pages.length}`);
    await setImmediate();
  }
  paper.table?.end();
  root.end();
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

/** The bands from top to bottom; the signature does not stand on a page alone. */
function bandsOfSheet(sheet: Sheet): Band[] {
  const bands = [headingBand(sheet.heading, sheet.marking), ...sheet.blocks.flatMap(bandsOf)];
  const ends = sheet.blocks.at(-1)?.kind === 'signature';
  return bands.map((band, index) => (ends && index === bands.length - 2 ? { ...band, keepWithNext: true } : band));
}
