import type { Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { newId } from '../../lib/ids.js';
import type { SubscriptionState } from './lifecycle.js';
import type { SubscriptionRow } from './locked.js';

/** What a department is told of: `QUOTED` is the renewal that was prepared. */
export const TOLD = ['QUOTED', 'GRACE', 'SUSPENDED', 'REINSTATED', 'EXPIRED'] as const;
export type Told = (typeof TOLD)[number];

/** Tells of a subscription, once the transaction is committed. */
export async function emitTold(tx: Tx, subscriptionId: string, told: Told): Promise<void> {
  await emit(tx, 'onSubscriptionMoved', { moveId: newId(), subscriptionId, told }, `subscription:${subscriptionId}`);
}

/** Tells of where a transaction moved a subscription to, whatever it went through; nothing where it is as it was, or has begun. */
export async function emitMoved(tx: Tx, was: SubscriptionState, { id, state }: SubscriptionRow): Promise<void> {
  const told = was === state ? null : toldOf(was, state);
  if (told !== null) await emitTold(tx, id, told);
}

function toldOf(was: SubscriptionState, state: SubscriptionState): Told | null {
  switch (state) {
    case 'GRACE': return 'GRACE';
    case 'SUSPENDED': return 'SUSPENDED';
    case 'EXPIRED': return 'EXPIRED';
    case 'ACTIVE': return was === 'PENDING' ? null : 'REINSTATED';
    case 'PENDING':
    case 'CANCELLED': return null;
  }
}
