import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compareIndex, differing } from '../../../src/domain/search/compareIndex.js';
import { refreshSearch } from '../../../src/domain/search/refreshSearch.js';
import type { SearchDouble } from '../../../src/integrations/search/double/double.js';
import { CRONTAB, type Worker } from '../../../src/worker.js';
import { eventually } from '../../faults/startProcess.js';
import { given } from '../../support/given.js';
import { contentsOf, courseUuid, engineRig, found, jobsOf, searchDeps, settled } from '../../support/search.js';
import type { WatchedEngine } from '../../support/watchedEngine.js';
import { world, type World } from '../../support/world.js';

let double: SearchDouble;
let engine: WatchedEngine;
let w: World;
const running: Worker[] = [];
beforeAll(async () => {
  ({ double, engine } = await engineRig());
  w = await world({ demonstration: true, search: engine });
});
afterAll(async () => {
  await w.close();
  await double.close();
});
afterEach(async () => {
  double.setTaskMs(1);
  double.clearFaults();
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
});

/** Jobs run, with the engine or without, until the test ends; what they do at once is done. */
async function working(search: WatchedEngine | null): Promise<Worker> {
  const worker = await jobsOf(w, search);
  running.push(worker);
  await settled(w);
  return worker;
}
const stop = async (worker: Worker): Promise<void> => {
  running.splice(running.indexOf(worker), 1);
  await worker.stop();
};
const known = async (): Promise<{ generation: number; settings: string | null }> => {
  const [row] = await w.owner<[{ generation: number; settings: string | null }]>`select generation, settings from search_index`;
  return row;
};
const expectRight = async (): Promise<void> => {
  expect(differing(await compareIndex(searchDeps(w, engine), 'courses'))).toEqual([]);
};

describe('by itself', { timeout: 60_000 }, () => {
  test('the first index is built when the jobs are started; until then PostgreSQL answers, and says so', async () => {
    expect(await found(w, 'procurement')).toMatchObject({ engine: 'POSTGRES', warnings: [{ code: 'SEARCH_DEGRADED' }] });
    await working(engine);
    expect(await known()).toMatchObject({ generation: 1 });
    await expectRight();
    expect(await found(w, 'procurement')).toMatchObject({ engine: 'MEILISEARCH', warnings: [] });
  });

  test('what changed while no engine was configured is mended when one is again; meanwhile PostgreSQL answers', async () => {
    const suspended = await given.publishedCourse(w);
    await stop(await working(engine));
    const off = await working(null);
    const { courseId } = await given.publishedCourse(w);
    await w.data('chief-curator', 'mutation ($input: CourseVersionSuspendInput!) { courseVersionSuspend(input: $input) { userErrors { code } } }',
      { input: { courseVersionId: suspended.courseVersionId, reason: 'A complaint is looked into.' } });
    await settled(w);
    await stop(off);
    expect((await contentsOf(engine)).has(courseUuid(courseId))).toBe(false);
    expect(await found(w, 'noting')).toMatchObject({ engine: 'POSTGRES', warnings: [{ code: 'SEARCH_DEGRADED' }] });
    await working(engine);
    await expectRight();
    expect((await contentsOf(engine)).has(courseUuid(courseId))).toBe(true);
    expect(await found(w, 'noting')).toMatchObject({ engine: 'MEILISEARCH', warnings: [] });
    expect(await known()).toMatchObject({ generation: 1 });
  });

  test('an index that another program made is built anew', async () => {
    await w.owner`update search_index set settings = 'of-another:program'`;
    await working(engine);
    expect(await known()).toMatchObject({ generation: 2 });
    expect((await known()).settings).not.toContain('another');
    await expectRight();
  });

  test('synonyms that are curated are in the settings of the index within a second, which stays the same', async () => {
    await working(engine);
    const before = await known();
    const { synonymSetCreate } = await w.data<{ synonymSetCreate: { userErrors: unknown[] } }>('chief-curator',
      'mutation ($input: SynonymSetCreateInput!) { synonymSetCreate(input: $input) { userErrors { code message } } }', { input: { terms: ['treasury rules', 'kosh niyam'] } });
    expect(synonymSetCreate.userErrors).toEqual([]);
    const has = (): boolean => JSON.stringify(double.settings('courses').synonyms).includes('kosh niyam');
    expect(await eventually(has, 5_000)).toBe(true);
    await settled(w);
    expect((await known()).generation).toBe(before.generation);
    expect((await known()).settings).not.toBe(before.settings);
    await expectRight();
  });

  test('words whose event came to nothing are given with the next minute', async () => {
    await w.owner`update search_index set settings = split_part(settings, ':', 1) || ':other words'`;
    await working(engine);
    expect((await known()).settings).not.toContain('other words');
    expect((await known()).generation).toBe(2);
  });

  test('a document that differs, with nothing to tell of it, is found at night; and so are words that nobody has any more', async () => {
    expect(CRONTAB).toMatch(/^5 20 \* \* \* refreshSearch /m);
    const [id] = [...(await contentsOf(engine)).keys()] as [string];
    const document = double.documents('courses').find((one) => one['id'] === id);
    await engine.put('courses', [{ ...document, title: 'Something else', fingerprint: 'another' } as unknown as Parameters<typeof engine.put>[1][number]]);
    await w.owner`insert into search_word (word, lexeme, courses) values ('nobodyhasthisword', 'nobodyhasthisword', 3)`;
    await refreshSearch(searchDeps(w, engine));
    await expectRight();
    expect(await w.owner`select 1 from search_word where word = 'nobodyhasthisword'`).toEqual([]);
  });
});

test('a process that ends leaves off in the middle of building, in time; the next one begins anew', { timeout: 60_000 }, async () => {
  double.lose('courses');
  double.setTaskMs(1_500);
  const worker = await jobsOf(w, engine);
  expect(await eventually(() => double.indexes().length > 0, 10_000)).toBe(true);
  const began = performance.now();
  await worker.stop();
  expect(performance.now() - began).toBeLessThan(9_000);
  double.setTaskMs(1);
  await double.settled();
  await w.owner`update graphile_worker._private_jobs set run_at = now()`;
  await working(engine);
  await expectRight();
  expect(double.indexes()).toEqual(['courses']);
});
