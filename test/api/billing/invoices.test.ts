import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/lib/canonicalJson.js';
import { publicId } from '../../../src/lib/ids.js';
import { addDays, indianDateOf } from '../../../src/lib/indianDate.js';
import { buyersOf, buying, FAR_DEPARTMENT, onDay, type Bought } from '../../support/buying.js';
import { world, type World } from '../../support/world.js';
import { offices } from '../procurement/office.js';
import { finance, invoiceOf, seeInvoice } from './desk.js';

let w: World;
let open: ReturnType<typeof offices>;
beforeAll(async () => {
  w = await world();
  open = offices(w);
}, 120_000);
afterAll(async () => { await w.close(); });

const today = (): string => indianDateOf(w.clock.now());

describe('an invoice', () => {
  let bought: Bought;

  it('is issued with the order whose days begin today: 1,250 seats within the state, to the paisa', async () => {
    bought = await buying(w).orderedSeats({ quantity: 1250 });
    const invoice = await seeInvoice(w, 'procurement-officer', bought.invoiceId);
    expect(invoice).toMatchObject({
      state: 'ISSUED', issuedOn: today(), dueOn: addDays(today(), 30), isOverdue: false, placeOfSupply: { code: '07' }, placeReason: 'REGISTERED_RECIPIENT',
      taxable: { amountMinor: '53875000' }, cgst: { amountMinor: '4848750' }, sgst: { amountMinor: '4848750' }, igst: { amountMinor: '0' },
      total: { amountMinor: '63572500' }, settled: { amountMinor: '0' }, outstanding: { amountMinor: '63572500' }, allowedActions: [],
      lines: [{ quantity: 1250, taxable: { amountMinor: '53875000' }, total: { amountMinor: '63572500' } }],
      expectedPayments: [{ dueOn: addDays(today(), 30), amount: { amountMinor: '63572500' }, paid: { amountMinor: '0' }, state: 'OPEN' }],
    });
    expect(invoice?.number).toMatch(/^KB\/\d\d-\d\d\/\d{7}$/);
    expect(invoice?.expectedPayments[0]?.reference).toMatch(/^KB\d{13}[0-9A-Z]$/);
  });

  it('has a frozen document, kept with the SHA-256 of its canonical JSON, that its addresses give out', async () => {
    const invoice = await invoiceOf(w, bought.invoiceId);
    const response = await fetch(invoice.documents?.jsonUrl ?? '');
    const body = await response.json() as Record<string, unknown>;
    expect(response.status).toBe(200);
    expect(body).toMatchObject({
      kind: 'INVOICE', number: invoice.number, issuedOn: today(), totals: { taxable: '53875000', cgst: '4848750', sgst: '4848750', igst: '0', tax: '9697500', total: '63572500' },
      amountInWords: 'Rupees Six Lakh Thirty-Five Thousand Seven Hundred Twenty-Five Only', placeOfSupply: { stateCode: '07', reason: 'State of the registered recipient' },
      order: { purchaseRequest: bought.purchaseRequestId, budgetHead: '2070.00.003.01.00.28' },
      instalments: [{ sequence: 1, amount: '63572500', reference: invoice.expectedPayments[0]?.reference }],
      lines: [{ unit: 'seats', quantity: '1250', unitPrice: '43100', period: { prorated: null } }],
    });
    const [kept] = await w.owner<{ body_sha256: string }[]>`select body_sha256 from issued_document where number = ${invoice.number}`;
    expect(createHash('sha256').update(canonicalJson(body)).digest('hex')).toBe(kept?.body_sha256);
    const pdf = await fetch(invoice.documents?.pdfUrl ?? '');
    expect([pdf.status, pdf.headers.get('content-type'), Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
  });

  it('keeps its own copy: a department that moves changes no document', async () => {
    const before = await invoiceOf(w, bought.invoiceId);
    const text = async (): Promise<string> => JSON.stringify((await (await fetch((await invoiceOf(w, bought.invoiceId)).documents?.jsonUrl ?? '')).json() as { recipient: unknown }).recipient);
    const was = await text();
    await w.owner`update organisation set address = 'Moved away', gstin = null, state_code = '29' where id = (select department_id from invoice where number = ${before.number})`;
    expect(await text()).toBe(was);
    expect(await invoiceOf(w, bought.invoiceId)).toMatchObject({ placeOfSupply: { code: '07' }, total: { amountMinor: '63572500' } });
  });

  it('of another state carries IGST', async () => {
    const far = buying(w, await buyersOf(w, FAR_DEPARTMENT));
    const { invoiceId } = await far.orderedSeats({ quantity: 1250 });
    expect(await invoiceOf(w, invoiceId)).toMatchObject({
      taxable: { amountMinor: '53875000' }, cgst: { amountMinor: '0' }, igst: { amountMinor: '9697500' }, total: { amountMinor: '63572500' }, placeOfSupply: { code: '27' },
    });
  });

  it('is found by its number, in lists by what filters say, and by nobody whose it is not', async () => {
    const { number } = await invoiceOf(w, bought.invoiceId);
    const by = 'query By($number: String!) { invoice(by: { number: $number }) { id } invoices(filter: { number: $number }) { nodes { id } totalCount } }';
    expect(await w.data('approving-authority', by, { number })).toEqual({ invoice: { id: bought.invoiceId }, invoices: { nodes: [{ id: bought.invoiceId }], totalCount: 1 } });
    for (const who of ['learner', 'author', 'curator', 'newcomer', null]) {
      expect(await w.data(who, by, { number })).toEqual({ invoice: null, invoices: { nodes: [], totalCount: 0 } });
    }
    const list = 'query L($filter: InvoiceFilter!) { invoices(filter: $filter, orderBy: { field: TOTAL, direction: DESC }) { nodes { id } } }';
    const ids = async (filter: object): Promise<string[]> => (await w.data<{ invoices: { nodes: { id: string }[] } }>('auditor', list, { filter })).invoices.nodes.map(({ id }) => id);
    expect(await ids({ state: 'ISSUED', issuedFrom: today(), issuedUntil: today() })).toContain(bought.invoiceId);
    expect(await ids({ issuedUntil: addDays(today(), -1) })).not.toContain(bought.invoiceId);
    expect(await ids({ overdue: true })).not.toContain(bought.invoiceId);
    expect(await ids({ overdue: false, subscriptionId: bought.subscriptionId })).toEqual([bought.invoiceId]);
  });
});

describe('an order for days to come', () => {
  it('is a DRAFT without number or document, which only a finance officer issues early, once', async () => {
    const { buys, officer, plan } = await open();
    const { invoiceId } = await buys.orderedSeats({ quantity: 10, startsOn: addDays(today(), 20), instalmentPlanId: plan });
    const draft = await invoiceOf(w, invoiceId);
    expect(draft).toMatchObject({ state: 'DRAFT', number: null, documents: null, expectedPayments: [], outstanding: { amountMinor: '0' }, allowedActions: ['ISSUE'], total: { amountMinor: '508580' } });
    expect(await finance(w, 'invoiceIssue', { invoiceId }, officer)).toEqual(['FORBIDDEN']);
    expect(await finance(w, 'invoiceIssue', { invoiceId }, 'auditor')).toEqual(['FORBIDDEN']);
    expect(await finance(w, 'invoiceIssue', { invoiceId }, 'author')).toEqual(['NOT_FOUND invoiceId']);
    expect(await finance(w, 'invoiceIssue', { invoiceId, idempotencyKey: 'early' })).toEqual([]);
    expect(await finance(w, 'invoiceIssue', { invoiceId, idempotencyKey: 'early' })).toEqual([]);
    expect(await finance(w, 'invoiceIssue', { invoiceId })).toEqual(['ILLEGAL_STATE']);
    expect(await invoiceOf(w, invoiceId)).toMatchObject({ state: 'ISSUED', issuedOn: today(), allowedActions: ['CREDIT', 'WRITE_OFF'] });
  });

  it('is taxed by the rule and the plan in force on the day of its issue', async () => {
    const { buys, plan } = await open();
    const { invoiceId } = await buys.orderedSeats({ quantity: 10, startsOn: addDays(today(), 20), instalmentPlanId: plan });
    const [exempt] = await w.owner<{ id: string }[]>`select id from tax_rule where kind = 'EXEMPT' limit 1`;
    await w.owner`insert into tax_rule_in_force (id, tax_rule_id, in_force_from, reason, created_at) values (uuidv7(), ${exempt?.id ?? ''}, ${addDays(today(), 1)}, 'ruled', now())`;
    onDay(w, addDays(today(), 1));
    expect(await finance(w, 'invoiceIssue', { invoiceId })).toEqual([]);
    const invoice = await invoiceOf(w, invoiceId);
    expect(invoice).toMatchObject({ state: 'ISSUED', taxable: { amountMinor: '431000' }, cgst: { amountMinor: '0' }, total: { amountMinor: '431000' } });
    expect(await (await fetch(invoice.documents?.jsonUrl ?? '')).json()).toMatchObject({ taxRule: { kind: 'EXEMPT' }, totals: { tax: '0' } });
    const [taxable] = await w.owner<{ id: string }[]>`select id from tax_rule where kind = 'TAXABLE' limit 1`;
    await w.owner`insert into tax_rule_in_force (id, tax_rule_id, in_force_from, reason, created_at) values (uuidv7(), ${taxable?.id ?? ''}, ${addDays(today(), 1)}, 'back', now())`;
    onDay(w, addDays(today(), 1));
  });
});

describe('writing off', () => {
  it('gives up what is outstanding, books it, and leaves nothing to be paid', async () => {
    const { buys, authority } = await open();
    const { invoiceId } = await buys.orderedSeats({ quantity: 10 });
    expect(await finance(w, 'invoiceWriteOff', { invoiceId, reason: 'The department was dissolved.' }, authority)).toEqual(['FORBIDDEN']);
    expect(await finance(w, 'invoiceWriteOff', { invoiceId, reason: ' ' })).toEqual(['INVALID reason']);
    expect(await finance(w, 'invoiceWriteOff', { invoiceId, reason: 'The department was dissolved.' })).toEqual([]);
    expect(await invoiceOf(w, invoiceId)).toMatchObject({ state: 'UNCOLLECTIBLE', outstanding: { amountMinor: '0' }, dueOn: null, isOverdue: false, allowedActions: [] });
    expect(await finance(w, 'invoiceWriteOff', { invoiceId, reason: 'Again.' })).toEqual(['ILLEGAL_STATE']);
    expect(await finance(w, 'creditNoteIssue', { invoiceId, reason: 'Late.' })).toEqual(['ILLEGAL_STATE']);
    const entries = `query E($id: ID!) { journalEntries(filter: { invoiceId: $id, kind: INVOICE_WRITTEN_OFF }) { nodes { postings { account amount { amountMinor } } } } }`;
    expect(await w.data('auditor', entries, { id: invoiceId })).toEqual({ journalEntries: { nodes: [{
      postings: [{ account: 'RECEIVABLE', amount: { amountMinor: '-508580' } }, { account: 'BAD_DEBT', amount: { amountMinor: '508580' } }],
    }] } });
  });
});

describe('overdue', () => {
  it('follows from the dates, the earliest part first', async () => {
    const { buys } = await open();
    const [plan] = await w.owner<{ id: string }[]>`select id from instalment_plan where code = 'GFR_172'`;
    const { invoiceId } = await buys.orderedSeats({ quantity: 10, instalmentPlanId: publicId('instalment_plan', plan?.id ?? '') });
    const issued = today();
    expect(await invoiceOf(w, invoiceId)).toMatchObject({
      dueOn: addDays(issued, 30), expectedPayments: [{ amount: { amountMinor: '203432' }, state: 'OPEN' }, { amount: { amountMinor: '305148' }, state: 'OPEN', dueOn: addDays(issued, 180) }],
    });
    onDay(w, addDays(issued, 30));
    expect(await invoiceOf(w, invoiceId)).toMatchObject({ isOverdue: false });
    onDay(w, addDays(issued, 31));
    expect(await invoiceOf(w, invoiceId)).toMatchObject({ isOverdue: true, expectedPayments: [{ state: 'OVERDUE' }, { state: 'OPEN' }] });
    const line = (await invoiceOf(w, invoiceId)).lines[0]?.id;
    // A credit of 2,50,000 paise settles the first part and a piece of the second.
    expect(await finance(w, 'creditNoteIssue', { invoiceId, reason: 'Agreed.', lines: [{ invoiceLineId: line, taxable: { amountMinor: '211864' } }] })).toEqual([]);
    expect(await invoiceOf(w, invoiceId)).toMatchObject({
      isOverdue: false, dueOn: addDays(issued, 180), state: 'PART_SETTLED', settled: { amountMinor: '250000' },
      expectedPayments: [{ state: 'PAID', paid: { amountMinor: '203432' } }, { state: 'PART', paid: { amountMinor: '46568' } }],
    });
  });
});
