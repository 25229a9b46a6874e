import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observeReader } from '../../../src/db/reader/observe.js';
import { world, type Who, type World } from '../../support/world.js';
import type { Arranged } from '../catalogue/arrange.js';
import { arrangeTitles, type Line } from './catalogue.js';

const [ANALYSIS, THINKING] = ['behavioural.self-awareness.self-analysis', 'functional.citizen-centricity.design-thinking'];
const teaches = (...codes: (string | undefined)[]): Pick<Line, 'competencies'> =>
  ({ competencies: codes.map((code) => ({ framework: 'KCM', code: code ?? '', level: 2 })) });

const LINES: readonly Line[] = [
  { title: 'Procurement of goods by tender', summary: 'Bids, tenders and contracts for goods.', ...teaches(THINKING) },
  { title: 'Contracts and bids', summary: 'What a tender asks of bidders, and what a contract holds.', ...teaches(THINKING) },
  { title: 'Tender documents', summary: 'Writing a tender for goods: bids and contracts.' },
  { title: 'Yoga at the desk', summary: 'Stretching for whoever sits.', ...teaches(THINKING) },
  { title: 'Monsoon and rainfall', summary: 'Clouds over the plains.', ...teaches(ANALYSIS) },
  { title: 'Tender contracts for goods, suspended', summary: 'Bids, tenders and contracts for goods.', ...teaches(THINKING), provider: 'rcvp-noronha-academy' },
  { title: 'Tender contracts for goods, a draft', summary: 'Bids, tenders and contracts for goods.', ...teaches(THINKING), state: 'DRAFT' },
  { title: 'Tender contracts for goods, retired', summary: 'Bids, tenders and contracts for goods.', ...teaches(THINKING), state: 'RETIRED' },
];

let w: World;
let courses: Arranged[];

beforeAll(async () => {
  w = await world();
  courses = await arrangeTitles(w, LINES);
});
afterAll(() => w.close());

interface Similar { similarCourses: { totalCount: number; nodes: { id: string; publishedVersion: { title: string } | null }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } }

const FIELDS = 'similarCourses(first: $first, after: $after) { totalCount nodes { id publishedVersion { title } } pageInfo { hasNextPage endCursor } }';
const idOf = (title: string): string => courses.find(({ seed }) => seed.title === title)?.id ?? '';

async function similar(title: string, variables: Record<string, unknown> = {}, who: Who = null): Promise<Similar['similarCourses']> {
  const { course } = await w.data<{ course: Similar | null }>(who,
    `query ($id: ID!, $first: Int, $after: String) { course(by: {id: $id}) { ${FIELDS} } }`, { id: idOf(title), ...variables });
  if (course === null) throw new Error(`${title} is not there`);
  return course.similarCourses;
}

const titlesOf = ({ nodes }: Similar['similarCourses']): string[] => nodes.map(({ publishedVersion }) => publishedVersion?.title ?? '');

describe('similarCourses', () => {
  it('are those that teach the same and speak of the same, then those that do one of both; nothing that has nothing in common', async () => {
    const found = titlesOf(await similar('Procurement of goods by tender'));
    expect(found[0]).toBe('Contracts and bids');
    expect(found.slice(1, 3).sort()).toEqual(['Tender documents', 'Yoga at the desk']);
    expect(found).not.toContain('Monsoon and rainfall');
  });

  it.each([null, 'author', 'provider-admin', 'curator', 'platform-admin', 'auditor'])('as %s sees it are in the catalogue, and never the course itself', async (who) => {
    const listed = new Set(courses.filter((course) => course.listed).map(({ id }) => id));
    for (const course of courses.filter((each) => each.listed)) {
      const { nodes } = await similar(course.seed.title, { first: 100 }, who);
      for (const { id } of nodes) expect([listed.has(id), id === course.id]).toEqual([true, false]);
      expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    }
  });

  it('are none for a course that is not in the catalogue', async () => {
    expect((await similar('Tender contracts for goods, a draft', {}, 'auditor')).nodes).toEqual([]);
  });

  it('come in pages', async () => {
    const all = await similar('Procurement of goods by tender');
    const pages: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await similar('Procurement of goods by tender', { first: 1, after });
      expect(page.totalCount).toBe(all.nodes.length);
      pages.push(...titlesOf(page));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(pages).toEqual(titlesOf(all));
  });

  it('of a whole list are one statement, whatever its length', async () => {
    for (const first of [1, 2, 50]) {
      const statements: string[] = [];
      const stop = observeReader(({ kind, text }) => { if (kind === 'statement') statements.push(text); });
      const { courses: list } = await w.data<{ courses: { nodes: (Similar & { id: string })[] } }>(null,
        'query ($first: Int) { courses(first: $first) { nodes { id similarCourses(first: 3) { nodes { id } } } } }', { first });
      stop();
      expect(statements).toHaveLength(1);
      for (const { id, similarCourses } of list.nodes) expect(similarCourses.nodes.map((node) => node.id)).not.toContain(id);
    }
  });

  it('cost what they may give, in a list as many times', async () => {
    const cost = async (document: string): Promise<number> => {
      const { extensions } = await w.ask(null, document);
      return (extensions?.['cost'] as { requested: number }).requested;
    };
    const alone = await cost(`{ course(by: {id: "${idOf('Yoga at the desk')}"}) { similarCourses(first: 5) { nodes { id } } } }`);
    const listed = await cost('{ courses(first: 10) { nodes { similarCourses(first: 5) { nodes { id } } } } }');
    expect([alone, listed]).toEqual([1 + 1 + 5, 1 + 10 * (1 + 1 + 5)]);
    const { errors } = await w.ask(null, '{ courses(first: 100) { nodes { similarCourses(first: 100) { nodes { id } } } } }');
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['MAX_COST_EXCEEDED']);
  });

  it.each([[{ first: 0 }], [{ first: 101 }], [{ after: 'nonsense' }]])('refuse %j', async (variables) => {
    const { errors } = await w.ask(null, `query ($id: ID!, $first: Int, $after: String) { course(by: {id: $id}) { ${FIELDS} } }`,
      { id: idOf('Yoga at the desk'), ...variables });
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
  });
});
