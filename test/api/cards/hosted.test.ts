import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerFaults } from '../../support/ledger.js';
import { another } from '../../support/given.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { world } from '../../support/world.js';
import { MAKER, owing, till, uuid } from '../payments/till.js';
import { desk, PAGE, type SeenPage } from './desk.js';

let s: StripeWorld;
let d: ReturnType<typeof desk>;

beforeAll(async () => {
  s = await stripeWorld();
  d = desk(s);
});

afterAll(async () => {
  await s.close();
});

async function actionsOn(who: string, invoiceId: string): Promise<readonly string[]> {
  const { node } = await s.w.data<{ node: { allowedActions: string[] } }>(
    who, 'query Look($id: ID!) { node(id: $id) { ... on Invoice { allowedActions } } }', { id: invoiceId });
  return node.allowedActions;
}

async function latestOf(who: string, invoiceId: string): Promise<SeenPage | null> {
  const { node } = await s.w.data<{ node: { hostedInvoice: SeenPage | null } }>(
    who, `query Look($id: ID!) { node(id: $id) { ... on Invoice { hostedInvoice { ${PAGE} } } } }`, { id: invoiceId });
  return node.hostedInvoice;
}

describe('a page for an invoice', () => {
  it('asks for just what is outstanding, to the paisa, and is the latest of its invoice', async () => {
    const { invoiceId, officer } = await owing(s.w, 1250);
    expect(await actionsOn(officer, invoiceId)).toEqual(['PAY_BY_CARD']);
    const asked = await d.created(officer, invoiceId);
    expect(asked).toMatchObject({ state: 'REQUESTED', url: null });
    expect((await s.drain()).failed).toEqual([]);
    const page = await d.page(asked.id, officer);
    expect(page).toMatchObject({ state: 'OPEN', amount: { amountMinor: '63572500' }, stateReason: null, allowedActions: ['VOID'] });
    expect(d.their(page.id)).toMatchObject({ status: 'open', currency: 'inr', amount_due: 63_572_500, amount_remaining: 63_572_500, auto_advance: false });
    expect(page.url).toBe(d.their(page.id).hosted_invoice_url);
    expect(await latestOf(officer, invoiceId)).toEqual(page);
    expect(await actionsOn(officer, invoiceId)).toEqual([]);
  });

  it('is sent again under its key without another page, and refused while one is live', async () => {
    const { invoiceId, officer } = await owing(s.w, 10);
    const input = { idempotencyKey: `k${another()}`, invoiceId };
    const first = await d.run<{ hostedInvoice: { id: string } }>(officer, 'hostedInvoiceCreate', input, 'hostedInvoice { id }');
    const again = await d.run<{ hostedInvoice: { id: string } }>(officer, 'hostedInvoiceCreate', input, 'hostedInvoice { id }');
    expect(again).toEqual(first);
    await d.refused(MAKER, 'hostedInvoiceCreate', { idempotencyKey: `k${another()}`, invoiceId }, ['TAKEN', 'invoiceId', new RegExp(first.hostedInvoice.id)]);
  });

  it('is made once where two ask at once', async () => {
    const { invoiceId, officer } = await owing(s.w, 10);
    const answers = await Promise.all([officer, MAKER, officer, MAKER].map(async (who) =>
      d.attempt<{ hostedInvoice: object | null }>(who, 'hostedInvoiceCreate', { idempotencyKey: `k${another()}`, invoiceId }, 'hostedInvoice { id }')));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['TAKEN', 'TAKEN', 'TAKEN']);
  });

  it('is refused above what one payment may be, with the transfer rail', async () => {
    const { invoiceId, officer } = await owing(s.w, 2_000);
    await d.refused(officer, 'hostedInvoiceCreate', { idempotencyKey: `k${another()}`, invoiceId },
      ['LIMIT_REACHED', '', /10,17,160\.00 rupees are outstanding, and a card pays 9,99,999\.99 at most\. Pay by transfer: paymentInstructions/]);
    expect(await actionsOn(officer, invoiceId)).toEqual([]);
  });

  it('is for the officers of the department who buy and for finance officers', async () => {
    const { invoiceId, officer } = await owing(s.w, 10);
    const other = await owing(s.w, 10);
    const input = { idempotencyKey: `k${another()}`, invoiceId };
    await d.refused('auditor', 'hostedInvoiceCreate', input, ['FORBIDDEN', '', /PROCUREMENT_OFFICER/]);
    await d.refused('platform-admin', 'hostedInvoiceCreate', input, ['FORBIDDEN', '', /PROCUREMENT_OFFICER/]);
    await d.refused(other.officer, 'hostedInvoiceCreate', input, ['NOT_FOUND', 'invoiceId', /no such invoice/]);
    const page = await d.opened(officer, invoiceId);
    expect(await s.w.data(other.officer, 'query P($id: ID!) { node(id: $id) { id } }', { id: page.id })).toEqual({ node: null });
    await d.refused(other.officer, 'hostedInvoiceVoid', { hostedInvoiceId: page.id }, ['NOT_FOUND', 'hostedInvoiceId', /no such page/]);
    await d.refused('auditor', 'hostedInvoiceVoid', { hostedInvoiceId: page.id }, ['FORBIDDEN', '', /PROCUREMENT_OFFICER/]);
    expect((await d.page(page.id, 'auditor')).allowedActions).toEqual([]);
  });
});

describe('a page that is not wanted any more', () => {
  it('is taken back when the invoice is paid by transfer meanwhile', async () => {
    const { invoiceId, officer } = await owing(s.w, 20);
    const page = await d.opened(officer, invoiceId);
    await d.received(1_017_160n, await d.referenceOf(invoiceId));
    expect((await d.invoice(invoiceId)).outstanding).toBe(0n);
    expect((await s.drain()).failed).toEqual([]);
    expect(await d.page(page.id)).toMatchObject({ state: 'VOID', url: null, stateReason: 'Nothing is outstanding of the invoice any more.', allowedActions: [] });
    expect(d.their(page.id).status).toBe('void');
    await d.refused(officer, 'hostedInvoiceCreate', { idempotencyKey: `k${another()}`, invoiceId }, ['ILLEGAL_STATE', '', /SETTLED: there is nothing to pay/]);
  });

  it('is taken back when a part is paid by transfer; a new one asks for the rest', async () => {
    const { invoiceId, officer } = await owing(s.w, 20);
    const page = await d.opened(officer, invoiceId);
    await d.received(400_000n, await d.referenceOf(invoiceId));
    await d.refused(officer, 'hostedInvoiceCreate', { idempotencyKey: `k${another()}`, invoiceId }, ['BUSY', '', /is being taken back/]);
    expect((await s.drain()).failed).toEqual([]);
    expect(await d.page(page.id)).toMatchObject({ state: 'VOID', stateReason: '6,171.60 rupees are outstanding by now; ask for a page for the rest.' });
    const second = await d.opened(officer, invoiceId);
    expect(second).toMatchObject({ state: 'OPEN', amount: { amountMinor: '617160' } });
    expect(d.their(second.id).amount_due).toBe(617_160);
    expect(d.their(page.id).status).toBe('void');
  });

  it('is taken back when the invoice is written off, and when it is credited', async () => {
    const lost = await owing(s.w, 20);
    const credited = await owing(s.w, 20);
    const pages = [await d.opened(lost.officer, lost.invoiceId), await d.opened(credited.officer, credited.invoiceId)];
    await d.run(MAKER, 'invoiceWriteOff', { idempotencyKey: `k${another()}`, invoiceId: lost.invoiceId, reason: 'The office was closed.' }, 'invoice { id }');
    const { node } = await s.w.data<{ node: { lines: { id: string }[] } }>(
      MAKER, 'query L($id: ID!) { node(id: $id) { ... on Invoice { lines { id } } } }', { id: credited.invoiceId });
    await d.run(MAKER, 'creditNoteIssue', {
      idempotencyKey: `k${another()}`, invoiceId: credited.invoiceId, reason: 'Agreed.', lines: node.lines.map(({ id }) => ({ invoiceLineId: id, taxable: { amountMinor: '10000' } })),
    }, 'creditNote { id }');
    expect((await s.drain()).failed).toEqual([]);
    for (const { id } of pages) {
      expect(await d.page(id)).toMatchObject({ state: 'VOID' });
      expect(d.their(id).status).toBe('void');
    }
  });

  it('is taken back as the department asks, before it was made too', async () => {
    const { invoiceId, officer } = await owing(s.w, 20);
    const page = await d.opened(officer, invoiceId);
    await d.run(officer, 'hostedInvoiceVoid', { hostedInvoiceId: page.id }, `hostedInvoice { ${PAGE} }`);
    expect(await d.page(page.id)).toMatchObject({ state: 'OPEN', isVoidRequested: true, allowedActions: [] });
    await d.refused(officer, 'hostedInvoiceVoid', { hostedInvoiceId: page.id }, ['ILLEGAL_STATE', '', /being taken back already/]);
    expect((await s.drain()).failed).toEqual([]);
    expect(await d.page(page.id)).toMatchObject({ state: 'VOID', stateReason: 'Taken back as asked.' });
    await d.refused(officer, 'hostedInvoiceVoid', { hostedInvoiceId: page.id }, ['ILLEGAL_STATE', '', /VOID/]);
    const early = await d.created(officer, invoiceId);
    await d.run(officer, 'hostedInvoiceVoid', { hostedInvoiceId: early.id }, 'hostedInvoice { id }');
    expect((await s.drain()).failed).toEqual([]);
    expect(await d.page(early.id)).toMatchObject({ state: 'VOID' });
    expect(d.theirs(early.id)).toEqual([]);
  });

  it('stays paid where it was paid before it could be taken back', async () => {
    const { invoiceId, officer } = await owing(s.w, 20);
    const page = await d.opened(officer, invoiceId);
    s.double.hold();
    await s.double.payHostedInvoice(d.their(page.id).id);
    await d.run(officer, 'hostedInvoiceVoid', { hostedInvoiceId: page.id }, 'hostedInvoice { id }');
    expect((await s.drain()).failed).toEqual([]);
    expect(await d.page(page.id)).toMatchObject({ state: 'PAID', url: null });
    expect(await d.invoice(invoiceId)).toMatchObject({ state: 'SETTLED', outstanding: 0n });
    expect(await ledgerFaults(s.w)).toEqual([]);
    s.double.hold(false);
  });
});

describe('what the provider makes of a page', () => {
  it('is FAILED, and nothing stays open there, where it would ask for another amount', async () => {
    const { invoiceId, officer } = await owing(s.w, 20);
    const first = await d.opened(officer, invoiceId);
    await d.run(officer, 'hostedInvoiceVoid', { hostedInvoiceId: first.id }, 'hostedInvoice { id }');
    await s.drain();
    const customer = d.their(first.id).customer as string;
    await s.double.setCustomerBalance(customer, -5_000);
    const second = await d.opened(officer, invoiceId);
    expect(second).toMatchObject({ state: 'FAILED', url: null });
    expect(second.stateReason).toMatch(/would ask for 10,121\.60 INR instead of 10,171\.60 rupees/);
    expect(d.their(second.id).status).toBe('void');
    await s.double.setCustomerBalance(customer, -5_000_000);
    const third = await d.opened(officer, invoiceId);
    expect(third).toMatchObject({ state: 'FAILED' });
    expect(third.stateReason).toMatch(/counts the page as paid though nothing was paid/);
    expect(await d.invoice(invoiceId)).toMatchObject({ state: 'ISSUED', outstanding: 1_017_160n });
  });

  it('is FAILED with what it said, where it refuses; the next one is asked for anew', async () => {
    const { invoiceId, officer } = await owing(s.w, 20);
    s.double.setPaymentMaximum(1_000);
    const page = await d.opened(officer, invoiceId);
    expect(page).toMatchObject({ state: 'FAILED', stateReason: expect.stringMatching(/^The card provider refused to make the page: /) as string });
    expect(d.theirs(page.id).filter(({ status }) => status === 'open' || status === 'draft')).toEqual([]);
    s.double.setPaymentMaximum(99_999_999);
    expect(await d.opened(officer, invoiceId)).toMatchObject({ state: 'OPEN' });
  });
});

describe('a page on which a part was paid', () => {
  it('stays open and asks for the rest', async () => {
    const { invoiceId, officer } = await owing(s.w, 20);
    const page = await d.opened(officer, invoiceId);
    const theirs = d.their(page.id).id;
    s.double.hold();
    await s.double.payHostedInvoice(theirs, { amount: 400_000 });
    // As its event does.
    await s.w.owner`select emit_event('onHostedInvoiceChanged', jsonb_build_object('hostedInvoiceId', ${uuid('hosted_invoice', page.id)}::text), 'hosted')`;
    expect((await s.drain()).failed).toEqual([]);
    expect(await d.invoice(invoiceId)).toMatchObject({ state: 'PART_SETTLED', outstanding: 617_160n });
    expect(await d.page(page.id)).toMatchObject({ state: 'OPEN' });
    await s.double.payHostedInvoice(theirs);
    await s.w.owner`select emit_event('onHostedInvoiceChanged', jsonb_build_object('hostedInvoiceId', ${uuid('hosted_invoice', page.id)}::text), 'hosted')`;
    expect((await s.drain()).failed).toEqual([]);
    expect(await d.invoice(invoiceId)).toMatchObject({ state: 'SETTLED', outstanding: 0n });
    expect(await d.page(page.id)).toMatchObject({ state: 'PAID' });
    expect(await ledgerFaults(s.w)).toEqual([]);
    s.double.hold(false);
  });
});

describe('without a card rail', () => {
  it('nothing is asked for, and it says so', async () => {
    const w = await world();
    try {
      const { invoiceId, officer } = await owing(w, 10);
      await till(w).refused(officer, 'hostedInvoiceCreate', { idempotencyKey: `k${another()}`, invoiceId },
        ['ILLEGAL_STATE', '', /^Cards are not taken here\. Pay by transfer: paymentInstructions tells how\.$/]);
      const RAIL = '{ cardRail { isAvailable reason mode paymentMaximum { amountMinor } mandateMaximum { amountMinor } publishableKey reconciledThrough } }';
      expect(await w.data(officer, RAIL)).toEqual({ cardRail: {
        isAvailable: false, reason: 'Cards are not taken here. Pay by transfer: paymentInstructions tells how.', mode: null, paymentMaximum: null,
        mandateMaximum: null, publishableKey: null, reconciledThrough: null,
      } });
      expect(await w.data(null, RAIL)).toEqual({ cardRail: null });
      expect(await s.w.data('learner', RAIL)).toEqual({ cardRail: {
        isAvailable: true, reason: null, mode: 'TEST', paymentMaximum: { amountMinor: '99999999' }, mandateMaximum: { amountMinor: '1500000' },
        publishableKey: 'pk_test_double', reconciledThrough: null,
      } });
    } finally {
      await w.close();
    }
  });
});
