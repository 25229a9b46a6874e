import type { TransactionSql } from 'postgres';

/** Adds rows to a table in one statement, whatever their number. All have the columns of the first. */
export async function insertRows(sql: TransactionSql, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first).map((name) => `"${name}"`).join(', ');
  await sql.unsafe(
    `insert into "${table}" (${columns}) select ${columns} from json_populate_recordset(null::"${table}", $1::text::json)`,
    [JSON.stringify(rows)]);
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A moment some time later. */
export function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
