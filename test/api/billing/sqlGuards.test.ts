import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, indianDateOf } from '../../../src/lib/indianDate.js';
import { world, type World } from '../../support/world.js';
import { offices } from '../procurement/office.js';
import { uuid } from '../subscriptions/arrange.js';

let w: World;
let issued: string;
let draft: string;
let departmentId: string;
beforeAll(async () => {
  w = await world();
  const open = offices(w);
  const { buys } = await open();
  issued = uuid((await buys.orderedSeats({ quantity: 10 })).invoiceId);
  const other = (await open()).buys;
  draft = uuid((await other.orderedSeats({ quantity: 10, startsOn: addDays(indianDateOf(w.clock.now()), 9) })).invoiceId);
  const [row] = await w.owner<{ department_id: string }[]>`select department_id from invoice where id = ${issued}`;
  departmentId = row?.department_id ?? '';
}, 120_000);
afterAll(async () => { await w.close(); });

/** What PostgreSQL says when the application's own role tries, with all the rights that it has: a constraint, or an SQLSTATE. */
async function refused(work: (sql: TransactionSql) => Promise<unknown>): Promise<string> {
  const before = await shadow();
  const fault = await w.db.sql.begin(async (sql) => {
    await sql`select set_config('app.scope', 'system', true)`;
    await work(sql);
  }).then(() => 'ALLOWED', (error: unknown) => {
    const { constraint_name: constraint, code } = error as { constraint_name?: string; code?: string };
    return constraint ?? code ?? String(error);
  });
  expect(await shadow()).toEqual(before);
  return fault;
}

/** Everything that money is kept in, as one digest. */
async function shadow(): Promise<unknown> {
  return w.owner`select (select md5(string_agg(i::text, '' order by i.id)) from invoice i) as invoices, (select md5(string_agg(l::text, '' order by l.id)) from invoice_line l) as lines,
    (select md5(string_agg(d::text, '' order by d.id)) from issued_document d) as documents, (select md5(string_agg(c::text, '')) from document_counter c) as counters,
    (select count(*) from credit_note) as notes, (select count(*) from allocation) as allocations, (select count(*) from expected_payment) as expected`;
}

const DENIED = '42501';

describe('as the application\'s role', () => {
  it('nothing of an issued invoice can be changed', async () => {
    expect(await refused((sql) => sql`update invoice set total_paise = total_paise - 1, taxable_paise = taxable_paise - 1 where id = ${issued}`)).toBe('invoice_frozen');
    expect(await refused((sql) => sql`update invoice set number = 'KB/26-27/9999999' where id = ${issued}`)).toBe('invoice_frozen');
    expect(await refused((sql) => sql`update invoice set issued_on = issued_on - 1 where id = ${issued}`)).toBe('invoice_frozen');
    expect(await refused((sql) => sql`update invoice set settled_paise = total_paise where id = ${issued}`)).toBe(DENIED);
    expect(await refused((sql) => sql`update invoice set credited_paise = total_paise where id = ${issued}`)).toBe(DENIED);
    expect(await refused((sql) => sql`delete from invoice where id = ${issued}`)).toBe(DENIED);
    expect(await refused((sql) => sql`update invoice_line set cgst_paise = cgst_paise + 1, total_paise = total_paise + 1 where invoice_id = ${issued}`)).toBe('invoice_frozen');
    expect(await refused((sql) => sql`delete from invoice_line where invoice_id = ${issued}`)).toBe(DENIED);
    expect(await refused((sql) => sql`insert into invoice_line select (jsonb_populate_record(l, jsonb_build_object('id', uuidv7(), 'seq', 2))).* from invoice_line l where l.invoice_id = ${issued}`)).toBe('invoice_frozen');
    expect(await refused((sql) => sql`insert into expected_payment (id, invoice_id, department_id, seq, due_on, amount_paise, reference)
      values (uuidv7(), ${issued}, ${departmentId}, 2, current_date, 1, 'KB2627000000102X')`)).toBe('invoice_frozen');
  });

  it('no state is moved by hand', async () => {
    expect(await refused((sql) => sql`update invoice set state = 'SETTLED' where id = ${issued}`)).toBe('invoice_state_settled');
    expect(await refused((sql) => sql`update invoice set state = 'PART_SETTLED' where id = ${issued}`)).toBe('invoice_state_settled');
    expect(await refused((sql) => sql`update invoice set state = 'DRAFT' where id = ${issued}`)).toBe('lifecycle_illegal_move');
    expect(await refused((sql) => sql`update invoice set state = 'UNCOLLECTIBLE' where id = ${issued}`)).toBe('invoice_written_off');
    expect(await refused((sql) => sql`update invoice set state = 'ISSUED' where id = ${draft}`)).toBe('invoice_issued');
    expect(await refused((sql) => sql`update invoice set state = 'ISSUED', number = 'KB/26-27/0000099', issued_on = current_date, issued_at = now(), place_of_supply = '07',
      place_reason = 'ADDRESS_OF_RECIPIENT', tax_rule_id = (select id from tax_rule limit 1) where id = ${draft}`)).toBe('invoice_expected');
    expect(await refused(async (sql) => {
      await sql`insert into expected_payment (id, invoice_id, department_id, seq, due_on, amount_paise, reference)
        select uuidv7(), i.id, i.department_id, 1, current_date, i.total_paise, 'KB2627000009901X' from invoice i where i.id = ${draft}`;
      await sql`update invoice set state = 'ISSUED', number = 'KB/26-27/0000099', issued_on = current_date, issued_at = now(), place_of_supply = '07',
        place_reason = 'ADDRESS_OF_RECIPIENT', tax_rule_id = (select id from tax_rule limit 1) where id = ${draft}`;
    })).toBe('invoice_recorded');
    expect(await refused((sql) => sql`update invoice set taxable_paise = taxable_paise + 1, total_paise = total_paise + 1, state = 'ISSUED', number = 'KB/26-27/0000099', issued_on = current_date,
      issued_at = now(), place_of_supply = '07', place_reason = 'ADDRESS_OF_RECIPIENT', tax_rule_id = (select id from tax_rule limit 1) where id = ${draft}`)).toBe('invoice_adds_up');
  });

  it('no number is skipped, used twice or of another form, and no document is changed', async () => {
    const copy = (changes: string) => (sql: TransactionSql): Promise<unknown> => sql.unsafe(`
      insert into issued_document select (jsonb_populate_record(d, jsonb_build_object('id', uuidv7(), 'subject_id', uuidv7()) || (${changes}))).* from issued_document d where d.subject_id = $1`, [issued]);
    const numbered = (by: number): string => `jsonb_build_object('seq', d.seq + ${by}, 'number', 'KB/' || d.financial_year || '/' || lpad((d.seq + ${by})::text, 7, '0'))`;
    expect(await refused(copy(numbered(2)))).toBe('issued_document_gapless');
    expect(await refused(copy(numbered(0)))).toBe('issued_document_gapless');
    expect(await refused(copy("jsonb_build_object('seq', d.seq + 1)"))).toBe('issued_document_number');
    expect(await refused(copy(`jsonb_build_object('issued_on', d.issued_on + 400) || ${numbered(1)}`))).toBe('issued_document_number');
    expect(await refused((sql) => sql`update issued_document set body = body || '{"number": "X"}' where subject_id = ${issued}`)).toBe(DENIED);
    expect(await refused((sql) => sql`delete from issued_document where subject_id = ${issued}`)).toBe(DENIED);
    expect(await refused((sql) => sql`update document_counter set last = last + 1`)).toBe(DENIED);
    // Not even the owner, but for one who takes the guards away.
    const owner = await w.owner`update issued_document set body = body || '{"number": "X"}'`.then(() => 'ALLOWED', (error: unknown) => (error as { code: string }).code);
    expect(owner).not.toBe('ALLOWED');
  });

  it('no credit note is of a draft, without lines or entry, or of more than there is', async () => {
    const note = (invoice: string, paise: number) => (sql: TransactionSql): Promise<unknown> => sql`
      insert into credit_note (id, invoice_id, department_id, number, issued_on, reason, taxable_paise, cgst_paise, sgst_paise, igst_paise, total_paise, created_by, created_at)
      select uuidv7(), i.id, i.department_id, 'KC/26-27/0000001', current_date, 'x', ${paise}, 0, 0, 0, ${paise}, (select id from app_user limit 1), now() from invoice i where i.id = ${invoice}`;
    expect(await refused(note(draft, 1))).toBe('credit_note_of_issued');
    expect(await refused(note(issued, 1))).toBe('credit_note_recorded');
    expect(await refused(note(issued, 508_581))).toBe('invoice_settled_range');
  });

  it('nothing is settled by what was not received', async () => {
    expect(await refused((sql) => sql`insert into allocation (id, invoice_id, department_id, source, amount_paise, created_at)
      values (uuidv7(), ${issued}, ${departmentId}, 'RECEIPT', 1, now())`)).toBe('allocation_source_fits');
  });
});
