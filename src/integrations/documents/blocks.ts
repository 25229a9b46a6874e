import type { Band, BandCell, CellLine, CellTag, Segment } from './bands.js';
import type { Block, Panel, ProseBlock, SignatureBlock, SumsBlock } from './sheet.js';
import { tableBands } from './table.js';
import { oneLine, wrapped, type TextStyle } from './text.js';

/** Points: A4 less the margins. */
export const PAPER_WIDTH = 515;

const BODY: TextStyle = { size: 8.5, bold: false };
const STRONG: TextStyle = { size: 8.5, bold: true };
const LEAD: TextStyle = { size: 10, bold: true };
const TITLE: TextStyle = { size: 9, bold: true };
const SMALL: TextStyle = { size: 7.5, bold: false };
const HEADING: TextStyle = { size: 17, bold: true };
const LEADING = 12;
const INSET = 7;
const GAP = 8;
const LABEL = 86;

const plain: Pick<Band, 'role' | 'leading' | 'padding' | 'gap' | 'frame' | 'keepWithNext' | 'repeated'> = {
  role: 'text', leading: LEADING, padding: 0, gap: GAP, frame: 'none', keepWithNext: false, repeated: null,
};

/** The first band of a sheet: its heading and, opposite, its marking. */
export function headingBand(heading: string, marking: string | null): Band {
  const left = wrapped(heading, HEADING, 330).map((text) => lineOf([segment(0, text)]));
  const right = marking === null ? [] : wrapped(marking, STRONG, 170).map((text) => lineOf([segment(170 - text.width, text)]));
  const cells = [cellOf(0, 330, 'H1', left), cellOf(345, 170, 'P', right)];
  return { ...plain, leading: 20, padding: 2, cells };
}

/** What is printed for a block. */
export function bandsOf(block: Block): Band[] {
  switch (block.kind) {
    case 'panels': return [panelsBand(block.panels)];
    case 'table': return [...titleBand(block.title), ...tableBands(block, PAPER_WIDTH, block.title === null ? GAP : 3)];
    case 'sums': return [sumsBand(block)];
    case 'prose': return proseBands(block);
    case 'signature': return [signatureBand(block)];
    default: return block satisfies never;
  }
}

function titleBand(title: string | null): Band[] {
  if (title === null) return [];
  const lines = wrapped(title, TITLE, PAPER_WIDTH).map((text) => lineOf([segment(0, text)]));
  return [{ ...plain, gap: GAP + 3, keepWithNext: true, cells: [cellOf(0, PAPER_WIDTH, 'H2', lines)] }];
}

function panelsBand(panels: readonly Panel[]): Band {
  const shares = panels.reduce((sum, { share }) => sum + share, 0);
  let x = 0;
  const cells = panels.map((panel) => {
    const width = (PAPER_WIDTH * panel.share) / shares;
    const cell = cellOf(x, width, 'P', panelLines(panel, width - 2 * INSET));
    x += width;
    return cell;
  });
  return { ...plain, padding: 4, frame: 'boxes', cells };
}

function panelLines(panel: Panel, width: number): CellLine[] {
  return [
    ...paragraph(panel.title, STRONG, width, INSET, true),
    ...(panel.lead === null ? [] : paragraph(panel.lead, LEAD, width, INSET)),
    ...panel.lines.flatMap((text) => paragraph(text, BODY, width, INSET)),
    ...panel.facts.flatMap(({ label, value }) => {
      const labels = wrapped(label, BODY, LABEL - 6);
      const values = wrapped(value, BODY, width - LABEL);
      return Array.from({ length: Math.max(labels.length, values.length) }, (_, index) => {
        const [left, right] = [labels[index], values[index]];
        return lineOf([...(left === undefined ? [] : [segment(INSET, left, true)]),
          ...(right === undefined ? [] : [segment(INSET + LABEL, right)])]);
      });
    }),
  ];
}

function sumsBand(block: SumsBlock): Band {
  const left = 300;
  const right = PAPER_WIDTH - left;
  const words = [
    ...paragraph(block.title, BODY, left - 2 * INSET, INSET, true),
    ...paragraph(block.text, STRONG, left - 2 * INSET, INSET),
    ...block.notes.flatMap((note) => [lineOf([]), ...paragraph(note, SMALL, left - 2 * INSET, INSET)]),
  ];
  const sums = block.sums.map(({ label, value }, index) => {
    const last = index === block.sums.length - 1;
    const style = last ? LEAD : BODY;
    const amount = oneLine(value, style);
    const said = wrapped(label, style, Math.max(40, right - 3 * INSET - amount.width));
    return said.map((text, row) => lineOf(
      [segment(INSET, text), ...(row === said.length - 1 ? [segment(right - INSET - amount.width, amount)] : [])], last && row === 0));
  }).flat();
  return { ...plain, gap: 0, padding: 5, leading: 13, frame: 'boxes', cells: [cellOf(0, left, 'P', words), cellOf(left, right, 'P', sums)] };
}

function proseBands({ title, paragraphs }: ProseBlock): Band[] {
  return [...titleBand(title), ...paragraphs.map((text): Band => ({
    ...plain, gap: 2, leading: 11, cells: [cellOf(0, PAPER_WIDTH, 'P', paragraph(text, SMALL, PAPER_WIDTH, 0))],
  }))];
}

function signatureBand({ signer, role }: SignatureBlock): Band {
  const width = 240;
  const right = (text: string, style: TextStyle, ruled = false): CellLine[] =>
    wrapped(text, style, width).map((line, index) => lineOf([segment(width - line.width, line)], ruled && index === 0));
  const lines = [...right(signer, STRONG), lineOf([]), lineOf([]), lineOf([]), ...right(role, BODY, true)];
  return { ...plain, gap: 12, cells: [cellOf(PAPER_WIDTH - width, width, 'P', lines)] };
}

function paragraph(text: string, style: TextStyle, width: number, x: number, faint = false): CellLine[] {
  return wrapped(text, style, width).map((line) => lineOf([segment(x, line, faint)]));
}

function cellOf(x: number, width: number, tag: CellTag, lines: readonly CellLine[]): BandCell {
  return { x, width, tag, lines };
}

function lineOf(segments: readonly Segment[], ruled = false): CellLine {
  return { segments, ruled };
}

function segment(x: number, text: Segment['text'], faint = false): Segment {
  return { x, text, faint };
}
