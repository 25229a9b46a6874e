import { createServer, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.js';
import { cleanUp, dataFolder, eventually, isAlive, startMain } from './startProcess.js';
import { askerFor, statusOf } from './support/marketplace.js';
import { childrenOf, metricOf } from './support/processes.js';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await cleanUp();
  for (const close of closers.splice(0).reverse()) await close();
});

const CREATE = 'mutation ($input: CourseCreateInput!) { courseCreate(input: $input) { course { id } userErrors { code } } }';
const COUNT = 3;

/** A marketplace of three server processes on a database of its own. */
async function program(env: Readonly<Record<string, string>> = {}) {
  const database = await freshDatabase();
  closers.push(() => database.drop());
  const dataDir = dataFolder();
  const started = startMain({ DATA_DIR: dataDir, DATABASE_URL: database.ownerUrl, DEMO_SEED: 'on', WORKERS: String(COUNT), ...env });
  const url = await started.ready();
  const owner = postgres(database.ownerUrl, { max: 2, onnotice: () => undefined });
  closers.push(() => owner.end());
  const pid = started.process.pid ?? 0;
  return { ...started, pid, url, owner, dataDir, database };
}

/** One request on a connection of its own, so that the first process hands it to the next server process: its status. */
function once(url: string, query: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(`${url}/graphql`, { method: 'POST', agent: false, timeout: 5_000, headers: { 'content-type': 'application/json', connection: 'close', ...headers } }, (response) => {
      response.resume();
      response.on('end', () => { resolve(response.statusCode ?? 0); });
    });
    sent.on('timeout', () => { sent.destroy(); });
    sent.on('error', () => { resolve(0); });
    sent.end(JSON.stringify({ query }));
  });
}

const SMALL = 'query Small { courses(first: 1) { nodes { slug } } }';

describe('several server processes behind one port', { timeout: 90_000 }, () => {
  test('all of them answer, and whichever is asked tells the metrics of all', async () => {
    const { pid, url } = await program();
    expect(childrenOf(pid)).toHaveLength(COUNT);
    for (let n = 0; n < 12; n += 1) expect(await once(url, SMALL)).toBe(200);
    for (let n = 0; n < COUNT; n += 1) {
      expect(await metricOf(url, 'graphql_operations_total', 'field="courses"')).toBe(12);
      expect(await metricOf(url, 'server_processes')).toBe(COUNT);
    }
    expect([await statusOf(url, '/livez'), await statusOf(url, '/readyz')]).toEqual([200, 200]);
  });

  test('one killed with -9 under load: the others go on, another takes its place, and no counter falls', async () => {
    const { pid, url } = await program();
    const statuses: number[] = [];
    let stopping = false;
    const load = Promise.all(Array.from({ length: 6 }, async () => {
      while (!stopping) statuses.push(await once(url, SMALL));
    }));
    await sleep(500);
    const before = await metricOf(url, 'graphql_operations_total', 'field="courses"');
    const [victim = 0] = childrenOf(pid);
    process.kill(victim, 'SIGKILL');
    expect(await eventually(async () => childrenOf(pid).length === COUNT && !childrenOf(pid).includes(victim)
      && await metricOf(url, 'server_process_restarts_total') === 1, 20_000)).toBe(true);
    expect(await metricOf(url, 'graphql_operations_total', 'field="courses"')).toBeGreaterThanOrEqual(before);
    await sleep(500);
    stopping = true;
    await load;
    const failed = statuses.filter((status) => status !== 200);
    // Those that the killed one was answering or had just been handed, and no others.
    expect(failed.length).toBeLessThanOrEqual(6);
    expect(statuses.length).toBeGreaterThan(15);
  });

  test('budgets of cost hold for all together: what one has taken is gone for the others', async () => {
    // The query is of 2 points.
    const { url } = await program({ COST_ADDRESS_CAPACITY: '100', COST_ADDRESS_REFILL: '1' });
    let admitted = 0;
    for (let n = 0; n < 150; n += 1) if (await once(url, SMALL) === 200) admitted += 1;
    // 50 of the bucket, what flowed back meanwhile, and what was taken at the same tenth of a second elsewhere.
    expect(admitted).toBeGreaterThanOrEqual(49);
    expect(admitted).toBeLessThan(50 * COUNT);
    await sleep(300);
    // Told to all: each of them refuses now.
    expect(await Promise.all(Array.from({ length: 2 * COUNT }, () => once(url, SMALL)))).toEqual(Array.from({ length: 2 * COUNT }, () => 429));
  });
});

describe('the end of several server processes', { timeout: 90_000 }, () => {
  test('SIGTERM: running requests finish, all processes are gone, and the program ends with 0 within 10 s', async () => {
    const { process: child, pid, ended, url, owner, dataDir } = await program();
    const servers = childrenOf(pid);
    const ask = await askerFor(dataDir, url, 'author');
    const held = owner.begin(async (sql) => {
      await sql`lock table audit_event in exclusive mode`;
      await sleep(900);
    });
    const asked = ask(CREATE, { input: { title: 'While they stop', slug: 'while-they-stop' } });
    expect(await eventually(async () => (await owner`select 1 from pg_locks where relation = 'audit_event'::regclass and not granted`).length > 0)).toBe(true);
    child.kill('SIGTERM');
    const since = Date.now();
    const { status, codes } = await asked;
    await held;
    expect({ status, codes }).toEqual({ status: 200, codes: [] });
    expect(await ended).toBe(0);
    expect(Date.now() - since).toBeLessThan(10_000);
    expect(servers.filter(isAlive)).toEqual([]);
    expect(await owner`select slug from course where slug = 'while-they-stop'`).toHaveLength(1);
    expect(await owner`select 1 from audit_unsealed`).toHaveLength(0);
  });

  test('the first process killed with -9: the server processes end too, and the port is free', async () => {
    const { process: child, pid, ended, url } = await program();
    const servers = childrenOf(pid);
    child.kill('SIGKILL');
    await ended;
    expect(await eventually(() => servers.every((server) => !isAlive(server)), 5_000)).toBe(true);
    expect(await once(url, SMALL)).toBe(0);
  });

  test('processes that die again and again are given up: the program ends with 1', async () => {
    const { pid, ended, output } = await program();
    let isOver = false;
    void ended.then(() => { isOver = true; });
    while (!isOver) {
      for (const server of childrenOf(pid)) process.kill(server, 'SIGKILL');
      await sleep(200);
    }
    expect(await ended).toBe(1);
    expect(output()).toContain('server processes died');
  });

  test('a port that is in use is one line, and the program ends', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => { taken.listen(0, '127.0.0.1', resolve); });
    closers.push(() => new Promise((resolve) => { taken.close(() => { resolve(); }); }));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const database = await freshDatabase();
    closers.push(() => database.drop());
    const { ended, output } = startMain({ DATA_DIR: dataFolder(), DATABASE_URL: database.ownerUrl, WORKERS: '2', PORT: String(port) });
    expect(await ended).toBe(1);
    expect(output()).toContain(`PORT: ${String(port)} is in use by another program; set PORT to a free one.`);
  });
});
