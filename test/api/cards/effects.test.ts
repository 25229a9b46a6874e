import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import { publicId } from '../../../src/lib/ids.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { another } from '../../support/given.js';
import { anOffice, CHECKER, uuid } from '../payments/till.js';
import { effects } from './paid.js';

let s: StripeWorld;
let e: ReturnType<typeof effects>;
beforeAll(async () => {
  s = await stripeWorld();
  e = effects(s);
});
afterAll(async () => { await s.close(); });
afterEach(async () => { expect(await ledgerFaults(s.w)).toEqual([]); });

describe('a payment on the page of an invoice', () => {
  test('settles the invoice to the paisa, by itself, with a document, once', async () => {
    const { departmentId, invoiceId, officer, page, payment, due, subscriptionId } = await e.paid();
    expect(await e.journal(departmentId)).toEqual([['RECEIPT_CONFIRMED', { CARD_CLEARING: due, RECEIVABLE: -due }]]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'SETTLED', outstanding: 0n });
    expect(await e.page(page.id)).toMatchObject({ state: 'PAID', allowedActions: [] });
    const [{ number } = { number: '' }] = await s.w.owner<{ number: string }[]>`select number from invoice where id = ${uuid('invoice', invoiceId)}`;
    expect(await e.receipts(departmentId)).toEqual([{
      state: 'SUCCEEDED', match: 'EXACT', external_id: payment.id, amount: String(due), allocated: String(due), refunded: '0', remarks: number,
      number: expect.stringMatching(/^KR\//) as string, decided_by: null,
    }]);
    const { receipts } = await s.w.data<{ receipts: { nodes: { rail: string; payer: string; documents: { pdfUrl: string } | null; allowedActions: string[] }[] } }>(
      officer, '{ receipts { nodes { rail payer documents { pdfUrl } allowedActions } } }');
    expect(receipts.nodes).toEqual([{ rail: 'CARD', payer: expect.any(String) as string, documents: { pdfUrl: expect.stringContaining('http') as string }, allowedActions: [] }]);
    // Told once more, of everything: nothing new.
    for (const { id } of s.double.events()) await s.double.deliver(id, { times: 2 });
    await e.worked();
    expect(await e.journal(departmentId)).toHaveLength(1);
    const [{ state } = { state: '' }] = await s.w.owner<{ state: string }[]>`select state::text from subscription where id = ${uuid('subscription', subscriptionId)}`;
    expect(state).toBe('ACTIVE');
  });

  test('in part leaves the rest outstanding, and the page is taken back', async () => {
    const { departmentId, invoiceId, page, theirs, due } = await e.owed();
    await s.double.payHostedInvoice(theirs, { amount: Number(due - 100n) });
    await e.worked();
    expect(await e.journal(departmentId)).toEqual([['RECEIPT_CONFIRMED', { CARD_CLEARING: due - 100n, RECEIVABLE: -(due - 100n) }]]);
    expect(await e.receipts(departmentId)).toMatchObject([{ match: 'PART', state: 'SUCCEEDED' }]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'PART_SETTLED', outstanding: 100n });
    expect(['OPEN', 'VOID']).toContain((await e.page(page.id)).state);
  });

  test('of too much makes the rest the credit of the department', async () => {
    const { departmentId, theirs, due, page } = await e.owed();
    await s.double.payHostedInvoice(theirs, { amount: Number(due + 250n) });
    await e.worked();
    expect(await e.journal(departmentId)).toEqual([['RECEIPT_CONFIRMED', { CARD_CLEARING: due + 250n, RECEIVABLE: -due, CUSTOMER_CREDIT: -250n }]]);
    expect(await e.receipts(departmentId)).toMatchObject([{ match: 'OVER', allocated: String(due) }]);
    expect(await e.page(page.id)).toMatchObject({ state: 'PAID' });
  });

  test('in another currency settles nothing; when it is sent back its receipt is FAILED', async () => {
    const { departmentId, theirs, invoiceId, due } = await e.owed();
    const payment = await s.double.payHostedInvoice(theirs, { amount: 12_300, currency: 'usd' });
    await e.worked();
    expect(await e.receipts(departmentId)).toMatchObject([{ state: 'PENDING', match: 'WRONG_CURRENCY', amount: '12300', number: null }]);
    expect(await e.journal(departmentId)).toEqual([]);
    const [{ id } = { id: '' }] = await s.w.owner<{ id: string }[]>`select id from receipt where external_id = ${payment.id}`;
    await e.refused(CHECKER, 'receiptConfirm', { idempotencyKey: `k${another()}`, receiptId: publicId('receipt', id) }, ['ILLEGAL_STATE', '', /card provider/]);
    await s.double.refundAtDashboard(payment.id, { amount: 300 });
    await e.worked();
    expect(await e.receipts(departmentId)).toMatchObject([{ state: 'PENDING' }]);
    await s.double.refundAtDashboard(payment.id);
    await e.worked();
    expect(await e.receipts(departmentId)).toMatchObject([{ state: 'FAILED' }]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding: due });
  });

  test('that its bank takes back afterwards: everything is outstanding again', async () => {
    const { departmentId, invoiceId, payment, due } = await e.paid();
    await s.double.failLate(payment.id);
    await e.worked();
    expect(await e.journal(departmentId, 1)).toEqual([['RECEIPT_REVERSED', { CARD_CLEARING: -due, RECEIVABLE: due }]]);
    expect(await e.receipts(departmentId)).toMatchObject([{ state: 'REVERSED' }]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding: due });
  });

  test('that failed before we heard of it books nothing', async () => {
    const { departmentId, theirs, invoiceId } = await e.owed();
    const payment = await s.double.payHostedInvoice(theirs);
    await s.double.failLate(payment.id);
    await e.worked();
    expect(await e.journal(departmentId)).toEqual([]);
    expect(await e.invoice(invoiceId)).toMatchObject({ state: 'ISSUED' });
  });
});

describe('a payment without a page', () => {
  test('of a department that is known is its credit', async () => {
    const { departmentId } = await e.paid();
    const [{ customer } = { customer: '' }] = await s.w.owner<{ customer: string }[]>`
      select external_id as customer from card_customer where department_id = ${uuid('department', departmentId)}`;
    await s.double.pay({ customer, amount: 777 });
    await e.worked();
    expect(await e.journal(departmentId, 1)).toEqual([['RECEIPT_CONFIRMED', { CARD_CLEARING: 777n, CUSTOMER_CREDIT: -777n }]]);
    expect((await e.receipts(departmentId))[1]).toMatchObject({ match: 'OVER', remarks: '', allocated: '0' });
  });

  test('of nobody we know is none of our business', async () => {
    const { id } = await s.double.pay({ customer: null, amount: 777 });
    await e.worked();
    expect(await s.w.owner`select 1 from receipt where external_id = ${id}`).toEqual([]);
    expect(await e.eventsOf(id)).toContainEqual({ type: 'payment_intent.succeeded', state: 'IGNORED', note: expect.stringMatching(/none of ours/) as string, attempts: 1 });
  });
});

test('an office without a card knows nothing of the rail', async () => {
  const { departmentId } = await anOffice(s.w);
  expect(await e.receipts(departmentId)).toEqual([]);
});
