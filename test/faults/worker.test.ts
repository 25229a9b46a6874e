import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMail } from '../../src/integrations/mail/create.js';
import { uploadFiles } from '../../src/integrations/uploads/files.js';
import type { MailMessage, MailPort } from '../../src/integrations/mail/mail.js';
import { publicId } from '../../src/lib/ids.js';
import { startWorker, type Worker } from '../../src/worker.js';
import { bareEnvironment } from '../support/environment.js';
import { world, type World } from '../support/world.js';
import { cleanUp, dataFolder, eventually, startMain, type Started } from './startProcess.js';
import { mailServer, type MailServer } from './support/mailServer.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SILENT = pino({ level: 'silent' });

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(async () => { await w.close(); });
afterEach(async () => {
  await cleanUp();
  await w.owner`delete from graphile_worker._private_jobs`;
});

/** Invites people to the first provider; each invitation is a job that sends one mail. */
async function invite(...names: string[]): Promise<string[]> {
  const organisationId = publicId('provider', await w.organisationId('demonstration-institute-of-public-service'));
  const emails = names.map((name) => `${name}@example.in`);
  for (const email of emails) {
    const { invitationCreate } = await w.data<{ invitationCreate: { userErrors: unknown[] } }>('provider-admin',
      'mutation ($input: InvitationCreateInput!) { invitationCreate(input: $input) { userErrors { code message } } }', { input: { organisationId, email, roles: ['AUTHOR'] } });
    expect(invitationCreate.userErrors).toEqual([]);
  }
  return emails;
}

const jobsLeft = async (): Promise<number> => (await w.owner<[{ n: number }]>`select count(*)::int as n from graphile_worker._private_jobs`)[0].n;
const mails = (recipient: string) => w.owner<{ sent: boolean }[]>`select sent_at is not null as sent from mail_message where recipient = ${recipient}`;

describe('a worker killed with -9 in the middle of a job', { timeout: 60_000 }, () => {
  let smtp: MailServer;
  beforeEach(async () => { smtp = await mailServer(); });
  afterEach(async () => { await smtp.close(); });

  const program = (): Started => startMain({ DATABASE_URL: w.ownerUrl, DATA_DIR: dataFolder(), SMTP_URL: smtp.url, MAIL_FROM: 'marketplace@example.in' });

  test('loses nothing and does nothing twice: the next one sends the mail, once, though the job was taken', async () => {
    smtp.hold();
    const [recipient] = await invite('killed-in-the-middle') as [string];
    const first = program();
    expect(await eventually(() => smtp.offered.length === 1, 20_000)).toBe(true);
    first.process.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    expect(await w.owner`select attempts, locked_by is not null as taken from graphile_worker._private_jobs`).toEqual([{ attempts: 1, taken: true }]);
    expect(await mails(recipient)).toEqual([{ sent: false }]);

    smtp.release();
    program();
    expect(await eventually(async () => await jobsLeft() === 0, 30_000)).toBe(true);
    expect(await mails(recipient)).toEqual([{ sent: true }]);
    expect(smtp.taken.map((message) => message.recipient)).toEqual([recipient]);
    // What a mail server may have been given twice is one message to it.
    expect(new Set(smtp.offered.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe('jobs', { timeout: 30_000 }, () => {
  const running: Worker[] = [];
  afterEach(async () => { await Promise.all(running.splice(0).map((worker) => worker.stop())); });

  async function work(mail: MailPort): Promise<void> {
    const anchor = { anchor: () => Promise.resolve() };
    const bulk = { ...mail, sendAll: async (messages: readonly MailMessage[]) => { for (const message of messages) await mail.send(message); } };
    running.push(await startWorker({ db: w.db, ownerUrl: w.ownerUrl, log: SILENT, now: w.clock.now, mail: bulk, files: uploadFiles(w.dataDir), cards: null, search: null, anchor }));
  }

  test('one that fails until its attempts are used up is a dead letter, is listed with its reason, and can be replayed', async () => {
    const [recipient] = await invite('poisoned') as [string];
    await w.owner`update graphile_worker._private_jobs set attempts = max_attempts - 1`;
    let failing = true;
    const outbox = createMail({ smtpUrl: null, from: 'marketplace@example.in' }, { db: w.db, log: SILENT, now: w.clock.now });
    await work({ send: async (message) => failing ? Promise.reject(new Error('the mail server is on fire')) : outbox.send(message) });
    const dead = () => w.owner<{ id: string; task: string; last_error: string }[]>`select id::text, task, last_error from dead_letter`;
    expect(await eventually(async () => (await dead()).length === 1)).toBe(true);
    expect(await dead()).toMatchObject([{ task: 'onInvitationCreated', last_error: expect.stringContaining('the mail server is on fire') as string }]);

    expect(await jobsCommand()).toMatch(/^\d+ {2}onInvitationCreated .* 12 attempts {2}.*the mail server is on fire/);
    failing = false;
    const [{ id } = { id: '' }] = await dead();
    expect(await jobsCommand('replay', id)).toBe('1 given back to the queue\n');
    expect(await eventually(async () => await jobsLeft() === 0)).toBe(true);
    expect(await mails(recipient)).toHaveLength(1);
    expect(await jobsCommand()).toBe('no dead letters\n');
  });

  test('one that takes long is left to the worker that lives and has it', async () => {
    await invite('slow');
    let sends = 0;
    const slow: MailPort = {
      send: async () => {
        sends += 1;
        await sleep(9_000);
      },
    };
    await Promise.all([work(slow), work(slow)]);
    expect(await eventually(async () => await jobsLeft() === 0, 15_000)).toBe(true);
    expect(sends).toBe(1);
  });

  test('of one queue run in order and one at a time, of several at once', async () => {
    const names = Array.from({ length: 8 }, (_, n) => `in-order-${n}`);
    await invite(...names);
    await w.owner`update graphile_worker._private_jobs set run_at = now() + interval '1 hour'`;
    const payloads = await w.owner<{ payload: object }[]>`select payload from graphile_worker._private_jobs order by id`;
    for (const [index, { payload }] of payloads.entries()) {
      await w.owner`select emit_event('onInvitationCreated', ${w.owner.json(payload as never)}::jsonb, ${index % 2 === 0 ? 'course:even' : 'course:odd'})`;
    }
    await w.owner`delete from graphile_worker._private_jobs where run_at > now() + interval '1 minute'`;
    const done: number[] = [];
    const under = [0, 0];
    let most = 0;
    await work({
      send: async ({ recipient }: MailMessage) => {
        const number = Number(/(\d+)@/.exec(recipient)?.[1]);
        const queue = number % 2;
        under[queue] = (under[queue] ?? 0) + 1;
        expect(under[queue]).toBe(1);
        most = Math.max(most, (under[0] ?? 0) + (under[1] ?? 0));
        // The first of the one queue goes on only when one of the other has begun beside it.
        if (number === 0) await eventually(() => under[1] === 1, 8_000);
        else await sleep(20);
        under[queue] -= 1;
        done.push(number);
      },
    });
    expect(await eventually(async () => await jobsLeft() === 0, 15_000)).toBe(true);
    expect(done.filter((number) => number % 2 === 0)).toEqual([0, 2, 4, 6]);
    expect(done.filter((number) => number % 2 === 1)).toEqual([1, 3, 5, 7]);
    expect(most).toBe(2);
  });

  test('one that was done, and comes again, writes no second mail', async () => {
    const [recipient] = await invite('twice') as [string];
    const [job] = await w.owner<{ payload: object }[]>`select payload from graphile_worker._private_jobs`;
    const outbox = createMail({ smtpUrl: null, from: 'marketplace@example.in' }, { db: w.db, log: SILENT, now: w.clock.now });
    for (let times = 0; times < 5; times += 1) {
      await w.owner`select emit_event('onInvitationCreated', ${w.owner.json(job?.payload as never)}::jsonb, ${`again:${times}`})`;
    }
    await Promise.all([work(outbox), work(outbox)]);
    expect(await eventually(async () => await jobsLeft() === 0, 15_000)).toBe(true);
    expect(await mails(recipient)).toHaveLength(1);
  });
});

/** What `npm run jobs` prints. */
function jobsCommand(...args: string[]): Promise<string> {
  const env = { ...bareEnvironment(), DATABASE_URL: w.ownerUrl, DATA_DIR: dataFolder() };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['dist/cli/jobs.js', ...args], { cwd: ROOT, env }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${stdout}${stderr}`));
    });
  });
}
