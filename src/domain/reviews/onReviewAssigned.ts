import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';

const shape = z.object({ assignmentId: z.uuid() });

interface Assigned {
  readonly email: string;
  readonly person: string;
  readonly title: string;
  readonly specialism: string;
  /** null while the stage has not opened. */
  readonly due: string | null;
}

/** Tells a curator of a stage that he was put on. A repeated job sends nothing twice. */
export async function onReviewAssigned(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { assignmentId } = shape.parse(payload);
  const assigned = await read(deps.db, assignmentId);
  // Given back before the mail went out: there is nothing to tell.
  if (assigned === null) return;
  await deps.mail.send({
    id: newId(), causeKey: `reviewAssigned:${assignmentId}`, recipient: assigned.email, template: 'reviewAssigned', ...wording(assigned),
  });
}

async function read(db: Database, assignmentId: string): Promise<Assigned | null> {
  return asSystem(db, async (sql) => {
    const rows = await sql<Assigned[]>`
      select u.email, u.name as person, v.title, s.specialism::text as specialism,
        to_char(s.due_at at time zone 'Asia/Kolkata', 'DD Mon YYYY') as due
      from review_assignment a join review_stage s on s.id = a.stage_id join review_round r on r.id = a.round_id
        join course_version v on v.id = r.course_version_id join app_user u on u.id = a.curator_id
      where a.id = ${assignmentId} and a.state = 'ACTIVE'`;
    return rows[0] ?? null;
  });
}

function wording({ person, title, specialism, due }: Assigned): { subject: string; body: string } {
  const course = title.replaceAll(/\s+/g, ' ');
  const when = due === null ? 'The stage opens when the one before it has passed.' : `It is due on ${due}.`;
  return {
    subject: `You are to review "${course}"`,
    body: [`Dear ${person},`, '', `You were put on the ${specialism} stage of the review of "${course}". ${when}`, '', 'Karmayogi Marketplace'].join('\n'),
  };
}
