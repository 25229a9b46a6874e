import type { ContentItemKind, CourseLevel, Inclusion, Licence } from '../lifecycle.js';
import type { RowCompetency } from './row.js';

/** A course as an export writes it; `parseRow` reads it again. */
export interface CatalogueRow {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  /** BCP 47, the main language first. */
  readonly languages: readonly string[];
  readonly level: CourseLevel;
  /** ISO 8601. */
  readonly duration: string;
  readonly captions: boolean;
  readonly transcript: boolean;
  readonly signLanguage: boolean;
  readonly licence: Licence;
  readonly inclusion: Inclusion;
  /** Paise for one learner in decimal digits; null where it has no price. */
  readonly pricePaise: string | null;
  readonly competencies: readonly RowCompetency[];
  readonly modules: readonly {
    readonly title: string;
    readonly summary: string;
    readonly items: readonly { readonly kind: ContentItemKind; readonly title: string; readonly url: string; readonly duration: string }[];
  }[];
  /** What an import does not write: whose course it is, where it is found, which version this is and since when. */
  readonly provider: string;
  readonly slug: string;
  readonly version: number;
  readonly publishedAt: string | null;
  readonly url: string | null;
}

/** The columns of a row in CSV, in order; in JSONL the keys, in the same order. */
export const ROW_COLUMNS = [
  'id', 'title', 'summary', 'description', 'languages', 'level', 'duration', 'captions', 'transcript', 'signLanguage', 'licence',
  'inclusion', 'pricePaise', 'competencies', 'modules', 'provider', 'slug', 'version', 'publishedAt', 'url',
] as const satisfies readonly (keyof CatalogueRow)[];
export type RowColumn = (typeof ROW_COLUMNS)[number];

/** A row as one line of JSON, its end included. */
export function jsonlLine(row: CatalogueRow): string {
  return `${JSON.stringify(Object.fromEntries(ROW_COLUMNS.map((column) => [column, row[column]])))}\n`;
}

/** The first line of a CSV file (RFC 4180, commas), its end included. */
export function csvHeader(): string {
  return `${ROW_COLUMNS.join(',')}\n`;
}

/** A row as one record of CSV, its end included; it may go over several lines. */
export function csvLine(row: CatalogueRow): string {
  return `${ROW_COLUMNS.map((column) => quoted(cellOf(row, column))).join(',')}\n`;
}

/** A list in a cell: its parts with '|' between them, where none of them has one; else as JSON. */
function joined(parts: readonly string[], whole: unknown): string {
  return parts.some((part) => part.includes('|')) ? JSON.stringify(whole) : parts.join('|');
}

function cellOf(row: CatalogueRow, column: RowColumn): string {
  switch (column) {
    case 'languages': return row.languages.join('|');
    case 'competencies':
      return joined(row.competencies.map(({ framework, code, level }) => `${framework}:${code}:${level}`), row.competencies);
    case 'modules': return row.modules.length === 0 ? '' : JSON.stringify(row.modules);
    case 'captions': case 'transcript': case 'signLanguage': return row[column] ? 'true' : 'false';
    case 'version': return String(row.version);
    case 'id': case 'title': case 'summary': case 'description': case 'level': case 'duration': case 'licence': case 'inclusion':
    case 'pricePaise': case 'provider': case 'slug': case 'publishedAt': case 'url': return row[column] ?? '';
  }
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
