import Fastify from 'fastify';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportedCourses } from '../../../src/domain/catalogue/exports/courses.js';
import { exportText } from '../../../src/domain/catalogue/exports/formats.js';
import type { Person } from '../../../src/domain/identity/actor.js';
import { createDownloads } from '../../../src/transport/export/downloads.js';
import { keptTokens } from '../../../src/transport/kept.js';
import { installExport } from '../../../src/transport/export/routes.js';
import { downloaded, exportedRows } from '../../support/exports.js';
import { INSTITUTE } from '../../support/given.js';
import { fileOf, imported } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';

const COURSES = 2_000;
let w: World;
const address = `provider/${INSTITUTE}/courses.jsonl?drafts=true`;

beforeAll(async () => {
  w = await world({ pool: 2 });
  const description = 'क'.repeat(6_000);
  const { job } = await imported(w, fileOf(w, 'many.jsonl', Array.from({ length: COURSES }, (_, at) => ({ id: `many-${at}`, title: `Course ${at}`, description }))));
  expect(job.imported).toBe(COURSES);
});
afterAll(() => w.close());

/** Begins a download of some 36 MB and stops reading after its first piece. */
function begun(url = w.url): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}/export/${address}`, { headers: w.headers('author'), agent: false }, (response) => {
      if (response.statusCode !== 200) resolve(response);
      response.once('data', () => { response.pause(); resolve(response); });
    });
    request.once('error', reject);
  });
}

/** Connections of the application that do something, or are in a transaction. */
async function busyConnections(): Promise<number> {
  const [busy] = await w.owner<{ connections: number }[]>`select count(*)::int as connections from pg_stat_activity
    where usename = 'marketplace_app' and datname = current_database() and state <> 'idle'`;
  return busy?.connections ?? -1;
}

/** Four downloads that stand still; tried until the places of those before are free. */
async function stalledFour(): Promise<IncomingMessage[]> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const four = await Promise.all([begun(), begun(), begun(), begun()]);
    if (four.every(({ statusCode }) => statusCode === 200)) return four;
    for (const response of four) response.destroy();
    await sleep(50);
  }
  throw new Error('the places of downloads that were given up are not free');
}

describe('a download', () => {
  it('has every course once, over many pages', async () => {
    const rows = await exportedRows(w, address, 'author');
    expect(new Set(rows.map(({ id }) => id)).size).toBe(COURSES);
    expect(rows).toHaveLength(COURSES);
  });

  it('holds a page at a time, and asks for no page that nobody takes', async () => {
    const asked: number[] = [];
    const { db, actor } = await w.ctx('author');
    const providerId = await w.organisationId(INSTITUTE);
    const chunks = exportText('jsonl', exportedCourses({ db, actor }, { providerId, drafts: true }, null), (courses) => { asked.push(courses); });
    await chunks.next();
    await chunks.next();
    await sleep(100);
    expect(asked).toEqual([100]);
    let largest = 0;
    for await (const chunk of chunks) largest = Math.max(largest, Buffer.byteLength(chunk));
    expect(asked).toHaveLength(COURSES / 100);
    expect(largest).toBeLessThan(3_000_000);
  });

  it('that is not read holds no connection, and one that is given up gives its place back', async () => {
    for (let round = 0; round < 3; round += 1) {
      const stalled = await stalledFour();
      const refused = await fetch(`${w.url}/export/catalogue.csv`);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      await refused.text();
      // Both connections of the pool are free while four readers stand still.
      await expect.poll(busyConnections, { timeout: 5_000 }).toBe(0);
      expect(await w.data(null, '{ courses(first: 1) { nodes { id } } }')).toEqual({ courses: { nodes: [] } });
      for (const response of stalled) response.destroy();
    }
    await expect.poll(async () => (await downloaded(w, address, 'author')).status, { timeout: 5_000 }).toBe(200);
  });

  it('that is not read for long is given up', async () => {
    const app = Fastify();
    const downloads = createDownloads();
    const { userId, email, name, membership } = (await w.ctx('author')).actor as Person;
    const bearer = { issuer: 'test', subject: 'test', email, emailVerified: true, name, expiresAt: new Date('9999-01-01') };
    installExport(app, {
      db: w.db, log: pino({ level: 'silent' }), now: w.clock.now, kept: keptTokens(), downloads, publicUrl: null, stalledMs: 200,
      verify: async () => bearer, resolvePerson: async () => ({ userId, memberships: membership === null ? [] : [membership] }),
    });
    const response = await begun(await app.listen({ port: 0 }));
    const broken = new Promise((resolve) => { response.once('error', resolve); });
    await downloads.idle();
    response.resume();
    expect(await broken).toMatchObject({ code: 'ECONNRESET' });
    await app.close();
  });
});
