import { eq } from 'drizzle-orm';
import type { Ctx, Tx } from '../../../context.js';
import { daily } from '../../../db/daily.js';
import { cardPayout } from '../../../db/tables/cards.js';
import { newId } from '../../../lib/ids.js';
import { indianDateOf } from '../../../lib/indianDate.js';
import { CURRENCY } from '../../../lib/money.js';
import { refuse, type Outcome } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import { post } from '../../ledger/steps.js';
import type { ProviderPayout } from '../rules/cards.js';
import type { After } from './bookPayment.js';
import { isNewEffect, lockObject, subjectOfEffect } from './effects.js';

/**
 * Books a payout to our bank account as the provider has it now: PAID moves the money from clearing to the bank, and what the provider
 * kept to its fees; FAILED moves the money back, and the fees stay. One that failed before we heard of it is booked as both, so that
 * its fees are. One that is under way, or of nothing, is left alone. Refuses one of another currency.
 */
export async function applyPayout(ctx: Ctx, payout: ProviderPayout, after?: After): Promise<Outcome<{ readonly payoutId: string | null }>> {
  return daily(ctx, 'applyPayout', async (tx) => {
    if (payout.currency !== CURRENCY) {
      return refuse('ILLEGAL_STATE', `The payout ${payout.id} is in ${payout.currency}; the bank account is kept in ${CURRENCY}. Have the provider pay out in ${CURRENCY}.`);
    }
    await lockObject(tx, payout.id);
    const isNothing = payout.amount === 0n && payout.fee === 0n;
    if (payout.state !== 'PENDING' && !isNothing) await bookPaid(tx, payout);
    if (payout.state === 'FAILED' && !isNothing) await bookFailed(tx, payout);
    await after?.(tx);
    return { payoutId: await subjectOfEffect(tx, payout.id, 'PAYOUT') };
  });
}

async function bookPaid(tx: Tx, { id: externalId, amount, fee, arrivedOn }: ProviderPayout): Promise<void> {
  const id = newId();
  if (!await isNewEffect(tx, externalId, 'PAYOUT', id)) return;
  const fields = { externalId, state: 'PAID' as const, amountPaise: amount, feePaise: fee, arrivedOn };
  await tx.orm.insert(cardPayout).values({ ...fields, id, recordedAt: tx.now });
  await post(tx, {
    kind: 'CARD_PAYOUT_PAID', subjectId: id, bookedOn: indianDateOf(tx.now), departmentId: null, narration: `Payout of the card provider, ${externalId}`,
    postings: [
      { account: 'BANK', amountPaise: amount }, { account: 'CARD_FEES', amountPaise: fee }, { account: 'CARD_CLEARING', amountPaise: -(amount + fee) },
    ],
  });
  await record(tx, { subject: { prefix: 'card_payout', id }, organisationId: null, before: null, after: fields });
}

async function bookFailed(tx: Tx, { id: externalId, failure }: ProviderPayout): Promise<void> {
  const id = await subjectOfEffect(tx, externalId, 'PAYOUT');
  const [row] = id === null ? [] : await tx.orm.select().from(cardPayout).where(eq(cardPayout.id, id)).for('update');
  // Where nothing was to reach the bank, nothing comes back.
  if (row === undefined || row.amountPaise === 0n || !await isNewEffect(tx, externalId, 'PAYOUT_FAILED', row.id)) return;
  const fields = { state: 'FAILED' as const, stateReason: failure ?? 'The bank did not take it.' };
  await tx.orm.update(cardPayout).set(fields).where(eq(cardPayout.id, row.id));
  await post(tx, {
    kind: 'CARD_PAYOUT_FAILED', subjectId: row.id, bookedOn: indianDateOf(tx.now), departmentId: null, narration: `Payout sent back by the bank, ${externalId}`,
    postings: [{ account: 'BANK', amountPaise: -row.amountPaise }, { account: 'CARD_CLEARING', amountPaise: row.amountPaise }],
  });
  await record(tx, { subject: { prefix: 'card_payout', id: row.id }, organisationId: null, before: { state: row.state }, after: fields });
}
