import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueMapping } from '../../../src/domain/catalogue/lifecycle.js';
import { realData } from '../../support/environment.js';
import { INSTITUTE } from '../../support/given.js';
import { imported } from '../../support/imports.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

const CATALOGUES: readonly (readonly [CatalogueMapping, string, number])[] = [
  ['IGOT', 'igot_courses_real.jsonl', 263], ['NPTEL', 'courses_nptel.jsonl', 2_151],
  ['COURSERA', 'courses_coursera_main.jsonl', 4_131], ['ETPL', 'courses_nj_etpl.jsonl', 1_110],
];

describe.runIf(realData() !== null)('real catalogues (where MARKETPLACE_REAL_DATA names their folder)', { timeout: 60_000 }, () => {
  it.each(CATALOGUES)('%s: all of %s, and nothing more the second time', async (mapping, name, rows) => {
    const file = path.join(realData() ?? '', name);
    const first = await imported(w, file, mapping);
    expect(first.job).toMatchObject({ state: 'DONE', imported: rows, updated: 0, unchanged: 0, refused: 0 });
    expect(first.lines).toHaveLength(rows);
    const second = await imported(w, file, mapping);
    expect(second.job).toMatchObject({ state: 'DONE', imported: 0, updated: 0, unchanged: rows, refused: 0 });
  });

  it('keep their titles in Hindi and Assamese, and courses of one title apart', async () => {
    const rows = await w.owner<{ title: string; slug: string; languages: string[] }[]>`
      select v.title, c.slug, v.languages from course c join course_version v on v.course_id = c.id join organisation o on o.id = c.provider_id
      where o.slug = ${INSTITUTE} and (v.languages[1] in ('hi', 'as') or lower(v.title) = 'project management') and c.external_id like 'do%'`;
    expect(rows.filter(({ languages }) => languages[0] === 'hi')).toHaveLength(5);
    expect(rows.filter(({ languages }) => languages[0] === 'as')).toHaveLength(1);
    const same = rows.filter(({ title }) => title.toLowerCase() === 'project management');
    expect([same.length, new Set(same.map(({ slug }) => slug)).size]).toEqual([3, 3]);
  });
});
