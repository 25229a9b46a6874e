import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTx } from '../../../src/context.js';
import { onBankStatementStarted } from '../../../src/domain/payments/onBankStatementStarted.js';
import { takeStatementBatch } from '../../../src/domain/payments/statement/batch.js';
import { moveFileJob } from '../../../src/domain/catalogue/steps/fileJobs.js';
import { BANK_STATEMENTS, runStatement } from '../../../src/domain/payments/statement/run.js';
import { statementLayoutOf, statementRowsOf, type StatementRow } from '../../../src/domain/payments/statement/source.js';
import { uploadFiles } from '../../../src/integrations/uploads/files.js';
import { formatPaise } from '../../../src/lib/money.js';
import { isRefused } from '../../../src/lib/refusal.js';
import { another } from '../../support/given.js';
import { addressOf, fileOf, put } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';
import { CHECKER, faultsOfBooks, MAKER, newUtr, owing, till, uuid, type Till } from './till.js';

let w: World;
let t: Till;
beforeAll(async () => {
  w = await world();
  t = till(w);
});
afterAll(async () => {
  await w.close();
});

/** An upload of FINANCE_OFFICER that has its file. */
async function sent(content: string, name = 'statement.csv'): Promise<string> {
  const { uploadId, url } = await addressOf(w, MAKER, { fileName: name, purpose: 'BANK_STATEMENT' });
  expect((await put(url, content)).status).toBe(200);
  return uploadId;
}

interface Seen {
  readonly id: string;
  readonly state: string;
  readonly failure: string | null;
  readonly counts: Readonly<Record<'recorded' | 'known' | 'notCredits' | 'refused', number>>;
  readonly allowedActions: readonly string[];
  readonly lines: { readonly nodes: readonly { line: number; outcome: string; utr: string | null; message: string | null; receipt: { match: string; state: string; department: { id: string } | null } | null }[] };
}

async function look(id: string): Promise<Seen> {
  const { bankStatement } = await w.data<{ bankStatement: Seen }>(MAKER, `query Look($id: ID!) { bankStatement(id: $id) { id state failure allowedActions
    counts { recorded known notCredits refused } lines(first: 100) { nodes { line outcome utr message receipt { match state department { id } } } } } }`, { id });
  return bankStatement;
}

async function queued(uploadId: string): Promise<string> {
  return (await t.run<{ bankStatement: { id: string } }>(MAKER, 'bankStatementImport', { idempotencyKey: `k${another()}`, uploadId }, 'bankStatement { id }')).bankStatement.id;
}

/** Does what the worker does. */
async function worked(id: string): Promise<void> {
  const { log } = await w.ctx(MAKER);
  await onBankStatementStarted({ db: w.db, files: uploadFiles(w.dataDir), now: w.clock.now, log }, { bankStatementId: uuid('bank_statement', id) });
}

async function imported(content: string): Promise<Seen> {
  const id = await queued(await sent(content));
  await worked(id);
  return look(id);
}

const PREAMBLE = 'Account Name,KARMAYOGI BHARAT\nAccount Number,00000012345678\n\n';
const HEADER = 'Txn Date,Value Date,Description,Ref No./Cheque No.,Debit,Credit,Balance\n';

describe('a bank statement', () => {
  test('becomes receipts that another officer confirms, and read again it changes nothing', async () => {
    const { invoiceId, departmentId } = await owing(w);
    const { outstanding } = await t.invoice(invoiceId);
    const reference = await t.referenceOf(invoiceId);
    const [utr, other, dollars] = [newUtr(), newUtr(), newUtr()];
    const text = `${PREAMBLE}${HEADER}`
      + `21/11/2020,21/11/2020,NEFT ${utr} PAO ${reference.slice(0, 4)} ${reference.slice(4)},,,"${formatPaise(outstanding)}","9,99,999.00"\n`
      + `21-Nov-2020,21-Nov-2020,"salary, of nobody",${other},,100.00 Cr,1\n`
      + '21-11-2020,21-11-2020,BANK CHARGES,,59.00,,1\n'
      + `2020-11-21,2020-11-21,twice,${other},,100.00,1\n`
      + `2020-11-21,2020-11-21,twice and not the same,${other},,200.00,1\n`
      + `40/11/2020,40/11/2020,no day,${dollars},,1.00,1\n`
      + '21/11/2020,21/11/2020,cash,,,5.00,1\n'
      + ',,Closing balance,,,,1\n';
    const first = await imported(text);
    expect(first).toMatchObject({ state: 'DONE', failure: null, counts: { recorded: 2, known: 1, notCredits: 2, refused: 3 }, allowedActions: [] });
    expect(first.lines.nodes.map(({ line, outcome, message }) => [line, outcome, message?.slice(0, 20) ?? null])).toEqual([
      [5, 'RECORDED', null], [6, 'RECORDED', null], [7, 'NOT_A_CREDIT', null], [8, 'KNOWN', null], [9, 'REFUSED', 'The receipt receipt_'],
      [10, 'REFUSED', '\'40/11/2020\' is no d'], [11, 'REFUSED', 'There is no UTR in t'], [12, 'NOT_A_CREDIT', null]]);
    expect(first.lines.nodes[0]).toMatchObject({ utr, receipt: { match: 'EXACT', state: 'PENDING', department: { id: departmentId } } });
    expect(first.lines.nodes[1]).toMatchObject({ utr: other, receipt: { match: 'UNMATCHED', state: 'PENDING', department: null } });
    const again = await imported(text);
    expect(again.counts).toEqual({ recorded: 0, known: 3, notCredits: 2, refused: 3 });
    // Whoever had it read recorded it.
    const { receipts } = await w.data<{ receipts: { nodes: { id: string; bankStatement: { id: string } }[] } }>(MAKER, `{ receipts(filter: { utr: "${utr}" }) { nodes { id bankStatement { id } } } }`);
    expect(receipts.nodes.map(({ bankStatement }) => bankStatement)).toEqual([{ id: first.id }]);
    const receiptId = receipts.nodes[0]?.id ?? '';
    await t.refused(MAKER, 'receiptConfirm', { idempotencyKey: 'own', receiptId }, ['FOUR_EYES', '', /another/]);
    await t.confirmed(receiptId);
    expect(await t.invoice(invoiceId)).toMatchObject({ state: 'SETTLED' });
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('can have one amount and its side, tabs, and another currency', async () => {
    const seen = await imported(`\uFEFFDate\tRemarks\tUTR\tAmount\tDr/Cr\tCurrency\n21/11/2020\tx\t${newUtr()}\t12.50\tCR\tINR\n21/11/2020\ty\t${newUtr()}\t12.50\tC\tUSD\n21/11/2020\tz\t${newUtr()}\t12.50\tDR\tINR\n`);
    expect(seen.counts).toEqual({ recorded: 2, known: 0, notCredits: 1, refused: 0 });
    expect(seen.lines.nodes.map(({ receipt }) => receipt?.match ?? null)).toEqual(['UNMATCHED', 'WRONG_CURRENCY', null]);
  });

  test('without columns fails with what to do, and can be resumed', async () => {
    const id = await queued(await sent('This is no statement\n'));
    await worked(id);
    const failed = await look(id);
    expect(failed).toMatchObject({ state: 'FAILED', allowedActions: ['RESUME'] });
    expect(failed.failure).toMatch(/names the columns/);
    const { bankStatement } = await t.run<{ bankStatement: { state: string } }>(CHECKER, 'bankStatementResume', { bankStatementId: id }, 'bankStatement { state }');
    expect(bankStatement.state).toBe('QUEUED');
    await t.refused(CHECKER, 'bankStatementResume', { bankStatementId: id }, ['ILLEGAL_STATE', '', /QUEUED/]);
  });

  test('goes on where it stood when the process was killed, and does nothing twice', async () => {
    const rows = Array.from({ length: 1_300 }, (_each, n) => `21/11/2020,21/11/2020,line ${n},${newUtr()},,${n + 1}.00,0\n`);
    const text = `${HEADER}${rows.join('')}`;
    const file = fileOf(w, 'long.csv', text);
    const id = uuid('bank_statement', await queued(await sent(text)));
    const ctx = { ...await w.ctx(MAKER) };
    // The first batch, and then the end of the process.
    const layout = await statementLayoutOf(file);
    if (isRefused(layout)) throw new Error('no layout');
    const batch: StatementRow[] = [];
    for await (const row of statementRowsOf(file, layout, layout.start)) if (batch.push(row) === 500) break;
    const started = await inTx(ctx, 'bankStatementRun', (tx) => moveFileJob(tx, BANK_STATEMENTS, id, 'start', () => ({ startedAt: tx.now })));
    if (isRefused(started)) throw new Error('not started');
    await inTx(ctx, 'bankStatementBatch', (tx) => takeStatementBatch(tx, started, batch));
    // Two processes take it up at once: one goes on, and nothing is written twice.
    const runs = await Promise.allSettled([runStatement(ctx, id, file), runStatement(ctx, id, file)]);
    expect(runs.some((run) => run.status === 'fulfilled' && run.value?.state === 'DONE')).toBe(true);
    const [row] = await w.owner`select state::text, recorded, known, refused, bytes_done = bytes_total as whole,
      (select count(*)::int from bank_statement_line l where l.statement_id = b.id) as lines, (select count(*)::int from receipt r where r.statement_id = b.id) as receipts
      from bank_statement b where id = ${id}`;
    expect(row).toEqual({ state: 'DONE', recorded: 1_300, known: 0, refused: 0, whole: true, lines: 1_300, receipts: 1_300 });
  }, 60_000);

  test('is for finance officers, and of an upload that has its file', async () => {
    const uploadId = await sent(`${HEADER}`);
    const input = { idempotencyKey: 'i1', uploadId };
    await t.refused('platform-admin', 'bankStatementImport', input, ['FORBIDDEN', '', /FINANCE_OFFICER/]);
    await t.refused('procurement-officer', 'bankStatementImport', input, ['FORBIDDEN', '', /FINANCE_OFFICER/]);
    const { uploadId: open } = await addressOf(w, MAKER, { fileName: 'x.csv', purpose: 'BANK_STATEMENT' });
    await t.refused(MAKER, 'bankStatementImport', { ...input, uploadId: open }, ['ILLEGAL_STATE', 'uploadId', /no file yet/]);
    const { uploadId: foreign } = await addressOf(w, 'author', { fileName: 'x.csv' });
    await t.refused(MAKER, 'bankStatementImport', { ...input, uploadId: foreign }, ['NOT_FOUND', 'uploadId', /no such upload/]);
    await queued(uploadId);
    await t.refused(MAKER, 'bankStatementImport', { ...input, idempotencyKey: 'i2' }, ['ILLEGAL_STATE', 'uploadId', /being read/]);
    const nothing = await w.data<{ bankStatements: { nodes: unknown[] } }>('procurement-officer', '{ bankStatements { nodes { id } } }');
    expect(nothing.bankStatements.nodes).toEqual([]);
  });
});
