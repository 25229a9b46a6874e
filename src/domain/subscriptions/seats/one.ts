import { eq } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { seat } from '../../../db/tables/seats.js';
import { isRefused, refuse, type Outcome } from '../../../lib/refusal.js';
import { judgeLocked, lockAll } from './open.js';
import type { LockedSubscription } from '../locked.js';
import { idAt, noSuch } from './inputs.js';
import { knowsSeat } from './seen.js';

export type SeatRow = typeof seat.$inferSelect;

/** A live seat that the actor manages, and its subscription, both locked; refused at `seatId` otherwise. */
export async function lockLiveSeat(tx: Tx, publicId: string): Promise<Outcome<{ readonly seat: SeatRow; readonly at: LockedSubscription }>> {
  const id = idAt('seat', publicId, 'seat', ['seatId']);
  if (isRefused(id)) return id;
  const [seen] = await tx.orm.select().from(seat).where(eq(seat.id, id));
  if (seen === undefined || !await knowsSeat(tx, seen)) return noSuch('seat', ['seatId']);
  const mayNot = await judgeLocked(tx, seen.departmentId);
  if (mayNot !== null) return mayNot;
  const [at] = await lockAll(tx, [seen.subscriptionId]);
  const [row] = await tx.orm.select().from(seat).where(eq(seat.id, id)).for('update');
  if (at === undefined || row === undefined) return noSuch('seat', ['seatId']);
  if (row.state === 'RELEASED') return refuse('ILLEGAL_STATE', 'This seat has been released already.', ['seatId']);
  return { seat: row, at };
}
