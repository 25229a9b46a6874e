import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { allDocuments } from '../../../src/domain/search/documents.js';
import type { SearchDouble } from '../../../src/integrations/search/double/double.js';
import type { Worker } from '../../../src/worker.js';
import { eventually } from '../../faults/startProcess.js';
import { given, INSTITUTE } from '../../support/given.js';
import { built, contentsOf, courseUuid, engineRig, found, jobsOf, settled } from '../../support/search.js';
import type { WatchedEngine } from '../../support/watchedEngine.js';
import { world, type World } from '../../support/world.js';

/** Milliseconds from the answer of a mutation until it has come through, for each that was waited for. */
const times: number[] = [];

/** Waits until something holds; on a machine that is busy with other things it may take longer now and then, not as a rule. */
async function comesThrough(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const began = performance.now();
  const came = await eventually(holds, 10_000);
  times.push(performance.now() - began);
  return came;
}

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
afterEach(() => {
  engine.before = () => undefined;
  engine.after = () => undefined;
});

const has = async (courseId: string): Promise<boolean> => (await contentsOf(engine)).has(courseUuid(courseId));
const run = async (who: string, mutation: string, input: Record<string, unknown>): Promise<void> => {
  const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
  const data = await w.data<Record<string, { userErrors: unknown[] }>>(who,
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code message } } }`, { input });
  expect(data[mutation]?.userErrors).toEqual([]);
};
/** Keeps the engine from being told of anything until it is let go. */
function blocked(): () => void {
  let release = (): void => undefined;
  const free = new Promise<void>((resolve) => { release = resolve; });
  engine.before = () => free;
  return release;
}

describe('what changes in the catalogue', { timeout: 30_000 }, () => {
  test('a publication is found within a second, through the engine', async () => {
    const { courseId, courseVersionId } = await given.approvedCourse(w);
    const { title } = await w.data<{ courseVersion: { title: string } }>('provider-admin',
      'query ($id: ID!) { courseVersion(id: $id) { title } }', { id: courseVersionId }).then(({ courseVersion }) => courseVersion);
    expect((await found(w, `"${title}"`)).ids).not.toContain(courseId);
    await run('provider-admin', 'courseVersionPublish', { courseVersionId });
    expect(await comesThrough(async () => (await found(w, title)).ids.includes(courseId))).toBe(true);
    expect(await found(w, title)).toMatchObject({ engine: 'MEILISEARCH', warnings: [] });
  });

  test('a suspension is gone from the answers at once, though the engine still has it, and from the index within a second', async () => {
    const { courseId, courseVersionId } = await given.publishedCourse(w);
    expect(await comesThrough(() => has(courseId))).toBe(true);
    const release = blocked();
    await run('chief-curator', 'courseVersionSuspend', { courseVersionId, reason: 'A complaint is looked into.' });
    const { ids, engine: answering } = await found(w, 'noting drafting', { first: 100 });
    expect(answering).toBe('MEILISEARCH');
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).not.toContain(courseId);
    expect(await has(courseId)).toBe(true);
    release();
    expect(await comesThrough(async () => !await has(courseId))).toBe(true);
    await run('chief-curator', 'courseVersionReinstate', { courseVersionId });
    expect(await comesThrough(async () => (await found(w, 'noting drafting', { first: 100 })).ids.includes(courseId))).toBe(true);
  });

  test('a suspended provider is gone at once with all his courses, and within a second from the index; reinstated they are back', async () => {
    const { courseId } = await given.publishedCourse(w);
    const organisation = await w.organisationId(INSTITUTE);
    const own = await w.owner<{ id: string }[]>`select course_id as id from catalogue_entry where provider_id = ${organisation}`;
    expect(await comesThrough(() => has(courseId))).toBe(true);
    const { provider } = await w.data<{ provider: { id: string } }>(null, 'query ($slug: String!) { provider(by: {slug: $slug}) { id } }', { slug: INSTITUTE });
    await run('platform-admin', 'organisationSuspend', { organisationId: provider.id, reason: 'Its registration is looked into.' });
    expect((await found(w, 'noting drafting', { first: 100 })).ids).not.toContain(courseId);
    const gone = async (): Promise<boolean> => {
      const contents = await contentsOf(engine);
      return own.every(({ id }) => !contents.has(id));
    };
    expect(await comesThrough(gone)).toBe(true);
    await run('platform-admin', 'organisationReinstate', { organisationId: provider.id });
    expect(await comesThrough(() => has(courseId))).toBe(true);
  });

  test('a renamed provider has his courses told by the new name', async () => {
    const { courseId } = await given.publishedCourse(w);
    const organisation = await w.organisationId(INSTITUTE);
    await w.owner`update organisation set name = 'Institute by another name' where id = ${organisation}`;
    const told = (): boolean => engine.changes.some(({ documents }) =>
      documents.some(({ id, providerName }) => id === courseUuid(courseId) && providerName === 'Institute by another name'));
    expect(await comesThrough(told)).toBe(true);
  });

  test('a retired course is taken out', async () => {
    const { courseId, courseVersionId } = await given.publishedCourse(w);
    expect(await comesThrough(() => has(courseId))).toBe(true);
    await run('provider-admin', 'courseVersionRetire', { courseVersionId, reason: 'There is a newer course.' });
    expect(await comesThrough(async () => !await has(courseId))).toBe(true);
  });

  test('the answer says through which moment the index is told', async () => {
    const before = await found(w, 'procurement');
    expect(Math.abs(Date.parse(before.indexedThrough) - w.clock.now().getTime())).toBeLessThan(1_000);
    const release = blocked();
    await given.publishedCourse(w);
    const [waiting] = await w.owner<{ at: Date }[]>`select changed_at as at from search_change`;
    const during = await found(w, 'procurement');
    expect(during.indexedThrough).toBe(waiting?.at.toISOString());
    release();
    await settled(w);
    expect(Date.parse((await found(w, 'procurement')).indexedThrough)).toBeGreaterThan(Date.parse(during.indexedThrough));
  });
});

test('that took less than a second each time', () => {
  const sorted = times.toSorted((one, other) => one - other);
  expect(sorted.length).toBeGreaterThan(8);
  expect(sorted[Math.floor(sorted.length * 0.75)]).toBeLessThan(1_000);
});

describe('events', { timeout: 60_000 }, () => {
  test('retried and doubled, find nothing to do', async () => {
    await given.publishedCourse(w);
    await settled(w);
    const before = engine.changes.length;
    for (let times = 0; times < 20; times += 1) await w.owner`select emit_event('onCatalogueChanged', '{"courseId":"whichever"}'::jsonb, 'search')`;
    await settled(w);
    expect(engine.changes.length).toBe(before);
  });

  test('of many courses at once are told in batches of 500', async () => {
    const all: string[] = [];
    for await (const page of allDocuments(w.db, 1_000)) all.push(...page.map(({ id }) => id));
    await settled(w);
    const before = engine.changes.length;
    await w.owner`insert into search_change select c.id, uuidv7(), now() from course c on conflict (course_id) do nothing`;
    const [{ n }] = await w.owner<[{ n: number }]>`select count(*)::int as n from search_change`;
    await w.owner`select emit_event('onCatalogueChanged', '{}'::jsonb, 'search')`;
    await settled(w);
    const puts = engine.changes.slice(before).filter(({ call }) => call === 'put');
    expect(puts.length).toBeLessThanOrEqual(Math.ceil(n / 500));
    expect(new Set(puts.flatMap(({ ids }) => ids))).toEqual(new Set(all));
  });

  test('one that fails is tried again, is a dead letter at last, and its courses wait all the same; npm run jobs gives it back', async () => {
    let failing = true;
    engine.before = () => { if (failing) throw new Error('the engine is on fire'); };
    const { courseId } = await given.publishedCourse(w);
    const job = () => w.owner<{ attempts: number; last_error: string | null }[]>`
      select j.attempts, j.last_error from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'onCatalogueChanged'`;
    expect(await eventually(async () => (await job())[0]?.last_error != null)).toBe(true);
    // All but the last of its attempts are over.
    await w.owner`update graphile_worker._private_jobs j set attempts = j.max_attempts - 1, run_at = now()`;
    const dead = () => w.owner<{ task: string; last_error: string }[]>`select task, last_error from dead_letter`;
    expect(await eventually(async () => (await dead()).length === 1)).toBe(true);
    expect((await dead())[0]).toMatchObject({ task: 'onCatalogueChanged', last_error: expect.stringContaining('the engine is on fire') as string });
    expect(await w.owner`select 1 from search_change where course_id = ${courseUuid(courseId)}`).toHaveLength(1);
    expect(await has(courseId)).toBe(false);

    failing = false;
    await sleep(10);
    await w.owner`select graphile_worker.reschedule_jobs(array(select id from dead_letter), run_at := now(), attempts := 0)`;
    expect(await eventually(() => has(courseId), 5_000)).toBe(true);
    expect(await dead()).toEqual([]);
  });
});
