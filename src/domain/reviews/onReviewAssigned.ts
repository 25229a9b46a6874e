import { z } from 'zod';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { letter } from '../../lib/letter.js';
import { liveAssignments, type Assigned } from './assigned.js';

const shape = z.object({ assignmentId: z.uuid() });

/** Tells a curator of a stage that he was put on. A repeated job sends nothing twice. */
export async function onReviewAssigned(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { assignmentId } = shape.parse(payload);
  const [assigned] = await liveAssignments(deps.db, [assignmentId]);
  // Given back before the mail went out: there is nothing to tell.
  if (assigned === undefined) return;
  await deps.mail.send({
    id: newId(), causeKey: `reviewAssigned:${assignmentId}`, recipient: assigned.email, template: 'reviewAssigned', ...wording(assigned),
  });
}

function wording({ person, title, specialism, due }: Assigned): { subject: string; body: string } {
  const course = title.replaceAll(/\s+/g, ' ');
  const when = due === null ? 'The stage opens when the one before it has passed.' : `It is due on ${due}.`;
  return {
    subject: `You are to review "${course}"`,
    body: letter(person, [`You were put on the ${specialism} stage of the review of "${course}". ${when}`]),
  };
}
