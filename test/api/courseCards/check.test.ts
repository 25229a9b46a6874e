import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, publicId } from '../../../src/lib/ids.js';
import { dataFolder } from '../../faults/startProcess.js';
import { bareEnvironment } from '../../support/environment.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ demonstration: true }); });
afterAll(() => w.close());

interface Ran { readonly code: number | null; readonly lines: readonly string[]; readonly err: string }

/** The command as an operator gives it: the built program, in a process of its own. */
function check(...flags: string[]): Promise<Ran> {
  const child = spawn(process.execPath, ['dist/cli/cardsCheck.js', ...flags], {
    env: { ...bareEnvironment(), DATABASE_URL: w.ownerUrl, DATA_DIR: dataFolder() }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  return new Promise((resolve) => { child.on('close', (code) => { resolve({ code, lines: out.trim().split('\n'), err }); }); });
}

describe('npm run cards:check', { timeout: 90_000 }, () => {
  test('finds nothing where nothing differs, and prints what was planted; --repair mends it', async () => {
    const entries = await w.owner<{ id: string }[]>`select course_id as id from catalogue_entry where listed order by course_id`;
    expect(await check()).toMatchObject({ code: 0, lines: [`courses ${entries.length}, differences 0`, 'the cards are what the catalogue says'] });

    const [missing, renamed, taught, unlisted, level, invented] = entries.map(({ id }) => id) as [string, string, string, string, string, string];
    const [gone] = await w.owner<{ id: string }[]>`select id from course c where not exists (select 1 from catalogue_entry e where e.course_id = c.id) limit 1`;
    await w.owner`delete from course_card where id = ${missing}`;
    await w.owner`update course_card set provider_name = 'Somebody else' where id = ${renamed}`;
    await w.owner`update course_card set competency_names[1] = 'Something else' where id = ${taught}`;
    await w.owner`delete from catalogue_listing where course_id = ${unlisted} and language_range = ''`;
    await w.owner`update catalogue_listing set level = 6 - level where course_id = ${level}`;
    await w.owner`insert into catalogue_listing select ${newId()}, '', published_at, course_id, 1 from catalogue_entry where course_id = ${invented}`;
    await w.owner`insert into catalogue_listing values (${newId()}, '', now(), ${gone?.id ?? ''}, 1)`;

    const lines = [
      `MISSING ${publicId('course', missing)}`, `STALE ${publicId('course', renamed)}`, `STALE ${publicId('course', taught)}`,
      `LISTING ${publicId('course', unlisted)}`, `LISTING ${publicId('course', level)}`, `LISTING ${publicId('course', invented)}`,
      `SUPERFLUOUS ${publicId('course', gone?.id ?? '')}`, `courses ${entries.length}, differences 7`,
    ];
    const checked = await check();
    expect(checked.code).toBe(1);
    expect([...checked.lines].sort()).toEqual([...lines, 'the cards are NOT what the catalogue says: 7 differences'].sort());

    const repaired = await check('--repair');
    expect(repaired.code).toBe(0);
    expect(repaired.lines.slice(-2)).toEqual(['7 mended', 'the cards are what the catalogue says']);
    expect((await check()).code).toBe(0);
  });

  test('knows its flags', async () => {
    expect(await check('--repiar')).toMatchObject({ code: 2, err: 'there is no --repiar; there is --repair\n' });
  });
});
