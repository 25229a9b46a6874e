import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { refuse, type Refused } from '../../../lib/refusal.js';
import type { CatalogueFormat, CatalogueMapping } from '../lifecycle.js';
import { rowOfCells } from '../rows/cells.js';
import { idColumnOf, mapRow } from '../rows/mappings.js';
import { idOfRow, isUnreadable, parseRow, type ParsedRow, type RowProblem } from '../rows/row.js';
import { MAX_RECORD_BYTES, recordsOf, type FileRecord, type Place } from './records.js';

/** A row of a file, read and judged by itself: either a course, or why it is refused. */
export interface JudgedRow {
  readonly lineNo: number;
  readonly nextLine: number;
  readonly endsAt: number;
  readonly sha256: string | null;
  /** The provider's own id; null where it could not be read. */
  readonly id: string | null;
  readonly read: ParsedRow | { readonly problems: readonly RowProblem[] };
}

/** How the rows of a file are found: null for JSONL; for CSV what stands between cells, and what the header names. */
interface Layout {
  readonly csv: { readonly delimiter: string; readonly columns: readonly string[] } | null;
  /** Where the first row begins. */
  readonly start: Place;
}

const DELIMITERS = [',', ';', '\t', '|'];
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Looks at the beginning of a file. Refuses CSV whose header cannot be read, names a column twice, or has none for the id. */
export async function layoutOf(file: string, format: CatalogueFormat, mapping: CatalogueMapping): Promise<Layout | Refused> {
  const head = await headOf(file);
  const offset = head.subarray(0, 3).equals(BOM) ? 3 : 0;
  if (format === 'JSONL') return { csv: null, start: { offset, lineNo: 1 } };
  const delimiter = delimiterOf(head.subarray(offset));
  for await (const record of recordsOf(file, { offset, lineNo: 1 }, delimiter.charCodeAt(0))) {
    const cells = record.content instanceof Buffer ? cellsOf(record.content, delimiter) : 'It is too long.';
    if (typeof cells === 'string') return refuse('INVALID', `The first line must name the columns. ${cells}`);
    const columns = cells.map((cell) => cell.trim());
    const repeated = columns.find((column, at) => columns.indexOf(column) !== at);
    if (repeated !== undefined) return refuse('INVALID', `The first line names the column '${repeated.slice(0, 50)}' twice.`);
    const id = idColumnOf(mapping);
    if (!columns.includes(id)) return refuse('INVALID', `The first line names no column '${id}', which the mapping ${mapping} takes the id from.`);
    return { csv: { delimiter, columns }, start: { offset: record.endsAt, lineNo: record.nextLine } };
  }
  return refuse('INVALID', 'The file is empty; its first line must name the columns.');
}

/** The rows of a file from a place on, each judged by itself; nothing stops it but the end of the file. */
export async function* rowsOf(file: string, layout: Layout, from: Place, mapping: CatalogueMapping): AsyncGenerator<JudgedRow> {
  for await (const record of recordsOf(file, from, layout.csv === null ? null : layout.csv.delimiter.charCodeAt(0))) {
    yield judge(record, layout, mapping);
  }
}

function judge(record: FileRecord, layout: Layout, mapping: CatalogueMapping): JudgedRow {
  const { lineNo, nextLine, endsAt, content } = record;
  const place = { lineNo, nextLine, endsAt };
  if (typeof content === 'string') return { ...place, sha256: null, id: null, read: { problems: [{ field: '', message: LOST[content] }] } };
  const sha256 = createHash('sha256').update(content).digest('hex');
  const value = valueOf(content, layout);
  if (typeof value === 'string') return { ...place, sha256, id: null, read: { problems: [{ field: '', message: value }] } };
  const mapped = mapRow(mapping, value);
  const canonical = layout.csv !== null && mapping === 'CANONICAL' ? rowOfCells(value as Record<string, string>) : mapped.row;
  const read = parseRow(canonical);
  if (isUnreadable(read)) return { ...place, sha256, id: idOfRow(canonical), read: { problems: [...mapped.problems, ...read.problems] } };
  return { ...place, sha256, id: read.id, read: mapped.problems.length > 0 ? { problems: mapped.problems } : read };
}

const LOST: Readonly<Record<'TOO_LONG' | 'UNCLOSED_QUOTE', string>> = {
  TOO_LONG: `The row is longer than ${MAX_RECORD_BYTES / 1_000_000} MB and was not read.`,
  UNCLOSED_QUOTE: 'A quote is opened on this line and not closed.',
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

const NOT_UTF8 = 'It is not valid UTF-8.';

/** The fields of a record as they stand in the file, or the sentence of what is wrong with it. */
function valueOf(content: Buffer, { csv }: Layout): Readonly<Record<string, unknown>> | string {
  if (csv === null) return objectOf(content);
  const cells = cellsOf(content, csv.delimiter);
  if (typeof cells === 'string') return cells;
  if (cells.length !== csv.columns.length) return `It has ${cells.length} cells, and the header names ${csv.columns.length} columns.`;
  return Object.fromEntries(csv.columns.map((column, at) => [column, cells[at] ?? '']));
}

function objectOf(content: Buffer): Readonly<Record<string, unknown>> | string {
  const text = decoded(content);
  if (text === null) return NOT_UTF8;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    return 'The line is JSON, but no object.';
  } catch {
    return 'The line is not valid JSON.';
  }
}

function cellsOf(content: Buffer, delimiter: string): string[] | string {
  const text = decoded(content);
  if (text === null) return NOT_UTF8;
  try {
    const [cells = [], further] = parse(text, { delimiter, relax_column_count: true, record_delimiter: ['\r\n', '\n'] });
    return further === undefined ? cells : 'Its quotes do not fit: it reads as several rows.';
  } catch {
    return 'Its quotes do not fit: put a cell that has quotes in quotes, and double those within.';
  }
}

/** The delimiter that the first line has most of, outside quotes; a comma where it has none. */
function delimiterOf(head: Buffer): string {
  const [line = ''] = head.toString('latin1').replaceAll(/"[^"]*"/g, '').split('\n');
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(65_536), 0, 65_536, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
