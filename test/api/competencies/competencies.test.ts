import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { COMPETENCY_KINDS } from '../../../src/domain/competencies/lifecycle.js';
import { seedFile, type SeedFramework } from '../../../src/db/seed/files.js';
import { world, type World } from '../../support/world.js';

let w: World;
let frameworks: { id: string; code: string }[];
const seed: SeedFramework[] = seedFile('competency-frameworks.json');

beforeAll(async () => {
  w = await world({ demonstration: true });
  const data = await w.data<{ competencyFrameworks: { nodes: { id: string; code: string }[] } }>(null, '{ competencyFrameworks { nodes { id code } } }');
  frameworks = data.competencyFrameworks.nodes;
});
afterAll(() => w.close());

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

describe('competencyFrameworks', () => {
  it('gives each framework with its levels and how many competencies it has', async () => {
    const data = await w.data(null, `{ competencyFrameworks(first: 10) { totalCount nodes {
      code version name source licence levels { level name } competencies { totalCount } } } }`);
    const nodes = [...seed].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ code, version, name, source, licence, levels, competencies }) => ({
      code, version, name, source, licence, levels, competencies: { totalCount: competencies.length },
    }));
    expect(data).toEqual({ competencyFrameworks: { totalCount: seed.length, nodes } });
  });
});

describe('competencies', () => {
  const LIST = 'query ($f: CompetencyFilter) { competencies(filter: $f, first: 100) { totalCount nodes { code name framework { code } } } }';

  it('answers every filter as a plain loop over the seed does', async () => {
    const all = seed.flatMap((framework) => framework.competencies.map((competency) => ({ framework: framework.code, ...competency })));
    const areas = [...new Set(all.map(({ area }) => area))];
    const rare = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
    const filters = fc.record({
      framework: rare(fc.constantFrom(...frameworks)), kind: rare(fc.constantFrom(...COMPETENCY_KINDS)),
      area: rare(fc.constantFrom(...areas, 'There is none')),
      nameContains: rare(fc.constantFrom('a', 'SELF', 'management', 'Máná', '%', '_', '\\', 'there is none')),
    });
    await fc.assert(fc.asyncProperty(filters, async ({ framework, ...rest }) => {
      const want = all.filter((each) => (framework === undefined || each.framework === framework.code)
        && (rest.kind === undefined || each.kind === rest.kind) && (rest.area === undefined || each.area === rest.area)
        && (rest.nameContains === undefined || plain(each.name).includes(plain(rest.nameContains))));
      const { competencies } = await w.data<{ competencies: { totalCount: number; nodes: { code: string; name: string; framework: { code: string } }[] } }>(
        null, LIST, { f: { ...rest, ...(framework === undefined ? {} : { frameworkId: framework.id }) } });
      expect(competencies.totalCount).toBe(want.length);
      const names = competencies.nodes.map(({ name }) => name);
      expect(names).toEqual([...names].sort((a, b) => (a < b ? -1 : Number(a > b))));
      if (want.length <= 100) {
        const key = (each: { code: string }, code: string): string => `${code} ${each.code}`;
        expect(competencies.nodes.map((each) => key(each, each.framework.code)).sort()).toEqual(want.map((each) => key(each, each.framework)).sort());
      }
    }), { numRuns: 100 });
  });

  it('walks over all of them once, forward and backward', async () => {
    const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String) {
      competencies(first: $first, after: $after, last: $last, before: $before) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    interface Page {
      nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
    }
    const forward: string[] = [];
    const backward: string[] = [];
    for (let after: string | null = null; ;) {
      const { competencies: page }: { competencies: Page } = await w.data(null, PAGE, { first: 37, after });
      forward.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    for (let before: string | null = null; ;) {
      const { competencies: page }: { competencies: Page } = await w.data(null, PAGE, { last: 41, before });
      backward.unshift(...page.nodes.map(({ id }) => id));
      before = page.pageInfo.startCursor;
      if (!page.pageInfo.hasPreviousPage) break;
    }
    expect(new Set(forward).size).toBe(seed.flatMap(({ competencies }) => competencies).length);
    expect(backward).toEqual(forward);
  });

  it('lists the courses in the catalogue that teach one, and narrows them', async () => {
    const [taught] = await w.owner<{ code: string; courses: string[]; hindi: string[] }[]>`
      select k.code, array_agg(e.title order by e.title) as courses,
        coalesce(array_agg(e.title order by e.title) filter (where 'hi' = any (e.language_ranges)), '{}') as hindi
      from competency k join course_version_competency t on t.competency_id = k.id
        join catalogue_entry e on e.course_version_id = t.course_version_id and e.listed group by k.id, k.code order by count(*) desc, k.code limit 1`;
    const [row] = await w.owner<{ name: string; id: string }[]>`select name, id from competency where code = ${taught?.code ?? ''}`;
    interface Courses { nodes: { publishedVersion: { title: string } }[] }
    const { competencies } = await w.data<{ competencies: { nodes: { code: string; all: Courses; hindi: Courses }[] } }>(null, `query ($name: String) {
      competencies(filter: {nameContains: $name}, first: 10) { nodes { code
        all: courses(first: 100, orderBy: {field: TITLE, direction: ASC}) { nodes { publishedVersion { title } } }
        hindi: courses(first: 50, filter: {language: "hi"}) { nodes { publishedVersion { title } } } } } }`, { name: row?.name });
    const found = competencies.nodes.find(({ code }) => code === taught?.code);
    const titles = (list: Courses | undefined): string[] => (list?.nodes ?? []).map(({ publishedVersion }) => publishedVersion.title).sort();
    expect(titles(found?.all)).toEqual([...(taught?.courses ?? [])].sort());
    expect(titles(found?.hindi)).toEqual([...(taught?.hindi ?? [])].sort());
  });
});
