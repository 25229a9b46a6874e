import { createHash } from 'node:crypto';
import { afterBom, csvLayoutOf, decoded, headOf, LOST, NOT_UTF8, rowCellsOf, type CsvLayout } from '../../../lib/files/csv.js';
import { recordsOf, type FileRecord, type Place } from '../../../lib/files/records.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import type { CatalogueFormat, CatalogueMapping } from '../lifecycle.js';
import { rowOfCells } from '../rows/cells.js';
import { idColumnOf, mapRow } from '../rows/mappings.js';
import { idOfRow, isUnreadable, parseRow, type ParsedRow, type RowProblem } from '../rows/row.js';

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
  readonly csv: CsvLayout | null;
  /** Where the first row begins. */
  readonly start: Place;
}

/** Looks at the beginning of a file. Refuses CSV whose header cannot be read, names a column twice, or has none for the id. */
export async function layoutOf(file: string, format: CatalogueFormat, mapping: CatalogueMapping): Promise<Layout | Refused> {
  if (format === 'JSONL') return { csv: null, start: { offset: afterBom(await headOf(file)), lineNo: 1 } };
  const csv = await csvLayoutOf(file);
  if ('problem' in csv) return refuse('INVALID', csv.problem);
  const id = idColumnOf(mapping);
  if (!csv.columns.includes(id)) return refuse('INVALID', `The first line names no column '${id}', which the mapping ${mapping} takes the id from.`);
  return { csv, start: csv.start };
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

/** The fields of a record as they stand in the file, or the sentence of what is wrong with it. */
function valueOf(content: Buffer, { csv }: Layout): Readonly<Record<string, unknown>> | string {
  if (csv === null) return objectOf(content);
  const cells = rowCellsOf(content, csv);
  if (typeof cells === 'string') return cells;
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
