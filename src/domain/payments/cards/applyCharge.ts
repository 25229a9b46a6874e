import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { emit } from '../../../db/emit.js';
import { cardCharge } from '../../../db/tables/cards.js';
import { next } from '../../../lib/lifecycle.js';
import { isRefused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import type { ProviderPayment } from '../rules/cards.js';
import { chargeEventOf } from '../rules/mandates.js';
import { CARD_CHARGE_LIFECYCLE, type CardChargeEvent } from './lifecycle.js';

export type CardChargeRow = typeof cardCharge.$inferSelect;

/** Locks a charge, after whatever else is locked; null where there is none. */
export async function lockCharge(tx: Tx, cardChargeId: string): Promise<CardChargeRow | null> {
  const [row] = await tx.orm.select().from(cardCharge).where(eq(cardCharge.id, cardChargeId)).for('update');
  return row ?? null;
}

/**
 * Brings a charge to its payment as the provider has it now: the part of the charge in what the payment means for the books, in the same
 * transaction, after the locks of invoices and receipts. One that is there already, or is over, stays as it is. The department is told of
 * one that failed.
 */
export async function moveCharge(tx: Tx, cardChargeId: string, payment: Pick<ProviderPayment, 'id' | 'state' | 'failure'>): Promise<void> {
  const row = await lockCharge(tx, cardChargeId);
  if (row === null) throw new Error(`there is no charge ${cardChargeId}`);
  const event = chargeEventOf(row.state, payment);
  const externalId = row.externalId ?? payment.id;
  if (event !== null) {
    await move(tx, row, event, { externalId, stateReason: event === 'fail' ? payment.failure ?? 'The bank refused the charge.' : null });
  } else if (row.externalId === null) {
    await tx.orm.update(cardCharge).set({ externalId }).where(eq(cardCharge.id, row.id));
    await record(tx, { subject: { prefix: 'card_charge', id: row.id }, organisationId: row.departmentId, before: { externalId: null }, after: { externalId } });
  }
}

/** Gives a charge up that is locked and was never made, or that the provider refused. */
export async function failCharge(tx: Tx, row: CardChargeRow, stateReason: string): Promise<void> {
  await move(tx, row, 'fail', { externalId: row.externalId, stateReason });
}

async function move(tx: Tx, row: CardChargeRow, event: CardChargeEvent, changes: Pick<CardChargeRow, 'externalId' | 'stateReason'>): Promise<void> {
  const state = next(CARD_CHARGE_LIFECYCLE, 'charge', row.state, event);
  if (isRefused(state)) throw new Error(`the charge ${row.id} is ${row.state} and cannot ${event}`);
  await tx.orm.update(cardCharge).set({ ...changes, state, stateChangedAt: tx.now }).where(eq(cardCharge.id, row.id));
  const { stateReason: reason } = changes;
  await record(tx, {
    subject: { prefix: 'card_charge', id: row.id }, organisationId: row.departmentId, before: { state: row.state, externalId: row.externalId },
    after: { state, externalId: changes.externalId }, ...(reason === null ? {} : { reason }),
  });
  if (state === 'FAILED') await emit(tx, 'onCardChargeRequested', { cardChargeId: row.id }, `card_charge:${row.id}`);
}
