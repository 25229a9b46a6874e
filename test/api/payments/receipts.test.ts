import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { another } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { anOffice, CHECKER, faultsOfBooks, MAKER, newUtr, owing, paiseInput, RECEIPT, till, uuid, type SeenReceipt, type Till } from './till.js';

let w: World;
let t: Till;
beforeAll(async () => {
  w = await world();
  t = till(w);
});
afterAll(async () => {
  await w.close();
});

describe('money that comes by transfer', () => {
  test('pays an invoice by the reference in its remarks, once another officer confirms it', async () => {
    const { invoiceId, departmentId, officer } = await owing(w);
    const reference = await t.referenceOf(invoiceId);
    expect(reference).toMatch(/^[A-Z0-9]{6,25}$/);
    const receipt = await t.recorded(63_572_500n, `NEFT/PAO DOPT/${reference}/karmayogi`);
    expect(receipt).toMatchObject({ state: 'PENDING', match: 'EXACT', number: null, department: { id: departmentId }, proposedInvoice: { id: invoiceId }, allowedActions: ['REJECT'] });
    expect(await t.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding: 63_572_500n });
    const after = await t.confirmed(receipt.id);
    expect(after).toMatchObject({ state: 'SUCCEEDED', match: 'EXACT', allocated: { amountMinor: '63572500' }, unused: { amountMinor: '0' } });
    expect(after.number).toMatch(/^KR\/\d\d-\d\d\/\d{7}$/);
    expect(await t.invoice(invoiceId)).toMatchObject({ state: 'SETTLED', outstanding: 0n });
    // The department sees its own.
    const { receipts } = await w.data<{ receipts: { nodes: { id: string; allowedActions: string[] }[] } }>(officer, '{ receipts { nodes { id allowedActions } } }');
    expect(receipts.nodes).toEqual([{ id: receipt.id, allowedActions: [] }]);
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('settles 1,250 seats to the paisa with 2% GST withheld', async () => {
    const { invoiceId } = await owing(w);
    const claim = await t.claimed(invoiceId, 1_077_500n);
    expect(claim).toMatchObject({ state: 'CLAIMED', expected: { amountMinor: '1077500' } });
    expect(await t.invoice(invoiceId)).toMatchObject({ state: 'PART_SETTLED', outstanding: 62_495_000n });
    const receipt = await t.received(62_495_000n, await t.referenceOf(invoiceId));
    expect(receipt).toMatchObject({ match: 'EXACT', unused: { amountMinor: '0' } });
    expect(await t.invoice(invoiceId)).toMatchObject({ state: 'SETTLED', outstanding: 0n });
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('in part leaves the rest outstanding; too much becomes credit, which pays the next invoice', async () => {
    const { invoiceId, subscriptionId, buys } = await owing(w, 100);
    const { outstanding } = await t.invoice(invoiceId);
    expect(await t.received(outstanding - 100n, await t.referenceOf(invoiceId))).toMatchObject({ match: 'PART' });
    expect(await t.invoice(invoiceId)).toMatchObject({ state: 'PART_SETTLED', outstanding: 100n });
    const over = await t.received(10_000_000n, await t.referenceOf(invoiceId));
    expect(over).toMatchObject({ match: 'OVER', allocated: { amountMinor: '100' }, unused: { amountMinor: '9999900' } });
    const { invoiceId: second } = await buys.orderedAddition({ subscriptionId, quantity: 2 });
    const { outstanding: due } = await t.invoice(second);
    const { receipt } = await t.run<{ receipt: SeenReceipt }>(MAKER, 'receiptAllocate', { idempotencyKey: `k${another()}`, source: { receiptId: over.id } }, `receipt { ${RECEIPT} }`);
    expect(receipt.unused.amountMinor).toBe((9_999_900n - due).toString());
    expect(await t.invoice(second)).toMatchObject({ state: 'SETTLED' });
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('of a known department pays what is due of it, the oldest first', async () => {
    const { invoiceId, subscriptionId, buys, departmentId } = await owing(w, 10);
    const { invoiceId: second } = await buys.orderedAddition({ subscriptionId, quantity: 5 });
    const [first, next] = [await t.invoice(invoiceId), await t.invoice(second)];
    const receipt = await t.recorded(first.outstanding + 1n, 'salary of somebody', { departmentId });
    expect(receipt).toMatchObject({ match: 'PART', department: { id: departmentId }, proposedInvoice: null });
    await t.confirmed(receipt.id);
    const left = [await t.invoice(invoiceId), await t.invoice(second)].map((each) => each.outstanding).sort();
    expect(left.reduce((sum, each) => sum + each, 0n)).toBe(next.outstanding - 1n);
    expect(left).toContain(0n);
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('of nobody known is booked, kept apart, and matched later', async () => {
    const { invoiceId, departmentId, officer } = await owing(w, 20);
    const { outstanding } = await t.invoice(invoiceId);
    const receipt = await t.received(outstanding + 500n, 'no reference at all');
    expect(receipt).toMatchObject({ state: 'SUCCEEDED', match: 'UNMATCHED', department: null });
    expect(await faultsOfBooks(w)).toEqual([]);
    const { node } = await w.data<{ node: unknown }>(officer, 'query Look($id: ID!) { node(id: $id) { id } }', { id: receipt.id });
    expect(node).toBeNull();
    const source = { receiptId: receipt.id };
    await t.refused(MAKER, 'receiptAllocate', { idempotencyKey: 'a1', source }, ['INVALID', 'departmentId', /not known whose/]);
    await t.refused(MAKER, 'refundRecord', { idempotencyKey: 'a2', source, amount: paiseInput(1n), reason: 'Back' }, ['ILLEGAL_STATE', 'source.receiptId', /not known whose/]);
    const matched = await t.run<{ receipt: SeenReceipt }>(CHECKER, 'receiptAllocate', { idempotencyKey: 'a3', source, departmentId }, `receipt { ${RECEIPT} }`);
    expect(matched.receipt).toMatchObject({ match: 'OVER', department: { id: departmentId }, unused: { amountMinor: '500' } });
    expect(await t.invoice(invoiceId)).toMatchObject({ state: 'SETTLED' });
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('in another currency settles nothing: it is rejected, and its UTR is free again', async () => {
    const utr = newUtr();
    const receipt = await t.recorded(100_000n, '', { utr, amount: { amountMinor: '100000', currency: 'USD' } });
    expect(receipt).toMatchObject({ match: 'WRONG_CURRENCY', amount: { amountMinor: '100000', currency: 'USD' } });
    await t.refused(CHECKER, 'receiptConfirm', { idempotencyKey: 'c1', receiptId: receipt.id }, ['ILLEGAL_STATE', '', /USD.*send it back.*receiptReject/]);
    await t.refused(MAKER, 'receiptRecord', { ...t.money(100n), utr }, ['TAKEN', 'utr', new RegExp(receipt.id)]);
    const { receipt: rejected } = await t.run<{ receipt: SeenReceipt }>(MAKER, 'receiptReject', { receiptId: receipt.id, reason: 'Sent back by the bank.' }, `receipt { ${RECEIPT} }`);
    expect(rejected).toMatchObject({ state: 'FAILED', allowedActions: [] });
    await t.refused(CHECKER, 'receiptReject', { receiptId: receipt.id, reason: 'Once more' }, ['ILLEGAL_STATE', '', /FAILED/]);
    expect(await t.recorded(100_000n, '', { utr })).toMatchObject({ state: 'PENDING' });
  });

  test('goes where the officer says who confirms it', async () => {
    const [one, two] = [await owing(w, 3), await owing(w, 4)];
    const [first, second] = [await t.invoice(one.invoiceId), await t.invoice(two.invoiceId)];
    const receipt = await t.recorded(first.outstanding, await t.referenceOf(two.invoiceId));
    const give = (...pairs: [string, bigint][]) => ({ idempotencyKey: `k${another()}`, receiptId: receipt.id, allocations: pairs.map(([invoiceId, paise]) => ({ invoiceId, amount: paiseInput(paise) })) });
    await t.refused(CHECKER, 'receiptConfirm', give([one.invoiceId, 1n], [two.invoiceId, 1n]), ['INVALID', 'allocations.1.invoiceId', /two departments/]);
    await t.refused(CHECKER, 'receiptConfirm', give([one.invoiceId, 1n], [one.invoiceId, 1n]), ['INVALID', 'allocations.1.invoiceId', /twice/]);
    await t.refused(CHECKER, 'receiptConfirm', give([one.invoiceId, first.outstanding + 1n]), ['INVALID', 'allocations.0.amount', /outstanding/]);
    await t.refused(CHECKER, 'receiptConfirm', give([two.invoiceId, second.outstanding]), ['INVALID', 'allocations.0.amount', /Only .* can be set/]);
    const after = await t.confirmed(receipt.id, give([one.invoiceId, first.outstanding]));
    expect(after).toMatchObject({ match: 'EXACT', department: { id: one.departmentId } });
    expect(await t.invoice(one.invoiceId)).toMatchObject({ state: 'SETTLED' });
    expect(await t.invoice(two.invoiceId)).toMatchObject({ state: 'ISSUED' });
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('is done once however often it is sent', async () => {
    const { invoiceId } = await owing(w, 2);
    const { outstanding } = await t.invoice(invoiceId);
    const input = t.money(outstanding, await t.referenceOf(invoiceId));
    const [one, two] = await Promise.all([1, 2].map(() => t.run<{ receipt: SeenReceipt }>(MAKER, 'receiptRecord', input, 'receipt { id }')));
    expect(one?.receipt.id).toBe(two?.receipt.id);
    const confirm = { idempotencyKey: `k${another()}`, receiptId: one?.receipt.id };
    await t.run(CHECKER, 'receiptConfirm', confirm, 'receipt { id }');
    await t.run(CHECKER, 'receiptConfirm', confirm, 'receipt { id }');
    const [row] = await w.owner<{ n: number }[]>`select count(*)::int as n from allocation where receipt_id = ${uuid('receipt', one?.receipt.id ?? '')}`;
    expect(row?.n).toBe(1);
    expect(await faultsOfBooks(w)).toEqual([]);
  });
});

describe('refused', () => {
  test('to whoever recorded it, to whoever is no finance officer, and to whoever may not know of it', async () => {
    const { invoiceId, officer } = await owing(w, 2);
    const receipt = await t.recorded(100n, await t.referenceOf(invoiceId));
    const confirm = { idempotencyKey: 'own', receiptId: receipt.id };
    await t.refused(MAKER, 'receiptConfirm', confirm, ['FOUR_EYES', '', /another FINANCE_OFFICER/]);
    await t.refused(officer, 'receiptConfirm', confirm, ['FORBIDDEN', '', /FINANCE_OFFICER/]);
    await t.refused('auditor', 'receiptConfirm', confirm, ['FORBIDDEN', '', /FINANCE_OFFICER/]);
    await t.refused('curator', 'receiptConfirm', confirm, ['NOT_FOUND', 'receiptId', /no such receipt/]);
    await t.refused((await anOffice(w)).officer, 'receiptConfirm', confirm, ['NOT_FOUND', 'receiptId', /no such receipt/]);
    await t.refused(officer, 'receiptRecord', t.money(1n), ['FORBIDDEN', '', /FINANCE_OFFICER/]);
    await t.refused(officer, 'receiptReject', { receiptId: receipt.id, reason: 'No' }, ['FORBIDDEN', '', /FINANCE_OFFICER/]);
  });

  test('what cannot be', async () => {
    const { invoiceId } = await owing(w, 2);
    const other = await anOffice(w);
    await t.refused(MAKER, 'receiptRecord', t.money(1n, '', { utr: 'short' }), ['INVALID', 'utr', /6 to 30/]);
    await t.refused(MAKER, 'receiptRecord', t.money(1n, '', { receivedOn: '2999-01-01' }), ['INVALID', 'receivedOn', /future/]);
    await t.refused(MAKER, 'receiptRecord', t.money(0n), ['INVALID', 'amount.amountMinor', /one paisa/]);
    await t.refused(MAKER, 'receiptRecord', t.money(1n, await t.referenceOf(invoiceId), { departmentId: other.departmentId }), ['INVALID', 'departmentId', /another department/]);
    await t.refused(MAKER, 'receiptRecord', t.money(1n, '', { departmentId: invoiceId }), ['NOT_FOUND', 'departmentId', /no such department/]);
  });
});
