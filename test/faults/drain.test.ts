import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, describe, expect, test } from 'vitest';
import { publicId } from '../../src/lib/ids.js';
import { freshDatabase } from '../support/database.js';
import { cleanUp, dataFolder, eventually, startMain } from './startProcess.js';
import { mailServer } from './support/mailServer.js';
import { askerFor, statusOf } from './support/marketplace.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await cleanUp();
  for (const close of closers.splice(0).reverse()) await close();
});

const CREATE = 'mutation ($input: CourseCreateInput!) { courseCreate(input: $input) { course { id } userErrors { code } } }';

async function program(env: Readonly<Record<string, string>> = {}) {
  const database = await freshDatabase();
  closers.push(() => database.drop());
  const dataDir = dataFolder();
  const started = startMain({ DATA_DIR: dataDir, DATABASE_URL: database.ownerUrl, DEMO_SEED: 'on', ...env });
  const url = await started.ready();
  const owner = postgres(database.ownerUrl, { max: 2, onnotice: () => undefined });
  closers.push(() => owner.end());
  return { ...started, dataDir, url, owner, ask: await askerFor(dataDir, url, 'author') };
}

/** The status that a new connection is answered with; 0 where none is taken. */
const knock = (url: string, path: string): Promise<number> => statusOf(url, path).catch(() => 0);

describe('SIGTERM', { timeout: 60_000 }, () => {
  test('running requests finish, new ones are turned away, and the program ends with 0 within 10 s', async () => {
    const { process: child, ended, url, owner, ask } = await program();
    // A mutation that waits inside its transaction: the table of events is locked for a second.
    const held = owner.begin(async (sql) => {
      await sql`lock table audit_event in exclusive mode`;
      await sleep(900);
    });
    const asked = ask(CREATE, { input: { title: 'While it stops', slug: 'while-it-stops' } });
    expect(await eventually(async () => (await owner`select 1 from pg_locks where relation = 'audit_event'::regclass and not granted`).length > 0)).toBe(true);
    expect(await knock(url, '/readyz')).toBe(200);
    child.kill('SIGTERM');
    const since = Date.now();
    expect(await eventually(async () => [0, 503].includes(await knock(url, '/readyz')), 500)).toBe(true);
    const { status, data, codes } = await asked;
    await held;
    expect({ status, codes }).toEqual({ status: 200, codes: [] });
    expect(data).toMatchObject({ courseCreate: { userErrors: [] } });
    expect(await ended).toBe(0);
    expect(Date.now() - since).toBeLessThan(10_000);
    expect(await owner`select slug from course where slug = 'while-it-stops'`).toHaveLength(1);
    // The events that were left are sealed on the way out.
    expect(await owner`select 1 from audit_unsealed`).toHaveLength(0);
  });

  test('a job that does not come to an end goes back to the queue, within the 10 s', async () => {
    const smtp = await mailServer();
    closers.push(() => smtp.close());
    smtp.hold();
    const { process: child, ended, owner, url, dataDir } = await program({ SMTP_URL: smtp.url, MAIL_FROM: 'marketplace@example.in' });
    const [provider] = await owner<{ id: string }[]>`select id from organisation where slug = 'demonstration-institute-of-public-service'`;
    const admin = await askerFor(dataDir, url, 'provider-admin');
    const input = { organisationId: publicId('provider', provider?.id ?? ''), email: 'slow@example.in', roles: ['AUTHOR'] };
    expect(await admin('mutation ($input: InvitationCreateInput!) { invitationCreate(input: $input) { userErrors { code } } }', { input }))
      .toMatchObject({ codes: [], data: { invitationCreate: { userErrors: [] } } });
    expect(await eventually(() => smtp.offered.length === 1, 10_000)).toBe(true);
    child.kill('SIGTERM');
    const since = Date.now();
    expect(await ended).toBe(0);
    expect(Date.now() - since).toBeLessThan(10_000);
    expect(await knock(url, '/livez')).toBe(0);
    expect(await owner`select locked_by, attempts < max_attempts as again from graphile_worker._private_jobs`).toEqual([{ locked_by: null, again: true }]);
  });
});
