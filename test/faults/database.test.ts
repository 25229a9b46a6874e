import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, describe, expect, test } from 'vitest';
import { asSystem } from '../../src/db/asSystem.js';
import { openDatabase } from '../../src/db/client.js';
import { runningEmbedded } from '../../src/db/embedded.js';
import { freshDatabase } from '../support/database.js';
import { cleanUp, dataFolder, eventually, isAlive, postgresPid } from './startProcess.js';
import { askerFor, startMarketplace, statusOf, type Ask, type Outcome } from './support/marketplace.js';
import { wireTo } from './support/wire.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await cleanUp();
});

const CREATE = 'mutation ($input: CourseCreateInput!) { courseCreate(input: $input) { course { id slug } userErrors { code } } }';
const READ = 'query { courses(first: 5) { nodes { id slug } } viewer { user { id } } }';

interface Sent extends Outcome {
  readonly slug: string | null;
}

/** Creates courses and reads, in turns, until told to stop; every answer is kept. */
function load(ask: Ask, lane: number, answers: Sent[], writes = true): () => Promise<void> {
  let stopping = false;
  const run = async (): Promise<void> => {
    for (let n = 0; !stopping; n += 1) {
      const slug = writes && n % 2 === 0 ? `load-${lane}-${n}` : null;
      const outcome = slug === null ? await ask(READ) : await ask(CREATE, { input: { title: slug, slug } });
      answers.push({ ...outcome, slug });
      if (outcome.status !== 200) await sleep(20);
    }
  };
  const running = run();
  return () => { stopping = true; return running; };
}

const acknowledged = ({ slug, data }: Sent): boolean =>
  slug !== null && (data?.['courseCreate'] as { course: { slug: string } | null } | undefined)?.course?.slug === slug;

/** What is wrong with an answer that came while the database was failing; null where it is a success or a clean error. */
function faultOf(sent: Sent): string | null {
  const { status, codes, data, slug, ms } = sent;
  if (ms > 11_000) return `it took ${Math.round(ms)} ms`;
  if (codes.some((code) => code !== 'SERVICE_UNAVAILABLE' && code !== 'TIMEOUT')) return `its codes are ${codes.join()}`;
  if (codes.length > 0) return data === null && ![503, 504].includes(status) ? `its status is ${status}` : null;
  if (status !== 200) return `its status is ${status} without a code`;
  if (slug !== null) return acknowledged(sent) ? null : `it is no success and no error: ${JSON.stringify(data)}`;
  return data !== null && Array.isArray((data['courses'] as { nodes?: unknown } | null)?.nodes) ? null : `it reads ${JSON.stringify(data)}`;
}

describe('PostgreSQL killed with -9 under load', { timeout: 90_000 }, () => {
  test('nothing acknowledged is lost, nothing is half done, errors are clean, and the server heals by itself', async () => {
    const dataDir = dataFolder();
    const { url, stop } = await startMarketplace({ DATA_DIR: dataDir, DEMO_SEED: 'on' });
    closers.push(stop);
    const answers: Sent[] = [];
    const [author, visitor] = [await askerFor(dataDir, url, 'author'), await askerFor(dataDir, url, null)];
    const stops = Array.from({ length: 6 }, (_, lane) => lane === 5 ? load(visitor, lane, answers, false) : load(author, lane, answers));
    for (let times = 0; times < 2; times += 1) {
      await sleep(700);
      const pid = postgresPid(dataDir);
      if (pid === null) throw new Error('no PostgreSQL is running');
      process.kill(pid, 'SIGKILL');
      expect(await statusOf(url, '/livez')).toBe(200);
      expect(await eventually(() => !isAlive(pid) && postgresPid(dataDir) !== pid && runningEmbedded(dataDir) !== null, 30_000)).toBe(true);
      const back = Date.now();
      expect(await eventually(async () => (await author(READ)).codes.length === 0, 20_000)).toBe(true);
      expect(Date.now() - back).toBeLessThan(5_000);
    }
    await sleep(500);
    await Promise.all(stops.map((end) => end()));
    expect([...new Set(answers.map(faultOf))].filter((fault) => fault !== null)).toEqual([]);
    const made = answers.filter(acknowledged).map(({ slug }) => slug ?? '');
    expect(made.length).toBeGreaterThan(5);
    expect(answers.some(({ codes }) => codes.includes('SERVICE_UNAVAILABLE'))).toBe(true);
    expect(await statusOf(url, '/readyz')).toBe(200);
    expect(await lostAndHalf(dataDir, made)).toEqual({ lost: [], half: [] });
  });
});

/** Acknowledged courses that are not there, and courses without their version or their two audit events. */
async function lostAndHalf(dataDir: string, made: readonly string[]): Promise<unknown> {
  const sql = postgres(runningEmbedded(dataDir)?.ownerUrl ?? '', { max: 1, onnotice: () => undefined });
  try {
    const lost = await sql`select slug from unnest(${[...made]}::text[]) slug where not exists (select 1 from course c where c.slug = slug.slug)`;
    const half = await sql`select c.slug from course c where c.slug like 'load-%' and (
      (select count(*) from course_version v where v.course_id = c.id and v.state = 'DRAFT') <> 1
      or (select count(*) from audit_event e where e.subject_id = c.id) <> 1
      or (select count(*) from audit_event e join course_version v on v.id = e.subject_id where v.course_id = c.id) <> 1)`;
    return { lost: [...lost], half: [...half] };
  } finally {
    await sql.end();
  }
}

describe('the database gone for a while, and back', { timeout: 60_000 }, () => {
  async function behindWire() {
    const database = await freshDatabase();
    const wire = await wireTo(database.ownerUrl);
    closers.push(() => database.drop(), () => wire.close());
    const dataDir = dataFolder();
    const { url, stop } = await startMarketplace({ DATA_DIR: dataDir, DATABASE_URL: wire.through(database.ownerUrl), DEMO_SEED: 'on' });
    closers.push(stop);
    return { wire, url, dataDir, ask: await askerFor(dataDir, url, 'author') };
  }

  test('refused: unready, alive, clean errors at once; back: ready and answering within seconds, jobs too', async () => {
    const { wire, url, dataDir, ask } = await behindWire();
    expect(await statusOf(url, '/readyz')).toBe(200);
    wire.cut();
    for (const until = Date.now() + 4_000; Date.now() < until; await sleep(100)) {
      expect([await statusOf(url, '/livez'), await statusOf(url, '/readyz')]).toEqual([200, 503]);
      const outcomes = await Promise.all([ask(READ), ask(CREATE, { input: { title: 'While it is gone' } })]);
      expect(outcomes.map(({ status, codes }) => [status, codes])).toEqual([[503, ['SERVICE_UNAVAILABLE']], [503, ['SERVICE_UNAVAILABLE']]]);
      expect(Math.max(...outcomes.map(({ ms }) => ms))).toBeLessThan(3_000);
    }
    await wire.mend();
    const back = Date.now();
    expect(await eventually(async () => await statusOf(url, '/readyz') === 200, 10_000)).toBe(true);
    expect(await eventually(async () => (await ask(CREATE, { input: { title: 'It is back', slug: 'it-is-back' } })).codes.length === 0, 10_000)).toBe(true);
    expect(Date.now() - back).toBeLessThan(8_000);
    // What happens after the commit happens too: the sealer is at work again.
    const auditor = await askerFor(dataDir, url, 'auditor');
    const unsealed = async () => ((await auditor('query { auditChain { unsealedCount } }')).data?.['auditChain'] as { unsealedCount: number } | null)?.unsealedCount;
    expect(await eventually(async () => await unsealed() === 0, 15_000)).toBe(true);
  });

  test('silent: alive, unready within 3 s, requests end within their 10 s; back: it heals', async () => {
    const { wire, url, ask } = await behindWire();
    wire.silence();
    const asked = Promise.all([ask(READ), ask(CREATE, { input: { title: 'Into the silence' } }), ask(READ)]);
    const began = Date.now();
    expect(await statusOf(url, '/readyz')).toBe(503);
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(await statusOf(url, '/livez')).toBe(200);
    for (const { status, codes, ms } of await asked) {
      expect(codes).toEqual([expect.stringMatching(/^(TIMEOUT|SERVICE_UNAVAILABLE)$/)]);
      expect([503, 504]).toContain(status);
      expect(ms).toBeLessThan(11_000);
    }
    await wire.mend();
    expect(await eventually(async () => await statusOf(url, '/readyz') === 200, 10_000)).toBe(true);
    expect(await eventually(async () => (await ask(READ)).codes.length === 0, 10_000)).toBe(true);
  });
});

describe('the pool', { timeout: 60_000 }, () => {
  test('is whole again at once after connections were lost in the middle of writing, and after many refusals', async () => {
    const database = await freshDatabase();
    const wire = await wireTo(database.ownerUrl);
    const db = openDatabase({ url: wire.through(database.appUrl), max: 6, applicationName: 'test', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000 });
    closers.push(() => database.drop(), () => wire.close(), () => db.close());
    const onAll = () => Promise.all(Array.from({ length: 12 }, () => db.sql`select pg_sleep(0.05)`));
    for (let times = 0; times < 4; times += 1) {
      await onAll();
      // Each asks again the moment it has lost its connection: on another one, which is going too.
      const asking = Array.from({ length: 3 }, (_, n) => db.sql`select pg_sleep(5), ${n}::int`.catch(() => db.sql`select 1`.catch(() => null)));
      await sleep(50);
      wire.cut();
      await Promise.race([Promise.all(asking), sleep(500)]);
      for (let refused = 0; refused < 5; refused += 1) await Promise.allSettled([db.sql`select 1`, db.sql`select 2`, sleep(40)]);
      await wire.mend();
      const since = Date.now();
      await onAll();
      expect(Date.now() - since).toBeLessThan(2_500);
    }
  });

  test('outlives a connection lost in the middle of a transaction', async () => {
    const database = await freshDatabase();
    const wire = await wireTo(database.ownerUrl);
    const db = openDatabase({ url: wire.through(database.appUrl), max: 3, applicationName: 'test', statementTimeoutMs: 5_000, lockTimeoutMs: 1_000 });
    closers.push(() => database.drop(), () => wire.close(), () => db.close());
    for (let times = 0; times < 3; times += 1) {
      const broken = Promise.allSettled([
        asSystem(db, async (sql) => sql`select pg_sleep(5)`), asSystem(db, async (sql) => Promise.all([sql`select 1`, sql`select pg_sleep(5)`])),
      ]);
      await sleep(100);
      wire.cut();
      expect((await broken).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await sleep(50);
      await wire.mend();
      expect(await asSystem(db, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
    }
  });
});
