import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { lineOf, MAX_LINES, more, type StageLine } from './rules/digest.js';

const shape = z.object({ batchId: z.uuid(), curatorId: z.uuid(), assignmentIds: z.array(z.uuid()).min(1) });

interface Assigned extends StageLine {
  readonly email: string;
  readonly person: string;
}

/** Tells a curator in one mail of all the stages that he was put on at once. A repeated job sends nothing twice. */
export async function onReviewsAssigned(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { batchId, curatorId, assignmentIds } = shape.parse(payload);
  const assigned = await read(deps.db, curatorId, assignmentIds);
  const [first] = assigned;
  // All given back before the mail went out: there is nothing to tell.
  if (first === undefined) return;
  const reviews = assigned.length === 1 ? 'one review stage' : `${assigned.length} review stages`;
  await deps.mail.send({
    id: newId(), causeKey: `reviewsAssigned:${batchId}`, recipient: first.email, template: 'reviewsAssigned',
    subject: `You are to review ${assigned.length === 1 ? 'a course' : `${assigned.length} courses`}`,
    body: [
      `Dear ${first.person},`, '', `You were put on ${reviews}:`, '',
      ...assigned.slice(0, MAX_LINES).map(lineOf), ...more(assigned.length), '', 'Karmayogi Marketplace',
    ].join('\n'),
  });
}

async function read(db: Database, curatorId: string, assignmentIds: readonly string[]): Promise<readonly Assigned[]> {
  return asSystem(db, async (sql) => {
    const rows = await sql<Assigned[]>`
      select u.email, u.name as person, v.title, s.specialism::text as specialism,
        to_char(s.due_at at time zone 'Asia/Kolkata', 'DD Mon YYYY') as due
      from review_assignment a join review_stage s on s.id = a.stage_id join review_round r on r.id = a.round_id
        join course_version v on v.id = r.course_version_id join app_user u on u.id = a.curator_id
      where a.id = any(${[...assignmentIds]}::uuid[]) and a.curator_id = ${curatorId} and a.state = 'ACTIVE'
      order by s.due_at nulls last, v.title, a.id`;
    return [...rows];
  });
}
