import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, describe, expect, test } from 'vitest';
import { runningEmbedded } from '../../src/db/embedded.js';
import { freshDatabase } from '../support/database.js';
import { cleanUp, dataFolder, eventually, isAlive, postgresPid, serverPid, start, startMain } from './startProcess.js';

afterEach(cleanUp);

async function ask(dataDir: string, statement: string): Promise<readonly postgres.Row[]> {
  const ownerUrl = runningEmbedded(dataDir)?.ownerUrl;
  if (ownerUrl === undefined) throw new Error('no PostgreSQL is running');
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

const alive = async (url: string): Promise<number> => (await fetch(`${url}/livez`)).status;

describe('npm start', { timeout: 90_000 }, () => {
  test('makes a database in an empty folder, serves, and stops within 10 s of SIGTERM', async () => {
    const dataDir = dataFolder();
    const server = start({ DATA_DIR: dataDir });
    expect(await alive(await server.ready())).toBe(200);
    expect(statSync(path.join(dataDir, 'database.secret')).mode & 0o777).toBe(0o600);
    const database = postgresPid(dataDir);
    const since = Date.now();
    server.process.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(Date.now() - since).toBeLessThan(10_000);
    expect(database !== null && isAlive(database)).toBe(false);
    expect(existsSync(path.join(dataDir, 'running.lock'))).toBe(false);
  });

  test('keeps the data for a second start, which takes seconds', async () => {
    const dataDir = dataFolder();
    const first = start({ DATA_DIR: dataDir });
    await first.ready();
    await ask(dataDir, 'create table kept as select 7 as seven');
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(0);
    const since = Date.now();
    await start({ DATA_DIR: dataDir }).ready();
    expect(Date.now() - since).toBeLessThan(15_000);
    expect(await ask(dataDir, 'select seven from kept')).toEqual([{ seven: 7 }]);
  });

  test('killed with -9 it leaves a PostgreSQL behind, which the next start stops, losing nothing', async () => {
    const dataDir = dataFolder();
    const first = startMain({ DATA_DIR: dataDir });
    await first.ready();
    await ask(dataDir, 'create table kept as select 7 as seven');
    const orphan = postgresPid(dataDir);
    first.process.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    expect(orphan !== null && isAlive(orphan)).toBe(true);
    const second = start({ DATA_DIR: dataDir });
    expect(await alive(await second.ready())).toBe(200);
    expect(orphan !== null && isAlive(orphan)).toBe(false);
    expect(await ask(dataDir, 'select seven from kept')).toEqual([{ seven: 7 }]);
  });

  test('when what started it is killed with -9, the server stops by itself', async () => {
    const dataDir = dataFolder();
    const first = start({ DATA_DIR: dataDir });
    await first.ready();
    const server = serverPid(dataDir);
    const database = postgresPid(dataDir);
    first.process.kill('SIGKILL');
    expect(await eventually(() => !isAlive(server) && database !== null && !isAlive(database))).toBe(true);
    await start({ DATA_DIR: dataDir }).ready();
  });

  test.each([80, 250, 500, 900, 1_500])('killed with -9 after %i ms of its first start, the next start recovers', async (ms) => {
    const dataDir = dataFolder();
    const first = startMain({ DATA_DIR: dataDir });
    await sleep(ms);
    first.process.kill('SIGKILL');
    await first.ended;
    expect(await alive(await start({ DATA_DIR: dataDir }).ready())).toBe(200);
  });

  test('a second one on the same data says so in one line and leaves the first alone', async () => {
    const dataDir = dataFolder();
    const first = start({ DATA_DIR: dataDir });
    const url = await first.ready();
    const second = start({ DATA_DIR: dataDir });
    expect(await second.ended).toBe(1);
    expect(second.output().split('\n').filter((line) => !line.startsWith('·')).join('')).toBe(
      `DATA_DIR ${dataDir} is in use by a marketplace that is running (process ${serverPid(dataDir)}): stop that one first, or give this one a DATA_DIR of its own.`);
    expect(await alive(url)).toBe(200);
  });

  test('two at once with data of their own do not meet', async () => {
    const urls = await Promise.all([start({ DATA_DIR: dataFolder() }).ready(), start({ DATA_DIR: dataFolder() }).ready()]);
    expect(new Set(urls).size).toBe(2);
    expect(await Promise.all(urls.map(alive))).toEqual([200, 200]);
  });

  test('PostgreSQL killed with -9 under it comes back on the same port', async () => {
    const dataDir = dataFolder();
    const url = await start({ DATA_DIR: dataDir }).ready();
    const before = runningEmbedded(dataDir);
    const victim = postgresPid(dataDir);
    process.kill(victim ?? 0, 'SIGKILL');
    expect(await eventually(() => postgresPid(dataDir) !== victim && runningEmbedded(dataDir) !== null, 20_000)).toBe(true);
    expect(runningEmbedded(dataDir)).toEqual(before);
    expect(await alive(url)).toBe(200);
  });

  test('two replicas on one empty outside database both get ready', async () => {
    const database = await freshDatabase({ template: null });
    const env = { DATABASE_URL: database.ownerUrl };
    const replicas = [start({ ...env, DATA_DIR: dataFolder() }), start({ ...env, DATA_DIR: dataFolder() })];
    const urls = await Promise.all(replicas.map((replica) => replica.ready()));
    expect(await Promise.all(urls.map(alive))).toEqual([200, 200]);
    await cleanUp();
    await database.drop();
  });

  test('a port in use is named', async () => {
    const url = await start({ DATA_DIR: dataFolder() }).ready();
    const second = start({ DATA_DIR: dataFolder(), PORT: new URL(url).port });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`PORT: ${new URL(url).port} is in use by another program`);
  });

  test('what is wrong or missing is said, a line for each variable, before anything starts', async () => {
    const dataDir = dataFolder();
    const server = start({ DATA_DIR: dataDir, NODE_ENV: 'production', PORT: 'four', DATABASE_POOL_MAX: '0' });
    expect(await server.ended).toBe(2);
    expect(server.output()).toBe('PORT: must be a whole number\nDATABASE_POOL_MAX: must be between 1 and 500\n');
    expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  });
});
