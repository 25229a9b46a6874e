import { createServer, type AddressInfo, type Server } from 'node:net';
import { pino } from 'pino';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/db/client.js';
import { createMail } from '../../../src/integrations/mail/create.js';
import type { MailMessage } from '../../../src/integrations/mail/mail.js';
import { newId } from '../../../src/lib/ids.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { toyServer } from './toy.js';

let fresh: FreshDatabase;
let db: Database;
let owner: Sql;
let smtp: Server;
let smtpUrl: string;
/** Messages the mail server took, and the answer it gives to the next one. */
const taken: string[] = [];
let answer = '250 taken';

beforeAll(async () => {
  fresh = await freshDatabase();
  db = openDatabase({ url: fresh.appUrl, max: 4, applicationName: 'test', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000 });
  owner = postgres(fresh.ownerUrl, { max: 1, onnotice: () => undefined });
  smtp = mailServer();
  await new Promise<void>((resolve) => { smtp.listen(0, '127.0.0.1', resolve); });
  smtpUrl = `smtp://127.0.0.1:${(smtp.address() as AddressInfo).port}`;
});
afterAll(async () => {
  smtp.close();
  await db.close();
  await owner.end();
  await fresh.drop();
});

/** As much of SMTP as it takes to receive a mail. */
function mailServer(): Server {
  return createServer((socket) => {
    let data: string | null = null;
    socket.write('220 ready\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (data !== null) {
        data += text;
        if (!data.endsWith('\r\n.\r\n')) return;
        if (answer.startsWith('250')) taken.push(data);
        data = null;
        socket.write(`${answer}\r\n`);
      } else if (text.startsWith('DATA')) {
        data = '';
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n');
      else socket.write('250 fine\r\n');
    });
  });
}

const NOW = new Date('2026-01-15T10:00:00Z');
const mail = (url: string | null): ReturnType<typeof createMail> =>
  createMail({ smtpUrl: url, from: 'Marketplace <marketplace@example.in>' }, { db, log: pino({ level: 'silent' }), now: () => NOW });

const message = (changes: Partial<MailMessage> = {}): MailMessage => ({
  id: newId(), causeKey: newId(), recipient: 'asha@example.in', template: 'invitation', subject: 'Invitation', body: 'Good day', ...changes,
});

const rowOf = async (causeKey: string): Promise<unknown> => owner`
  select m.recipient, m.sent_at, m.error from mail_message m where m.cause_key = ${causeKey}`;

describe('mail', () => {
  it('stays in the outbox when there is no mail server', async () => {
    const one = message();
    await mail(null).send(one);
    await mail(null).send({ ...one, id: newId() });
    expect(await rowOf(one.causeKey)).toEqual([{ recipient: 'asha@example.in', sent_at: null, error: null }]);
  });

  it('goes through the mail server once, however often it is sent', async () => {
    const one = message({ subject: 'Entscheidung \r\nBcc: evil@example.org' });
    await mail(smtpUrl).send(one);
    await mail(smtpUrl).send({ ...one, id: newId() });
    expect(taken).toHaveLength(1);
    expect(taken[0]).toContain(`Message-ID: <${one.id}@example.in>`);
    expect(taken[0]).toContain('To: asha@example.in');
    expect(taken[0]).not.toMatch(/^Bcc:/m);
    expect(await rowOf(one.causeKey)).toEqual([{ recipient: 'asha@example.in', sent_at: NOW, error: null }]);
  });

  it('that was not taken is noted, thrown, and sent by the next attempt', async () => {
    const one = message();
    answer = '451 no room for asha@example.in';
    await expect(mail(smtpUrl).send(one)).rejects.toThrow();
    expect(await rowOf(one.causeKey)).toEqual([{ recipient: 'asha@example.in', sent_at: null, error: 'EMESSAGE 451' }]);
    answer = '250 taken';
    await mail(smtpUrl).send(one);
    expect(await rowOf(one.causeKey)).toEqual([{ recipient: 'asha@example.in', sent_at: NOW, error: null }]);
  });

  it('fails soon when nobody listens', async () => {
    const started = performance.now();
    await expect(mail('smtp://127.0.0.1:1').send(message())).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(6_000);
  });

  it('of the outbox can be read in development, as JSON and as a page', async () => {
    await mail(null).send(message({ subject: 'A <b>bold</b> one' }));
    const server = await toyServer({ db });
    const mails = await (await fetch(`${server.url}/dev/outbox`)).json() as Record<string, unknown>[];
    expect(mails[0]).toMatchObject({
      recipient: 'asha@example.in', template: 'invitation', subject: 'A <b>bold</b> one', createdAt: '2026-01-15T10:00:00Z', sentAt: null,
    });
    const page = await (await fetch(`${server.url}/dev/outbox`, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('<h2>A &lt;b&gt;bold&lt;/b&gt; one</h2>');
    await server.close();
  });

  it('is not shown to anybody by the database', async () => {
    await mail(null).send(message());
    expect(await db.sql`select m.id from mail_message m`).toEqual([]);
  });
});
