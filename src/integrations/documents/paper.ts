import { heightOf, type Band, type BandCell, type CellLine } from './bands.js';
import { oneLine, type Run, type TextLine, type TextStyle } from './text.js';

type Doc = PDFKit.PDFDocument;

/** Where we are on the paper. */
export interface Paper {
  readonly doc: Doc;
  readonly root: PDFKit.PDFStructureElement;
  /** The table that rows are being added to. */
  table: PDFKit.PDFStructureElement | null;
  /** Points from the edges of the page. */
  readonly left: number;
  y: number;
}

const BLACK = '#000000';
const FAINT = '#4a4a4a';
const LINE = '#777777';
const SHADE: Partial<Readonly<Record<Band['frame'], string>>> = { head: '#e9e9e9', total: '#f4f4f4' };
const SMALL: TextStyle = { size: 7.5, bold: false };
/** The share of the leading that is above the base line. */
const ASCENT = 0.76;

/** Draws some of a band's lines at the paper's place, and moves it beneath them. What is drawn again is not read out again. */
export function drawBand(paper: Paper, band: Band, from: number, to: number, times: 'once' | 'again'): void {
  const { doc } = paper;
  const height = heightOf(band, to - from);
  artifact(doc, () => { drawFrame(paper, band, height); });
  const draw = (cell: BandCell) => (): void => { drawCell(paper, band, cell, from, to); };
  if (times === 'again') {
    artifact(doc, () => { for (const cell of band.cells) draw(cell)(); });
  } else {
    const parent = parentOf(paper, band);
    for (const cell of band.cells) {
      // An empty cell of a table is a cell all the same; elsewhere there is nothing to tag.
      if (band.role === 'text' && cell.lines.length <= from) continue;
      parent.add(doc.struct(cell.tag, cell.tag === 'TH' ? { scope: 'Column' } as object : {}, draw(cell)));
    }
    if (band.role === 'row') parent.end();
  }
  paper.y += height;
}

/** Number and name at the head of a page that is not the first. */
export function drawRunningHead(paper: Paper, title: string): void {
  artifact(paper.doc, () => { drawLine(paper.doc, oneLine(title, SMALL), paper.left, paper.y + 8, true); });
  paper.y += 18;
}

/** The foot of every page: a text on the left, 'Page x of y' on the right. */
export function drawFeet(doc: Doc, footer: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(start + index);
    const page = oneLine(`Page ${index + 1} of ${count}`, SMALL);
    artifact(doc, () => {
      doc.moveTo(40, 800).lineTo(555, 800).lineWidth(0.4).strokeColor(LINE).stroke();
      drawLine(doc, oneLine(footer, SMALL), 40, 812, true);
      drawLine(doc, page, 555 - page.width, 812, true);
    });
  }
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

function drawFrame({ doc, left, y }: Paper, band: Band, height: number): void {
  const [first, last] = [band.cells[0], band.cells.at(-1)];
  if (first === undefined || last === undefined || band.frame === 'none') return;
  const [x, right] = [left + first.x, left + last.x + last.width];
  const shade = SHADE[band.frame];
  if (shade !== undefined) doc.rect(x, y, right - x, height).fillColor(shade).fill();
  doc.lineWidth(0.5).strokeColor(LINE);
  if (band.frame === 'boxes') {
    for (const cell of band.cells) doc.rect(left + cell.x, y, cell.width, height).stroke();
    return;
  }
  if (band.frame === 'head') doc.moveTo(x, y).lineTo(right, y).stroke();
  doc.moveTo(x, y + height).lineTo(right, y + height).stroke();
  for (const edge of [x, ...band.cells.map((cell) => left + cell.x + cell.width)]) doc.moveTo(edge, y).lineTo(edge, y + height).stroke();
}

function drawCell({ doc, left, y }: Paper, band: Band, cell: BandCell, from: number, to: number): void {
  for (const [index, line] of cell.lines.slice(from, to).entries()) {
    const top = y + band.padding + index * band.leading;
    if (line.ruled) drawRule(doc, left + cell.x, cell, line, top - 1);
    for (const { x, text, faint } of line.segments) drawLine(doc, text, left + cell.x + x, top + band.leading * ASCENT, faint);
  }
}

function drawRule(doc: Doc, x: number, cell: BandCell, line: CellLine, y: number): void {
  const start = Math.min(...line.segments.map((segment) => segment.x));
  const end = Math.max(...line.segments.map((segment) => segment.x + segment.text.width), cell.width - start);
  doc.moveTo(x + start, y).lineTo(x + end, y).lineWidth(0.5).strokeColor(LINE).stroke();
}

function drawLine(doc: Doc, line: TextLine, x: number, baseline: number, faint: boolean): void {
  doc.fillColor(faint ? FAINT : BLACK).fontSize(line.style.size);
  let at = x;
  for (const run of line.runs) {
    drawRun(doc, run, at, baseline);
    at += run.width;
  }
}

function drawRun(doc: Doc, run: Run, x: number, baseline: number): void {
  const { face } = run;
  // pdfkit takes a font that fontkit opened; its types do not say so yet.
  doc.registerFont(face.name, face.font as unknown as Uint8Array).font(face.name);
  // Glyphs of Indian scripts stand in another order than the letters: the letters are given beside them.
  const shaped = !face.name.startsWith('latin');
  if (shaped) doc.markContent('Span', { actual: run.text });
  doc.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
  if (shaped) doc.endMarkedContent();
}
