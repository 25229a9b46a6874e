import { heightOf, type Band, type BandCell, type CellLine } from './bands.js';
import type { Placed } from './pages.js';
import { oneLine, wrapped, type Run, type TextLine, type TextStyle } from './text.js';

type Doc = PDFKit.PDFDocument;

/** The document that is being printed. */
export interface Paper {
  readonly doc: Doc;
  readonly root: PDFKit.PDFStructureElement;
  /** The table that rows are being added to. */
  table: PDFKit.PDFStructureElement | null;
}

const BLACK = '#000000';
const FAINT = '#4a4a4a';
const LINE = '#777777';
const SHADE: Partial<Readonly<Record<Band['frame'], string>>> = { head: '#e9e9e9', total: '#f4f4f4' };
const LEFT = 40;
const RIGHT = 555;
const HEAD = 42;
const FOOT = 808;
const SMALL: TextStyle = { size: 7.5, bold: false };
/** The share of the leading that is above the base line. */
const ASCENT = 0.76;
/** Points that a line with a rule above it is lower. */
const BENEATH_RULE = 2;

/** Draws lines of a band where they are placed. What is drawn again is not read out again. */
export function drawBand(paper: Paper, placed: Placed): void {
  const { doc } = paper;
  const { band, from, times } = placed;
  artifact(doc, () => { drawFrame(doc, placed); });
  if (times === 'again') {
    artifact(doc, () => { for (const cell of band.cells) drawCell(doc, placed, cell); });
    return;
  }
  const parent = parentOf(paper, band);
  for (const cell of band.cells) {
    // An empty cell of a table is a cell all the same; elsewhere there is nothing to tag.
    if (band.role === 'text' && cell.lines.length <= from) continue;
    const options = cell.tag === 'TH' ? { scope: 'Column' } as object : {};
    parent.add(doc.struct(cell.tag, options, () => { drawCell(doc, placed, cell); }));
  }
  if (band.role === 'row') parent.end();
}

/** Name and number at the head of a page that is not the first. */
export function drawRunningHead(doc: Doc, title: string): void {
  artifact(doc, () => { drawLine(doc, firstLine(title, RIGHT - LEFT), LEFT, HEAD, true); });
}

/** The foot of a page: a text on the left, the page's number on the right. */
export function drawFoot(doc: Doc, footer: string, page: string): void {
  const number = oneLine(page, SMALL);
  artifact(doc, () => {
    doc.moveTo(LEFT, FOOT).lineTo(RIGHT, FOOT).lineWidth(0.4).strokeColor(LINE).stroke();
    drawLine(doc, firstLine(footer, RIGHT - LEFT - 80), LEFT, FOOT + 11, true);
    drawLine(doc, number, RIGHT - number.width, FOOT + 11, true);
  });
}

function firstLine(text: string, width: number): TextLine {
  return wrapped(text, SMALL, width)[0] ?? oneLine('', SMALL);
}

/** What a reader who listens need not hear: lines, shades, and what is said elsewhere. */
function artifact(doc: Doc, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** The structure element that a band's cells belong to. */
function parentOf(paper: Paper, band: Band): PDFKit.PDFStructureElement {
  const { doc, root } = paper;
  if (band.role === 'text') {
    paper.table?.end();
    paper.table = null;
    return root;
  }
  if (band.frame === 'head' || paper.table === null) {
    paper.table?.end();
    paper.table = doc.struct('Table');
    root.add(paper.table);
  }
  const row = doc.struct('TR');
  paper.table.add(row);
  return row;
}

function drawFrame(doc: Doc, { band, from, to, y }: Placed): void {
  const height = heightOf(band, to - from);
  const [first, last] = [band.cells[0], band.cells.at(-1)];
  if (first === undefined || last === undefined || band.frame === 'none') return;
  const [x, right] = [LEFT + first.x, LEFT + last.x + last.width];
  const shade = SHADE[band.frame];
  if (shade !== undefined) doc.rect(x, y, right - x, height).fillColor(shade).fill();
  doc.lineWidth(0.5).strokeColor(LINE);
  if (band.frame === 'boxes') {
    for (const cell of band.cells) doc.rect(LEFT + cell.x, y, cell.width, height).stroke();
    return;
  }
  if (shade !== undefined) doc.moveTo(x, y).lineTo(right, y).stroke();
  doc.moveTo(x, y + height).lineTo(right, y + height).stroke();
  for (const edge of [x, ...band.cells.map((cell) => LEFT + cell.x + cell.width)]) doc.moveTo(edge, y).lineTo(edge, y + height).stroke();
}

function drawCell(doc: Doc, { band, from, to, y }: Placed, cell: BandCell): void {
  for (const [index, line] of cell.lines.slice(from, to).entries()) {
    const top = y + band.padding + index * band.leading;
    const baseline = top + band.leading * ASCENT + (line.ruled ? BENEATH_RULE : 0);
    if (line.ruled) drawRule(doc, LEFT + cell.x, cell, line, top);
    for (const { x, text, faint } of line.segments) drawLine(doc, text, LEFT + cell.x + x, baseline, faint);
  }
}

function drawRule(doc: Doc, x: number, cell: BandCell, line: CellLine, y: number): void {
  const start = Math.min(...line.segments.map((segment) => segment.x));
  const end = Math.max(...line.segments.map((segment) => segment.x + segment.text.width), cell.width - start);
  doc.moveTo(x + start, y).lineTo(x + end, y).lineWidth(0.5).strokeColor(LINE).stroke();
}

function drawLine(doc: Doc, line: TextLine, x: number, baseline: number, faint: boolean): void {
  doc.fillColor(faint ? FAINT : BLACK).fontSize(line.style.size);
  // Glyphs of Indian scripts stand in another order than the letters, and a box says nothing: the letters are given beside them.
  const given = !line.runs.every(isLatin);
  if (given) doc.markContent('Span', { actual: line.text });
  let at = x;
  for (const run of line.runs) {
    drawRun(doc, run, at, baseline);
    at += run.width;
  }
  if (given) doc.endMarkedContent();
}

function drawRun(doc: Doc, run: Run, x: number, baseline: number): void {
  const { face } = run;
  // pdfkit takes a font that fontkit opened; its types do not say so yet.
  doc.registerFont(face.name, face.font as unknown as Uint8Array).font(face.name);
  doc.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
}

function isLatin({ face, text }: Run): boolean {
  return face.name.startsWith('latin') && Array.from(text).every((character) => face.covers(character.codePointAt(0) ?? 0));
}
