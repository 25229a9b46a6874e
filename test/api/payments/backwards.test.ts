import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { another } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { CHECKER, daysOn, faultsOfBooks, MAKER, newUtr, owing, paiseInput, RECEIPT, till, uuid, type SeenReceipt, type Till } from './till.js';

let w: World;
let t: Till;
beforeAll(async () => {
  w = await world();
  t = till(w);
});
afterAll(async () => {
  await w.close();
});

async function subscriptionState(subscriptionId: string): Promise<string> {
  const [row] = await w.owner<{ state: string }[]>`select state::text from subscription where id = ${uuid('subscription', subscriptionId)}`;
  return row?.state ?? '';
}

const key = (): string => `k${another()}`;

describe('money that the bank takes back', () => {
  test('is outstanding again, and what was opened on it closes', async () => {
    const { invoiceId, subscriptionId } = await owing(w, 50);
    const { outstanding } = await t.invoice(invoiceId);
    const receipt = await t.received(outstanding + 7n, await t.referenceOf(invoiceId));
    daysOn(w, 100);
    expect(await subscriptionState(subscriptionId)).toBe('ACTIVE');
    const input = { idempotencyKey: key(), receiptId: receipt.id, reason: 'Recalled by the remitting bank.' };
    const { receipt: after } = await t.run<{ receipt: SeenReceipt }>(MAKER, 'receiptReverse', input, `receipt { ${RECEIPT} }`);
    expect(after).toMatchObject({ state: 'REVERSED', allocated: { amountMinor: '0' }, unused: { amountMinor: '0' }, number: receipt.number });
    expect(await t.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding });
    expect(await subscriptionState(subscriptionId)).toBe('SUSPENDED');
    expect(await faultsOfBooks(w)).toEqual([]);
    await t.run(MAKER, 'receiptReverse', input, 'receipt { id }');
    await t.refused(MAKER, 'receiptReverse', { ...input, idempotencyKey: key() }, ['ILLEGAL_STATE', '', /REVERSED/]);
    // Paid anew, it opens again in the same transaction.
    await t.received(outstanding, await t.referenceOf(invoiceId));
    expect(await subscriptionState(subscriptionId)).toBe('ACTIVE');
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('of nobody known only leaves the books', async () => {
    const receipt = await t.received(12_345n, 'nothing to go by');
    await t.run(CHECKER, 'receiptReverse', { idempotencyKey: key(), receiptId: receipt.id, reason: 'Wrong account.' }, 'receipt { id }');
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('is refused once a part was paid back, or its invoice written off', async () => {
    const { invoiceId } = await owing(w, 5);
    const { outstanding } = await t.invoice(invoiceId);
    const over = await t.received(outstanding + 1_000n, await t.referenceOf(invoiceId));
    const { refund } = await t.run<{ refund: { id: string } }>(MAKER, 'refundRecord', {
      idempotencyKey: key(), source: { receiptId: over.id }, amount: paiseInput(1_000n), reason: 'Paid too much.' }, 'refund { id }');
    await t.run(CHECKER, 'refundConfirm', { idempotencyKey: key(), refundId: refund.id, utr: newUtr() }, 'refund { id }');
    await t.refused(MAKER, 'receiptReverse', { idempotencyKey: key(), receiptId: over.id, reason: 'Recalled' }, ['ILLEGAL_STATE', '', /paid back/]);
    const second = await owing(w, 5);
    const part = await t.received(100n, await t.referenceOf(second.invoiceId));
    await t.run(MAKER, 'invoiceWriteOff', { idempotencyKey: key(), invoiceId: second.invoiceId, reason: 'The department was dissolved.' }, 'invoice { id }');
    await t.refused(MAKER, 'receiptReverse', { idempotencyKey: key(), receiptId: part.id, reason: 'Recalled' }, ['ILLEGAL_STATE', '', /written off/]);
    expect(await faultsOfBooks(w)).toEqual([]);
  });
});

describe('tax withheld', () => {
  test('is shown by a certificate, and then stands', async () => {
    const { invoiceId, officer } = await owing(w, 1250);
    const { taxWithheld } = await t.run<{ taxWithheld: { id: string } }>(officer, 'taxWithheldClaim', {
      idempotencyKey: key(), invoiceId, kind: 'INCOME_TAX_TDS', amount: paiseInput(1_000_000n) }, 'taxWithheld { id }');
    await t.refused(officer, 'taxWithheldEvidence', { taxWithheldId: taxWithheld.id, certificateNumber: 'X', certificateDate: t.today() }, ['FORBIDDEN', '', /FINANCE_OFFICER/]);
    await t.refused(MAKER, 'taxWithheldEvidence', { taxWithheldId: taxWithheld.id, certificateNumber: 'X', certificateDate: '2999-01-01' }, ['INVALID', 'certificateDate', /future/]);
    const { taxWithheld: shown } = await t.run<{ taxWithheld: object }>(MAKER, 'taxWithheldEvidence', {
      taxWithheldId: taxWithheld.id, certificateNumber: '16A/2026/881', certificateDate: t.today() }, 'taxWithheld { state certificateNumber certificateDate allowedActions }');
    expect(shown).toEqual({ state: 'EVIDENCED', certificateNumber: '16A/2026/881', certificateDate: t.today(), allowedActions: [] });
    await t.refused(MAKER, 'taxWithheldDisallow', { idempotencyKey: key(), taxWithheldId: taxWithheld.id, reason: 'No' }, ['ILLEGAL_STATE', '', /EVIDENCED/]);
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('that was not is outstanding again, and the subscription is judged anew', async () => {
    const { invoiceId, subscriptionId } = await owing(w, 1250);
    const { id } = await t.claimed(invoiceId, 1_077_500n);
    await t.received(62_495_000n, await t.referenceOf(invoiceId));
    daysOn(w, 35);
    const { taxWithheld } = await t.run<{ taxWithheld: object }>(CHECKER, 'taxWithheldDisallow', {
      idempotencyKey: key(), taxWithheldId: id, reason: 'No certificate came.' }, 'taxWithheld { state allowedActions }');
    expect(taxWithheld).toEqual({ state: 'DISALLOWED', allowedActions: [] });
    expect(await t.invoice(invoiceId)).toMatchObject({ state: 'PART_SETTLED', outstanding: 1_077_500n });
    expect(await subscriptionState(subscriptionId)).toBe('GRACE');
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('is refused beyond what is outstanding, and to strangers', async () => {
    const { invoiceId } = await owing(w, 1);
    const other = await owing(w, 1);
    const claim = { invoiceId, kind: 'GST_TDS', amount: paiseInput(1n) };
    await t.refused(other.officer, 'taxWithheldClaim', { ...claim, idempotencyKey: key() }, ['NOT_FOUND', 'invoiceId', /no such invoice/]);
    await t.refused('auditor', 'taxWithheldClaim', { ...claim, idempotencyKey: key() }, ['FORBIDDEN', '', /reports tax withheld/]);
    await t.refused(MAKER, 'taxWithheldClaim', { ...claim, idempotencyKey: key(), amount: paiseInput(10_000_000n) }, ['INVALID', 'amount', /outstanding/]);
    // 431 rupees are under the 2,50,000 from which GST is withheld.
    expect((await t.claimed(invoiceId, 1n)).expected.amountMinor).toBe('0');
  });
});

describe('credit that is paid back', () => {
  test('is recorded by one and confirmed by another, never more than is left', async () => {
    const { invoiceId, officer } = await owing(w, 5);
    const { outstanding } = await t.invoice(invoiceId);
    const over = await t.received(outstanding + 1_000n, await t.referenceOf(invoiceId));
    const source = { receiptId: over.id };
    const ask = (paise: bigint): object => ({ idempotencyKey: key(), source, amount: paiseInput(paise), reason: 'Paid too much.' });
    await t.refused(officer, 'refundRecord', ask(1n), ['FORBIDDEN', '', /FINANCE_OFFICER/]);
    await t.refused(MAKER, 'refundRecord', ask(1_001n), ['INVALID', 'amount', /Only 10.00/]);
    const { refund } = await t.run<{ refund: { id: string; allowedActions: string[] } }>(MAKER, 'refundRecord', ask(600n), 'refund { id allowedActions }');
    expect(refund.allowedActions).toEqual(['REJECT']);
    await t.refused(MAKER, 'refundRecord', ask(401n), ['INVALID', 'amount', /Only 4.00/]);
    const confirm = { idempotencyKey: key(), refundId: refund.id, utr: newUtr() };
    await t.refused(MAKER, 'refundConfirm', confirm, ['FOUR_EYES', '', /another FINANCE_OFFICER/]);
    const { refund: paid } = await t.run<{ refund: object }>(CHECKER, 'refundConfirm', confirm, 'refund { state utr amount { formatted } receipt { unused { amountMinor } } }');
    expect(paid).toEqual({ state: 'PAID', utr: confirm.utr, amount: { formatted: '6.00' }, receipt: { unused: { amountMinor: '400' } } });
    await t.refused(CHECKER, 'refundReject', { refundId: refund.id, reason: 'No' }, ['ILLEGAL_STATE', '', /PAID/]);
    const { refund: second } = await t.run<{ refund: { id: string } }>(CHECKER, 'refundRecord', ask(400n), 'refund { id }');
    await t.refused(MAKER, 'refundConfirm', { ...confirm, idempotencyKey: key(), refundId: second.id }, ['TAKEN', 'utr', /UTR/]);
    await t.run(MAKER, 'refundReject', { refundId: second.id, reason: 'It stays as credit.' }, 'refund { id }');
    expect(await faultsOfBooks(w)).toEqual([]);
  });

  test('can be of a credit note', async () => {
    const { invoiceId } = await owing(w, 5);
    const { outstanding } = await t.invoice(invoiceId);
    await t.received(outstanding, await t.referenceOf(invoiceId));
    const { creditNote } = await t.run<{ creditNote: { id: string; unused: { amountMinor: string } } }>(MAKER, 'creditNoteIssue', {
      idempotencyKey: key(), invoiceId, reason: 'The order was a mistake.' }, 'creditNote { id unused { amountMinor } }');
    expect(creditNote.unused.amountMinor).toBe(outstanding.toString());
    const source = { creditNoteId: creditNote.id };
    const { refund } = await t.run<{ refund: { id: string } }>(MAKER, 'refundRecord', { idempotencyKey: key(), source, amount: paiseInput(500n), reason: 'Back' }, 'refund { id }');
    await t.run(CHECKER, 'refundConfirm', { idempotencyKey: key(), refundId: refund.id, utr: newUtr() }, 'refund { id }');
    expect(await faultsOfBooks(w)).toEqual([]);
  });
});
