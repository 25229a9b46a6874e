import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/domain/audit/verify.js';
import { sealAudit } from '../../../src/domain/audit/sealer.js';
import { COURSE_VERSION_LIFECYCLE } from '../../../src/domain/catalogue/lifecycle.js';
import { REVIEW_ROUND_LIFECYCLE } from '../../../src/domain/reviews/lifecycle.js';
import { makeMarketplace, SeedRefused, type MadeMarketplace } from '../../../src/db/seed/large/load.js';
import { statesOf } from '../../../src/lib/lifecycle.js';
import { DEMONSTRATION_PEOPLE, DEVELOPMENT_ISSUER } from '../../../src/transport/development/people.js';
import { freshDatabase } from '../../support/database.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { world, type World } from '../../support/world.js';

const COURSES = 300;
let w: World;

const wanted = (changed: Partial<MadeMarketplace> = {}): MadeMarketplace => ({
  courses: COURSES, seed: 7, now: w.clock.now(), issuer: DEVELOPMENT_ISSUER, people: DEMONSTRATION_PEOPLE, batch: 125, progress: () => undefined, ...changed,
});

beforeAll(async () => {
  w = await world({ demonstration: true });
});
afterAll(() => w.close());

interface Counted { totalCount: number }

/** What was made, without ids and moments. */
async function madeIn(owner: Sql): Promise<unknown[]> {
  return [...await owner`
    select c.slug, o.slug as provider, v.number, v.state::text, v.title, v.summary, md5(v.description) as description, v.languages, v.level::text,
      v.duration_seconds, v.price_paise::text, (select count(*)::int from content_item i where i.course_version_id = v.id) as items,
      (select array_agg(k.code || ':' || t.level order by k.code) from course_version_competency t join competency k on k.id = t.competency_id
        where t.course_version_id = v.id) as competencies,
      (select array_agg(r.state::text order by r.number) from review_round r where r.course_version_id = v.id) as rounds
    from course c join course_version v on v.course_id = c.id join organisation o on o.id = c.provider_id
    where o.registration_number like 'MADE-%' order by c.slug, v.number`];
}

describe('a large marketplace', () => {
  let before: number;

  it('is made beside the demonstration, batch by batch, and goes on where it was broken off', async () => {
    before = (await w.data<{ courses: Counted }>(null, '{ courses { totalCount } }')).courses.totalCount;
    const told: number[] = [];
    const stopped = wanted({ progress: (courses) => { told.push(courses); if (told.length === 2) throw new Error('broken off'); } });
    await expect(makeMarketplace(w.owner, stopped)).rejects.toThrow('broken off');
    expect(told).toEqual([125, 250]);
    expect(await makeMarketplace(w.owner, wanted())).toEqual({ existed: 250, made: 50 });
    const [row] = await w.owner<{ n: number }[]>`
      select count(*)::int as n from course c join organisation o on o.id = c.provider_id where o.registration_number like 'MADE-%'`;
    expect(row?.n).toBe(COURSES);
  });

  it('changes nothing a second time, or when fewer are asked for', async () => {
    await w.data('auditor', '{ viewer { __typename } }');
    const print = await fingerprintOf(w);
    expect(await makeMarketplace(w.owner, wanted())).toEqual({ existed: COURSES, made: 0 });
    expect(await makeMarketplace(w.owner, wanted({ courses: 10 }))).toEqual({ existed: COURSES, made: 0 });
    expect(await fingerprintOf(w)).toBe(print);
  });

  it('is not mixed with another seed\'s, nor with courses that are somebody\'s own', async () => {
    const print = await fingerprintOf(w);
    await expect(makeMarketplace(w.owner, wanted({ seed: 8 }))).rejects.toThrow(SeedRefused);
    expect(await fingerprintOf(w)).toBe(print);
    const other = await world({ demonstration: true });
    try {
      await other.owner`insert into course (id, provider_id, slug, created_by, created_at)
        select uuidv7(), provider_id, 'of-their-own', created_by, now() from course limit 1`;
      await expect(makeMarketplace(other.owner, wanted())).rejects.toThrow('1 courses that are neither');
      const made = await other.owner`select 1 from organisation where registration_number like 'MADE-%'`;
      expect(made).toHaveLength(0);
    } finally {
      await other.close();
    }
  });

  it('is the same for the same seed on an empty database, in other batches, and another for another', async () => {
    const madeWith = async (seed: number): Promise<unknown[]> => {
      const database = await freshDatabase();
      const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
      try {
        await makeMarketplace(owner, wanted({ seed, batch: 1_000, now: new Date('2026-02-03T04:05:06Z') }));
        return await madeIn(owner);
      } finally {
        await owner.end();
        await database.drop();
      }
    };
    const here = await madeIn(w.owner);
    expect(here.length).toBeGreaterThan(COURSES);
    expect(await madeWith(7)).toEqual(here);
    expect(await madeWith(8)).not.toEqual(here);
  });

  it('is in the catalogue, skewed: providers, languages and competencies', async () => {
    const { courses } = await w.data<{ courses: Counted }>(null, '{ courses { totalCount } }');
    expect(courses.totalCount - before).toBeGreaterThan(COURSES * 0.75);
    const [skew] = await w.owner<{ providers: number; top: number; english: number; hindi: number; languages: number; competency: number; years: number }[]>`
      with made as (select e.* from catalogue_entry e join organisation o on o.id = e.provider_id where o.registration_number like 'MADE-%'),
        p as (select count(*) as n from made group by provider_id),
        k as (select count(*) as n from made join course_version_competency t on t.course_version_id = made.course_version_id group by t.competency_id)
      select (select count(*)::int from p) as providers, (select max(n)::int from p) as top, (select max(n)::int from k) as competency,
        (select count(*)::int from made where languages[1] = 'en') as english, (select count(*)::int from made where languages[1] = 'hi') as hindi,
        (select count(distinct l)::int from made, unnest(languages) l) as languages,
        (select count(distinct extract(year from published_at))::int from made) as years`;
    expect(skew?.providers).toBeGreaterThan(60);
    expect(skew?.top).toBeGreaterThan(15);
    expect(skew?.english).toBeGreaterThan((skew?.hindi ?? 0) * 2);
    expect(skew?.hindi).toBeGreaterThan(15);
    expect(skew?.languages).toBeGreaterThan(9);
    expect(skew?.competency).toBeGreaterThan(25);
    expect(skew?.years).toBeGreaterThanOrEqual(5);
    const [first] = (await w.data<{ courses: { nodes: { publishedVersion: { title: string; modules: object[] } }[] } }>(
      null, '{ courses(first: 1) { nodes { publishedVersion { title modules { items { url } } } } } }')).courses.nodes;
    expect(first?.publishedVersion.modules.length).toBeGreaterThan(0);
  });

  it('has versions and rounds in their states, each in its time', async () => {
    const states = await w.owner<{ state: string }[]>`
      select distinct v.state::text from course_version v join organisation o on o.id = v.provider_id where o.registration_number like 'MADE-%'`;
    const known = statesOf(COURSE_VERSION_LIFECYCLE);
    for (const { state } of states) expect(known).toContain(state);
    expect(states.map(({ state }) => state)).toEqual(expect.arrayContaining(['DRAFT', 'IN_REVIEW', 'PUBLISHED', 'SUPERSEDED']));
    const rounds = await w.owner<{ state: string }[]>`
      select distinct r.state::text from review_round r join organisation o on o.id = r.provider_id where o.registration_number like 'MADE-%'`;
    for (const { state } of rounds) expect(statesOf(REVIEW_ROUND_LIFECYCLE)).toContain(state);
    expect(rounds.map(({ state }) => state)).toEqual(expect.arrayContaining(['OPEN', 'APPROVED', 'CHANGES_REQUESTED']));
    const [wrong] = await w.owner<{ n: string }[]>`
      select (select count(*) from course_version v where v.submitted_at <= v.created_at or v.approved_at <= v.submitted_at
          or v.published_at < v.approved_at or v.updated_at > now())
        + (select count(*) from review_round r join review_round e on e.course_version_id = r.course_version_id and e.number = r.number - 1
            where r.submitted_at <= e.closed_at or r.submitted_at > now())
        + (select count(*) from course_version v join course_version b on b.id = v.based_on_version_id where v.created_at <= b.published_at) as n`;
    expect(wrong?.n).toBe('0');
  });

  it('is on the record: one event a batch, the chain whole', async () => {
    const events = await w.owner<{ after: { from: number; to: number } }[]>`select after from audit_event where action = 'seedMarketplace' order by (after ->> 'to')::int`;
    expect(events.map(({ after }) => [after.from, after.to])).toEqual([[0, 0], [0, 125], [125, 250], [250, 300]]);
    await sealAudit(w.db, { anchor: () => Promise.resolve() }, w.clock.now);
    expect((await verifyAudit(w.db, [])).faults).toEqual([]);
  });
});
