import type { Actor } from '../../../src/domain/identity/actor.js';
import type { Ctx } from '../../../src/context.js';
import { publicId } from '../../../src/lib/ids.js';
import { freshDatabase } from '../../support/database.js';
import { onDay } from '../../support/buying.js';
import { world } from '../../support/world.js';
import { addOffices, issueNow, order, planOf, transfer, type Office } from './office.js';

/** A department whose first year is paid, and whose next year's invoice (two instalments, both due) is not. */
export interface Buyer extends Office {
  readonly subscriptionId: string;
  readonly invoiceId: string;
  readonly totalPaise: bigint;
}

/** A database in which everything is ready for the lives of payments; each batch of lives is played in a copy of it. */
export interface Template {
  readonly name: string;
  readonly buyers: readonly Buyer[];
  readonly planId: string;
  drop(): Promise<void>;
}

const BEGINS = '2027-01-04';
/** Shortly before the next term begins. */
export const PLAYED_ON = '2027-12-20';
/** Two instalments, each below what a saved card may be charged. */
const SEATS = 40;

/** Makes the template with so many departments. */
export async function makeTemplate(count: number): Promise<Template> {
  const w = await world();
  onDay(w, BEGINS);
  const [finance, second, admin] = [await w.ctx('finance-officer'), await w.ctx('finance-officer-2'), await w.ctx('platform-admin')];
  const as = (actor: Actor): Ctx => ({ ...finance, actor });
  const planId = await planOf(admin, 2);
  const offices = await addOffices(w.owner, count);
  const firsts = await inTurns(offices, async (office) => {
    const first = await order(w, as, office, { quantity: SEATS });
    await transfer(finance, second, office.departmentId, first.totalPaise);
    return { office, subscriptionId: publicId('subscription', first.subscriptionId) };
  });
  onDay(w, PLAYED_ON);
  const buyers = await inTurns(firsts, async ({ office, subscriptionId }) => {
    const renewal = await order(w, as, office, { purpose: 'RENEWAL', kind: null, subscriptionId, instalmentPlanId: planId });
    await issueNow(finance, renewal.invoiceId);
    return { ...office, ...renewal };
  });
  await w.owner`delete from graphile_worker._private_jobs`;
  const source = new URL(w.ownerUrl).pathname.slice(1);
  await w.db.close();
  await w.owner.end({ timeout: 5 });
  const database = await freshDatabase({ template: source });
  await w.close();
  return { name: new URL(database.ownerUrl).pathname.slice(1), buyers, planId, drop: () => database.drop() };
}

/** Does something with each, several at once. */
export async function inTurns<T, R>(all: readonly T[], work: (each: T) => Promise<R>, atOnce = 4): Promise<R[]> {
  const results: R[] = [];
  let at = 0;
  const worker = async (): Promise<void> => {
    for (let index = at; index < all.length; index = at) {
      at += 1;
      results[index] = await work(all[index] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return results;
}
