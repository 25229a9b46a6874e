import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, indianDateOf } from '../../../src/lib/indianDate.js';
import { tryMutation } from '../../support/buying.js';
import { another } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { offices, type Office } from '../procurement/office.js';
import { pay, stateOf, uuid } from '../subscriptions/arrange.js';
import { finance, invoiceOf, money, seeInvoice } from './desk.js';

let w: World;
let open: () => Promise<Office>;
beforeAll(async () => {
  w = await world();
  open = offices(w);
}, 120_000);
afterAll(async () => { await w.close(); });

const NOTE = 'creditNote { id number issuedOn reason total { amountMinor } taxable { amountMinor } cgst { amountMinor } sgst { amountMinor } unused { amountMinor } lines { taxable { amountMinor } } documents { jsonUrl } }';
interface Note {
  readonly id: string; readonly number: string; readonly unused: { readonly amountMinor: string }; readonly total: { readonly amountMinor: string };
  readonly documents: { readonly jsonUrl: string };
}

async function credit(input: object): Promise<Note> {
  const { payload, userErrors } = await tryMutation<{ creditNote: Note }>(w, 'finance-officer', 'creditNoteIssue', { idempotencyKey: `cn-${another()}`, ...input }, NOTE);
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return payload.creditNote;
}

/** What the journal has on an account for an invoice, in paise. */
async function balance(account: string, invoiceId: string): Promise<string> {
  const [row] = await w.owner<{ amount: string }[]>`
    select coalesce(sum(amount_paise), 0)::text as amount from posting where account = ${account}::account and invoice_id = ${uuid(invoiceId)}`;
  return row?.amount ?? '';
}

describe('a credit note', () => {
  it('takes back tax cumulatively, to nothing left over, and settles what is outstanding', async () => {
    const { buys, officer } = await open();
    const { invoiceId } = await buys.orderedSeats({ quantity: 7 });
    const { lines: [line], total } = await invoiceOf(w, invoiceId);
    expect([line?.taxable.amountMinor, total.amountMinor]).toEqual(['301700', '356006']);
    const given = [100_001n, 100_001n, 101_698n];
    const notes: Note[] = [];
    for (const paise of given) notes.push(await credit({ invoiceId, reason: 'Seven seats too many.', lines: [{ invoiceLineId: line?.id, taxable: money(paise) }] }));
    // Nine per cent of 100001, 200002, 301700 half up: 9000, 18000, 27153 for each of the two.
    expect(notes.map((note) => note.total.amountMinor)).toEqual(['118001', '118001', '120004']);
    expect(await seeInvoice(w, officer, invoiceId)).toMatchObject({
      state: 'SETTLED', settled: { amountMinor: '356006' }, credited: { amountMinor: '356006' }, outstanding: { amountMinor: '0' }, dueOn: null,
      allocations: [{ source: 'CREDIT_NOTE' }, { source: 'CREDIT_NOTE' }, { source: 'CREDIT_NOTE' }], lines: [{ credited: { amountMinor: '301700' } }],
    });
    for (const account of ['RECEIVABLE', 'CGST', 'SGST', 'DEFERRED_REVENUE']) expect([account, await balance(account, invoiceId)]).toEqual([account, '0']);
    expect(await finance(w, 'creditNoteIssue', { invoiceId, reason: 'More.' })).toEqual(['ILLEGAL_STATE']);
  });

  it('beyond what is outstanding is the department\'s credit', async () => {
    const { buys, authority } = await open();
    const { invoiceId } = await buys.orderedSeats({ quantity: 10 });
    await pay(w, uuid(invoiceId), 500_000n);
    const note = await credit({ invoiceId, reason: 'Ten seats were not wanted.' });
    expect([note.total.amountMinor, note.unused.amountMinor]).toEqual(['508580', '500000']);
    expect(await invoiceOf(w, invoiceId)).toMatchObject({ state: 'SETTLED', allocations: [{ source: 'RECEIPT' }, { source: 'CREDIT_NOTE', amount: { amountMinor: '8580' } }] });
    const list = await w.data<{ creditNotes: { nodes: { id: string; number: string }[] } }>(authority, 'query { creditNotes(filter: { unused: true }) { nodes { id number } } }');
    expect(list.creditNotes.nodes).toEqual([{ id: note.id, number: note.number }]);
    const [credited] = await w.owner<{ amount: string }[]>`select sum(p.amount_paise)::text as amount from posting p
      join invoice i on i.id = ${uuid(invoiceId)} and i.department_id = p.department_id where p.account = 'CUSTOMER_CREDIT'`;
    expect(credited?.amount).toBe('-500000');
  });

  it('has a document that names its invoice, with the tax and the place of that', async () => {
    const { buys } = await open();
    const { invoiceId } = await buys.orderedSeats({ quantity: 10 });
    const invoice = await invoiceOf(w, invoiceId);
    const note = await credit({ invoiceId, reason: 'Billed twice.', lines: [{ invoiceLineId: invoice.lines[0]?.id, taxable: money(43_100n) }] });
    expect(note.number).toMatch(/^KC\/\d\d-\d\d\/\d{7}$/);
    expect(await (await fetch(note.documents.jsonUrl)).json()).toMatchObject({
      kind: 'CREDIT_NOTE', number: note.number, invoice: { number: invoice.number, issuedOn: invoice.issuedOn }, reason: 'Billed twice.',
      totals: { taxable: '43100', cgst: '3879', sgst: '3879', total: '50858' }, amountInWords: 'Rupees Five Hundred Eight and Fifty-Eight Paise Only',
    });
  });

  it('brings back a suspended subscription when it settles what was overdue', async () => {
    const { buys } = await open();
    const { invoiceId, subscriptionId } = await buys.orderedSeats({ quantity: 10 });
    const due = (await invoiceOf(w, invoiceId)).dueOn ?? '';
    w.clock.advance((Number(new Date(`${addDays(due, 2)}T06:00:00Z`)) - w.clock.now().getTime()));
    expect(await finance(w, 'creditNoteIssue', { invoiceId, reason: 'A little.', lines: [{ invoiceLineId: (await invoiceOf(w, invoiceId)).lines[0]?.id, taxable: money(1n) }] })).toEqual([]);
    expect([indianDateOf(w.clock.now()), await stateOf(w, uuid(subscriptionId))]).toEqual([addDays(due, 2), 'GRACE']);
    await credit({ invoiceId, reason: 'All of it.' });
    expect(await stateOf(w, uuid(subscriptionId))).toBe('ACTIVE');
  });

  it('is refused where it cannot be, and to whoever is no finance officer', async () => {
    const { buys, officer } = await open();
    const { invoiceId } = await buys.orderedSeats({ quantity: 10 });
    const { invoiceId: draft } = await (await open()).buys.orderedSeats({ quantity: 10, startsOn: addDays(indianDateOf(w.clock.now()), 5) });
    const { lines: [line] } = await invoiceOf(w, invoiceId);
    const { lines: [foreign] } = await invoiceOf(w, draft);
    const of = (...lines: object[]): object => ({ invoiceId, reason: 'Because.', lines });
    expect(await finance(w, 'creditNoteIssue', of(), officer)).toEqual(['FORBIDDEN']);
    expect(await finance(w, 'creditNoteIssue', of(), 'learner')).toEqual(['NOT_FOUND invoiceId']);
    expect(await finance(w, 'creditNoteIssue', { ...of(), reason: '' })).toEqual(['INVALID reason']);
    expect(await finance(w, 'creditNoteIssue', { ...of(), idempotencyKey: '' })).toEqual(['INVALID idempotencyKey']);
    expect(await finance(w, 'creditNoteIssue', { invoiceId: draft, reason: 'Because.' })).toEqual(['ILLEGAL_STATE']);
    expect(await finance(w, 'creditNoteIssue', of({ invoiceLineId: foreign?.id }))).toEqual(['NOT_FOUND lines 0 invoiceLineId']);
    expect(await finance(w, 'creditNoteIssue', of({ invoiceLineId: line?.id }, { invoiceLineId: line?.id }))).toEqual(['INVALID lines 1 invoiceLineId']);
    expect(await finance(w, 'creditNoteIssue', of({ invoiceLineId: line?.id, taxable: money(431_001n) }))).toEqual(['INVALID lines 0 taxable']);
    expect(await finance(w, 'creditNoteIssue', of({ invoiceLineId: line?.id, taxable: money(0n) }))).toEqual(['INVALID lines 0 taxable amountMinor']);
    expect(await finance(w, 'creditNoteIssue', of({ invoiceLineId: line?.id, taxable: { amountMinor: '5', currency: 'USD' } }))).toEqual(['INVALID lines 0 taxable currency']);
    expect(await invoiceOf(w, invoiceId)).toMatchObject({ credited: { amountMinor: '0' }, creditNotes: [] });
  });

  it('sent twice is issued once; two at once never credit more than there is', async () => {
    const { buys } = await open();
    const { invoiceId } = await buys.orderedSeats({ quantity: 10 });
    const { lines: [line] } = await invoiceOf(w, invoiceId);
    const half = { invoiceId, reason: 'Most of it.', lines: [{ invoiceLineId: line?.id, taxable: money(300_000n) }] };
    const same = await Promise.all([1, 2, 3].map(() => finance(w, 'creditNoteIssue', { ...half, idempotencyKey: 'the same' })));
    expect(same.flat()).toEqual([]);
    const others = await Promise.all([1, 2, 3, 4].map(() => finance(w, 'creditNoteIssue', { ...half, lines: [{ invoiceLineId: line?.id, taxable: money(100_000n) }] })));
    expect(others.filter((refusal) => refusal.length === 0)).toHaveLength(1);
    expect(others.flat().every((refusal) => /^(INVALID lines 0 taxable|BUSY)$/.test(refusal))).toBe(true);
    expect(await invoiceOf(w, invoiceId)).toMatchObject({ lines: [{ credited: { amountMinor: '400000' } }], creditNotes: [{}, {}] });
  });
});
