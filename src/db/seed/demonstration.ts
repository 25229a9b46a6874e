import { createHash } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { newId } from '../../lib/ids.js';
import { seedCourses } from './courseFiles.js';
import { loadCourses } from './courses.js';
import { seedFile, type SeedCourse } from './files.js';
import { loadOrganisations } from './organisations.js';
import { loadPeople, reviewersOf, type DemonstrationPerson } from './people.js';
import { loadCoursePrices } from './pricing.js';
import { loadPolicy } from './reference.js';

const MONTH_MS = 30 * 86_400_000;

/**
 * Loads the demonstration marketplace into an installation that has no courses yet: providers, departments,
 * people of the development issuer, courses in every state with their reviews, collections, synonyms. As the owner, in one
 * transaction, through the same guards as everybody; answers whether it loaded anything.
 */
export async function loadDemonstration(
  owner: Sql, issuer: string, people: readonly DemonstrationPerson[], now: Date,
): Promise<boolean> {
  return owner.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('load_demonstration'))`;
    const [present] = await sql`select 1 from course limit 1`;
    if (present !== undefined) return false;
    const start = new Date(now.getTime() - 13 * MONTH_MS);
    const organisations = await loadOrganisations(sql, issuer, start);
    const users = await loadPeople(sql, issuer, people, organisations, start);
    const chief = idOf(users, 'chief-curator');
    for (const policy of seedFile('review-policies.json')) {
      if (policy.provider !== null) await loadPolicy(sql, policy, idOf(organisations, policy.provider), chief);
    }
    const courses = seedCourses();
    await loadCourses(sql, courses, organisations, reviewersOf(users), now);
    await loadCoursePrices(sql, users, now);
    await loadCollections(sql, chief, now);
    await loadSynonyms(sql, chief, now);
    await recordLoad(sql, courses, now);
    await sql`select search_vocabulary_rebuild()`;
    return true;
  });
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the demonstration data names '${key}', which it does not have`);
  return id;
}

async function loadCollections(sql: TransactionSql, createdBy: string, now: Date): Promise<void> {
  const lists = seedFile('collections.json').map((list) => ({ ...list, id: newId() }));
  await sql`insert into collection ${sql(lists.map(({ id, slug, title, summary }) => ({
    id, slug, title, summary, revision: 1, created_by: createdBy, created_at: now, updated_at: now,
  })))}`;
  const entries = lists.flatMap((list) => list.courses.map((slug, position) => ({ id: list.id, slug, position })));
  await sql`
    insert into collection_course (collection_id, course_id, position)
    select e.id, c.id, e.position
    from jsonb_to_recordset(${sql.json(entries)}) as e(id uuid, slug text, position integer) join course c on c.slug = e.slug`;
}

async function loadSynonyms(sql: TransactionSql, createdBy: string, now: Date): Promise<void> {
  await sql`
    insert into synonym_set (id, terms, revision, created_by, created_at, updated_at)
    select e.id, e.terms, 1, ${createdBy}, ${now}, ${now}
    from jsonb_to_recordset(${sql.json(seedFile('synonyms.json').map((terms) => ({ id: newId(), terms })))}) as e(id uuid, terms text[])`;
}

/** One audit event for the whole batch, with a digest of what was loaded. */
async function recordLoad(sql: TransactionSql, courses: readonly SeedCourse[], now: Date): Promise<void> {
  const digest = createHash('sha256').update(JSON.stringify(courses)).digest('hex');
  const [platform] = await sql<{ id: string }[]>`select id from organisation where kind = 'PLATFORM'`;
  await sql`insert into audit_event ${sql({
    id: newId(), at: now, action: 'demonstrationLoad', roles: [], subject_type: 'platform', subject_id: platform?.id ?? newId(),
    organisation_id: platform?.id ?? null, after: sql.json({ courses: courses.length, digest }), request_id: 'seed',
  })}`;
}
