import { csvHeader, csvLine, jsonlLine } from '../rows/serialise.js';
import type { ExportedCourse } from './courses.js';
import { jsonLdOf } from './jsonld.js';

/** How an export is written; each is also the end of its file's name. */
export const EXPORT_FORMATS = ['jsonl', 'csv', 'jsonld'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

interface Writing {
  readonly begin: string;
  readonly course: (course: ExportedCourse) => string;
  readonly between: string;
  readonly end: string;
}

const WRITINGS: Readonly<Record<ExportFormat, Writing>> = {
  jsonl: { begin: '', course: ({ row }) => jsonlLine(row), between: '', end: '' },
  csv: { begin: csvHeader(), course: ({ row }) => csvLine(row), between: '', end: '' },
  jsonld: {
    begin: '{"@context":"https://schema.org","@graph":[\n', course: (course) => JSON.stringify(jsonLdOf(course)), between: ',\n', end: '\n]}\n',
  },
};

/** The format of a name; null where there is none of it. */
export function exportFormat(name: string): ExportFormat | null {
  return EXPORT_FORMATS.find((format) => format === name) ?? null;
}

/** The text of an export, a piece for each page of courses; `onPage` is told how many courses were written so far. */
export async function* exportText(
  format: ExportFormat, pages: AsyncIterable<readonly ExportedCourse[]>, onPage: (courses: number) => void = () => undefined,
): AsyncGenerator<string> {
  const { begin, course, between, end } = WRITINGS[format];
  let courses = 0;
  for await (const page of pages) {
    yield `${courses === 0 ? begin : between}${page.map(course).join(between)}`;
    courses += page.length;
    onPage(courses);
  }
  yield courses === 0 ? `${begin}${end}` : end;
}
