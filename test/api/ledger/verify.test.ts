import { execFile } from 'node:child_process';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyWithin } from '../../../src/domain/ledger/verify.js';
import { publicId, type IdPrefix } from '../../../src/lib/ids.js';
import { world, type World } from '../../support/world.js';
import { keepBooks, lineOf, verified, type Books } from './books.js';
import { unguarded } from './unguarded.js';

let w: World;
let books: Books;
beforeAll(async () => {
  w = await world();
  books = await keepBooks(w);
}, 120_000);
afterAll(async () => { await w.close(); });

it('finds nothing in books that were kept by the rules', async () => {
  const { messages, verdict } = await verified(w);
  expect(messages).toEqual([]);
  expect(verdict).toMatchObject({ differences: 0 });
  expect(verdict.entries).toBeGreaterThan(10);
  expect(verdict.documents).toBeGreaterThan(5);
});

const TABLES = ['invoice', 'invoice_line', 'expected_payment', 'credit_note', 'credit_note_line', 'receipt', 'tax_withheld', 'allocation', 'refund', 'journal_entry', 'posting',
  'issued_document', 'document_counter', 'term', 'seat', 'quantity_change', 'purchase_request', 'subscription'];

/** Plants something beside the guards, looks what the verifier then finds, and rolls back; expects these differences among it. */
async function planted(work: (sql: TransactionSql) => Promise<unknown>, ...expected: readonly string[]): Promise<void> {
  const found: string[] = [];
  const done = new Error('rolled back by the test');
  await w.owner.begin(async (sql) => {
    for (const table of TABLES) await sql.unsafe(`alter table ${table} disable trigger user`);
    await work(sql);
    await verifyWithin(sql, ({ kind, subject, message }) => { found.push(`${kind} ${subject}: ${message}`); });
    throw done;
  }).catch((error: unknown) => { if (error !== done) throw error; });
  for (const each of expected) expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${each}[ :]`)));
}

const named = (kind: string, prefix: IdPrefix, id: string): string => `${kind} ${publicId(prefix, id)}`;

describe('the verifier reports', () => {
  it('what is wrong in the journal', async () => {
    const { invoiceId } = books.seats;
    await planted((sql) => sql`update posting set amount_paise = amount_paise + 1 where invoice_id = ${invoiceId} and account = 'CGST'
      and entry_id = (select id from journal_entry where business_key = 'INVOICE_ISSUED:' || ${invoiceId})`,
    'ENTRY_UNBALANCED', 'ACCOUNT_BALANCE CGST', named('INVOICE_ENTRY', 'invoice', invoiceId));
    await planted((sql) => sql`delete from posting where entry_id in (select id from journal_entry where kind = 'RECEIPT_CONFIRMED')`,
      'ENTRY_UNBALANCED', 'ACCOUNT_BALANCE BANK', 'ACCOUNT_BALANCE UNMATCHED_RECEIPTS', 'RECEIPT_ENTRY', named('INVOICE_RECEIVABLE', 'invoice', invoiceId));
    await planted((sql) => sql`update posting set booked_on = booked_on + 1 where account = 'BAD_DEBT'`, 'POSTING_ASTRAY');
    await planted((sql) => sql`update journal_entry set business_key = business_key || 'x' where kind = 'REFUND_PAID'`, 'ENTRY_KEY', 'REFUND_ENTRY');
    await planted((sql) => sql`update journal_entry set subject_id = uuidv7() where kind = 'TAX_WITHHELD_CLAIMED'`, 'ENTRY_KEY', 'ENTRY_WITHOUT_SUBJECT');
    await planted((sql) => sql`update posting set department_id = (select id from organisation where kind = 'DEPARTMENT' and id <> ${books.at.departmentId} limit 1) where account = 'CUSTOMER_CREDIT'`,
      named('CUSTOMER_CREDIT', 'department', books.at.departmentId));
  });

  it('what is wrong in what is earned, and owed to providers', async () => {
    const line = await lineOf(w, books.seats.invoiceId);
    await planted((sql) => sql`update posting set amount_paise = amount_paise + sign(amount_paise) where id in (select p.id from posting p join journal_entry e on e.id = p.entry_id
      where e.subject_id = ${line} and e.kind = 'REVENUE_RECOGNISED')`, named('REVENUE_BY_LINE', 'invoice_line', line));
    await planted((sql) => sql`delete from posting where account = 'REVENUE' and invoice_line_id = ${line}`, named('DEFERRED_BY_LINE', 'invoice_line', line), 'ENTRY_UNBALANCED');
    const course = await lineOf(w, books.course.invoiceId);
    await planted((sql) => sql`update invoice_line set provider_share_paise = provider_share_paise - 100 where id = ${course}`, 'PROVIDER_PAYABLE', named('DEFERRED_BY_LINE', 'invoice_line', course));
  });

  it('what is wrong in invoices and credit notes', async () => {
    const { invoiceId } = books.seats;
    const of = (kind: string): string => named(kind, 'invoice', invoiceId);
    await planted((sql) => sql`update invoice_line set cgst_paise = cgst_paise + 1, total_paise = total_paise + 1 where invoice_id = ${invoiceId}`, of('INVOICE_LINES'));
    await planted((sql) => sql`update expected_payment set amount_paise = amount_paise + 1 where invoice_id = ${invoiceId}`, of('INVOICE_EXPECTED'));
    await planted((sql) => sql`update invoice set credited_paise = credited_paise + 1 where id = ${invoiceId}`, of('INVOICE_CREDITED'));
    await planted(async (sql) => {
      await sql`update invoice set settled_paise = settled_paise - 1, state = 'PART_SETTLED' where id = ${invoiceId}`;
    }, of('INVOICE_SETTLED'), of('INVOICE_RECEIVABLE'), 'ACCOUNT_BALANCE RECEIVABLE');
    await planted((sql) => sql`update invoice set state = 'UNCOLLECTIBLE' where id = ${books.course.invoiceId}`, named('INVOICE_STATE', 'invoice', books.course.invoiceId), 'ACCOUNT_BALANCE BAD_DEBT');
    await planted((sql) => sql`update invoice set state = 'ISSUED' where id = ${books.given.invoiceId}`, named('INVOICE_STATE', 'invoice', books.given.invoiceId), 'ENTRY_WITHOUT_SUBJECT');
    await planted(async (sql) => {
      await sql`delete from posting p using journal_entry e where e.id = p.entry_id and e.business_key = 'INVOICE_ISSUED:' || ${books.course.invoiceId}`;
      await sql`delete from journal_entry where business_key = 'INVOICE_ISSUED:' || ${books.course.invoiceId}`;
    }, named('INVOICE_ENTRY', 'invoice', books.course.invoiceId), 'PROVIDER_PAYABLE');
    await planted((sql) => sql`update purchase_request set state = 'SANCTIONED', ordered_at = null where id = ${books.course.purchaseRequestId}`, 'ORDER_INVOICE');
    await planted((sql) => sql`update credit_note_line set cgst_paise = cgst_paise - 1`, 'CREDIT_NOTE_LINES');
    await planted((sql) => sql`update credit_note set refunded_paise = refunded_paise - 1`, 'CREDIT_NOTE_USED', 'CUSTOMER_CREDIT');
    await planted((sql) => sql`update credit_note set issued_on = issued_on - 1`, 'CREDIT_NOTE_ENTRY', 'DOCUMENT_OF');
  });

  it('what is wrong in money and seats', async () => {
    await planted((sql) => sql`update receipt set allocated_paise = allocated_paise - 1 where allocated_paise > 0`, 'RECEIPT_USED', 'CUSTOMER_CREDIT');
    await planted((sql) => sql`update receipt set state = 'SUCCEEDED' where state = 'REVERSED'`, 'RECEIPT_ENTRY', 'ACCOUNT_BALANCE BANK', 'ENTRY_WITHOUT_SUBJECT');
    await planted((sql) => sql`update allocation set amount_paise = amount_paise + 1 where source = 'TAX_WITHHELD' and reverses_id is null`, 'TAX_WITHHELD_USED', named('INVOICE_SETTLED', 'invoice', books.seats.invoiceId));
    await planted((sql) => sql`update tax_withheld set state = 'CLAIMED' where state = 'DISALLOWED'`, 'TAX_WITHHELD_ENTRY', 'TAX_WITHHELD_USED', 'ACCOUNT_BALANCE TAX_WITHHELD');
    await planted((sql) => sql`update refund set amount_paise = amount_paise - 1`, 'REFUND_ENTRY', 'CREDIT_NOTE_USED');
    await planted((sql) => sql`update term set quantity = quantity + 1 where id = ${books.seats.termId}`, named('TERM_QUANTITY', 'term', books.seats.termId));
    await planted((sql) => sql`update term set assigned = assigned + 1 where id = ${books.seats.termId}`, named('TERM_SEATS', 'term', books.seats.termId));
    await planted((sql) => sql`update seat set state = 'RELEASED', released_at = now(), release_reason = 'NOT_NEEDED' where subscription_id = ${books.seats.subscriptionId}`, named('TERM_SEATS', 'term', books.seats.termId));
  });

  it('what is wrong in documents', async () => {
    const [document] = await w.owner<{ id: string; number: string }[]>`select id, number from issued_document where subject_id = ${books.seats.invoiceId}`;
    const { id, number } = document ?? { id: '', number: '' };
    await planted((sql) => sql`update issued_document set body = jsonb_set(body, '{recipient,name}', '"Somebody else"') where id = ${id}`, `DOCUMENT_ALTERED ${number}`);
    await planted((sql) => sql`update issued_document set body = jsonb_set(body, '{totals,total}', '"1"') where id = ${id}`, `DOCUMENT_OF ${number}`, `DOCUMENT_ALTERED ${number}`);
    await planted((sql) => sql`update issued_document set body_sha256 = repeat('0', 64) where id = ${id}`, `DOCUMENT_ALTERED ${number}`);
    await planted((sql) => sql`delete from issued_document where id = ${id}`, 'DOCUMENT_NUMBERS', `DOCUMENT_OF ${number}`);
    await planted((sql) => sql`update document_counter set last = last + 1 where kind = 'INVOICE'`, 'DOCUMENT_NUMBERS');
    await planted((sql) => sql`update issued_document set subject_id = uuidv7() where id = ${id}`, `DOCUMENT_OF ${number}`);
  });
});

describe('npm run ledger:verify', () => {
  /** Runs the built command on this database; answers its exit code and its lines. */
  function command(): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
    const env = { PATH: '', DATABASE_URL: w.ownerUrl, DATABASE_APP_URL: w.appUrl, DATA_DIR: w.dataDir };
    return new Promise((resolve) => {
      execFile(process.execPath, ['dist/cli/ledgerVerify.js'], { env }, (error, stdout) => {
        resolve({ code: error === null ? 0 : Number(error.code), lines: stdout.trim().split('\n') });
      });
    });
  }

  it('says that the books are right, and exits 0', async () => {
    const { code, lines } = await command();
    expect([code, lines.at(-1)]).toEqual([0, 'the books are right']);
    expect(lines[0]).toMatch(/^entries \d+, postings \d+, documents \d+, checks \d+$/);
  });

  it('prints every difference on a line, and exits 1', async () => {
    await unguarded(w, ['term'], (sql) => sql`update term set quantity = quantity + 1 where id = ${books.seats.termId}`);
    const { code, lines } = await command();
    await unguarded(w, ['term'], (sql) => sql`update term set quantity = quantity - 1 where id = ${books.seats.termId}`);
    expect([code, lines[0], lines.at(-1)]).toEqual([
      1, `TERM_QUANTITY ${publicId('term', books.seats.termId)}: the quantity is 101, and 100 by its rows`, 'the books are NOT right: 1 differences',
    ]);
  });
});
