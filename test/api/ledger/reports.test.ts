import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, firstOfMonth, monthEndOf, nextMonth } from '../../../src/lib/indianDate.js';
import { publicId } from '../../../src/lib/ids.js';
import { INSTITUTE } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { onDay } from '../../support/buying.js';
import { recognised, today } from '../subscriptions/arrange.js';
import { keepBooks, lineOf, verified, type Books } from './books.js';

let w: World;
let books: Books;
beforeAll(async () => {
  w = await world();
  books = await keepBooks(w);
}, 120_000);
afterAll(async () => { await w.close(); });

type Paise = { readonly amountMinor: string };
interface Trial { trialBalance: { lines: { account: string; debit: Paise; credit: Paise; balance: Paise }[]; debit: Paise; credit: Paise } | null }
interface Deferred { deferredRevenue: { total: Paise; months: { month: string; amount: Paise }[] } | null }
interface Ages { receivablesByAge: { department: { id: string }; amounts: Record<'notDue' | 'days1To30' | 'days31To60' | 'days61To90' | 'over90' | 'total', Paise> }[] }

const TRIAL = 'query T($on: Date) { trialBalance(on: $on) { lines { account debit { amountMinor } credit { amountMinor } balance { amountMinor } } debit { amountMinor } credit { amountMinor } } }';
const DEFERRED = 'query D($on: Date) { deferredRevenue(on: $on) { total { amountMinor } months { month amount { amountMinor } } } }';
const AGES = `query A($on: Date) { receivablesByAge(on: $on) { department { id } amounts {
  notDue { amountMinor } days1To30 { amountMinor } days31To60 { amountMinor } days61To90 { amountMinor } over90 { amountMinor } total { amountMinor } } } }`;

async function balances(on?: string): Promise<Record<string, string>> {
  const { trialBalance } = await w.data<Trial>('auditor', TRIAL, { on });
  return Object.fromEntries((trialBalance?.lines ?? []).map(({ account, balance }) => [account, balance.amountMinor]));
}

async function ages(on?: string): Promise<Ages['receivablesByAge']> {
  return (await w.data<Ages>('finance-officer', AGES, { on })).receivablesByAge;
}

describe('the trial balance', () => {
  it('has every account, debits equal to credits, and what every happening booked', async () => {
    const { trialBalance } = await w.data<Trial>('auditor', TRIAL);
    expect(trialBalance?.lines).toHaveLength(14);
    expect(trialBalance?.debit).toEqual(trialBalance?.credit);
    // 100 seats at 43,100 with 18%, less a credit of 431,000 and its tax; a course of 5 x 99,900; 3 seats given up.
    expect(await balances()).toMatchObject({
      BANK: String(4_900_000 + 7_700 - 300_000), TAX_WITHHELD: '86200', UNMATCHED_RECEIPTS: '-7700', BAD_DEBT: '152574',
      PROVIDER_PAYABLE: String(-5 * 99_900 * 7 / 10),
      CUSTOMER_CREDIT: String(-(508_580 - (5_085_800 - 86_200 - 4_900_000) - 300_000)),
    });
  });

  it('is of any day: before the first there is nothing', async () => {
    expect(Object.values(await balances(addDays(books.from, -1))).every((amount) => amount === '0')).toBe(true);
    expect((await balances(books.from))['REVENUE']).toBe('0');
  });

  it('is for those who keep the books alone', async () => {
    for (const who of [books.at.buyers.officer, 'training-manager', 'curator', 'author', 'newcomer', null]) {
      expect(await w.data(who, TRIAL)).toEqual({ trialBalance: null });
      expect(await w.data(who, DEFERRED)).toEqual({ deferredRevenue: null });
      expect(await w.data(who, AGES)).toEqual({ receivablesByAge: [] });
      expect(await w.data(who, 'query { journalEntries { nodes { id } } providerPayables { payable { amountMinor } } }')).toEqual({ journalEntries: { nodes: [] }, providerPayables: [] });
    }
  });
});

describe('deferred revenue', () => {
  it('is the balance of its account, by the months to come, on every day', async () => {
    for (const on of [books.from, monthEndOf(books.from), today(w), addDays(today(w), 400)]) {
      const { deferredRevenue } = await w.data<Deferred>('platform-admin', DEFERRED, { on });
      expect(deferredRevenue?.total.amountMinor).toBe(String(-Number((await balances(on))['DEFERRED_REVENUE'])));
      const sum = (deferredRevenue?.months ?? []).reduce((all, { amount }) => all + BigInt(amount.amountMinor), 0n);
      expect(sum.toString()).toBe(deferredRevenue?.total.amountMinor);
    }
    const { deferredRevenue } = await w.data<Deferred>('platform-admin', DEFERRED);
    expect(deferredRevenue?.months[0]?.month).toBe(firstOfMonth(today(w)));
  });

  it('comes true: what it foretold for a month is what is earned of it', async () => {
    const { deferredRevenue } = await w.data<Deferred>('platform-admin', DEFERRED);
    const [now] = deferredRevenue?.months ?? [];
    const before = BigInt((await balances())['REVENUE'] ?? '0');
    onDay(w, addDays(nextMonth(today(w)), 1));
    await recognised(w);
    const after = BigInt((await balances())['REVENUE'] ?? '0');
    expect((before - after).toString()).toBe(now?.amount.amountMinor);
    expect((await verified(w)).messages).toEqual([]);
  });
});

describe('receivables by age', () => {
  it('go by how long the oldest part is overdue, and by what was outstanding on that day', async () => {
    const { department } = (await w.data<{ invoice: { department: { id: string } } }>('auditor', 'query I($id: ID!) { invoice(by: { id: $id }) { department { id } } }',
      { id: publicId('invoice', books.course.invoiceId) })).invoice;
    const total = await w.owner<{ total: string }[]>`select total_paise::text as total from invoice where id = ${books.course.invoiceId}`;
    const of = async (days: number): Promise<Record<string, string>> => {
      const row = (await ages(addDays(books.from, 30 + days))).find((each) => each.department.id === department.id);
      return Object.fromEntries(Object.entries(row?.amounts ?? {}).map(([bucket, { amountMinor }]) => [bucket, amountMinor] as const).filter(([, amount]) => amount !== '0'));
    };
    const all = total[0]?.total ?? '';
    expect(await of(0)).toEqual({ notDue: all, total: all });
    for (const [days, bucket] of [[1, 'days1To30'], [30, 'days1To30'], [31, 'days31To60'], [61, 'days61To90'], [91, 'over90']] as const) {
      expect([days, await of(days)]).toEqual([days, { [bucket]: all, total: all }]);
    }
  });

  it('leave out what is settled, and what was given up', async () => {
    const owing = await ages();
    expect(owing.map((row) => row.department.id)).not.toContain(publicId('department', books.at.departmentId));
    const sum = owing.reduce((all, { amounts }) => all + BigInt(amounts.total.amountMinor), 0n);
    expect(sum.toString()).toBe((await balances())['RECEIVABLE']);
  });
});

describe('the journal', () => {
  it('is read by kind, department, invoice and day', async () => {
    const list = 'query J($filter: JournalEntryFilter) { journalEntries(filter: $filter, first: 100) { nodes { kind bookedOn narration department { id } postings { account amount { amountMinor } invoice { id } } } } }';
    interface Entry { kind: string; bookedOn: string; postings: { account: string; amount: Paise; invoice: { id: string } | null }[] }
    const read = async (filter: object): Promise<Entry[]> => (await w.data<{ journalEntries: { nodes: Entry[] } }>('finance-officer', list, { filter })).journalEntries.nodes;
    const invoiceId = publicId('invoice', books.seats.invoiceId);
    const kinds = (await read({ invoiceId, bookedUntil: books.from })).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['CREDIT_NOTE_ISSUED', 'INVOICE_ISSUED', 'RECEIPT_CONFIRMED', 'RECEIPT_CONFIRMED', 'RECEIPT_REVERSED', 'TAX_WITHHELD_CLAIMED', 'TAX_WITHHELD_CLAIMED', 'TAX_WITHHELD_DISALLOWED']);
    const [issued] = await read({ invoiceId, kind: 'INVOICE_ISSUED' });
    expect(issued?.postings.reduce((sum, { amount }) => sum + BigInt(amount.amountMinor), 0n)).toBe(0n);
    const months = await read({ departmentId: publicId('department', books.at.departmentId), kind: 'REVENUE_RECOGNISED', bookedFrom: books.from });
    expect(months.length).toBeGreaterThanOrEqual(2);
    expect(await lineOf(w, books.seats.invoiceId)).toBeTruthy();
  });

  it('tells what providers are owed', async () => {
    const { providerPayables } = await w.data<{ providerPayables: { provider: { slug: string }; payable: Paise }[] }>('auditor', 'query { providerPayables { provider { slug } payable { amountMinor } } }');
    expect(providerPayables).toEqual([{ provider: { slug: INSTITUTE }, payable: { amountMinor: String(5 * 99_900 * 7 / 10) } }]);
  });
});
