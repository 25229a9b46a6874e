import { sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import { record, recordAll } from '../../audit/steps.js';
import { COUNTED_RELEASE_REASONS, type SeatReleaseReason, type SeatState } from '../lifecycle.js';
import type { LockedSubscription } from '../locked.js';
import { reassignmentCap, releasesLeft, seatsInWords } from '../rules/seats.js';

/** A seat as releasing it needs to know it. */
export interface HeldSeat {
  readonly id: string;
  readonly subscriptionId: string;
  readonly departmentId: string;
  readonly state: SeatState;
}

interface Row {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly subscription_id: string;
  readonly department_id: string;
  readonly employee_id: string;
  readonly state: SeatState;
}

/** The live seats of an employee, not locked: to know which subscriptions are to be locked before them. */
export async function liveSeatsOf(tx: Tx, employeeId: string): Promise<readonly HeldSeat[]> {
  const rows = await tx.orm.execute<Row>(sql`select s.id, s.subscription_id, s.department_id, s.employee_id, s.state::text as state
    from seat s where s.employee_id = ${employeeId}::uuid and s.state <> 'RELEASED' order by s.id`);
  return rows.map(heldOf);
}

/** The seats of these ids that row-level security shows, locked in their order. */
export async function lockSeats(tx: Tx, seatIds: readonly string[]): Promise<readonly (HeldSeat & { readonly employeeId: string })[]> {
  const rows = await tx.orm.execute<Row>(sql`select s.id, s.subscription_id, s.department_id, s.employee_id, s.state::text as state
    from seat s where s.id = any(array(select l.value::uuid from json_array_elements_text(${JSON.stringify(seatIds)}::json) as l)) order by s.id for update of s`);
  return rows.map((row) => ({ ...heldOf(row), employeeId: row.employee_id }));
}

function heldOf({ id, subscription_id: subscriptionId, department_id: departmentId, state }: Row): HeldSeat {
  return { id, subscriptionId, departmentId, state };
}

/** Whether releases for this reason count against the reassignment cap: those that the department chose to make. */
export function isCounted(reason: SeatReleaseReason): boolean {
  return COUNTED_RELEASE_REASONS.some((counted) => counted === reason);
}

/**
 * Refuses releases past the reassignment cap of the term (LIMIT_REACHED): of seats in use, for reasons that the department chose. The
 * subscription is locked, so that nobody else uses the cap up meanwhile.
 */
export function capRefusal({ subscription, term }: LockedSubscription, seats: readonly HeldSeat[], reason: SeatReleaseReason, path: readonly string[]): Refused | null {
  if (!isCounted(reason)) return null;
  const counted = seats.filter(({ subscriptionId, state }) => subscriptionId === subscription.id && state === 'ACTIVE').length;
  const left = releasesLeft(term, subscription.reassignmentCapBasisPoints);
  if (counted <= left) return null;
  const cap = reassignmentCap(term.active, subscription.reassignmentCapBasisPoints);
  return refuse('LIMIT_REACHED', `In a term ${seatsInWords(cap)} may be taken back from employees who use them, and ${term.reassigned} were: ${left} more may be. `
    + 'Seats of employees who leave do not count (employeeLeave).', path);
}

/** Releases live seats under their locks, and withdraws the transfers that offered them. */
export async function releaseSeats(tx: Tx, seats: readonly HeldSeat[], reason: SeatReleaseReason): Promise<void> {
  if (seats.length === 0) return;
  await markReleased(tx, seats, reason);
  await withdrawOffers(tx, JSON.stringify(seats.map(({ id }) => id)));
}

/** As `releaseSeats`, and leaves the transfers that offered them to the caller. Records each seat; one statement for all. */
export async function markReleased(tx: Tx, seats: readonly HeldSeat[], reason: SeatReleaseReason): Promise<void> {
  const ids = JSON.stringify(seats.map(({ id }) => id));
  await tx.orm.execute(sql`
    update seat s set state = 'RELEASED', released_at = ${tx.now.toISOString()}::timestamptz, release_reason = ${reason}::seat_release_reason
    where s.id = any(array(select l.value::uuid from json_array_elements_text(${ids}::json) as l)) and s.state <> 'RELEASED'`);
  await recordAll(tx, seats.map(({ id, departmentId, state }) => ({
    subject: { prefix: 'seat', id }, organisationId: departmentId, before: { state }, after: { state: 'RELEASED', reason },
  })));
}

async function withdrawOffers(tx: Tx, ids: string): Promise<void> {
  const by = tx.actor.kind === 'person' ? tx.actor.userId : null;
  const withdrawn = await tx.orm.execute<{ id: string; from_department_id: string }>(sql`
    update seat_transfer t set state = 'WITHDRAWN', decided_by = ${by}::uuid, decided_at = ${tx.now.toISOString()}::timestamptz, reason = 'The seat was released.'
    where t.seat_id = any(array(select l.value::uuid from json_array_elements_text(${ids}::json) as l)) and t.state = 'OFFERED'
    returning t.id, t.from_department_id`);
  for (const { id, from_department_id: organisationId } of withdrawn) {
    await record(tx, { subject: { prefix: 'seat_transfer', id }, organisationId, before: { state: 'OFFERED' }, after: { state: 'WITHDRAWN' } });
  }
}
