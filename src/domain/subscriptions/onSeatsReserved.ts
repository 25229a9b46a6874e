import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailMessage, BulkMailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { letter } from '../../lib/letter.js';

/** Seats that were assigned one by one, or those of some lines of a file. */
const shape = z.union([
  z.object({ seatIds: z.array(z.uuid()).min(1) }),
  z.object({ seatImportId: z.uuid(), fromLine: z.int(), toLine: z.int() }),
]);

/** How many mails are written at once: what is held in memory. */
const PAGE = 200;

interface Reserved {
  readonly seat_id: string;
  readonly line_no: number;
  readonly email: string;
  readonly name: string;
  readonly department: string;
  readonly course: string | null;
}

/**
 * Tells employees without an account that a seat is reserved for them, and how they take it. Seats that were taken or released meanwhile are
 * passed over; a repeated job sends nothing twice.
 */
export async function onSeatsReserved(deps: { db: Database; mail: BulkMailPort }, payload: unknown): Promise<void> {
  const of = shape.parse(payload);
  if ('seatIds' in of) {
    const rows = await asSystem(deps.db, (sql) => sql<Reserved[]>`
      select s.id as seat_id, 0 as line_no, e.email, e.name, o.name as department, null as course
      from seat s join employee e on e.id = s.employee_id join organisation o on o.id = s.department_id
      where s.id = any(${of.seatIds}::uuid[]) and s.state = 'RESERVED' order by s.id`);
    await deps.mail.sendAll(rows.map(mailOf));
    return;
  }
  for (let after = of.fromLine - 1; ;) {
    const rows = await asSystem(deps.db, (sql) => sql<(Reserved & { state: string })[]>`
      select s.id as seat_id, l.line_no, e.email, e.name, o.name as department, s.state::text as state
      from seat_import_line l join seat s on s.id = l.seat_id join employee e on e.id = s.employee_id join organisation o on o.id = s.department_id
      where l.import_id = ${of.seatImportId} and l.line_no > ${after} and l.line_no <= ${of.toLine} and l.outcome = 'ASSIGNED'
      order by l.line_no limit ${PAGE}`);
    await deps.mail.sendAll(rows.filter(({ state }) => state === 'RESERVED').map(mailOf));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.line_no;
  }
}

function mailOf({ seat_id: seatId, email, name, department }: Reserved): MailMessage {
  return {
    id: newId(), causeKey: `seatReserved:${seatId}`, recipient: email, template: 'seatReserved', subject: `A seat is reserved for you by ${department}`,
    body: letter(name, [
      `${department} has reserved a seat for you on the Karmayogi Marketplace: the courses that go with it are open to you.`, '',
      `To take it, sign in with this e-mail address (${email}) and choose to take the seats reserved for you (seatTake).`,
      'If you do not work there, do nothing.',
    ]),
  };
}
