import type { FastifyInstance } from 'fastify';
import { inRead } from '../../context.js';
import type { Database } from '../../db/client.js';
import { ALGORITHMS } from '../tokens.js';
import { DEMONSTRATION_PEOPLE, DEVELOPMENT_ISSUER, demonstrationPerson } from './people.js';
import { TOKEN_SECONDS, type DevelopmentSigner } from './signer.js';

export interface DevelopmentParts {
  readonly signer: DevelopmentSigner;
  readonly db: Database;
  readonly now: () => Date;
}

/** The routes of development: tokens of demonstration people, the key set, and the outbox. Never in production. */
export function installDevelopment(app: FastifyInstance, { signer, db, now }: DevelopmentParts): void {
  app.get('/dev/oidc/.well-known/openid-configuration', (request) => ({
    issuer: DEVELOPMENT_ISSUER,
    jwks_uri: `${request.protocol}://${request.host}/dev/oidc/jwks.json`,
    id_token_signing_alg_values_supported: ALGORITHMS,
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
  }));
  app.get('/dev/oidc/jwks.json', () => signer.publicKeys);
  app.get('/dev/people', () => DEMONSTRATION_PEOPLE.map(({ key, name, email, about }) => ({ key, name, email, about })));
  app.get<{ Querystring: { as?: string } }>('/dev/token', async (request, reply) => {
    const person = demonstrationPerson(request.query.as ?? '');
    if (person === null) {
      const known = DEMONSTRATION_PEOPLE.map(({ key }) => key).join(', ');
      return reply.code(404).send({ error: `There is no such demonstration person; there are: ${known}.` });
    }
    return { token_type: 'Bearer', expires_in: TOKEN_SECONDS, access_token: await signer.token(person, now()) };
  });
  app.get('/dev/outbox', async (request, reply) => {
    const mails = await recentMail(db);
    if (!(request.headers.accept ?? '').includes('text/html')) return mails;
    return reply.type('text/html; charset=utf-8').send(outboxPage(mails));
  });
}

interface Mail {
  readonly id: string;
  readonly recipient: string;
  readonly template: string;
  readonly subject: string;
  readonly body: string;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly error: string | null;
}

function recentMail(db: Database): Promise<Mail[]> {
  return inRead({ actor: { kind: 'system', name: 'outbox' }, db }, (sql) => sql<Mail[]>`
    select m.id, m.recipient, m.template, m.subject, m.body, m.error,
      to_char(m.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
      to_char(m.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "sentAt"
    from mail_message m order by m.created_at desc, m.id desc limit 100`);
}

function outboxPage(mails: readonly Mail[]): string {
  const items = mails.map((mail) => `<article><h2>${escaped(mail.subject)}</h2>
<p>To ${escaped(mail.recipient)}, ${escaped(mail.createdAt)}</p><pre>${escaped(mail.body)}</pre></article>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Outbox</title><h1>Outbox</h1>
${items.length === 0 ? '<p>No mail yet.</p>' : items.join('\n')}</html>`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
