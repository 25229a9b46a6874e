import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTx, type Ctx } from '../../../src/context.js';
import { openDatabase, type Database } from '../../../src/db/client.js';
import { issueInvoice } from '../../../src/domain/billing/steps.js';
import { verifyLedger } from '../../../src/domain/ledger/verify.js';
import { addDays, indianDateOf } from '../../../src/lib/indianDate.js';
import { isRefused, refuse } from '../../../src/lib/refusal.js';
import { buying } from '../../support/buying.js';
import { world, type World } from '../../support/world.js';
import { uuid } from '../subscriptions/arrange.js';
import { manyDrafts } from './drafts.js';

const CONNECTIONS = 32;
const ISSUES = 320;

let w: World;
let crowd: Database;
beforeAll(async () => {
  w = await world();
  crowd = openDatabase({ url: w.appUrl, max: CONNECTIONS, applicationName: 'test-crowd', statementTimeoutMs: 60_000, lockTimeoutMs: 60_000 });
}, 120_000);
afterAll(async () => {
  await crowd.close();
  await w.close();
});

/** 31 March, one millisecond before midnight in India, and midnight: the next financial year. */
const YEAR = indianDateOf(new Date()).slice(0, 4);
const LAST = new Date(`${Number(YEAR) + 1}-03-31T18:29:59.999Z`);
const FIRST = new Date(`${Number(YEAR) + 1}-03-31T18:30:00.000Z`);

/** Issues an invoice as the program does; every tenth transaction rolls back after everything was written. */
async function issue(ctx: Ctx, invoiceId: string, fails: boolean): Promise<boolean> {
  const outcome = await inTx(ctx, 'invoiceIssue', async (tx) => {
    const issued = await issueInvoice(tx, invoiceId);
    if (isRefused(issued)) return issued;
    return fails ? refuse('BUSY', 'rolled back by the test') : issued;
  });
  if (isRefused(outcome) && !fails) throw new Error(JSON.stringify(outcome.errors));
  return !isRefused(outcome);
}

it(`${ISSUES} issues over ${CONNECTIONS} connections, a tenth of them rolled back, across the end of the financial year, leave no gap`, async () => {
  const { invoiceId } = await buying(w).orderedSeats({ quantity: 10, startsOn: addDays(indianDateOf(w.clock.now()), 10) });
  const drafts = await manyDrafts(w, uuid(invoiceId), ISSUES);
  const at = (index: number): Date => (index % 2 === 0 ? LAST : FIRST);
  const base: Ctx = { ...await w.ctx('finance-officer'), actor: { kind: 'system', name: 'test' }, db: crowd };
  const queue = drafts.map((id, index) => ({ id, index }));
  let live = 0;
  let most = 0;
  let issued = 0;
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const { id, index } = next;
      live += 1;
      most = Math.max(most, live);
      if (await issue({ ...base, now: () => at(index) }, id, index % 10 === 3)) issued += 1;
      live -= 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  expect([most, issued]).toEqual([CONNECTIONS, ISSUES * 0.9]);
  const years = await w.owner<{ financial_year: string; issued_on: string; count: number; first: number; last: number; counter: number }[]>`
    select d.financial_year, min(d.issued_on)::text as issued_on, count(distinct d.seq)::int as count, min(d.seq)::int as first, max(d.seq)::int as last,
      (select c.last from document_counter c where c.financial_year = d.financial_year and c.kind = 'INVOICE' and c.supplier_gstin = d.supplier_gstin) as counter
    from issued_document d where d.kind = 'INVOICE' group by d.financial_year, d.supplier_gstin order by d.financial_year`;
  const next = Number(YEAR) + 1;
  const even = ISSUES / 2;
  const odd = even - ISSUES / 10;
  expect(years).toEqual([
    { financial_year: `${YEAR.slice(2)}-${String(next).slice(2)}`, issued_on: `${next}-03-31`, count: even, first: 1, last: even, counter: even },
    { financial_year: `${String(next).slice(2)}-${String(next + 1).slice(2)}`, issued_on: `${next}-04-01`, count: odd, first: 1, last: odd, counter: odd },
  ]);
  const differences: string[] = [];
  const verdict = await verifyLedger(crowd, ({ kind, subject, message }) => { differences.push(`${kind} ${subject}: ${message}`); });
  expect([differences, verdict.documents]).toEqual([[], issued]);
}, 120_000);
