import { eq, sql } from 'drizzle-orm';
import { systemCtx, type Ctx, type Tx } from '../../../context.js';
import { asSystem } from '../../../db/asSystem.js';
import { daily } from '../../../db/daily.js';
import { cardCharge } from '../../../db/tables/cards.js';
import { formatPaise } from '../../../lib/money.js';
import { mustBeDone, type Outcome } from '../../../lib/refusal.js';
import { lockDues } from '../dues.js';
import type { ChargeToMake, ProviderPayment } from '../rules/cards.js';
import { failCharge, lockCharge, type CardChargeRow } from './applyCharge.js';
import { callOnce } from './calls.js';
import { customerOf, type CardRail } from './customer.js';
import { lockMandate, type CardMandateRow } from './mandates.js';
import { refreshMandate } from './saving.js';
import { settlePayment } from './settlePayment.js';

const ACTION = 'cardCharge';
const STEP = 'charge';

/** A charge that may be made, but for the provider's id of its department. */
type Ready = Omit<ChargeToMake, 'customerId'> & Pick<CardChargeRow, 'departmentId'>;

/**
 * Makes a charge that was asked for, once, and books what the provider says of it. Before it is sent it is judged anew: where the saved
 * card was ended, its mandate is not in force at the provider, or the instalment was paid otherwise meanwhile, the charge is given up. One that the provider refuses is FAILED, with
 * the reason.
 */
export async function makeCharge(deps: CardRail, cardChargeId: string): Promise<void> {
  const ctx = systemCtx(deps, ACTION);
  // What tells that a mandate is in force no more may have been lost.
  const setupId = await setupOf(deps, cardChargeId);
  if (setupId !== null) await refreshMandate(deps, ctx, setupId);
  const ready = await prepare(ctx, cardChargeId);
  if (ready === null) return;
  const { departmentId, ...charge } = ready;
  const customerId = await customerOf(deps, departmentId);
  if (typeof customerId !== 'string') return giveUp(ctx, cardChargeId, `The card provider refused to know the department: ${customerId.reason}`);
  const { cards } = deps;
  const paymentId = await callOnce(deps, { subjectId: cardChargeId, step: STEP }, {
    lookUp: async (since) => (await cards.findCharge(cardChargeId, customerId, since))?.id ?? null,
    send: async (key) => (await cards.createCharge({ ...charge, customerId }, key)).id,
  });
  if (typeof paymentId !== 'string') return giveUp(ctx, cardChargeId, `The card provider refused the charge: ${paymentId.reason}`);
  const payment = await cards.payment(paymentId);
  if (payment === null) throw new Error(`the provider does not know the payment ${paymentId} of the charge ${cardChargeId}`);
  await book(ctx, payment);
}

/** The set-up that the charge's saved card came of; null where the charge was sent before. */
async function setupOf({ db }: CardRail, cardChargeId: string): Promise<string | null> {
  const [row] = await asSystem(db, (sql) => sql<{ setup: string | null }[]>`
    select m.setup_external_id as setup from card_charge c join card_mandate m on m.id = c.card_mandate_id
    where c.id = ${cardChargeId} and not exists (select 1 from payment_call p where p.subject_id = c.id and p.step = ${STEP} and p.sent_at is not null)`);
  return row?.setup ?? null;
}

async function book(ctx: Ctx, payment: ProviderPayment): Promise<void> {
  const booked = mustBeDone(await settlePayment(ctx, payment), `the payment ${payment.id} could not be booked`);
  if (!booked.isOurs) throw new Error(`the payment ${payment.id} is taken for nobody's`);
}

/** A charge with all that it is made of; null where it is not to be made, or was given up just now. */
async function prepare(ctx: Ctx, cardChargeId: string): Promise<Ready | null> {
  return mustBeDone(await daily(ctx, ACTION, (tx) => judge(tx, cardChargeId)), `the charge ${cardChargeId} could not be judged`);
}

async function judge(tx: Tx, cardChargeId: string): Promise<Outcome<Ready | null>> {
  const [seen] = await tx.orm.select().from(cardCharge).where(eq(cardCharge.id, cardChargeId));
  if (seen === undefined) throw new Error(`there is no charge ${cardChargeId}`);
  if (seen.state !== 'REQUESTED') return null;
  const [due] = await lockDues(tx, [seen.invoiceId]);
  const mandate = await lockMandate(tx, seen.cardMandateId);
  const row = await lockCharge(tx, cardChargeId);
  if (due === undefined || mandate === null || row === null) throw new Error(`the charge ${cardChargeId} is of nothing`);
  if (row.state !== 'REQUESTED') return null;
  // What was sent has perhaps been made: only the provider knows.
  const unpaidPaise = due.outstandingPaise === 0n ? 0n : due.parts.find(({ seq }) => seq === row.seq)?.unpaidPaise ?? 0n;
  const reason = await isSent(tx, cardChargeId) ? null : whyNot(row, mandate, unpaidPaise);
  if (reason !== null) {
    await failCharge(tx, row, reason);
    return null;
  }
  const { paymentMethodExternalId: paymentMethodId, mandateExternalId: mandateId } = mandate;
  if (paymentMethodId === null || mandateId === null) throw new Error(`the saved card ${mandate.id} was never in force`);
  return {
    cardChargeId, invoiceId: row.invoiceId, departmentId: row.departmentId, paymentMethodId, mandateId, amountPaise: row.amountPaise,
    description: `Invoice ${due.number ?? ''}, instalment ${row.seq}`,
  };
}

function whyNot({ amountPaise }: CardChargeRow, { state }: CardMandateRow, unpaidPaise: bigint): string | null {
  if (unpaidPaise === 0n) return 'The instalment was paid otherwise before the saved card was charged.';
  if (unpaidPaise < amountPaise) return `The instalment was paid in part before the saved card was charged; ${formatPaise(unpaidPaise)} rupees of it are left.`;
  return state === 'ACTIVE' ? null : 'The saved card was ended before it was charged.';
}

async function isSent(tx: Tx, cardChargeId: string): Promise<boolean> {
  const sent = await tx.orm.execute(sql`
    select 1 from payment_call c where c.subject_id = ${cardChargeId}::uuid and c.step = ${STEP} and c.sent_at is not null`);
  return sent.length > 0;
}

async function giveUp(ctx: Ctx, cardChargeId: string, reason: string): Promise<void> {
  const outcome = await daily(ctx, ACTION, async (tx) => {
    const row = await lockCharge(tx, cardChargeId);
    if (row?.state === 'REQUESTED') await failCharge(tx, row, reason);
    return null;
  });
  mustBeDone(outcome, `the charge ${cardChargeId} could not be given up`);
}
