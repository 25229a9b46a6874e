import type { World } from '../../support/world.js';
import { unguarded } from '../ledger/unguarded.js';

/** Copies a DRAFT invoice, its line and its order so many times, beside the guards (as the owner), and answers the copies' uuids. */
export async function manyDrafts(w: World, invoiceId: string, count: number): Promise<string[]> {
  const copy = (table: string, changes: string, where: string): string =>
    `insert into ${table} select (jsonb_populate_record(x, ${changes})).* from ${table} x, pair p where ${where}`;
  return unguarded(w, ['purchase_request', 'invoice', 'invoice_line'], async (sql) => {
    await sql`create temporary table pair on commit drop as
      select uuidv7() as request, uuidv7() as invoice, uuidv7() as line from generate_series(1, ${count}::integer)`;
    await sql.unsafe(copy('purchase_request', "jsonb_build_object('id', p.request)", 'x.id = (select purchase_request_id from invoice where id = $1)'), [invoiceId]);
    await sql.unsafe(copy('invoice', "jsonb_build_object('id', p.invoice, 'purchase_request_id', p.request)", 'x.id = $1'), [invoiceId]);
    await sql.unsafe(copy('invoice_line', "jsonb_build_object('id', p.line, 'invoice_id', p.invoice)", 'x.invoice_id = $1'), [invoiceId]);
    return (await sql<{ invoice: string }[]>`select invoice from pair`).map((row) => row.invoice);
  });
}
