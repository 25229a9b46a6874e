import { createHash } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { newId } from '../../../lib/ids.js';
import { seedCourses } from '../courseFiles.js';
import { knownIn, writeCourses } from '../courses.js';
import { loadDemonstration } from '../demonstration.js';
import { seedFile } from '../files.js';
import { reviewersOf, type DemonstrationPerson } from '../people.js';
import type { Reviewers } from '../planned.js';
import { loadReference } from '../reference.js';
import { DAY_MS, later } from '../rows.js';
import { courseMaker, type Facts } from './plan.js';
import { addMadeProviders } from './providers.js';
import { wordsOf } from './words.js';

/** Why a marketplace is not made here; the message is for whoever asked. */
export class SeedRefused extends Error {}

export interface MadeMarketplace {
  /** How many made-up courses there are to be. */
  readonly courses: number;
  /** The same seed makes the same courses. */
  readonly seed: number;
  readonly now: Date;
  readonly issuer: string;
  readonly people: readonly DemonstrationPerson[];
  /** Courses of one transaction. */
  readonly batch: number;
  /** Told after each transaction how many there are. */
  readonly progress: (courses: number) => void;
}

/** What was there and what was made. */
export interface Made {
  readonly existed: number;
  readonly made: number;
}

/** What an earlier run left: how far it came, and the end of its five years. */
interface Begun {
  readonly seed: number;
  readonly courses: number;
  readonly until: Date;
}

const ACTION = 'seedMarketplace';
const FIVE_YEARS_MS = 1_900 * DAY_MS;

/**
 * Makes a large marketplace for measuring, besides the demonstration (which is loaded where nothing is): the named number
 * of made-up courses of made-up providers, as skewed as real ones are. Through the guards, batch by batch: what was
 * interrupted goes on where it stopped, what is there already is left as it is. Refuses (SeedRefused) to mix with
 * courses of anybody else, or with those of another seed.
 */
export async function makeMarketplace(owner: Sql, wanted: MadeMarketplace): Promise<Made> {
  await loadReference(owner, wanted.now);
  await loadDemonstration(owner, wanted.issuer, wanted.people, wanted.now);
  const begun = await owner.begin((sql) => begin(sql, wanted));
  const facts = await factsOf(owner, begun.until);
  const makeCourse = courseMaker(wanted.seed, facts);
  const reviewers = await reviewersIn(owner, wanted);
  let courses = begun.courses;
  while (courses < wanted.courses) {
    courses = await owner.begin(async (sql) => {
      const from = (await begunIn(sql))?.courses ?? 0;
      const to = Math.min(wanted.courses, from + wanted.batch);
      if (to <= from) return from;
      const made = Array.from({ length: to - from }, (_, index) => makeCourse(from + index));
      await writeCourses(sql, made, reviewers);
      await recordBatch(sql, wanted, { from, to, until: begun.until, digest: digestOf(made) });
      return to;
    });
    wanted.progress(courses);
  }
  if (courses > begun.courses) {
    await owner.unsafe('analyze');
    await owner`select search_vocabulary_rebuild()`;
  }
  return { existed: begun.courses, made: courses - begun.courses };
}

/** The first run adds the providers and says so in the audit log; a later one finds that. */
async function begin(sql: TransactionSql, wanted: MadeMarketplace): Promise<Begun> {
  const begun = await begunIn(sql);
  if (begun !== null && begun.seed !== wanted.seed) {
    throw new SeedRefused(`There are ${begun.courses} made-up courses of seed ${begun.seed}; those of seed ${wanted.seed} are not mixed with them.`);
  }
  if (begun !== null) return begun;
  const [others] = await sql<{ n: number }[]>`
    select (select count(*) from course) - coalesce((select sum((e.after ->> 'courses')::int) from audit_event e where e.action = 'demonstrationLoad'), 0) as n`;
  if (Number(others?.n) > 0) {
    throw new SeedRefused(`There are ${others?.n} courses that are neither the demonstration's nor made up; made-up ones are not mixed with them.`);
  }
  await addMadeProviders(sql, { seed: wanted.seed, issuer: wanted.issuer, at: later(wanted.now, -FIVE_YEARS_MS) });
  await recordBatch(sql, wanted, { from: 0, to: 0, until: wanted.now, digest: digestOf([]) });
  return { seed: wanted.seed, courses: 0, until: wanted.now };
}

/** How far earlier runs came, or null where none began. Holds off other runs until the transaction ends. */
async function begunIn(sql: TransactionSql): Promise<Begun | null> {
  await sql`select pg_advisory_xact_lock(hashtext('make_marketplace'))`;
  const [row] = await sql<{ seed: number; courses: number; until: string }[]>`
    select (e.after ->> 'seed')::bigint::float8 as seed, (e.after ->> 'to')::int as courses, e.after ->> 'until' as until
    from audit_event e where e.action = ${ACTION} order by courses desc limit 1`;
  return row === undefined ? null : { ...row, until: new Date(row.until) };
}

async function factsOf(owner: Sql, until: Date): Promise<Facts> {
  const { authors, competencies } = await knownIn(owner);
  const providers = await owner<{ id: string }[]>`
    select id from organisation where registration_number like 'MADE-%' and kind = 'PROVIDER' order by registration_number`;
  return {
    providers: providers.flatMap(({ id }) => {
      const authorId = authors.get(id);
      return authorId === undefined ? [] : [{ id, authorId }];
    }),
    competencies: [...competencies.values()],
    words: wordsOf(seedCourses(), seedFile('departments.json').map(({ name }) => name)),
    until,
  };
}

async function reviewersIn(owner: Sql, { issuer, people }: MadeMarketplace): Promise<Reviewers> {
  const users = await owner<{ id: string; subject: string }[]>`
    select id, subject from app_user where issuer = ${issuer} and subject = any (${people.map(({ sub }) => sub)})`;
  const bySubject = new Map(users.map(({ id, subject }) => [subject, id]));
  const reviewers = reviewersOf(new Map(people.flatMap(({ key, sub }) => {
    const id = bySubject.get(sub);
    return id === undefined ? [] : [[key, id] as const];
  })));
  if (Object.values(reviewers).some((list) => list.length === 0)) {
    throw new SeedRefused('The curators of the demonstration are not there, who are to review the made-up courses.');
  }
  return reviewers;
}

function digestOf(courses: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(courses)).digest('hex');
}

async function recordBatch(
  sql: TransactionSql, { now, seed }: MadeMarketplace, batch: { from: number; to: number; until: Date; digest: string },
): Promise<void> {
  const [platform] = await sql<{ id: string }[]>`select id from organisation where kind = 'PLATFORM'`;
  const { from, to, until, digest } = batch;
  await sql`insert into audit_event ${sql({
    id: newId(), at: now, action: ACTION, roles: [], subject_type: 'platform', subject_id: platform?.id ?? newId(),
    organisation_id: platform?.id ?? null, after: sql.json({ seed, from, to, until: until.toISOString(), digest }), request_id: 'seed',
  })}`;
}
