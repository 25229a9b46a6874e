import { eq } from 'drizzle-orm';
import { inTx, systemCtx } from '../../../context.js';
import { asSystem } from '../../../db/asSystem.js';
import type { Database } from '../../../db/client.js';
import { refund } from '../../../db/tables/payments.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused, mustBeDone } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { REFUND_LIFECYCLE } from '../lifecycle.js';
import type { CardProvider } from '../rules/cards.js';
import { applyRefund } from './applyRefund.js';
import { callOnce } from './calls.js';
import type { CardRail } from './customer.js';
import type { PaymentEffect } from './lifecycle.js';

/** A refund that was sent, with the object of the provider that its receipt came of. */
interface Sent {
  readonly amountPaise: bigint;
  readonly objectId: string;
  readonly effect: PaymentEffect;
}

/**
 * Sends a refund that is SENT back to the card it came from, once, and books what the provider says of it: PAID, or FAILED with the
 * reason; it may also take days, and then tells by an event. One that was decided already is let be.
 */
export async function followRefund(deps: CardRail, refundId: string): Promise<void> {
  const sent = await readSent(deps.db, refundId);
  if (sent === null) return;
  const { cards } = deps;
  const paymentId = await paymentOf(cards, sent);
  if (paymentId === null) return failRefund(deps, refundId, 'The card provider knows the payment no more.');
  const made = await callOnce(deps, { subjectId: refundId, step: 'refund' }, {
    lookUp: async () => (await cards.findRefund(refundId, paymentId))?.id ?? null,
    send: async (key) => (await cards.createRefund({ refundId, paymentId, amountPaise: sent.amountPaise }, key)).id,
  });
  if (typeof made !== 'string') return failRefund(deps, refundId, `The card provider refused it: ${made.reason}`);
  const now = await cards.refund(made);
  if (now === null) throw new Error(`the provider knows nothing of the refund ${made} that it made`);
  const outcome = await applyRefund(systemCtx(deps, 'refund'), now);
  mustBeDone(outcome, `the refund ${refundId} could not be booked`);
}

async function readSent(db: Database, refundId: string): Promise<Sent | null> {
  const [row] = await asSystem(db, (sql) => sql<{ amount: string; object_id: string; effect: PaymentEffect }[]>`
    select f.amount_paise::text as amount, e.object_id, e.effect from refund f
      join payment_effect e on e.subject_id = f.receipt_id and e.effect in ('RECEIPT', 'RETURNED')
    where f.id = ${refundId} and f.rail = 'CARD' and f.state = 'SENT'`);
  return row === undefined ? null : { amountPaise: BigInt(row.amount), objectId: row.object_id, effect: row.effect };
}

/** Money that came again, after a refund that failed or a dispute that was won, is of the same payment as before. */
async function paymentOf(cards: CardProvider, { objectId, effect }: Sent): Promise<string | null> {
  if (effect === 'RECEIPT') return objectId;
  return (await cards.refund(objectId))?.paymentId ?? (await cards.dispute(objectId))?.paymentId ?? null;
}

/** Nothing was sent: the credit stays. */
async function failRefund(deps: CardRail, refundId: string, stateReason: string): Promise<void> {
  const outcome = await inTx(systemCtx(deps, 'refund'), 'refundFail', async (tx) => {
    const [row] = await tx.orm.select().from(refund).where(eq(refund.id, refundId)).for('update');
    if (row?.state !== 'SENT') {
      tx.nothingDone = true;
      return null;
    }
    const state = next(REFUND_LIFECYCLE, 'refund', row.state, 'fail');
    if (isRefused(state)) return state;
    await tx.orm.update(refund).set({ state, stateReason }).where(eq(refund.id, refundId));
    await record(tx, {
      subject: { prefix: 'refund', id: refundId }, organisationId: row.departmentId, before: { state: row.state }, after: { state, stateReason }, reason: stateReason,
    });
    return null;
  });
  mustBeDone(outcome, `the refund ${refundId} could not be moved`);
}
