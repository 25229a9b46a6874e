import { z } from 'zod';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { letter } from '../../lib/letter.js';
import { liveAssignments } from './assigned.js';
import { lineOf, MAX_LINES, more } from './rules/digest.js';

const shape = z.object({ batchId: z.uuid(), curatorId: z.uuid(), assignmentIds: z.array(z.uuid()).min(1) });

/** Tells a curator in one mail of all the stages that he was put on at once. A repeated job sends nothing twice. */
export async function onReviewsAssigned(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { batchId, curatorId, assignmentIds } = shape.parse(payload);
  const live = await liveAssignments(deps.db, assignmentIds);
  const assigned = live.filter((each) => each.curatorId === curatorId);
  const [first] = assigned;
  // All given back before the mail went out: there is nothing to tell.
  if (first === undefined) return;
  const reviews = assigned.length === 1 ? 'one review stage' : `${assigned.length} review stages`;
  await deps.mail.send({
    id: newId(), causeKey: `reviewsAssigned:${batchId}`, recipient: first.email, template: 'reviewsAssigned',
    subject: `You are to review ${assigned.length === 1 ? 'a course' : `${assigned.length} courses`}`,
    body: letter(first.person, [
      `You were put on ${reviews}:`, '', ...assigned.slice(0, MAX_LINES).map(lineOf), ...more(assigned.length),
    ]),
  });
}
