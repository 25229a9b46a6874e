import { z } from 'zod';
import type { Logger } from 'pino';
import { inTx, systemCtx, type Tx } from '../../context.js';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailMessage, BulkMailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { letter } from '../../lib/letter.js';
import { isRefused, sentencesOf } from '../../lib/refusal.js';
import { endLearning } from '../identity/steps/learners.js';
import type { SeatTransferState } from './lifecycle.js';
import { lockAll } from './seats/open.js';
import { liveSeatsOf, lockSeats, releaseSeats } from './seats/release.js';

const shape = z.object({ seatTransferId: z.uuid() });

interface Moved {
  readonly state: SeatTransferState;
  readonly employee_id: string;
  readonly employee: string;
  readonly user_id: string | null;
  readonly has_left: boolean;
  readonly from_id: string;
  readonly from_name: string;
  readonly to_name: string;
  readonly reason: string | null;
  /** Who is to know: of an offer the training managers of the other department, else who made it. */
  readonly told: readonly { readonly name: string; readonly email: string }[];
}

interface Deps {
  readonly db: Database;
  readonly mail: BulkMailPort;
  readonly now: () => Date;
  readonly log: Logger;
}

/**
 * Follows where a transfer now stands: tells who waits for it, and once it is ACCEPTED releases what else the employee has in the department
 * that he left, of which he is no LEARNER any more. A repeated job does nothing twice.
 */
export async function onSeatTransferMoved({ db, mail, now, log }: Deps, payload: unknown): Promise<void> {
  const { seatTransferId } = shape.parse(payload);
  const moved = await read(db, seatTransferId);
  if (moved === null) return;
  if (moved.state === 'ACCEPTED' && moved.has_left) {
    const ctx = systemCtx({ db, now, log }, 'transfer');
    const done = await inTx(ctx, 'seatTransferFollow', (tx) => leaveTheRest(tx, moved));
    if (isRefused(done)) throw new Error(sentencesOf(done));
  }
  await mail.sendAll(moved.told.map((person) => mailOf(seatTransferId, moved, person)));
}

async function leaveTheRest(tx: Tx, { employee_id: employeeId, user_id: userId, from_id: departmentId }: Moved): Promise<{ done: true }> {
  const seats = await liveSeatsOf(tx, employeeId);
  await lockAll(tx, seats.map(({ subscriptionId }) => subscriptionId));
  const held = await lockSeats(tx, seats.map(({ id }) => id));
  await releaseSeats(tx, held.filter(({ state }) => state !== 'RELEASED'), 'TRANSFER');
  if (userId !== null) await endLearning(tx, userId, departmentId);
  // There may have been nothing to do, and so nothing to record.
  tx.nothingDone = true;
  return { done: true };
}

async function read(db: Database, id: string): Promise<Moved | null> {
  const [row] = await asSystem(db, (sql) => sql<Moved[]>`
    select t.state::text as state, t.employee_id, e.name as employee, e.user_id, e.state = 'LEFT' as has_left, t.from_department_id as from_id, f.name as from_name,
      o.name as to_name, t.reason,
      case when t.state = 'OFFERED' then (select coalesce(json_agg(json_build_object('name', p.name, 'email', p.email) order by p.id), '[]')
          from membership m join app_user p on p.id = m.user_id
          where m.organisation_id = t.to_department_id and m.state = 'ACTIVE' and 'TRAINING_MANAGER' = any(m.roles))
        when t.state = 'WITHDRAWN' then '[]'
        else (select json_agg(json_build_object('name', p.name, 'email', p.email)) from app_user p where p.id = t.offered_by) end as told
    from seat_transfer t join employee e on e.id = t.employee_id join organisation f on f.id = t.from_department_id
      join organisation o on o.id = t.to_department_id
    where t.id = ${id}`);
  return row ?? null;
}

function mailOf(id: string, { state, employee, from_name: from, to_name: to, reason }: Moved, { name, email }: Moved['told'][number]): MailMessage {
  const said = state === 'OFFERED'
    ? { subject: `${from} offers you an employee with his seat`, lines: [`${from} offers ${employee} to ${to}. Accept him (seatTransferAccept), and he has a seat of yours; or decline.`] }
    : { subject: `${to} has ${state === 'ACCEPTED' ? 'accepted' : 'declined'} ${employee}`, lines: [`${to} has ${state === 'ACCEPTED' ? 'accepted' : 'declined'} ${employee}.`, ...(reason === null ? [] : ['', reason])] };
  return {
    id: newId(), causeKey: `seatTransfer:${id}:${state}`, recipient: email, template: 'seatTransferMoved', subject: said.subject, body: letter(name, said.lines),
  };
}
