import type { Band, BandCell, CellLine, Frame } from './bands.js';
import type { Cell, Column, TableBlock } from './sheet.js';
import { oneLine, widestWord, wrapped, type TextStyle } from './text.js';

/** Points on either side of what is in a cell. */
const INSET = 4;
/** Points that a flexible column is left with at least; and at least when the heads of the others are each to be one line. */
const LEAST_FLEXIBLE = 118;
const EASY_FLEXIBLE = 170;
const LARGEST = 8.5;
const SMALLEST = 6;
/** Rows by which the widths are found: a longer table is looked at in these places. */
const ROWS_MEASURED = 2_000;

interface Sizes { readonly body: TextStyle; readonly strong: TextStyle; readonly note: TextStyle; readonly leading: number }

/** The bands of a table: its heads, which come again on every page, its rows and its total. The type gets smaller until the columns fit. */
export function tableBands(table: TableBlock, width: number, gap: number): Band[] {
  let size = LARGEST;
  while (size > SMALLEST && !fits(table, sizesOf(size), width)) size -= 0.5;
  const sizes = sizesOf(size);
  const widths = widthsOf(table, sizes, width);
  const heads = table.columns.map(({ heading }): Cell => ({ text: heading, notes: [] }));
  const rowOf = rowMaker(table.columns, widths, sizes);
  const head: Band = { ...rowOf(heads, 'head'), gap, keepWithNext: true };
  // The total stands beneath a row at least, and above what comes after it.
  const isLast = (index: number): boolean => table.total !== null && index === table.rows.length - 1;
  const rows = table.rows.map((row, index): Band => ({ ...rowOf(row, 'ruled'), repeated: head, keepWithNext: isLast(index) }));
  return [head, ...rows, ...(table.total === null ? [] : [{ ...rowOf(table.total, 'total'), repeated: head, keepWithNext: true }])];
}

function sizesOf(size: number): Sizes {
  return {
    body: { size, bold: false }, strong: { size, bold: true }, note: { size: Math.max(size - 1.5, 5.5), bold: false }, leading: size + 3,
  };
}

function fits(table: TableBlock, sizes: Sizes, width: number): boolean {
  return added(needed(table, sizes, 'wrapped')) <= width;
}

function added(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, 0);
}

/** What each column needs so that nothing but flexible cells, and heads if so said, wraps. */
function needed({ columns, rows, total }: TableBlock, { body, strong, note }: Sizes, heads: 'wrapped' | 'in one line'): number[] {
  const step = Math.ceil(rows.length / ROWS_MEASURED);
  const measured = rows.filter((_, index) => index % Math.max(step, 1) === 0);
  return columns.map(({ heading, flexible }, index) => {
    if (flexible) return heads === 'wrapped' ? LEAST_FLEXIBLE : EASY_FLEXIBLE;
    const widest = measured.reduce((most, row) => Math.max(most, oneLine(row[index]?.text ?? '', body).width,
      ...(row[index]?.notes ?? []).map((text) => oneLine(text, note).width)), 0);
    const sum = oneLine(total?.[index]?.text ?? '', strong).width;
    const head = heads === 'wrapped' ? widestWord(heading, strong) : oneLine(heading, strong).width;
    return Math.max(widest, sum, head) + 2 * INSET;
  });
}

function widthsOf(table: TableBlock, sizes: Sizes, width: number): number[] {
  const easy = needed(table, sizes, 'in one line');
  const least = added(easy) <= width ? easy : needed(table, sizes, 'wrapped');
  const sum = added(least);
  // Columns that cannot be made to fit give way in proportion, and their cells wrap.
  if (sum > width) return least.map((each) => (each * width) / sum);
  const flexible = table.columns.filter((column) => column.flexible).length;
  const shared = flexible === 0 ? table.columns.length : flexible;
  return least.map((each, index) => each + (flexible === 0 || table.columns[index]?.flexible === true ? (width - sum) / shared : 0));
}

type RowMaker = (row: readonly Cell[], frame: Frame) => Band;

function rowMaker(columns: readonly Column[], widths: readonly number[], sizes: Sizes): RowMaker {
  return (row, frame) => {
    let x = 0;
    const cells = columns.map((column, index): BandCell => {
      const width = widths[index] ?? 0;
      const cell: BandCell = {
        x, width, tag: frame === 'head' ? 'TH' : 'TD', lines: linesOf(row[index] ?? { text: '', notes: [] }, column, width, frame, sizes),
      };
      x += width;
      return cell;
    });
    return { role: 'row', cells, leading: sizes.leading, padding: 3, gap: 0, frame, keepWithNext: false, repeated: null };
  };
}

function linesOf(cell: Cell, { align }: Column, width: number, frame: Frame, { body, strong, note }: Sizes): CellLine[] {
  const room = width - 2 * INSET;
  const place = (style: TextStyle, faint: boolean) => (text: string): CellLine[] => wrapped(text, style, room).map((line) => ({
    ruled: false, segments: [{ x: align === 'right' ? width - INSET - line.width : INSET, text: line, faint }],
  }));
  return [...place(frame === 'ruled' ? body : strong, false)(cell.text), ...cell.notes.flatMap(place(note, true))];
}
