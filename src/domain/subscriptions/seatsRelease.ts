import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { seat } from '../../db/tables/seats.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, Refused, type Outcome, type UserErrorItem } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { actsFor } from '../identity/actor.js';
import { COUNTED_RELEASE_REASONS } from './lifecycle.js';
import { noSuch, seatIds } from './seats/inputs.js';
import { judgeLocked, lockAll } from './seats/open.js';
import { capRefusal, lockSeats, releaseSeats, type HeldSeat } from './seats/release.js';
import { knowsSeat } from './seats/seen.js';

const shape = z.object({
  idempotencyKey, seatIds,
  reason: z.enum(COUNTED_RELEASE_REASONS, 'Seats are taken back as REASSIGNED or NOT_NEEDED; of an employee who leaves, by employeeLeave.'),
});

/**
 * Takes seats back, all of them or none; those in use count against the reassignment cap of the term. For a TRAINING_MANAGER of the
 * department. Refuses seats that are released already (ILLEGAL_STATE, each at its place) and going past the cap (LIMIT_REACHED).
 */
export async function seatsRelease(ctx: Ctx, input: unknown): Promise<Outcome<{ seatsIds: string[] }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  return inTxOnce(ctx, 'seatsRelease', given, async (tx) => {
    const ids = given.seatIds.map((id) => uuidOf('seat', id));
    const judged = await judgeAll(tx, ids);
    if (isRefused(judged)) return judged;
    const subscriptions = await lockAll(tx, judged.subscriptionIds);
    const held = await lockSeats(tx, judged.ids);
    const over = errorsOf(ids, held);
    if (over.length > 0) return new Refused(over);
    for (const each of subscriptions) {
      const refusal = capRefusal(each, held, given.reason, ['seatIds']);
      if (refusal !== null) return refusal;
    }
    await releaseSeats(tx, held, given.reason);
    return { seatsIds: judged.ids };
  });
}

/** Whether the actor may know of all the seats, and manages them; before any is locked. */
async function judgeAll(tx: Tx, ids: readonly (string | null)[]): Promise<Outcome<{ ids: string[]; subscriptionIds: string[] }>> {
  const wanted = ids.flatMap((id) => id ?? []);
  const seen = wanted.length === 0 ? [] : await tx.orm.select({
    id: seat.id, subscriptionId: seat.subscriptionId, departmentId: seat.departmentId, userId: seat.userId, employeeId: seat.employeeId,
  }).from(seat).where(inArray(seat.id, wanted));
  const known: typeof seen = [];
  for (const each of seen) if (await knowsSeat(tx, each)) known.push(each);
  const missing = ids.flatMap((id, index) => (known.some((each) => each.id === id) ? [] : noSuch('seat', ['seatIds', index]).errors));
  if (missing.length > 0) return new Refused(missing);
  const departments = [...new Set(known.map(({ departmentId }) => departmentId))].sort();
  // Another department's first: whoever may not locks nothing.
  for (const departmentId of departments.sort((a, b) => Number(actsFor(tx.actor, a)) - Number(actsFor(tx.actor, b)))) {
    const mayNot = await judgeLocked(tx, departmentId);
    if (mayNot !== null) return mayNot;
  }
  return { ids: [...new Set(wanted)], subscriptionIds: known.map(({ subscriptionId }) => subscriptionId) };
}

function errorsOf(ids: readonly (string | null)[], held: readonly HeldSeat[]): UserErrorItem[] {
  const seen = new Set<string>();
  return ids.flatMap((id, index): UserErrorItem[] => {
    const path = ['input', 'seatIds', String(index)];
    if (id !== null && seen.has(id)) return [{ code: 'INVALID', message: 'This seat is named twice.', path }];
    seen.add(id ?? '');
    const found = held.find((each) => each.id === id);
    return found === undefined || found.state === 'RELEASED' ? [{ code: 'ILLEGAL_STATE', message: 'This seat has been released already.', path }] : [];
  });
}
