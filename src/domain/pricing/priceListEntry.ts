import { inTx, type Ctx, type Tx } from '../../context.js';
import { newId, type IdPrefix } from '../../lib/ids.js';
import { isRefused, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { actingOrganisation } from '../identity/actor.js';
import { lockPlatform } from '../organisations/steps.js';
import { mayKeepPriceList } from './policy.js';

/** Who added an entry, and when: columns that all tables of the price list have. */
export interface Added {
  readonly id: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** A new entry of the price list. */
export interface PriceListEntry {
  /** The mutation's name. */
  readonly action: string;
  readonly prefix: IdPrefix;
  /** What it says, for the audit log. */
  readonly after: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  /** Judges it and writes it; the entry that the audit log names is `added.id` unless another id is answered. */
  readonly write: (tx: Tx, added: Added) => Promise<string | Refused>;
}

/**
 * Adds an entry to the price list: what the mutations that do so have in common. For PLATFORM_ADMIN. One at a time
 * (the platform's organisation is locked), so that each is judged against all before it. Answers the entry's id.
 */
export async function addToPriceList(ctx: Ctx, entry: PriceListEntry): Promise<Outcome<{ id: string }>> {
  return inTx(ctx, entry.action, async (tx) => {
    const forbidden = mayKeepPriceList(tx.actor);
    if (forbidden !== null) return forbidden;
    if (tx.actor.kind !== 'person') throw new Error('only a person holds a role');
    await lockPlatform(tx);
    const id = await entry.write(tx, { id: newId(), createdBy: tx.actor.userId, createdAt: tx.now });
    if (isRefused(id)) return id;
    await record(tx, {
      organisationId: actingOrganisation(tx.actor), subject: { prefix: entry.prefix, id }, before: null, after: entry.after,
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    });
    return { id };
  });
}
