import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemonstration } from '../../../src/db/seed/demonstration.js';
import { loadReference } from '../../../src/db/seed/reference.js';
import { COURSE_VERSION_LIFECYCLE } from '../../../src/domain/catalogue/lifecycle.js';
import { SPECIALISMS } from '../../../src/domain/identity/roles.js';
import { FINDING_LIFECYCLE, FINDING_SEVERITIES, REVIEW_ROUND_LIFECYCLE } from '../../../src/domain/reviews/lifecycle.js';
import { statesOf } from '../../../src/lib/lifecycle.js';
import { DEMONSTRATION_PEOPLE, DEVELOPMENT_ISSUER } from '../../../src/transport/development/people.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ demonstration: true }); });
afterAll(() => w.close());

interface Counted { totalCount: number }
interface Page<T> extends Counted { nodes: T[]; pageInfo: { hasNextPage: boolean; endCursor: string } }

/** All of a list, page by page. */
async function all<T>(who: string | null, list: string, args: string, fields: string): Promise<T[]> {
  const found: T[] = [];
  for (let after: string | null = null; ;) {
    const data: Record<string, Page<T>> = await w.data(who, `query ($after: String) { ${list}(${args} after: $after) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`, { after });
    const page = data[list];
    found.push(...(page?.nodes ?? []));
    if (page?.pageInfo.hasNextPage !== true) return found;
    after = page.pageInfo.endCursor;
  }
}

interface Version {
  state: string; number: number; title: string; summary: string; description: string; languages: string[];
  competencies: { competency: { name: string; framework: { code: string } } }[]; preflight: { rule: string; severity: string }[] | null;
}
interface Course { slug: string; provider: { slug: string; name: string }; publishedVersion: Version }

describe('what anybody sees', () => {
  let courses: Course[];
  beforeAll(async () => {
    courses = await all<Course>(null, 'courses', 'first: 100,', `slug provider { slug name } publishedVersion { title summary description languages
      competencies { competency { name framework { code } } } }`);
  });

  it('is at least 400 published courses of at least 40 providers, in at least ten Indian languages', async () => {
    const { courses: counted } = await w.data<{ courses: Counted }>(null, '{ courses { totalCount } }');
    expect(counted.totalCount).toBeGreaterThanOrEqual(400);
    expect(courses).toHaveLength(counted.totalCount);
    expect(new Set(courses.map(({ provider }) => provider.slug)).size).toBeGreaterThanOrEqual(40);
    const languages = new Set(courses.flatMap(({ publishedVersion }) => publishedVersion.languages));
    languages.delete('en');
    expect(languages.size).toBeGreaterThanOrEqual(10);
    for (const language of languages) {
      const found = await w.data<{ courses: Counted }>(null, 'query ($f: CourseFilter) { courses(filter: $f) { totalCount } }', { f: { language } });
      expect([language, found.courses.totalCount >= 2]).toEqual([language, true]);
    }
  });

  it('says of each course, in its own words, what it is, and teaches competencies of both frameworks', () => {
    for (const { publishedVersion } of courses) {
      expect(publishedVersion.summary.length).toBeGreaterThan(20);
      expect(publishedVersion.description.length).toBeGreaterThan(20);
      expect(publishedVersion.competencies.length).toBeGreaterThan(0);
    }
    const descriptions = courses.map(({ publishedVersion }) => publishedVersion.summary);
    expect(new Set(descriptions).size).toBeGreaterThan(courses.length * 0.9);
    const frameworks = courses.flatMap(({ publishedVersion }) => publishedVersion.competencies.map(({ competency }) => competency.framework.code));
    expect(new Set(frameworks)).toEqual(new Set(['FRAC', 'KCM']));
  });

  it('has at least eight collections, each with courses', async () => {
    const collections = await all<{ slug: string; courses: Counted }>(null, 'collections', '', 'slug courses { totalCount }');
    expect(collections.length).toBeGreaterThanOrEqual(8);
    for (const { slug, courses: inside } of collections) expect([slug, inside.totalCount >= 5]).toEqual([slug, true]);
  });

  it('is found by the sets of synonyms', async () => {
    const sets = await all<{ terms: string[] }>('curator', 'synonymSets', '', 'terms');
    expect(sets.length).toBeGreaterThanOrEqual(12);
    expect(sets.find(({ terms }) => terms.includes('RTI'))?.terms).toContain('Right to Information');
  });

  it('has 100 departments, each in its place in the government\'s tree', async () => {
    const bodies = await all<{ name: string; parent: object | null; kind: string; department: { slug: string } | null }>(
      null, 'governmentBodies', 'first: 100,', 'name kind parent { name } department { slug }');
    expect(bodies.filter(({ department }) => department !== null)).toHaveLength(100);
    expect(bodies.filter(({ kind, parent, department }) => kind === 'DEPARTMENT' && department !== null && parent !== null).length).toBeGreaterThan(40);
  });
});

describe('reviews', () => {
  interface Row { state: string; n: number }
  const countOf = async (table: string): Promise<Map<string, number>> => {
    const rows = await w.owner<Row[]>`select state::text, count(*)::int as n from ${w.owner(table)} group by 1`;
    return new Map(rows.map(({ state, n }) => [state, n]));
  };

  it('stand in every state: versions, rounds, findings', async () => {
    expect(new Set((await countOf('course_version')).keys())).toEqual(new Set(statesOf(COURSE_VERSION_LIFECYCLE)));
    expect(new Set((await countOf('review_round')).keys())).toEqual(new Set(statesOf(REVIEW_ROUND_LIFECYCLE)));
    expect(new Set((await countOf('finding')).keys())).toEqual(new Set(statesOf(FINDING_LIFECYCLE)));
    const messages = await w.owner<{ kind: string }[]>`select distinct kind::text from finding_message`;
    expect(messages.map(({ kind }) => kind).sort()).toEqual(['ANSWER', 'REOPENING', 'RESOLUTION']);
    const severities = await w.owner<{ severity: string }[]>`select distinct severity::text from finding`;
    expect(new Set(severities.map(({ severity }) => severity))).toEqual(new Set(FINDING_SEVERITIES));
  });

  it('fill the curators\' queue: overdue and in time, claimed and waiting, in every specialism', async () => {
    const QUEUE = 'query ($f: ReviewQueueFilter) { reviewQueue(filter: $f) { totalCount } }';
    const counted = async (f: object): Promise<number> => (await w.data<{ reviewQueue: Counted }>('chief-curator', QUEUE, { f })).reviewQueue.totalCount;
    for (const specialism of SPECIALISMS) expect([specialism, await counted({ specialism }) > 0]).toEqual([specialism, true]);
    expect(await counted({ overdue: true })).toBeGreaterThanOrEqual(3);
    expect(await counted({ overdue: false })).toBeGreaterThanOrEqual(3);
    expect(await counted({ unassigned: true })).toBeGreaterThanOrEqual(2);
    expect(await counted({ unassigned: false })).toBeGreaterThanOrEqual(3);
  });

  it('were done by two curators for each specialism, none of them a member of the provider', async () => {
    const rows = await w.owner<{ specialism: string; curators: number }[]>`
      select s.specialism::text, count(distinct d.curator_id)::int as curators from decision d join review_stage s on s.id = d.stage_id group by 1`;
    expect(new Set(rows.map(({ specialism }) => specialism))).toEqual(new Set(SPECIALISMS));
    for (const { specialism, curators } of rows) expect([specialism, curators >= 2]).toEqual([specialism, true]);
    const alone = await w.owner<{ specialism: string; n: number }[]>`
      select m.specialisms[1]::text as specialism, count(*)::int as n from membership m
      where m.roles = '{CURATOR}' and cardinality(m.specialisms) = 1 group by 1`;
    expect(Object.fromEntries(alone.map(({ specialism, n }) => [specialism, n]))).toEqual(Object.fromEntries(SPECIALISMS.map((each) => [each, 2])));
  });

  it('compare second versions with the published ones', async () => {
    const open = await w.owner<{ slug: string }[]>`
      select c.slug from course c join course_version v on v.course_id = c.id and v.number > 1 and v.state in ('DRAFT', 'IN_REVIEW')
        join catalogue_entry e on e.course_id = c.id`;
    expect(open.length).toBeGreaterThanOrEqual(3);
    for (const { slug } of open) {
      const { course } = await w.data<{ course: { openVersion: { basedOn: object; differences: { path: string }[] } } }>(
        'platform-admin', 'query ($slug: String!) { course(by: {slug: $slug}) { openVersion { basedOn { id } differences { path kind } } } }', { slug });
      expect(course.openVersion.basedOn).not.toBeNull();
      expect(course.openVersion.differences.length).toBeGreaterThan(0);
      expect(course.openVersion.differences.length).toBeLessThan(20);
    }
  });

  it('happened before now, and each thing after what it rests on', async () => {
    const [wrong] = await w.owner<{ n: number }[]>`
      select (select count(*) from course_version v where v.submitted_at <= v.created_at or v.approved_at <= v.submitted_at
          or v.published_at < v.approved_at or v.closed_at < v.submitted_at or v.updated_at > now())
        + (select count(*) from review_round r where r.closed_at <= r.submitted_at or r.closed_at > now())
        + (select count(*) from review_round r join review_round e on e.course_version_id = r.course_version_id and e.number = r.number - 1
            where r.submitted_at <= e.closed_at)
        + (select count(*) from decision d join review_stage s on s.id = d.stage_id where d.decided_at <= s.opened_at or d.decided_at > now())
        + (select count(*) from finding_message m join finding f on f.id = m.finding_id where m.created_at <= f.raised_at or m.created_at > now())
        + (select count(*) from course_version v join course_version b on b.id = v.based_on_version_id where v.created_at <= b.published_at)
        as n`;
    expect(Number(wrong?.n)).toBe(0);
  });
});

describe('prices', () => {
  it('are approved for two courses of the made-up providers, by another than who proposed them, and one waits', async () => {
    const { coursePrices } = await w.data<{ coursePrices: { nodes: unknown } }>('platform-admin', `{ coursePrices(first: 100) { nodes {
      course { slug } basis price { formatted } state isInForce providerShareBasisPoints allowedActions } } }`);
    const price = (slug: string, basis: string, formatted: string, share: number, waits = false) => ({
      course: { slug }, basis, price: { formatted }, state: waits ? 'PROPOSED' : 'APPROVED', isInForce: !waits, providerShareBasisPoints: share,
      allowedActions: waits ? ['APPROVE', 'REJECT'] : [],
    });
    expect(coursePrices.nodes).toEqual([
      price('spreadsheets-for-small-offices', 'WHOLE_DEPARTMENT', '40,000.00', 7000, true),
      price('interviews-for-recruitment', 'WHOLE_DEPARTMENT', '75,000.00', 6500),
      price('interviews-for-recruitment', 'PER_LEARNER', '999.00', 7000),
      price('spreadsheets-for-small-offices', 'PER_LEARNER', '499.00', 7000),
    ]);
  });

  it('are seen by a visitor with the course, as the version says it for a learner', async () => {
    const { courses } = await w.data<{ courses: { nodes: { publishedVersion: { price: object }; prices: { basis: string; price: object }[] }[] } }>(
      null, '{ courses(first: 100, filter: { inclusion: PRICED }) { nodes { publishedVersion { price { formatted } } prices { basis price { formatted } } } } }');
    const sold = courses.nodes.filter(({ prices }) => prices.length > 0);
    expect(sold).toHaveLength(2);
    for (const { publishedVersion, prices } of sold) expect(prices.find(({ basis }) => basis === 'PER_LEARNER')?.price).toEqual(publishedVersion.price);
  });
});

describe('nobody real', () => {
  it('is shown with a course that was suspended, rejected, retired or sent back, or is still open', async () => {
    const rows = await w.owner<{ slug: string }[]>`
      select distinct o.slug from course_version v join organisation o on o.id = v.provider_id
      where v.state <> 'PUBLISHED' or exists (select 1 from finding f where f.course_version_id = v.id)`;
    expect(rows.map(({ slug }) => slug).sort()).toEqual(['demonstration-institute-of-public-service', 'demonstration-open-university']);
    const unverified = await w.owner`select slug from organisation where state <> 'VERIFIED'`;
    expect(unverified).toEqual([]);
  });
});

describe('pre-flight', () => {
  it('has little to say: no blocker, and nothing at all of four versions in five', async () => {
    const versions = await all<Course & { publishedVersion: Version }>('platform-admin', 'courses', 'first: 50,', 'slug publishedVersion { preflight { rule severity } }');
    const found = versions.map(({ publishedVersion }) => publishedVersion.preflight ?? []);
    expect(found.flat().filter(({ severity }) => severity === 'BLOCKER')).toEqual([]);
    expect(found.filter((each) => each.length > 0).length).toBeLessThan(found.length / 5);
  });
});

describe('loading', () => {
  it('a second time changes nothing', async () => {
    const before = await fingerprintOf(w);
    await loadReference(w.owner, w.clock.now());
    expect(await loadDemonstration(w.owner, DEVELOPMENT_ISSUER, DEMONSTRATION_PEOPLE, w.clock.now())).toBe(false);
    expect(await fingerprintOf(w)).toEqual(before);
  });

  it('takes seconds', async () => {
    const began = performance.now();
    const other = await world({ demonstration: true });
    const took = performance.now() - began;
    await other.close();
    expect(took).toBeLessThan(10_000);
  });
});
