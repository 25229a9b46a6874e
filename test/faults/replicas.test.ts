import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, describe, expect, test } from 'vitest';
import { cleanUp, dataFolder, eventually, startMain } from './startProcess.js';
import { askerFor, statusOf, type Ask } from './support/marketplace.js';
import { metricOf } from './support/processes.js';
import { streaming, type Streaming, type StreamingReplica } from './support/replica.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await cleanUp();
});

const CREATE = 'mutation ($input: CourseCreateInput!) { courseCreate(input: $input) { course { slug } userErrors { code } } }';
const OWN = 'query ($slug: String!) { course(by: { slug: $slug }) { slug } }';
const ABOUT = 'query { courses(first: 1) { nodes { provider { about } } } }';
const PLENTY = { COST_PRINCIPAL_CAPACITY: '10000000', COST_PRINCIPAL_REFILL: '1000000', COST_ADDRESS_CAPACITY: '10000000', COST_ADDRESS_REFILL: '1000000' };

interface Installation {
  readonly database: Streaming;
  readonly replica: StreamingReplica;
  /** As the owner, on the primary. */
  readonly owner: postgres.Sql;
  /** Addresses of two programs on the same database, as on two machines. */
  readonly urls: readonly [string, string];
  as(who: string | null, program: 0 | 1): Promise<Ask>;
}

/** Two programs, each with its own processes, on one primary and its replicas. */
async function installation(env: Readonly<Record<string, string>> = {}, replicas = 1): Promise<Installation> {
  const database = await streaming(replicas);
  closers.push(() => database.close());
  const owner = postgres(database.ownerUrl, { max: 4, onnotice: () => undefined });
  closers.push(() => owner.end({ timeout: 1 }));
  const dataDir = dataFolder();
  const common = {
    DATA_DIR: dataDir, DATABASE_URL: database.ownerUrl, DATABASE_REPLICA_URLS: database.replicas.map(({ url }) => url).join(','), DEMO_SEED: 'on', ...PLENTY, ...env,
  };
  const first = startMain(common);
  const url = await first.ready();
  const second = startMain({ ...common, WORKER: 'off' });
  const urls = [url, await second.ready()] as const;
  closers.push(async () => {
    for (const { process: child, ended } of [first, second]) {
      child.kill('SIGTERM');
      await ended;
    }
  });
  const [replica] = database.replicas;
  if (replica === undefined) throw new Error('no replica was made');
  for (const at of urls) expect(await eventually(async () => await metricOf(at, 'database_replica_in_step') === replicas, 20_000)).toBe(true);
  return { database, replica, owner, urls, as: (who, program) => askerFor(dataDir, urls[program], who) };
}

const readsOf = (url: string, place: string): Promise<number> => metricOf(url, 'database_replica_reads_total', `place="${place}"`);
const aboutOf = ({ data }: { data: Record<string, unknown> | null }): string =>
  (data as { courses: { nodes: { provider: { about: string } }[] } } | null)?.courses.nodes[0]?.provider.about ?? '';
const slugOf = ({ data }: { data: Record<string, unknown> | null }): string | null => (data as { course: { slug: string } | null } | null)?.course?.slug ?? null;

describe('reads on a streaming replica', { timeout: 120_000 }, () => {
  test('a person reads what he wrote at once, through every program, however far behind the replica is', async () => {
    const { replica, as, urls } = await installation();
    const [writes, reads, other] = [await as('author', 0), await as('author', 1), await as('author-2', 1)];
    // Answered by the replica while nothing is behind.
    for (let n = 0; n < 4; n += 1) expect(slugOf(await reads(OWN, { slug: 'nothing-there' }))).toBeNull();
    expect(await readsOf(urls[1], 'replica')).toBeGreaterThan(0);
    await replica.pause();
    expect(await writes(CREATE, { input: { title: 'Written', slug: 'written-at-once' } })).toMatchObject({ codes: [], data: { courseCreate: { userErrors: [] } } });
    const served = await readsOf(urls[1], 'replica');
    for (let n = 0; n < 5; n += 1) expect(slugOf(await reads(OWN, { slug: 'written-at-once' }))).toBe('written-at-once');
    expect(await readsOf(urls[1], 'replica')).toBe(served);
    expect(await readsOf(urls[1], 'ahead')).toBeGreaterThan(0);
    // Whoever did nothing is answered by the replica all the time.
    expect((await other(OWN, { slug: 'nothing-there' })).codes).toEqual([]);
    expect(await readsOf(urls[1], 'replica')).toBeGreaterThan(served);
    await replica.resume();
    expect(await eventually(async () => {
      const before = await readsOf(urls[1], 'replica');
      return slugOf(await reads(OWN, { slug: 'written-at-once' })) === 'written-at-once' && await readsOf(urls[1], 'replica') > before;
    }, 10_000)).toBe(true);
  });

  test('of many writes at once, with a replica that stops and goes, each is read by him who wrote it', async () => {
    const { replica, as } = await installation();
    const [writes, reads] = [await as('author', 0), await as('author', 1)];
    let over = false;
    const stopAndGo = (async () => {
      while (!over) {
        await replica.pause();
        await sleep(30);
        await replica.resume();
        await sleep(30);
      }
      await replica.resume();
    })();
    const lane = async (number: number): Promise<string[]> => {
      const missed: string[] = [];
      for (let n = 0; n < 12; n += 1) {
        const slug = `lane-${String(number)}-${String(n)}`;
        const { codes } = await writes(CREATE, { input: { title: slug, slug } });
        if (codes.length > 0 || slugOf(await reads(OWN, { slug })) !== slug) missed.push(slug);
      }
      return missed;
    };
    expect((await Promise.all(Array.from({ length: 8 }, (_, number) => lane(number)))).flat()).toEqual([]);
    over = true;
    await stopAndGo;
  });

  test('what a person may act through is asked of the primary: an ended membership opens nothing, whatever the replica still says', async () => {
    const { replica, owner, as } = await installation();
    const [author, otherProgram] = [await as('author', 0), await as('author', 1)];
    expect((await author(CREATE, { input: { title: 'Before', slug: 'before-the-end' } })).codes).toEqual([]);
    for (const ask of [author, otherProgram]) expect(await eventually(async () => slugOf(await ask(OWN, { slug: 'before-the-end' })) === 'before-the-end')).toBe(true);
    await sleep(700);
    await replica.pause();
    await owner`update membership set state = 'ENDED', ended_at = now() where user_id = (select id from app_user where subject = 'demo-author')`;
    for (const ask of [author, otherProgram]) expect(slugOf(await ask(OWN, { slug: 'before-the-end' }))).toBeNull();
    await replica.resume();
  });
});

describe('a replica that cannot answer', { timeout: 120_000 }, () => {
  test('too far behind: left out, the primary answers; caught up: in use again', async () => {
    const { replica, owner, urls, as } = await installation({ DATABASE_REPLICA_MAX_LAG: '2' });
    const visitor = await as(null, 0);
    await replica.pause();
    await owner`update organisation set about = 'as of now' where kind = 'PROVIDER'`;
    // The replica does not know it yet, and says so by the catalogue's version: the primary answers.
    expect(aboutOf(await visitor(ABOUT))).toBe('as of now');
    expect(await eventually(async () => await metricOf(urls[0], 'database_replica_in_step') === 0, 10_000)).toBe(true);
    expect(aboutOf(await visitor(ABOUT))).toBe('as of now');
    await replica.resume();
    expect(await eventually(async () => await metricOf(urls[0], 'database_replica_in_step') === 1, 10_000)).toBe(true);
    const before = await readsOf(urls[0], 'replica');
    // A question that no kept answer is an answer to.
    expect(aboutOf(await visitor(ABOUT.replace('first: 1', 'first: 2')))).toBe('as of now');
    expect(await readsOf(urls[0], 'replica')).toBeGreaterThan(before);
  });

  test('gone: nobody sees an error, and it is used again when it is back; of two the other one goes on', async () => {
    const { database, replica, urls, as } = await installation({}, 2);
    const [visitor, author] = [await as(null, 0), await as('author', 0)];
    let over = false;
    const failed: string[] = [];
    const reading = Promise.all([visitor, author].map(async (ask) => {
      while (!over) {
        const { status, codes } = await ask(ABOUT);
        if (status !== 200 || codes.length > 0) failed.push(`${String(status)} ${codes.join()}`);
      }
    }));
    await sleep(300);
    await replica.stop();
    expect(await eventually(async () => await metricOf(urls[0], 'database_replica_in_step') === 1, 10_000)).toBe(true);
    const before = await readsOf(urls[0], 'replica');
    await sleep(500);
    expect(await readsOf(urls[0], 'replica')).toBeGreaterThan(before);
    await replica.start();
    expect(await eventually(async () => await metricOf(urls[0], 'database_replica_in_step') === 2, 20_000)).toBe(true);
    // One that is made a primary is no replica any more, and what it has is not ours.
    await database.replicas[1]?.promote();
    expect(await eventually(async () => await metricOf(urls[0], 'database_replica_in_step') === 1, 10_000)).toBe(true);
    over = true;
    await reading;
    expect(failed).toEqual([]);
  });

  test('the primary gone: visitors read on, persons and writes are told that it is out', async () => {
    const { database, urls, as } = await installation();
    const [visitor, author] = [await as(null, 1), await as('author', 1)];
    expect((await visitor(ABOUT)).codes).toEqual([]);
    await database.stopPrimary();
    await sleep(2_500);
    for (let n = 0; n < 3; n += 1) expect(await visitor(ABOUT)).toMatchObject({ status: 200, codes: [] });
    expect((await author(OWN, { slug: 'anything' })).codes).toEqual(['SERVICE_UNAVAILABLE']);
    expect((await author(CREATE, { input: { title: 'No', slug: 'not-now' } })).codes).toEqual(['SERVICE_UNAVAILABLE']);
    expect(await statusOf(urls[1], '/readyz')).toBe(503);
  });
});
