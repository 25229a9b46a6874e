import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { letter } from '../../lib/letter.js';

const shape = z.object({
  courseVersionId: z.uuid(), outcome: z.enum(['SUSPENDED', 'REINSTATED']), reason: z.string().nullable(), at: z.iso.datetime(),
});

interface Recipient {
  readonly email: string;
  readonly person: string;
  readonly title: string;
}

/**
 * Tells a provider's administrators that a course of theirs was taken out of the catalogue, and why, or put back. A
 * repeated job sends nothing twice: a version changes once at a time.
 */
export async function onCourseVersionSuspensionChanged(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { courseVersionId, outcome, reason, at } = shape.parse(payload);
  for (const { email, person, title } of await administrators(deps.db, courseVersionId)) {
    const plain = title.replaceAll(/\s+/g, ' ');
    const [subject, sentence] = outcome === 'SUSPENDED'
      ? [`"${plain}" is suspended`, `"${plain}" was taken out of the catalogue. You can publish a new, vetted version in its place.`]
      : [`"${plain}" is back in the catalogue`, `The suspension of "${plain}" has ended; it is in the catalogue again.`];
    const why = reason === null ? [] : ['', 'The reason given:', reason];
    await deps.mail.send({
      id: newId(), causeKey: `courseVersion${outcome}:${courseVersionId}:${at}`, recipient: email, template: 'courseVersionSuspensionChanged',
      subject, body: letter(person, [sentence, ...why]),
    });
  }
}

async function administrators(db: Database, versionId: string): Promise<readonly Recipient[]> {
  return asSystem(db, async (sql) => {
    const rows = await sql<Recipient[]>`
      select distinct on (u.email) u.email, u.name as person, v.title
      from course_version v join membership m on m.organisation_id = v.provider_id and m.state = 'ACTIVE'
        and 'PROVIDER_ADMIN' = any (m.roles)
        join app_user u on u.id = m.user_id
      where v.id = ${versionId} order by u.email, u.id`;
    return [...rows];
  });
}
