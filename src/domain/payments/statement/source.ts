import { afterBom, cellsOf, DELIMITERS, headOf, LOST } from '../../../lib/files/csv.js';
import { recordsOf, type FileRecord, type Place } from '../../../lib/files/records.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import { headerOf, type StatementHeader } from '../rules/statement/columns.js';
import { readLine, type StatementRead } from '../rules/statement/line.js';

/** A line of a statement's file, read and judged by itself. */
export interface StatementRow {
  readonly lineNo: number;
  readonly nextLine: number;
  readonly endsAt: number;
  readonly read: StatementRead;
}

/** How the lines of a statement are read. */
export interface StatementLayout {
  readonly delimiter: string;
  readonly header: StatementHeader;
  /** Where the first line after the header begins. */
  readonly start: Place;
}

/** Banks put the account, the period and their address before the columns. */
const MOST_BEFORE_HEADER = 60;

/** Finds the columns of a statement in its first lines, whatever stands between the cells. Refuses a file in which there are none. */
export async function statementLayoutOf(file: string): Promise<StatementLayout | Refused> {
  const from = { offset: afterBom(await headOf(file)), lineNo: 1 };
  for (const delimiter of DELIMITERS) {
    let seen = 0;
    for await (const record of recordsOf(file, from, delimiter.charCodeAt(0))) {
      seen += 1;
      if (seen > MOST_BEFORE_HEADER) break;
      const cells = record.content instanceof Buffer ? cellsOf(record.content, delimiter) : [];
      const header = typeof cells === 'string' ? null : headerOf(cells);
      if (header !== null) return { delimiter, header, start: { offset: record.endsAt, lineNo: record.nextLine } };
    }
  }
  return refuse('INVALID', `None of the first ${MOST_BEFORE_HEADER} lines names the columns of a bank statement: a date, a description or UTR, and a credit (or an amount). Save it as CSV with its heading.`);
}

/** The lines of a statement from a place on, each judged by itself; nothing stops it but the end of the file. */
export async function* statementRowsOf(file: string, { delimiter, header }: StatementLayout, from: Place): AsyncGenerator<StatementRow> {
  for await (const record of recordsOf(file, from, delimiter.charCodeAt(0))) {
    const { lineNo, nextLine, endsAt } = record;
    yield { lineNo, nextLine, endsAt, read: judge(record, delimiter, header) };
  }
}

function judge({ content }: FileRecord, delimiter: string, header: StatementHeader): StatementRead {
  if (typeof content === 'string') return { kind: 'REFUSED', message: LOST[content] };
  const cells = cellsOf(content, delimiter);
  return typeof cells === 'string' ? { kind: 'REFUSED', message: cells } : readLine(header, cells);
}
