import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bareEnvironment, realData } from '../../support/environment.js';
import { INSTITUTE } from '../../support/given.js';
import { fileOf, imported, reportOf, type Reported } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SECOND = 'demonstration-open-university';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly told: string;
}

/** Runs the command on the world's database; killed with -9 as soon as it has told of its progress so often (0: never). */
async function command(file: string, mapping: string, killAfter: number): Promise<Ended> {
  const child: ChildProcess = spawn(process.execPath, ['dist/cli/import.js', '--provider', INSTITUTE, '--mapping', mapping, file], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...bareEnvironment(), DATABASE_URL: w.ownerUrl, LOG_LEVEL: 'warn', DATA_DIR: w.dataDir },
  });
  let [out, told] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr?.on('data', (chunk: Buffer) => {
    told += chunk.toString();
    if (killAfter > 0 && (told.match(/ rows, /g)?.length ?? 0) >= killAfter) child.kill('SIGKILL');
  });
  const code = await new Promise<number | null>((resolve) => { child.on('close', resolve); });
  return { code, out, told };
}

/** What an import left, without what differs between any two: ids and times. */
async function stateOf(slug: string): Promise<unknown> {
  const [row] = await w.owner<{ state: unknown }[]>`
    select json_agg(json_build_array(c.external_id, v.number, v.state, v.revision, v.title, v.description, v.languages, v.level, v.duration_seconds, v.captions, v.inclusion,
      (select json_agg(json_build_array(m.title, m.position, (select json_agg(i.url) from content_item i where i.module_id = m.id))) from module m where m.course_version_id = v.id))
      order by c.external_id) as state
    from course c join course_version v on v.course_id = c.id join organisation o on o.id = c.provider_id where o.slug = ${slug} and c.external_id is not null`;
  return row?.state;
}

async function lastImport(): Promise<{ id: string; state: string; imported: number; refused: number }> {
  const [row] = await w.owner<{ id: string; state: string; imported: number; refused: number }[]>`
    select i.id, i.state::text as state, i.imported, i.refused from catalogue_import i join organisation o on o.id = i.provider_id where o.slug = ${INSTITUTE} order by i.id desc limit 1`;
  if (row === undefined) throw new Error('there is no import');
  return row;
}

const bare = (lines: readonly Reported[]) => lines.map(({ line, id, outcome, message }) => [line, id, outcome, message]);

async function killedAndResumed(file: string, mapping: 'CANONICAL' | 'COURSERA'): Promise<void> {
  const whole = await imported(w, file, mapping, SECOND);
  for (const killAfter of [1, 2]) {
    expect((await command(file, mapping.toLowerCase(), killAfter)).code).toBe(null);
    const stopped = await lastImport();
    expect(stopped.state).toBe('RUNNING');
    expect(stopped.imported).toBeLessThan(whole.job.imported);
    // At no moment is there a course without its line, or a line without its course.
    const [row] = await w.owner`select count(*)::int as courses from course c join organisation o on o.id = c.provider_id where o.slug = ${INSTITUTE} and c.external_id is not null`;
    expect(row).toEqual({ courses: stopped.imported });
  }
  const last = await command(file, mapping.toLowerCase(), 0);
  expect([last.code, last.told.includes('continuing')]).toEqual([whole.job.refused > 0 ? 1 : 0, true]);
  const { id, state } = await lastImport();
  expect(state).toBe('DONE');
  expect(bare(await reportOf(w, id))).toEqual(bare(whole.lines));
  expect(await stateOf(INSTITUTE)).toEqual(await stateOf(SECOND));
  const again = await command(file, mapping.toLowerCase(), 0);
  expect(JSON.parse(again.out)).toMatchObject({ state: 'DONE', imported: 0, updated: 0, unchanged: whole.job.imported, refused: whole.job.refused });
}

it('the command, killed in the middle twice and run again, leaves what one that was not killed leaves', { timeout: 120_000 }, async () => {
  const rows = Array.from({ length: 4_000 }, (_, n) => (n % 97 === 0 ? { id: `k-${n}`, title: 7 } : {
    id: n % 101 === 0 ? 'k-1' : `k-${n}`, title: `Course ${n % 50}`, languages: ['en'], modules: [{ title: 'One', items: [{ kind: 'LINK', title: 'Page', url: `https://a.example.in/${n}` }] }],
  }));
  await killedAndResumed(fileOf(w, 'kill.jsonl', rows), 'CANONICAL');
});

it.runIf(realData() !== null)('so do four thousand real courses (where MARKETPLACE_REAL_DATA names their folder)', { timeout: 180_000 }, async () => {
  await w.close();
  w = await world();
  await killedAndResumed(path.join(realData() ?? '', 'courses_coursera_main.jsonl'), 'COURSERA');
});
