import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import { letter } from '../../lib/letter.js';
import { ADMIN_ROLE, type OrganisationKind } from '../identity/roles.js';
import type { OrganisationEvent } from './lifecycle.js';

const shape = z.object({
  decisionId: z.uuid(),
  organisationId: z.uuid(),
  event: z.enum(['verify', 'reject', 'suspend', 'reinstate']),
  reason: z.string().nullable(),
});

interface Recipient {
  readonly email: string;
  readonly person: string;
  readonly organisation: string;
}

/** Tells the administrators of an organisation by mail what the platform decided; a repeated job sends nothing twice. */
export async function onOrganisationDecided(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { decisionId, organisationId, event, reason } = shape.parse(payload);
  for (const recipient of await administrators(deps.db, organisationId)) {
    await deps.mail.send({
      id: newId(), causeKey: `organisationDecided:${decisionId}`, recipient: recipient.email, template: 'organisationDecided',
      ...wording(event, recipient, reason),
    });
  }
}

async function administrators(db: Database, organisationId: string): Promise<readonly Recipient[]> {
  return asSystem(db, async (sql) => {
    const [found] = await sql<{ name: string; kind: OrganisationKind }[]>`
      select o.name, o.kind from organisation o where o.id = ${organisationId}`;
    if (found === undefined) return [];
    const people = await sql<{ email: string; name: string }[]>`
      select u.email, u.name from membership m join app_user u on u.id = m.user_id
      where m.organisation_id = ${organisationId} and m.state = 'ACTIVE' and ${ADMIN_ROLE[found.kind]}::role = any (m.roles)
      order by m.created_at, m.id`;
    return people.map(({ email, name }) => ({ email, person: name, organisation: found.name }));
  });
}

function wording(event: OrganisationEvent, { person, organisation }: Recipient, reason: string | null): { subject: string; body: string } {
  const [subject, sentence] = said(event, organisation);
  const why = reason === null ? [] : ['', 'The reason given:', reason];
  return { subject, body: letter(person, [sentence, ...why]) };
}

function said(event: OrganisationEvent, organisation: string): [subject: string, sentence: string] {
  switch (event) {
    case 'verify':
      return [`${organisation} is verified`, `${organisation} has been verified. You can now invite your colleagues and begin.`];
    case 'reject':
      return [`${organisation} was not accepted`, `The application of ${organisation} has been rejected. You may apply anew.`];
    case 'suspend':
      return [`${organisation} is suspended`, `${organisation} has been suspended. What it published is out of the catalogue until it is reinstated.`];
    case 'reinstate':
      return [`${organisation} is reinstated`, `The suspension of ${organisation} has ended.`];
  }
}
