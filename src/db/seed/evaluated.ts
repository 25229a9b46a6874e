import type { Sql } from 'postgres';
import { newId } from '../../lib/ids.js';
import { addOrganisations } from './organisations.js';
import { DAY_MS, later } from './rows.js';

/** The provider whose courses search is evaluated on. */
export const EVALUATED_PROVIDER = 'evaluated-catalogue';

/** Courses that are published by one statement. */
const BATCH = 1_000;

/** Adds the provider, verified, with an administrator, to a database that holds nothing but the reference data. */
export async function addEvaluatedProvider(owner: Sql, issuer: string, now: Date): Promise<void> {
  const at = later(now, -DAY_MS);
  await owner.begin((sql) => addOrganisations(sql, issuer, [{
    id: newId(), kind: 'PROVIDER', state: 'APPLIED', name: 'Evaluated catalogue', slug: EVALUATED_PROVIDER, website: null, gstin: null, state_code: '07',
    registration_kind: 'OTHER', registration_number: 'EVALUATED', government_body_id: null, applied_at: at,
  }], at));
}

/**
 * Publishes every draft there is without its reviews: the guard that asks for them is off meanwhile. Every other trigger is on, so that
 * the catalogue and what search reads are made by what makes them whenever a version is published. Answers how many, and tells
 * `progress` after each batch.
 */
export async function publishUnreviewed(owner: Sql, progress: (published: number) => void): Promise<number> {
  const published = await owner.begin(async (sql) => {
    await sql`alter table course_version disable trigger b_guard`;
    let done = 0;
    for (let count = -1; count !== 0; done += count) {
      const drafts = await sql<{ id: string }[]>`select d.id from course_version d where d.state = 'DRAFT' order by d.id limit ${BATCH}`;
      const ids = drafts.map(({ id }) => id);
      // One state after another, as the lifecycle asks.
      await sql`update course_version v set state = 'IN_REVIEW', submitted_at = now() where v.id = any (${ids}::uuid[])`;
      await sql`update course_version v set state = 'APPROVED', approved_at = now() where v.id = any (${ids}::uuid[])`;
      ({ count } = await sql`update course_version v set state = 'PUBLISHED', published_at = now() where v.id = any (${ids}::uuid[])`);
      if (count > 0) progress(done + count);
    }
    await sql`alter table course_version enable trigger b_guard`;
    return done;
  });
  await owner.unsafe('vacuum analyze');
  return published;
}
