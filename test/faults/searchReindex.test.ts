import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compareIndex, differing } from '../../src/domain/search/compareIndex.js';
import { publicId } from '../../src/lib/ids.js';
import type { SearchDouble } from '../../src/integrations/search/double/double.js';
import { bareEnvironment } from '../support/environment.js';
import { given } from '../support/given.js';
import { built, contentsOf, courseUuid, engineRig, found, searchDeps } from '../support/search.js';
import type { WatchedEngine } from '../support/watchedEngine.js';
import { world, type World } from '../support/world.js';
import { cleanUp, dataFolder, eventually } from './startProcess.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let double: SearchDouble;
let engine: WatchedEngine;
let w: World;
beforeAll(async () => {
  ({ double, engine } = await engineRig());
  w = await world({ demonstration: true, search: engine });
});
afterAll(async () => {
  await w.close();
  await double.close();
});
afterEach(async () => {
  engine.before = () => undefined;
  engine.after = () => undefined;
  double.clearFaults();
  double.setTaskMs(1);
  await cleanUp();
});

interface Ran {
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

interface Running {
  readonly ended: Promise<Ran>;
  readonly err: () => string;
  kill(): void;
}

/** A command of search as an operator gives it: the built program, in a process of its own. */
function command(name: 'searchReindex' | 'searchCheck', ...flags: string[]): Running {
  const env = { ...bareEnvironment(), DATABASE_URL: w.ownerUrl, DATA_DIR: dataFolder(), MEILI_URL: double.url, MEILI_KEY: double.key };
  const child = spawn(process.execPath, [`dist/cli/${name}.js`, ...flags], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  const ended = new Promise<Ran>((resolve) => { child.on('close', (code, signal) => { resolve({ code: code ?? signal ?? 'unknown', out, err }); }); });
  return { ended, err: () => err, kill: () => { child.kill('SIGKILL'); } };
}

const ran = (...given: Parameters<typeof command>): Promise<Ran> => command(...given).ended;
const generation = async (): Promise<number> => (await w.owner<[{ generation: number }]>`select generation from search_index`)[0].generation;
const listed = async (): Promise<number> => (await w.owner<[{ n: number }]>`select count(*)::int as n from catalogue_entry where listed`)[0].n;

describe('npm run search:reindex', { timeout: 90_000 }, () => {
  test('builds the first index, tells how far it is, and puts it in place', async () => {
    expect(await found(w, 'procurement')).toMatchObject({ engine: 'POSTGRES', warnings: [{ code: 'SEARCH_DEGRADED' }] });
    const { code, out, err } = await ran('searchReindex');
    expect({ code, out }).toEqual({ code: 0, out: `PostgreSQL: ${await listed()} courses, 0 mended\nMeilisearch: ${await listed()} courses in place, generation 1\n` });
    expect(err).toContain(`indexed ${await listed()} of ${await listed()} courses`);
    expect(err).not.toContain(double.key);
    expect(double.indexes()).toEqual(['courses']);
    w.clock.advance(31_000);
    expect(await eventually(async () => (await found(w, 'procurement')).engine === 'MEILISEARCH')).toBe(true);
    expect(differing(await compareIndex(searchDeps(w, engine), 'courses'))).toEqual([]);
  });

  test('killed with -9 in the middle leaves the live index as it was, answering; given again it succeeds', async () => {
    const before = await contentsOf(engine);
    const number = await generation();
    double.setTaskMs(400);
    const first = command('searchReindex');
    expect(await eventually(() => double.indexes().includes(`courses_${number + 1}`), 20_000)).toBe(true);
    first.kill();
    expect((await first.ended).code).toBe('SIGKILL');
    await double.settled();
    expect(await contentsOf(engine)).toEqual(before);
    expect(await generation()).toBe(number);
    expect(await found(w, 'procurement')).toMatchObject({ engine: 'MEILISEARCH', warnings: [] });
    double.setTaskMs(1);
    const { code } = await ran('searchReindex');
    expect(code).toBe(0);
    expect(await generation()).toBe(number + 1);
    expect(await contentsOf(engine)).toEqual(before);
    expect(double.indexes()).toEqual(['courses']);
  });

  test('is done by one at a time: a second one says so and does nothing', async () => {
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => { goOn = resolve; });
    engine.before = ({ call }) => call === 'put' ? held : undefined;
    const number = await generation();
    const first = built(w, engine);
    expect(await ran('searchReindex')).toMatchObject({ code: 1, out: expect.stringContaining('another run is building an index; nothing was done') as string });
    goOn();
    await first;
    expect(await generation()).toBe(number + 1);
  });

  test('takes in what is published and suspended while it runs; the old index answers until the new one does', async () => {
    const suspended = await given.publishedCourse(w);
    await built(w, engine);
    let published: string | null = null;
    engine.after = async ({ call, index }) => {
      if (call !== 'put' || index === 'courses' || published !== null) return;
      published = '';
      ({ courseId: published } = await given.publishedCourse(w));
      await w.data('chief-curator', 'mutation ($input: CourseVersionSuspendInput!) { courseVersionSuspend(input: $input) { userErrors { code } } }',
        { input: { courseVersionId: suspended.courseVersionId, reason: 'A complaint is looked into.' } });
      expect(await found(w, 'procurement')).toMatchObject({ engine: 'MEILISEARCH', warnings: [] });
    };
    await built(w, engine);
    const contents = await contentsOf(engine);
    expect([contents.has(courseUuid(published ?? '')), contents.has(courseUuid(suspended.courseId))]).toEqual([true, false]);
  });

  test('expires the cursors of the index that it replaces', async () => {
    const first = await found(w, null, { first: 5 });
    const after = first.answer.data?.courseSearch.pageInfo.endCursor;
    expect((await ran('searchReindex')).code).toBe(0);
    const next = await w.ask(null, 'query ($after: String) { courseSearch(first: 5, after: $after) { nodes { id } } }', { after });
    expect(next.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['CURSOR_EXPIRED']);
  });

  test('refuses to replace an index by less than half of it, unless it is told to', async () => {
    const before = await contentsOf(engine);
    const number = await generation();
    // As a bad job would have it: most of the catalogue is gone.
    await w.owner`update catalogue_entry set listed = false where course_id in (select course_id from catalogue_entry order by course_id limit ${Math.ceil(before.size * 0.6)})`;
    await w.owner`delete from search_change`;
    try {
      const refused = await ran('searchReindex');
      expect(refused).toMatchObject({ code: 1, out: expect.stringMatching(/not replaced: the new index has \d+ courses, less than half of the \d+ in the old one/) as string });
      expect(await contentsOf(engine)).toEqual(before);
      expect(await generation()).toBe(number);
      expect(double.indexes()).toEqual(['courses']);
      expect((await ran('searchReindex', '--force')).code).toBe(0);
      expect((await contentsOf(engine)).size).toBe(await listed());
    } finally {
      await w.owner`update catalogue_entry set listed = true where not listed`;
      await built(w, engine);
    }
  });

  test('refuses one that lacks courses: the engine loses what it is given', async () => {
    const before = await contentsOf(engine);
    // Documents are taken, and are not there: every put beside comes to nothing.
    const losing = { ...engine, put: (index: string, documents: Parameters<typeof engine.put>[1]) => engine.put(index, index === 'courses' ? documents : documents.slice(0, 3)) };
    await expect(built(w, losing)).rejects.toThrow(/the new index has \d+ of \d+ listed courses; the old one stays/);
    expect(await contentsOf(engine)).toEqual(before);
  });

  test('that meets a task that fails ends with its error, and leaves the live index', async () => {
    const before = await contentsOf(engine);
    double.failTasks({ type: 'documentAdditionOrUpdate' });
    const { code, err } = await ran('searchReindex');
    expect(code).toBe(1);
    expect(err).toMatch(/put courses in: Meilisearch's task \d+ failed/);
    expect(await contentsOf(engine)).toEqual(before);
  });

  test('knows its flags', async () => {
    expect(await ran('searchReindex', '--froce')).toMatchObject({ code: 2, err: 'there is no --froce; there is --force\n' });
  });
});

describe('npm run search:check', { timeout: 90_000 }, () => {
  test('finds nothing where nothing differs, and prints what does; --repair mends it', async () => {
    const [missing, stale, kept] = [...(await contentsOf(engine)).keys()].sort() as [string, string, string];
    await engine.remove('courses', [missing]);
    const [gone] = await w.owner<{ id: string }[]>`select id from course c where not exists (select 1 from catalogue_entry e where e.course_id = c.id) limit 1`;
    const document = double.documents('courses').find(({ id }) => id === stale);
    const strange = { ...document, fingerprint: 'another' } as unknown as Parameters<typeof engine.put>[1][number];
    await engine.put('courses', [strange, { ...strange, id: gone?.id ?? '' }, { ...strange, id: 'no-course-at-all' }]);
    await w.owner`delete from search_posting where course_id = ${missing} and lexeme in (select lexeme from search_posting where course_id = ${missing} limit 1)`;
    await w.owner`delete from search_document where course_id = ${kept}`;

    const checked = await ran('searchCheck');
    expect(checked.code).toBe(1);
    expect(checked.out.split('\n').filter((line) => /: [A-Z]{4}/.test(line)).sort()).toEqual([
      `Meilisearch: MISSING ${publicId('course', missing)}`,
      `Meilisearch: STALE ${publicId('course', stale)}`,
      `Meilisearch: SUPERFLUOUS "no-course-at-all"`,
      `Meilisearch: SUPERFLUOUS ${publicId('course', gone?.id ?? '')}`,
      `PostgreSQL: MISSING ${publicId('course', kept)}`,
      `PostgreSQL: STALE ${publicId('course', missing)}`,
    ].sort());
    expect(checked.out).toContain('search is NOT what the catalogue says: 6 differences');

    const repaired = await ran('searchCheck', '--repair');
    expect({ code: repaired.code, last: repaired.out.trim().split('\n').slice(-2) }).toEqual({ code: 0, last: ['Meilisearch: 4 mended', 'search is what the catalogue says'] });
    expect((await ran('searchCheck')).code).toBe(0);
  });

  test('tells of other settings, and gives the right ones', async () => {
    await w.owner`update search_index set settings = 'others'`;
    expect(await ran('searchCheck')).toMatchObject({ code: 1, out: expect.stringContaining('SETTINGS are not those') as string });
    expect((await ran('searchCheck', '--repair')).code).toBe(0);
  });

  test('tells of an index that is not there, and of an engine that is down', async () => {
    double.lose('courses');
    expect(await ran('searchCheck')).toMatchObject({ code: 1, out: expect.stringContaining('MISSING the index courses; npm run search:reindex builds it') as string });
    expect(await ran('searchReindex')).toMatchObject({ code: 0, out: expect.stringContaining('courses in place') as string });
    double.fault({ kind: 'hang-up' });
    expect(await ran('searchCheck')).toMatchObject({ code: 1, err: expect.stringContaining('Meilisearch could not be reached') as string });
  });
});
