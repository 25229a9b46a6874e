import type { TransactionSql } from 'postgres';
import { newId } from '../../lib/ids.js';
import type { SeedCourse } from './files.js';

/** A course under way into the database: its row ids, and when it was written. */
export interface LoadedCourse {
  readonly seed: SeedCourse;
  readonly courseId: string;
  readonly versionId: string;
  readonly createdAt: Date;
}

const DAY_MS = 86_400_000;

/** Adds the courses with their first versions as drafts, the oldest about a year before `now`. */
export async function loadDrafts(
  sql: TransactionSql, courses: readonly SeedCourse[], providers: ReadonlyMap<string, string>, now: Date,
): Promise<LoadedCourse[]> {
  const authors = await sql<{ organisation_id: string; user_id: string }[]>`
    select distinct on (m.organisation_id) m.organisation_id, m.user_id from membership m
    where m.organisation_kind = 'PROVIDER' and 'PROVIDER_ADMIN' = any (m.roles) order by m.organisation_id, m.created_at, m.id`;
  const authorOf = new Map(authors.map((row) => [row.organisation_id, row.user_id]));
  const step = Math.max(1, Math.floor((330 * DAY_MS) / Math.max(1, courses.length)));
  const loaded = courses.map((seed, index) => ({
    seed, courseId: newId(), versionId: newId(), createdAt: new Date(now.getTime() - 360 * DAY_MS + index * step),
  }));
  const placed = loaded.flatMap((item) => {
    const providerId = providers.get(item.seed.provider);
    const author = providerId === undefined ? undefined : authorOf.get(providerId);
    return providerId === undefined || author === undefined ? [] : [{ ...item, providerId, author }];
  });
  await sql`insert into course ${sql(placed.map((item) => ({
    id: item.courseId, provider_id: item.providerId, slug: item.seed.slug, created_by: item.author, created_at: item.createdAt,
  })))}`;
  await sql`insert into course_version ${sql(placed.map((item) => versionRow(item)))}`;
  await loadParts(sql, placed);
  return placed;
}

function versionRow({ seed, ...item }: LoadedCourse & { providerId: string; author: string }) {
  return {
    id: item.versionId, course_id: item.courseId, provider_id: item.providerId, number: 1, state: 'DRAFT', revision: 1,
    title: seed.title, summary: seed.summary, description: '', languages: seed.languages, level: seed.level,
    duration_seconds: seed.durationSeconds, captions: seed.accessibility.captions, transcript: seed.accessibility.transcript,
    sign_language: seed.accessibility.signLanguage, licence: seed.licence, inclusion: seed.inclusion,
    price_paise: seed.pricePaise, created_by: item.author, created_at: item.createdAt, updated_at: item.createdAt,
  };
}

async function loadParts(sql: TransactionSql, courses: readonly LoadedCourse[]): Promise<void> {
  const modules = courses.flatMap(({ seed, versionId }) => seed.modules.map((module, position) => ({
    row: {
      id: newId(), course_version_id: versionId, lineage_id: newId(), position, title: module.title, summary: '',
    },
    items: module.items,
  })));
  if (modules.length === 0) return;
  await sql`insert into module ${sql(modules.map((module) => module.row))}`;
  await sql`insert into content_item ${sql(modules.flatMap(({ row, items }) => items.map((item, position) => ({
    id: newId(), course_version_id: row.course_version_id, module_id: row.id, lineage_id: newId(), position,
    kind: item.kind, title: item.title, url: item.url, duration_seconds: item.durationSeconds,
  }))))}`;
  const competencies = courses.flatMap(({ seed, versionId }) => seed.competencies.map((c) => ({ versionId, ...c })));
  await sql`
    insert into course_version_competency (course_version_id, competency_id, level)
    select c."versionId", k.id, c.level
    from jsonb_to_recordset(${sql.json(competencies)}) as c("versionId" uuid, framework text, code text, level integer)
      join competency_framework f on f.code = c.framework join competency k on k.framework_id = f.id and k.code = c.code`;
}
