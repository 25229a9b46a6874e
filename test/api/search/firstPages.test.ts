import fc from 'fast-check';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMarketplace } from '../../../src/db/seed/large/load.js';
import { DEMONSTRATION_PEOPLE, DEVELOPMENT_ISSUER } from '../../../src/transport/development/people.js';
import { world, type World } from '../../support/world.js';

/** More courses than the 200 that a first page looks at, so that what is left out by then could be missed. */
const COURSES = 700;
const LOOKED_AT = 200;
const ENOUGH = 20;
const SEARCHES = 400;

// Types, not interfaces: what is sent as JSON may have no further members.
type Alternative = { lexeme: string; weight: number } | { lexemes: string[]; sequence: string; weight: number };
type Group = { must: boolean; rarity: number; alternatives: Alternative[] };
interface Match { score: number; groups: number; fewest: number }

let w: World;
/** What each listed course says: lexeme to impact. */
let said: Map<string, Map<string, number>>;
let lexemes: string[];
/** Two lexemes that follow each other in titles, and the listed courses that have them so. */
let pairs: { lexemes: string[]; sequence: string; had: Set<string> }[];

beforeAll(async () => {
  w = await world({ demonstration: true });
  await makeMarketplace(w.owner, {
    courses: COURSES, seed: 11, now: w.clock.now(), issuer: DEVELOPMENT_ISSUER, people: DEMONSTRATION_PEOPLE, batch: 350, progress: () => undefined,
  });
  // Every fifth course is of somebody who is not listed, so that what he has counts nowhere.
  await w.owner`update catalogue_entry set listed = false where course_id in (
    select e.course_id from (select course_id, row_number() over (order by course_id) as n from catalogue_entry) e where e.n % 5 = 0)`;
  const rows = await w.owner<{ id: string; lexeme: string; impact: number }[]>`
    select p.course_id as id, p.lexeme, p.impact from search_posting p join catalogue_entry e on e.course_id = p.course_id and e.listed`;
  said = new Map();
  for (const { id, lexeme, impact } of rows) said.set(id, (said.get(id) ?? new Map<string, number>()).set(lexeme, Math.fround(impact)));
  lexemes = (await w.owner<{ lexeme: string }[]>`
    select l.lexeme from (select p.lexeme, count(*) as courses, row_number() over (order by count(*) desc, p.lexeme) as place from search_posting p group by p.lexeme) l
    where l.courses > 5 and (l.place <= 60 or l.place % 7 = 0) order by l.lexeme`).map(({ lexeme }) => lexeme);
  const rowsOfPairs = await w.owner<{ lexemes: string[]; sequence: string; had: string[] }[]>`
    select t.lexemes, t.sequence, array(select e.course_id::text from search_document d join catalogue_entry e on e.course_id = d.course_id and e.listed
      where d.document @@ t.sequence::tsquery) as had
    from (select l.words[1:2] as lexemes, search_near_sequence(l.words[1:2]) as sequence from catalogue_entry e cross join lateral search_lexemes(e.title) as l(words)
      where cardinality(l.words) > 1 and l.words[1] <> l.words[2] group by 1, 2 order by count(*) desc, l.words[1:2] limit 15) t`;
  pairs = rowsOfPairs.map(({ had, ...pair }) => ({ ...pair, had: new Set(had) }));
  expect(pairs).toHaveLength(15);
}, 120_000);
afterAll(() => w.close());

/** Up to four groups of frequent and rare lexemes, some of which have to be there. */
function searches(): fc.Arbitrary<Group[]> {
  const weight = fc.integer({ min: 1, max: 64 }).map((n) => n / 16);
  const alternative: fc.Arbitrary<Alternative> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ lexeme: fc.constantFrom(...lexemes), weight }) },
    { weight: 1, arbitrary: fc.record({ pair: fc.constantFrom(...pairs), weight }).map(({ pair: { lexemes: both, sequence }, weight: its }) => ({ lexemes: both, sequence, weight: its })) },
  );
  const group = fc.record({
    must: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }), rarity: fc.constant(1),
    alternatives: fc.uniqueArray(alternative, { minLength: 1, maxLength: 4, selector: (each) => ('lexeme' in each ? each.lexeme : each.sequence) }),
  });
  return fc.array(group, { minLength: 1, maxLength: 4 });
}

function scoreOf(alternative: Alternative, id: string, impacts: ReadonlyMap<string, number>): number {
  if ('lexeme' in alternative) return Math.fround(alternative.weight * (impacts.get(alternative.lexeme) ?? Number.NEGATIVE_INFINITY));
  if (pairs.find(({ sequence }) => sequence === alternative.sequence)?.had.has(id) !== true) return Number.NEGATIVE_INFINITY;
  const [one = 0, other = 0] = alternative.lexemes.map((lexeme) => impacts.get(lexeme));
  return Math.fround(alternative.weight * Math.fround((one + other) / 2));
}

/** The same by a plain loop over all courses. */
function matchesOf(groups: readonly Group[]): Map<string, Match> {
  const all = [...said].map(([id, impacts]) => {
    const scores = groups.map(({ alternatives }) =>
      Math.max(...alternatives.map((alternative) => scoreOf(alternative, id, impacts))));
    const had = scores.filter(Number.isFinite);
    const fits = had.length > 0 && groups.every(({ must }, n) => !must || Number.isFinite(scores[n]));
    return { id, groups: fits ? had.length : 0, score: had.reduce((sum, score) => sum + score, 0) };
  }).filter((course) => course.groups > 0);
  const most = Math.max(0, ...all.map((course) => course.groups));
  const enough = Array.from({ length: most }, (_, n) => most - n).find((least) => all.filter((course) => course.groups >= least).length >= ENOUGH);
  const fewest = enough ?? Math.min(...all.map((course) => course.groups));
  return new Map(all.filter((course) => course.groups >= fewest).map(({ id, groups: has, score }) => [id, { score: Math.fround(score), groups: has, fewest }]));
}

const json = (groups: readonly Group[]): postgres.Parameter => w.owner.json({ groups: groups.map((group) => ({ ...group })), without: [], corrections: [], rarity: groups.length });

async function found(groups: readonly Group[], most: number | null): Promise<Map<string, Match>> {
  const rows = await w.owner<({ id: string } & Match)[]>`select m.course_id as id, m.score, m.groups, m.fewest from search_matches(${json(groups)}, ${most}) m`;
  return new Map(rows.map(({ id, score, groups: has, fewest }) => [id, { score: Math.fround(score), groups: has, fewest }]));
}

describe('what a first page of a search looks at', () => {
  it('are the best of all that a plain loop finds, whatever is asked for', async () => {
    const seen = { many: 0, all: 0, some: 0 };
    await fc.assert(fc.asyncProperty(searches(), async (groups) => {
      const expected = matchesOf(groups);
      expect(await found(groups, null)).toEqual(expected);
      const best = [...expected].sort(([, a], [, b]) => b.score - a.score);
      const last = best[LOOKED_AT - 1]?.[1].score ?? Number.NEGATIVE_INFINITY;
      const looked = best.filter(([, { score }]) => score >= last);
      expect([...await found(groups, LOOKED_AT)].sort()).toEqual(looked.sort());
      if (best.length > LOOKED_AT) seen.many += 1;
      if (groups.length > 1 && best.some(([, match]) => match.fewest === groups.length)) seen.all += 1;
      if (best.some(([, match]) => match.fewest < groups.length)) seen.some += 1;
    }), { numRuns: SEARCHES, seed: 1 });
    // Each of the ways to an answer was gone often.
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(40);
  });

  it('makes a page that is the beginning of the whole list', async () => {
    const hits = (groups: readonly Group[], most: number | null): Promise<readonly { id: string; score: number }[]> => w.owner<{ id: string; score: number }[]>`
      select h.course_id as id, h.score from search_hits(${json(groups)}, ${most}) h order by h.score desc, h.course_id desc`;
    await fc.assert(fc.asyncProperty(searches(), async (groups) => {
      const whole = await hits(groups, null);
      for (const most of [21, 201, 260]) expect([...await hits(groups, most)]).toEqual(whole.slice(0, most));
    }), { numRuns: SEARCHES / 8, seed: 2 });
  });
});
