import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { letter } from '../../lib/letter.js';
import { REVIEW_OUTCOMES, type ReviewOutcome } from './rules/outcomes.js';

const shape = z.object({
  courseVersionId: z.uuid(), roundId: z.uuid(), outcome: z.enum(REVIEW_OUTCOMES), reason: z.string(),
});

interface Recipient {
  readonly email: string;
  readonly person: string;
  readonly title: string;
}

/**
 * Tells the provider's administrators, the author and whoever submitted the version what its review came to. A
 * repeated job sends nothing twice: a round comes to each outcome once.
 */
export async function onCourseVersionDecided(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { courseVersionId, roundId, outcome, reason } = shape.parse(payload);
  for (const recipient of await recipients(deps.db, courseVersionId, roundId)) {
    await deps.mail.send({
      id: newId(), causeKey: `courseVersionDecided:${roundId}:${outcome}`, recipient: recipient.email, template: 'courseVersionDecided',
      ...wording(outcome, recipient, reason),
    });
  }
}

async function recipients(db: Database, versionId: string, roundId: string): Promise<readonly Recipient[]> {
  return asSystem(db, async (sql) => {
    const rows = await sql<Recipient[]>`
      select distinct on (u.email) u.email, u.name as person, v.title
      from course_version v join review_round r on r.id = ${roundId}
        join membership m on m.organisation_id = v.provider_id and m.state = 'ACTIVE'
          and ('PROVIDER_ADMIN' = any (m.roles) or m.user_id in (v.created_by, r.submitted_by))
        join app_user u on u.id = m.user_id
      where v.id = ${versionId} order by u.email, u.id`;
    return [...rows];
  });
}

function wording(outcome: ReviewOutcome, { person, title }: Recipient, reason: string): { subject: string; body: string } {
  const [subject, sentence] = said(outcome, title.replaceAll(/\s+/g, ' '));
  return { subject, body: letter(person, [sentence, '', 'The reason given:', reason]) };
}

function said(outcome: ReviewOutcome, title: string): [subject: string, sentence: string] {
  switch (outcome) {
    case 'APPROVED':
      return [`"${title}" is approved`, `"${title}" has all its approvals. An administrator of your organisation can publish it now.`];
    case 'PUBLISHED':
      return [`"${title}" is published`, `"${title}" has all its approvals and is in the catalogue now.`];
    case 'CHANGES_REQUESTED':
      return [`Changes are requested to "${title}"`, `"${title}" is a draft again. Answer its findings, make the changes and submit it once more.`];
    case 'REJECTED':
      return [`"${title}" is rejected`, `"${title}" has been rejected. This version is closed; you can begin another.`];
    case 'LAPSED':
      return [`The approvals of "${title}" have lapsed`, `A finding on "${title}" has been opened again. The version is a draft and must be submitted once more.`];
  }
}
