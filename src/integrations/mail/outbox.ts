import type { Logger } from 'pino';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { Deliver, MailMessage, BulkMailPort } from './mail.js';

/** What is kept of why a mail was not taken. */
const ERROR_CHARACTERS = 500;

/**
 * Keeps every mail as a row of `mail_message` (one for a cause and a recipient) and, where there is a way to
 * deliver it, delivers what has not been sent yet. A failed delivery is noted in the row and thrown, so that the
 * job that sent it comes back; without a way to deliver, the row is all.
 */
export function outboxMail(
  { db, log, now }: { db: Database; log: Logger; now: () => Date }, deliver: Deliver | null,
): BulkMailPort {
  const sendAll = async (messages: readonly MailMessage[]): Promise<void> => {
    const unsent = await keepAll(db, messages, now());
    if (deliver === null) return;
    for (const message of messages) {
      const id = unsent.get(keyOf(message));
      if (id !== undefined) await hand(deliver, { ...message, id });
    }
  };
  const hand = async (to: Deliver, message: MailMessage): Promise<void> => {
    try {
      await to(message);
    } catch (error) {
      await note(db, message.id, { error: describe(error) });
      log.warn({ mail: message.id, template: message.template }, 'a mail was not taken by the mail server');
      throw error;
    }
    await note(db, message.id, { sentAt: now() });
  };
  return { send: (message) => sendAll([message]), sendAll };
}

/** One mail for a cause and a recipient. */
function keyOf({ causeKey, recipient }: Pick<MailMessage, 'causeKey' | 'recipient'>): string {
  return JSON.stringify([causeKey, recipient]);
}

/** Keeps messages; answers the ids of those that have not been sent yet, by their keys. */
async function keepAll(db: Database, messages: readonly MailMessage[], at: Date): Promise<Map<string, string>> {
  if (messages.length === 0) return new Map();
  return asSystem(db, async (sql) => {
    const given = JSON.stringify(messages);
    await sql`insert into mail_message (id, cause_key, recipient, template, subject, body, created_at)
      select m.id, m."causeKey", m.recipient, m.template, m.subject, m.body, ${at.toISOString()}
      from json_to_recordset(${given}::text::json) as m(id uuid, "causeKey" text, recipient text, template text, subject text, body text)
      on conflict (cause_key, recipient) do nothing`;
    const rows = await sql<{ id: string; causeKey: string; recipient: string }[]>`
      select k.id, k.cause_key as "causeKey", k.recipient
      from json_to_recordset(${given}::text::json) as m("causeKey" text, recipient text)
        join mail_message k on k.cause_key = m."causeKey" and k.recipient = m.recipient
      where k.sent_at is null`;
    return new Map(rows.map((row) => [keyOf(row), row.id]));
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
