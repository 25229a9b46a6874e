import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicId } from '../../../src/lib/ids.js';
import { addDays } from '../../../src/lib/indianDate.js';
import { world, type World } from '../../support/world.js';
import { anOffice, CHECKER, daysOn, faultsOfBooks, MAKER, owing, till, type Till } from './till.js';

let w: World;
let t: Till;
beforeAll(async () => {
  w = await world();
  t = till(w);
});
afterAll(async () => {
  await w.close();
});

interface Instruction {
  readonly rail: string;
  readonly dueOn: string;
  readonly amount: { readonly amountMinor: string };
  readonly accountNumber: string;
  readonly ifsc: string;
  readonly reference: string;
  readonly remarks: string;
}

async function instructions(who: string | null, invoiceId: string): Promise<readonly Instruction[] | null> {
  const { paymentInstructions } = await w.data<{ paymentInstructions: readonly Instruction[] | null }>(who,
    'query Pay($invoiceId: ID!) { paymentInstructions(invoiceId: $invoiceId) { rail dueOn amount { amountMinor } accountNumber ifsc reference remarks } }', { invoiceId });
  return paymentInstructions;
}

describe('how to pay', () => {
  test('an invoice in instalments: each has its reference, and what is paid is asked for no more', async () => {
    const { buys, officer } = await anOffice(w);
    const [plan] = await w.owner<{ id: string }[]>`select id from instalment_plan where code = 'GFR_172'`;
    const { invoiceId, quote } = await buys.orderedSeats({ quantity: 1_250, instalmentPlanId: publicId('instalment_plan', plan?.id ?? '') });
    const asked = await instructions(officer, invoiceId) ?? [];
    const [first, second] = asked;
    expect(asked.map(({ amount }) => BigInt(amount.amountMinor)).reduce((sum, each) => sum + each, 0n)).toBe(quote.total);
    expect(first).toMatchObject({ rail: 'TRANSFER', dueOn: addDays(t.today(), 30), amount: { amountMinor: '25429000' } });
    for (const { remarks, reference, accountNumber, ifsc } of asked) {
      expect([remarks, remarks.length <= 25]).toEqual([reference, true]);
      expect([accountNumber, ifsc].join()).toMatch(/^\d{9,18},[A-Z]{4}0/);
    }
    // Each is paid by its own reference.
    const receipt = await t.received(25_429_000n, first?.reference);
    expect(receipt.match).toBe('EXACT');
    expect(await instructions(officer, invoiceId)).toEqual([second]);
    const over = await t.received(BigInt(second?.amount.amountMinor ?? 0), `${second?.reference ?? ''} and thanks`);
    expect(over.match).toBe('EXACT');
    expect(await instructions(officer, invoiceId)).toEqual([]);
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('is for the department and for those who keep the books', async () => {
    const { invoiceId } = await owing(w, 2);
    for (const who of [MAKER, 'auditor', 'platform-admin']) expect(await instructions(who, invoiceId)).toHaveLength(1);
    for (const who of [null, 'curator', 'procurement-officer', 'author']) expect(await instructions(who, invoiceId)).toBeNull();
    expect(await instructions(MAKER, 'invoice_nonsense')).toBeNull();
  });
});

describe('lists', () => {
  test('of receipts, by what an officer looks for', async () => {
    const { invoiceId, departmentId, officer } = await owing(w, 2);
    const { outstanding } = await t.invoice(invoiceId);
    const reference = await t.referenceOf(invoiceId);
    const part = await t.received(outstanding - 1n, reference);
    const pending = await t.recorded(1n, reference);
    const over = await t.received(5_000n, '', { departmentId });
    const ask = async (filter: object, who = CHECKER): Promise<string[]> => (await w.data<{ receipts: { nodes: { id: string }[] } }>(who,
      'query List($filter: ReceiptFilter) { receipts(first: 100, filter: $filter) { nodes { id } } }', { filter: { departmentId, ...filter } })).receipts.nodes.map(({ id }) => id);
    expect(await ask({})).toEqual([over.id, pending.id, part.id]);
    expect(await ask({}, officer)).toEqual([over.id, pending.id, part.id]);
    expect(await ask({ state: 'PENDING' })).toEqual([pending.id]);
    expect(await ask({ match: 'PART' })).toEqual([part.id]);
    expect(await ask({ unused: true })).toEqual([over.id]);
    expect(await ask({ utr: pending.utr.toLowerCase() })).toEqual([pending.id]);
    expect(await ask({ receivedFrom: addDays(t.today(), 1) })).toEqual([]);
    expect(await ask({ receivedUntil: t.today() })).toHaveLength(3);
    const { receipts } = await w.data<{ receipts: { edges: { cursor: string; node: { amount: { amountMinor: string } } }[]; totalCount: number } }>(MAKER,
      `{ receipts(first: 2, filter: { departmentId: "${departmentId}" }, orderBy: { field: AMOUNT, direction: ASC }) { edges { cursor node { amount { amountMinor } } } totalCount } }`);
    expect([receipts.totalCount, ...receipts.edges.map(({ node }) => node.amount.amountMinor)]).toEqual([3, '1', '5000']);
  });

  test('of what is expected: who is late, and by what reference', async () => {
    const { invoiceId, departmentId } = await owing(w, 2);
    const reference = await t.referenceOf(invoiceId);
    const ask = async (filter: object): Promise<unknown[]> => (await w.data<{ expectedPayments: { nodes: unknown[] } }>(MAKER,
      'query List($filter: ExpectedPaymentFilter) { expectedPayments(filter: $filter) { nodes { state reference invoice { id } } } }', { filter: { departmentId, ...filter } })).expectedPayments.nodes;
    const node = { reference, invoice: { id: invoiceId } };
    expect(await ask({ overdue: true })).toEqual([]);
    expect(await ask({ overdue: false, reference: reference.toLowerCase() })).toEqual([{ ...node, state: 'OPEN' }]);
    daysOn(w, 31);
    expect(await ask({ overdue: true })).toEqual([{ ...node, state: 'OVERDUE' }]);
    expect(await ask({ state: 'OVERDUE', invoiceId, dueUntil: t.today() })).toEqual([{ ...node, state: 'OVERDUE' }]);
    const { outstanding } = await t.invoice(invoiceId);
    await t.received(outstanding, reference);
    expect(await ask({ state: 'PAID' })).toEqual([{ ...node, state: 'PAID' }]);
  });

  test('tell of a receipt what it settled, what of it was taken back, and its papers', async () => {
    const { invoiceId, officer } = await owing(w, 2);
    const { outstanding } = await t.invoice(invoiceId);
    const { id } = await t.received(outstanding, await t.referenceOf(invoiceId));
    await t.run(MAKER, 'receiptReverse', { idempotencyKey: 'r', receiptId: id, reason: 'Recalled.' }, 'receipt { id }');
    const { receipt } = await w.data<{ receipt: { documents: { pdfUrl: string; jsonUrl: string } } }>(officer, `query Look($id: ID!) { receipt(id: $id) {
      state stateReason rail allocations { amount { amountMinor } isReversal invoice { id } } documents { pdfUrl jsonUrl } bankStatement { id } } }`, { id });
    const { documents, ...rest } = receipt;
    expect(rest).toEqual({ state: 'REVERSED', stateReason: 'Recalled.', rail: 'TRANSFER', bankStatement: null, allocations: [
      { amount: { amountMinor: outstanding.toString() }, isReversal: false, invoice: { id: invoiceId } },
      { amount: { amountMinor: (-outstanding).toString() }, isReversal: true, invoice: { id: invoiceId } }] });
    const json = await (await fetch(documents.jsonUrl)).json() as { kind: string; amount: string; allocations: { amount: string }[] };
    expect([json.kind, json.amount, json.allocations[0]?.amount]).toEqual(['RECEIPT', outstanding.toString(), outstanding.toString()]);
    expect((await fetch(documents.pdfUrl)).headers.get('content-type')).toMatch(/pdf/);
  });
});
