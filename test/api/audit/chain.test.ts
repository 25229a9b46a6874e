import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealAudit, startSealer } from '../../../src/domain/audit/sealer.js';
import { verifyAudit } from '../../../src/domain/audit/verify.js';
import { GENESIS } from '../../../src/domain/audit/digest.js';
import { openDatabase } from '../../../src/db/client.js';
import { pino } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { world, type World } from '../../support/world.js';
import { found, makeCourses, memoryAnchor, seal } from './record.js';

let w: World;
beforeAll(async () => { w = await world({ pool: 12 }); });
afterAll(async () => { await w.close(); });

const unsealed = async (): Promise<number> => (await verifyAudit(w.db, [])).unsealed;

interface SealRow { sequence: string; previous: string; hash: string }
const seals = (): Promise<SealRow[]> => w.owner<SealRow[]>`
  select sequence::text, encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as hash from audit_seal order by sequence`;

describe('the chain over the record', () => {
  test('a mutation writes its event in its transaction; what waits for the sealer is reported, and sealed with an anchor', async () => {
    await makeCourses(w, ['Ethics in public service', 'नैतिकता 😀 "quoted", {braced}, back\\slash, NULL', 'x'.repeat(300)]);
    const before = await verifyAudit(w.db, []);
    expect(before).toMatchObject({ events: 6, sealed: 0n, unsealed: 6, headHash: GENESIS, faults: [] });
    const anchor = memoryAnchor();
    expect(await seal(w, anchor)).toBe(6);
    const after = await verifyAudit(w.db, anchor.heads);
    expect(after).toMatchObject({ events: 6, sealed: 6n, unsealed: 0, anchors: 1, faults: [] });
    expect(anchor.heads).toMatchObject([{ sequence: 6n, hash: after.headHash }]);
  });

  test('the events are chained in the order they happened, each to the one before', async () => {
    const rows = await seals();
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, index) => String(index + 1)));
    expect(rows.map(({ previous }) => previous)).toEqual([GENESIS, ...rows.slice(0, -1).map(({ hash }) => hash)]);
    const [{ sorted } = { sorted: false }] = await w.owner<{ sorted: boolean }[]>`
      select array_agg(e.id order by s.sequence) = array_agg(e.id order by e.at, e.id) as sorted from audit_seal s join audit_event e on e.id = s.event_id`;
    expect(sorted).toBe(true);
  });

  test('a mutation that is refused leaves no event', async () => {
    const [{ events }] = await w.owner<[{ events: number }]>`select count(*)::int as events from audit_event`;
    const input = { title: '' };
    await w.data('author', 'mutation ($input: CourseCreateInput!) { courseCreate(input: $input) { userErrors { code } } }', { input });
    await w.data('learner', 'mutation ($input: CourseCreateInput!) { courseCreate(input: $input) { userErrors { code } } }', { input: { title: 'Mine' } });
    expect(await w.owner`select count(*)::int as events from audit_event`).toEqual([{ events }]);
    expect(await unsealed()).toBe(0);
  });

  test('more than one batch is sealed at once', async () => {
    await w.owner`insert into audit_event (id, at, action, roles, subject_type, subject_id, request_id)
      select gen_random_uuid(), now() + n * interval '1 microsecond', 'courseCreate', '{}', 'course', gen_random_uuid(), 'batch-' || n from generate_series(1, 1203) n`;
    const anchor = memoryAnchor();
    expect(await seal(w, anchor)).toBe(1203);
    expect(anchor.heads.map(({ sequence }) => sequence)).toEqual([506n, 1006n, 1209n]);
    expect(await found(w, anchor.heads)).toEqual([]);
  });

  test('eight sealers at once, while events are being written, never fork the chain', { timeout: 30_000 }, async () => {
    const databases = Array.from({ length: 8 }, () => openDatabase({
      url: w.appUrl, max: 1, applicationName: 'sealer', statementTimeoutMs: 5_000, lockTimeoutMs: 5_000,
    }));
    const anchor = memoryAnchor();
    let writing = true;
    const sealers = Promise.allSettled(databases.map(async (db) => {
      while (writing) await sealAudit(db, anchor, w.clock.now);
    }));
    await Promise.all(Array.from({ length: 6 }, (_, lane) => makeCourses(w, Array.from({ length: 10 }, (_each, n) => `Course ${lane} ${n}`))));
    writing = false;
    const failures = (await sealers).filter(({ status }) => status === 'rejected');
    expect(failures).toEqual([]);
    await seal(w, anchor);
    await Promise.all(databases.map((db) => db.close()));
    const verdict = await verifyAudit(w.db, anchor.heads);
    expect(verdict).toMatchObject({ sealed: 1329n, unsealed: 0, faults: [] });
  });
});

describe('the sealer at work', () => {
  test('seals within the second, goes on after a failure, and anchors a head whose anchor failed', async () => {
    const kept = memoryAnchor();
    let failing = true;
    const anchor = { anchor: (head: (typeof kept.heads)[number]) => failing ? Promise.reject(new Error('the disk is full')) : kept.anchor(head) };
    const errors: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => { errors.push(line); } });
    const sealer = startSealer({ db: w.db, anchor, now: w.clock.now, log });
    try {
      await makeCourses(w, ['Written while the anchor fails']);
      await sleep(1_000);
      expect(await unsealed()).toBe(0);
      expect(kept.heads).toEqual([]);
      expect(errors.length).toBeGreaterThan(0);
      failing = false;
      await sleep(1_000);
      const { headHash, sealed } = await verifyAudit(w.db, kept.heads);
      expect(kept.heads).toMatchObject([{ sequence: sealed, hash: headHash }]);
    } finally {
      await sealer.stop();
    }
  });

  test('on stopping it seals what is left', async () => {
    const anchor = memoryAnchor();
    const sealer = startSealer({ db: w.db, anchor, now: w.clock.now, log: pino({ level: 'silent' }) });
    await makeCourses(w, ['The last']);
    await sealer.stop();
    expect(await unsealed()).toBe(0);
    expect(await found(w, anchor.heads)).toEqual([]);
  });
});
