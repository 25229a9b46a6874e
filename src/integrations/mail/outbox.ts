import type { Logger } from 'pino';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { Deliver, MailMessage, MailPort } from './mail.js';

/** What is kept of why a mail was not taken. */
const ERROR_CHARACTERS = 500;

/**
 * Keeps every mail as a row of `mail_message` (one for a cause and a recipient) and, where there is a way to
 * deliver it, delivers what has not been sent yet. A failed delivery is noted in the row and thrown, so that the
 * job that sent it comes back; without a way to deliver, the row is all.
 */
export function outboxMail(
  { db, log, now }: { db: Database; log: Logger; now: () => Date }, deliver: Deliver | null,
): MailPort {
  return {
    async send(message) {
      const kept = await keep(db, message, now());
      if (deliver === null || kept.sent) return;
      try {
        await deliver({ ...message, id: kept.id });
      } catch (error) {
        await note(db, kept.id, { error: describe(error) });
        log.warn({ mail: kept.id, template: message.template }, 'a mail was not taken by the mail server');
        throw error;
      }
      await note(db, kept.id, { sentAt: now() });
    },
  };
}

async function keep(db: Database, message: MailMessage, at: Date): Promise<{ id: string; sent: boolean }> {
  const { id, causeKey, recipient, template, subject, body } = message;
  return asSystem(db, async (sql) => {
    await sql`insert into mail_message (id, cause_key, recipient, template, subject, body, created_at)
      values (${id}, ${causeKey}, ${recipient}, ${template}, ${subject}, ${body}, ${at.toISOString()})
      on conflict (cause_key, recipient) do nothing`;
    const rows = await sql<{ id: string; sent: boolean }[]>`select m.id, m.sent_at is not null as sent
      from mail_message m where m.cause_key = ${causeKey} and m.recipient = ${recipient}`;
    const [row] = rows;
    if (row === undefined) throw new Error('a mail that was kept cannot be found');
    return row;
  });
}

async function note(db: Database, id: string, result: { sentAt: Date } | { error: string }): Promise<void> {
  const sentAt = 'sentAt' in result ? result.sentAt.toISOString() : null;
  const error = 'error' in result ? result.error : null;
  await asSystem(db, async (sql) => {
    await sql`update mail_message set sent_at = ${sentAt}, error = ${error} where id = ${id}`;
  });
}

/** The code and the mail server's number; its words may repeat the address. */
function describe(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return [code ?? 'error', ...(responseCode === undefined ? [] : [String(responseCode)])].join(' ').slice(0, ERROR_CHARACTERS);
}
