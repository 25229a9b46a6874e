import { createHash } from 'node:crypto';
import { z } from 'zod';
import { csvLayoutOf, csvRecordsOf, LOST, rowCellsOf, type CsvLayout } from '../../../../lib/files/csv.js';
import type { FileRecord, Place } from '../../../../lib/files/records.js';
import { refuse, type Refused, type UserErrorCode } from '../../../../lib/refusal.js';
import { employeeCode, employeeEmail, employeeName } from '../inputs.js';
import type { Person } from '../register.js';
import type { SeenTexts } from './seen.js';

/** Why a line is refused. */
export interface LineProblem {
  readonly code: UserErrorCode;
  readonly message: string;
}

/** A line of a file of employees, read and judged by itself: a person, or why it is refused. */
export interface SeatLine {
  readonly lineNo: number;
  readonly nextLine: number;
  readonly endsAt: number;
  /** The address as it stands in the line, null where it could not be read. */
  readonly email: string | null;
  readonly read: Person | { readonly problem: LineProblem };
}

/** The layout of a file of employees: which cell is what. */
export interface SeatFileLayout extends CsvLayout {
  readonly at: { readonly name: number; readonly email: number; readonly code: number | null };
}

/** What the columns may be called, in whatever case, with spaces, hyphens or underscores. */
const COLUMNS: Readonly<Record<string, keyof SeatFileLayout['at']>> = { name: 'name', email: 'email', employeecode: 'code' };
const EXPECTED = 'The columns are name, email and, where the department has one, employee_code.';

/** Looks at the first line of a file. Refuses one that cannot be read, lacks a column, or names one that is not known. */
export async function seatLayoutOf(file: string): Promise<SeatFileLayout | Refused> {
  const csv = await csvLayoutOf(file);
  if ('problem' in csv) return refuse('INVALID', `${csv.problem} ${EXPECTED}`);
  const found = new Map<string, number>();
  for (const [index, column] of csv.columns.entries()) {
    const known = COLUMNS[column.toLowerCase().replaceAll(/[\s_-]/g, '')];
    if (known === undefined) return refuse('INVALID', `The first line names a column '${column.slice(0, 50)}' that is not known. ${EXPECTED}`);
    if (found.has(known)) return refuse('INVALID', `The first line names the column ${known === 'code' ? 'employee_code' : known} twice.`);
    found.set(known, index);
  }
  const [name, email] = [found.get('name'), found.get('email')];
  if (name === undefined || email === undefined) {
    return refuse('INVALID', `The first line names no column '${name === undefined ? 'name' : 'email'}'. ${EXPECTED}`);
  }
  return { ...csv, at: { name, email, code: found.get('code') ?? null } };
}

/** What was seen of a file so far, so that nobody is in it twice: the line of each address and code. */
export interface Seen {
  readonly emails: SeenTexts;
  readonly codes: SeenTexts;
}

/** The lines of a file from a place on, each judged by itself and against those before it. */
export async function* seatLinesOf(file: string, layout: SeatFileLayout, from: Place, seen: Seen): AsyncGenerator<SeatLine> {
  for await (const record of csvRecordsOf(file, from, layout)) yield judge(record, layout, seen);
}

const person = z.object({ email: employeeEmail, name: employeeName, code: employeeCode.nullable() });

function judge(record: FileRecord, layout: SeatFileLayout, seen: Seen): SeatLine {
  const { lineNo, nextLine, endsAt, content } = record;
  const line = { lineNo, nextLine, endsAt };
  const cells = typeof content === 'string' ? LOST[content] : rowCellsOf(content, layout);
  if (typeof cells === 'string') return { ...line, email: null, read: { problem: { code: 'INVALID', message: cells } } };
  const cell = (at: number | null): string => (at === null ? '' : (cells[at] ?? '').trim());
  const code = cell(layout.at.code);
  const email = cell(layout.at.email);
  const parsed = person.safeParse({ email, name: cell(layout.at.name), code: code === '' ? null : code });
  if (!parsed.success) {
    return { ...line, email: shown(email), read: { problem: { code: 'INVALID', message: parsed.error.issues.map(({ message }) => message).join(' ') } } };
  }
  return { ...line, email: parsed.data.email, read: twice(parsed.data, lineNo, seen) ?? parsed.data };
}

/** Whether the address or the code stands in an earlier line; else they are remembered. */
function twice(read: Person, lineNo: number, { emails, codes }: Seen): { problem: LineProblem } | null {
  const sameEmail = emails.firstLineOf(read.email, lineNo);
  if (sameEmail !== 0 && sameEmail !== lineNo) return { problem: { code: 'INVALID', message: `Line ${sameEmail} has the same e-mail address.` } };
  const sameCode = read.code === null ? 0 : codes.firstLineOf(read.code, lineNo);
  if (sameCode !== 0 && sameCode !== lineNo) return { problem: { code: 'INVALID', message: `Line ${sameCode} has the same employee code.` } };
  return null;
}

/** What a report may repeat of a line: what the database cannot hold is replaced, and it is not let grow without end. */
function shown(text: string): string | null {
  return text === '' ? null : text.slice(0, 254).toWellFormed().replaceAll(/[\u0000-\u001f\u007f]/g, '\u{FFFD}');
}

/** One line of a report, for its digest. */
export interface ReportLine {
  readonly lineNo: number;
  readonly email: string | null;
  readonly outcome: string;
  readonly seatId: string | null;
  readonly code: string | null;
}

/** SHA-256 over report lines in order, each as a JSON list of line number, address, outcome, seat and code. */
export function digestOfLines(lines: readonly ReportLine[]): string {
  const hash = createHash('sha256');
  for (const { lineNo, email, outcome, seatId, code } of lines) hash.update(`${JSON.stringify([lineNo, email, outcome, seatId, code])}\n`);
  return hash.digest('hex');
}
