import { z } from 'zod';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { MailPort } from '../../integrations/mail/mail.js';
import { newId } from '../../lib/ids.js';
import type { Role } from './roles.js';

/** The event carries the token, since the database keeps its digest only. */
const shape = z.object({ invitationId: z.uuid(), token: z.string().min(1) });

interface Invited {
  readonly email: string;
  readonly roles: Role[];
  readonly expires: string;
  readonly organisation: string;
  readonly inviter: string | null;
}

/**
 * Sends an invitation's token to the address invited. One that is not pending any more is not sent; a repeated job
 * sends nothing twice.
 */
export async function onInvitationCreated(deps: { db: Database; mail: MailPort }, payload: unknown): Promise<void> {
  const { invitationId, token } = shape.parse(payload);
  const invited = await pendingInvitation(deps.db, invitationId);
  if (invited === null) return;
  await deps.mail.send({
    id: newId(), causeKey: `invitationCreated:${invitationId}`, recipient: invited.email, template: 'invitationCreated',
    ...wording(invited, token),
  });
}

async function pendingInvitation(db: Database, id: string): Promise<Invited | null> {
  return asSystem(db, async (sql) => {
    const rows = await sql<Invited[]>`
      select i.email, i.roles::text[] as roles, to_char(i.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') as expires,
        o.name as organisation, u.name as inviter
      from invitation i join organisation o on o.id = i.organisation_id left join app_user u on u.id = i.invited_by
      where i.id = ${id} and i.state = 'PENDING'`;
    return rows[0] ?? null;
  });
}

function wording({ organisation, inviter, roles, email, expires }: Invited, token: string): { subject: string; body: string } {
  const by = inviter === null ? 'You are invited' : `${inviter} invites you`;
  const body = [
    'Good day,', '',
    `${by} to join ${organisation} on the Karmayogi Marketplace as ${roles.join(', ')}.`, '',
    `To accept, sign in with this e-mail address (${email}) and give this token to invitationAccept:`, '',
    `    ${token}`, '',
    `The token can be used once, by you only, until ${expires}. If you did not expect this, do nothing.`, '',
    'Karmayogi Marketplace',
  ];
  return { subject: `Invitation to ${organisation}`, body: body.join('\n') };
}
