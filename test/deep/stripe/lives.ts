import type Stripe from 'stripe';
import { cardMandateCreate } from '../../../src/domain/payments/cardMandateCreate.js';
import { hostedInvoiceCreate } from '../../../src/domain/payments/hostedInvoiceCreate.js';
import { hostedInvoiceVoid } from '../../../src/domain/payments/hostedInvoiceVoid.js';
import { refundConfirm } from '../../../src/domain/payments/refundConfirm.js';
import { refundRecord } from '../../../src/domain/payments/refundRecord.js';
import { publicId } from '../../../src/lib/ids.js';
import { done } from '../../support/given.js';
import { freshKey, transfer } from './office.js';
import type { Stage } from './stage.js';
import type { Buyer } from './template.js';

/** One department's dealings with the provider, under way. */
export interface Life {
  readonly stage: Stage;
  readonly buyer: Buyer;
  /** By the provider's ids, in the order in which they were made. */
  readonly payments: string[];
  readonly refunds: string[];
  readonly disputes: string[];
}

/** One thing that happens; `heard` says that we must have heard of everything before, since we act on it. */
export interface Act {
  readonly name: string;
  readonly heard?: boolean;
  readonly run: (life: Life) => Promise<void>;
}

/** What a page asks for: what 40 seats cost with tax, in paise. */
export const TOTAL = 2_034_320;

const act = (name: string, run: Act['run'], heard = false): Act => ({ name, run, heard });
const last = (ids: readonly string[]): string => ids.at(-1) ?? '';

async function pageOf({ stage: { w }, buyer }: Life): Promise<{ id: string; external_id: string }> {
  const [row] = await w.owner<{ id: string; external_id: string }[]>`
    select id, external_id from hosted_invoice where department_id = ${buyer.departmentId} order by requested_at desc, id desc limit 1`;
  if (row === undefined) throw new Error('no page was asked for');
  return row;
}

export const asked = act('asks for a page', async ({ stage, buyer }) => {
  done(await hostedInvoiceCreate(stage.as(buyer.officer), { idempotencyKey: freshKey(), invoiceId: publicId('invoice', buyer.invoiceId) }));
  await stage.work();
});

export const pays = (amount?: number, currency?: string): Act => act(`pays ${amount ?? 'all'} ${currency ?? ''}`, async (life) => {
  const { external_id: page } = await pageOf(life);
  const payment = await life.stage.double.payHostedInvoice(page, { ...(amount === undefined ? {} : { amount }), ...(currency === undefined ? {} : { currency }) });
  life.payments.push(payment.id);
});

export const declined = act('is declined', async (life) => { await life.stage.double.declineHostedInvoice((await pageOf(life)).external_id); });

/** Of which payment: the nth, the last one where nothing is said. */
type Nth = number | undefined;
const paymentOf = ({ payments }: Life, nth: Nth): string => nth === undefined ? last(payments) : payments[nth] ?? '';

export const refunded = (amount?: number, nth?: Nth): Act => act(`is refunded ${amount ?? 'all'}`, async (life) => {
  life.refunds.push((await life.stage.double.refundAtDashboard(paymentOf(life, nth), amount === undefined ? {} : { amount })).id);
});
export const refundFails = act('the refund fails', async ({ stage, refunds }) => { await stage.double.failRefund(last(refunds)); });
export const disputed = (amount?: number, nth?: Nth): Act => act(`disputes ${amount ?? 'all'}`, async (life) => {
  life.disputes.push((await life.stage.double.dispute(paymentOf(life, nth), amount === undefined ? {} : { amount })).id);
});
export const disputeEnds = (won: boolean): Act => act(`the dispute is ${won ? 'won' : 'lost'}`, async ({ stage, disputes }) => { await stage.double.closeDispute(last(disputes), won); });
export const failsLate = (nth?: Nth): Act => act('fails late', async (life) => { await life.stage.double.failLate(paymentOf(life, nth)); });
export const paysUnasked = (amount: number): Act => act(`pays ${amount} without a page`, async (life) => {
  const { external_id: page } = await pageOf(life);
  const customer = life.stage.double.object('invoice', page)?.customer;
  life.payments.push((await life.stage.double.pay({ customer: typeof customer === 'string' ? customer : '', amount })).id);
});
export const transfers = (paise: bigint): Act => act(`transfers ${paise}`, async ({ stage, buyer }) => {
  await transfer(stage.finance[0], stage.finance[1], buyer.departmentId, paise);
  await stage.work();
});
export const takenBack = act('has the page taken back', async (life) => {
  const { id } = await pageOf(life);
  done(await hostedInvoiceVoid(life.stage.as(life.buyer.officer), { hostedInvoiceId: publicId('hosted_invoice', id) }));
  await life.stage.work();
});
/** In the moment between our asking for it and the provider's doing it. */
export const takenBackWhilePaying = act('has the page taken back while somebody pays', async (life) => {
  const { id, external_id: page } = await pageOf(life);
  done(await hostedInvoiceVoid(life.stage.as(life.buyer.officer), { hostedInvoiceId: publicId('hosted_invoice', id) }));
  life.payments.push((await life.stage.double.payHostedInvoice(page)).id);
  await life.stage.work();
});

/** Credit of the receipt is paid back by us: recorded by one and confirmed by the other. */
export const paidBack = (paise: bigint): Act => act(`we pay ${paise} back`, async (life) => {
  const { stage, buyer } = life;
  const [first, second] = stage.finance;
  const [row] = await stage.w.owner<{ id: string }[]>`select id from receipt where department_id = ${buyer.departmentId} and rail = 'CARD' and state = 'SUCCEEDED'
    and amount_paise - allocated_paise - refunded_paise >= ${paise.toString()} order by id desc limit 1`;
  const { refundId } = done(await refundRecord(first, {
    idempotencyKey: freshKey(), source: { receiptId: publicId('receipt', row?.id ?? '') }, amount: { amountMinor: paise }, reason: 'Paid twice.',
  }));
  done(await refundConfirm(second, { idempotencyKey: freshKey(), refundId: publicId('refund', refundId) }));
  await stage.work();
  const [sent] = await stage.w.owner<{ external_id: string }[]>`select external_id from refund where id = ${refundId}`;
  life.refunds.push(sent?.external_id ?? '');
}, true);

/** Asks to save a card; it is offered to its holder. */
export const cardAsked = act('asks to save a card', async ({ stage, buyer }) => {
  done(await cardMandateCreate(stage.as(buyer.officer), {
    idempotencyKey: freshKey(), subscriptionId: publicId('subscription', buyer.subscriptionId), instalmentPlanId: stage.planId,
  }));
  await stage.work();
});

async function mandateOf({ stage, buyer }: Life): Promise<{ setup: string; mandate: string; card: string }> {
  const [row] = await stage.w.owner<{ setup: string; mandate: string; card: string }[]>`select setup_external_id as setup, mandate_external_id as mandate,
    payment_method_external_id as card from card_mandate where department_id = ${buyer.departmentId} order by id desc limit 1`;
  if (row === undefined) throw new Error('no card was asked for');
  return row;
}

export const confirms = (how: 'active' | 'pending' | 'inactive' = 'active'): Act => act(`confirms the card: ${how}`, async (life) => { await life.stage.double.confirmSetup((await mandateOf(life)).setup, how); });
export const refusesCard = act('does not confirm the card', async (life) => { await life.stage.double.failSetup((await mandateOf(life)).setup); });
export const bankAllows = act('the bank puts the mandate into force', async (life) => {
  const { setup } = await mandateOf(life);
  const mandate = life.stage.double.object('setup_intent', setup)?.mandate as string | Stripe.Mandate;
  await life.stage.double.moveMandate(typeof mandate === 'string' ? mandate : mandate.id, 'active');
});
export const bankEnds = act('the bank ends the mandate', async (life) => { await life.stage.double.moveMandate((await mandateOf(life)).mandate, 'inactive'); });
export const detaches = act('takes the card away', async (life) => { await life.stage.double.detachCard((await mandateOf(life)).card); });

async function chargeOf({ stage, buyer }: Life, seq: number): Promise<string> {
  const [row] = await stage.w.owner<{ external_id: string }[]>`select external_id from card_charge where department_id = ${buyer.departmentId} and seq = ${seq}`;
  return row?.external_id ?? '';
}

export const chargePaid = (seq: number): Act => act(`charge ${seq} is paid`, async (life) => {
  life.payments.push((await life.stage.double.settleCharge(await chargeOf(life, seq))).id);
});
export const chargeFails = (seq: number): Act => act(`charge ${seq} fails`, async (life) => { await life.stage.double.failCharge(await chargeOf(life, seq)); });
