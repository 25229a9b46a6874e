import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SearchDouble } from '../../src/integrations/search/double/double.js';
import { CRONTAB, type Worker } from '../../src/worker.js';
import { given } from '../support/given.js';
import { built, contentsOf, courseUuid, engineRig, found, jobsOf, settled, type Found } from '../support/search.js';
import type { WatchedEngine } from '../support/watchedEngine.js';
import { world, type World } from '../support/world.js';
import { eventually } from './startProcess.js';

let double: SearchDouble;
let engine: WatchedEngine;
let w: World;
let jobs: Worker;
beforeAll(async () => {
  ({ double, engine } = await engineRig());
  w = await world({ demonstration: true, search: engine });
  await built(w, engine);
  jobs = await jobsOf(w, engine);
  await settled(w);
});
afterAll(async () => {
  await jobs.stop();
  await w.close();
  await double.close();
});

const HEALTHY = { engine: 'MEILISEARCH', warnings: [] };
const DEGRADED = { engine: 'POSTGRES', warnings: [{ code: 'SEARCH_DEGRADED', message: expect.stringContaining('search engine') as string }] };

/** Longer than the guard leaves an engine alone, however often it failed. */
const AFTER_THE_REST = 31_000;

beforeEach(async () => { await expectHealed(); });
afterEach(() => {
  double.clearFaults();
  double.setVersion('1.41.0');
});

/** Once its fault is over it answers again by itself: the first search after the rest has it looked at, those after are answered by it. */
async function expectHealed(): Promise<Found> {
  w.clock.advance(AFTER_THE_REST);
  expect(await eventually(async () => (await found(w, 'procurement')).engine === 'MEILISEARCH', 10_000)).toBe(true);
  const healed = await found(w, 'procurement');
  expect(healed).toMatchObject(HEALTHY);
  expect(healed.ids.length).toBeGreaterThan(0);
  return healed;
}

/** The job that the clock starts each minute. */
async function aMinutePasses(): Promise<void> {
  expect(CRONTAB).toMatch(/^\* \* \* \* \* indexCatalogue /m);
  await w.owner`select graphile_worker.add_job('indexCatalogue', queue_name := 'index', job_key := 'indexCatalogue', max_attempts := 3)`;
  await settled(w);
}

/** PostgreSQL answers in its place, with what it finds and the warning. */
async function expectDegraded(): Promise<Found> {
  const answer = await found(w, 'procurement');
  expect(answer).toMatchObject(DEGRADED);
  expect(answer.ids.length).toBeGreaterThan(0);
  return answer;
}

describe('a search while the engine', { timeout: 60_000 }, () => {
  test.each(['429', '503', '500', 'page', 'hang-up', 'cut', 'nonsense'] as const)('answers with %s is answered by PostgreSQL, with a warning; then it heals', async (kind) => {
    double.fault({ kind });
    await expectDegraded();
    double.clearFaults();
    await expectHealed();
  });

  test('is silent is answered within its time limit, and the next ones do not wait for it at all', async () => {
    double.fault({ kind: 'silence' });
    const began = performance.now();
    await expectDegraded();
    expect(performance.now() - began).toBeLessThan(2_500);
    const asked = double.requests.length;
    const took: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const from = performance.now();
      await expectDegraded();
      took.push(performance.now() - from);
    }
    expect(double.requests.length).toBe(asked);
    expect(took.toSorted((one, other) => one - other)[2]).toBeLessThan(400);
    double.clearFaults();
    await expectHealed();
  });

  test('is slower than its time limit is answered by PostgreSQL; slower within it, by the engine', async () => {
    double.fault({ kind: 'slow', ms: 100, path: /search/, times: 2 });
    expect(await found(w, 'procurement')).toMatchObject(HEALTHY);
    double.clearFaults();
    double.fault({ kind: 'slow', ms: 3_000, path: /search/ });
    await expectDegraded();
    double.clearFaults();
    await expectHealed();
  });

  test('has been emptied is answered by PostgreSQL at once; a minute later the index is built anew', async () => {
    const before = (await contentsOf(engine)).size;
    double.empty('courses');
    await expectDegraded();
    await expectDegraded();
    await aMinutePasses();
    expect((await contentsOf(engine)).size).toBe(before);
    await expectHealed();
  });

  test('has lost most of its courses is answered by PostgreSQL when that is seen, within two seconds', async () => {
    const ids = [...(await contentsOf(engine)).keys()];
    await engine.remove('courses', ids.slice(0, Math.ceil(ids.length * 0.7)));
    w.clock.advance(2_000);
    await expectDegraded();
    await aMinutePasses();
    expect((await contentsOf(engine)).size).toBe(ids.length);
    await expectHealed();
  });

  test('has lost a few is answered by it, and a minute later has them again', async () => {
    const ids = [...(await contentsOf(engine)).keys()];
    await engine.remove('courses', ids.slice(0, 3));
    expect(await found(w, 'procurement')).toMatchObject(HEALTHY);
    await aMinutePasses();
    expect((await contentsOf(engine)).size).toBe(ids.length);
  });

  test('has lost its index is answered by PostgreSQL; nothing is put into an index without settings; a minute later it is built anew', async () => {
    double.lose('courses');
    await expectDegraded();
    const { courseId } = await given.publishedCourse(w);
    expect(double.indexes()).toEqual([]);
    await aMinutePasses();
    expect((await contentsOf(engine)).has(courseUuid(courseId))).toBe(true);
    expect(double.indexes()).toEqual(['courses']);
    await expectHealed();
  });

  test('is of a release that is too old is answered by PostgreSQL', async () => {
    double.setVersion('1.10.3');
    w.clock.advance(2_000);
    await expectDegraded();
    double.setVersion('1.41.0');
    await expectHealed();
  });

  test('asks for the next page of what the engine began with CURSOR_EXPIRED, and for that of what PostgreSQL began as ever', async () => {
    const first = await found(w, null, { first: 5 });
    expect(first).toMatchObject(HEALTHY);
    const after = first.answer.data?.courseSearch.pageInfo.endCursor ?? '';
    expect((await found(w, null, { first: 5, after })).ids).toHaveLength(5);
    double.fault({ kind: 'hang-up' });
    await expectDegraded();
    const next = await w.ask(null, 'query ($after: String) { courseSearch(first: 5, after: $after) { nodes { id } } }', { after });
    expect(next.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['CURSOR_EXPIRED']);
    const own = await found(w, null, { first: 5 });
    double.clearFaults();
    await expectHealed();
    expect(await found(w, null, { first: 5, after: own.answer.data?.courseSearch.pageInfo.endCursor ?? '' })).toMatchObject({ engine: 'POSTGRES', warnings: [] });
  });
});

describe('while the engine is down', { timeout: 60_000 }, () => {
  test('the server is ready, tells of it in its metrics by bounded names, and keeps the key to itself', async () => {
    double.fault({ kind: 'hang-up' });
    const { answer } = await expectDegraded();
    expect((await fetch(`${w.url}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${w.url}/metrics`)).text();
    expect(metrics).toMatch(/^search_engine_up 0$/m);
    expect(metrics).toMatch(/^search_engine_requests_total\{outcome="answered"\} \d+$/m);
    expect(metrics).toMatch(/^search_engine_requests_total\{outcome="failed"\} \d+$/m);
    const outcomes = [...metrics.matchAll(/^search_engine_requests_total\{outcome="(\w+)"\}/gm)].map(([, outcome]) => outcome);
    expect(outcomes.every((outcome) => ['answered', 'resting', 'unbuilt', 'missing', 'emptied', 'late', 'refused', 'failed'].includes(outcome ?? ''))).toBe(true);
    expect(`${metrics}${JSON.stringify(answer)}`).not.toContain(double.key);
    double.clearFaults();
    await expectHealed();
    expect(await (await fetch(`${w.url}/metrics`)).text()).toMatch(/^search_engine_up 1$/m);
  });

  test('what is published waits, and is told when it answers again', async () => {
    double.fault({ kind: '503' });
    const { courseId } = await given.publishedCourse(w);
    expect((await found(w, 'noting drafting', { first: 100 })).ids).toContain(courseId);
    double.clearFaults();
    await aMinutePasses();
    expect((await contentsOf(engine)).has(courseUuid(courseId))).toBe(true);
    expect(await w.owner`select 1 from search_change`).toEqual([]);
  });

  test('a task of it that fails is a failure: the course waits and is told again', async () => {
    double.failTasks({ type: 'documentAdditionOrUpdate', times: 1 });
    const { courseId } = await given.publishedCourse(w);
    expect(await eventually(async () => (await contentsOf(engine)).has(courseUuid(courseId)), 20_000)).toBe(true);
    expect(double.tasks.filter(({ status }) => status === 'failed').length).toBeGreaterThan(0);
  });
});
