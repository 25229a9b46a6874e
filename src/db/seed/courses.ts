import type { Sql, TransactionSql } from 'postgres';
import { newId } from '../../lib/ids.js';
import type { SeedCourse } from './files.js';
import { planDemonstration, type Known } from './demonstrationPlan.js';
import type { PlannedCourse, Reviewers } from './planned.js';
import { publishVersions } from './publications.js';
import { writeRounds } from './reviews.js';
import { insertRows } from './rows.js';
import type { Underway } from './underway.js';

/**
 * Writes courses with all that happened to them: versions as drafts, then round by round through their reviews, then into
 * their states, as the guards of the database demand it. As the owner, in the caller's transaction; a statement
 * for each kind of step, not for each course.
 */
export async function writeCourses(sql: TransactionSql, courses: readonly PlannedCourse[], reviewers: Reviewers): Promise<void> {
  await insertRows(sql, 'course', courses.map((course) => ({
    id: course.id, provider_id: course.providerId, slug: course.slug, created_by: course.authorId, created_at: course.versions[0]?.createdAt,
  })));
  const most = Math.max(0, ...courses.map(({ versions }) => versions.length));
  for (let number = 1; number <= most; number += 1) {
    const wave = courses.flatMap((course, turn): Underway[] => {
      const version = course.versions[number - 1];
      return version === undefined ? [] : [{ course, version, before: course.versions[number - 2] ?? null, number, turn }];
    });
    await writeDrafts(sql, wave);
    await writeRounds(sql, wave, reviewers);
    await publishVersions(sql, wave);
  }
}

/** Writes courses of seed files, of providers that are there; answers them as they were planned, in their order. */
export async function loadCourses(
  sql: TransactionSql, courses: readonly SeedCourse[], providers: ReadonlyMap<string, string>, reviewers: Reviewers, now: Date,
): Promise<PlannedCourse[]> {
  const planned = planDemonstration(courses, { providers, ...await knownIn(sql) }, now);
  await writeCourses(sql, planned, reviewers);
  return planned;
}

/** Who writes for each provider (its first administrator), and all competencies. */
export async function knownIn(sql: Sql | TransactionSql): Promise<Pick<Known, 'authors' | 'competencies'>> {
  const authors = await sql<{ organisation_id: string; user_id: string }[]>`
    select distinct on (m.organisation_id) m.organisation_id, m.user_id from membership m
    where m.organisation_kind = 'PROVIDER' and 'PROVIDER_ADMIN' = any (m.roles) order by m.organisation_id, m.created_at, m.id`;
  const competencies = await sql<{ key: string; id: string }[]>`
    select f.code || ':' || k.code as key, k.id from competency k join competency_framework f on f.id = k.framework_id
    order by f.published_at, f.version, key`;
  return {
    authors: new Map(authors.map((row) => [row.organisation_id, row.user_id])),
    competencies: new Map(competencies.map((row) => [row.key, row.id])),
  };
}

async function writeDrafts(sql: TransactionSql, wave: readonly Underway[]): Promise<void> {
  await insertRows(sql, 'course_version', wave.map(versionRow));
  const modules = wave.flatMap(({ version }) => version.content.modules.map((module, position) => ({
    row: { id: newId(), course_version_id: version.id, lineage_id: module.lineageId, position, title: module.title, summary: '' },
    items: module.items,
  })));
  await insertRows(sql, 'module', modules.map(({ row }) => row));
  await insertRows(sql, 'content_item', modules.flatMap(({ row, items }) => items.map((item, position) => ({
    id: newId(), course_version_id: row.course_version_id, module_id: row.id, lineage_id: item.lineageId, position,
    kind: item.kind, title: item.title, url: item.url, duration_seconds: item.durationSeconds,
  }))));
  await insertRows(sql, 'course_version_competency', wave.flatMap(({ version }) => version.content.competencies.map(({ id, level }) => ({
    course_version_id: version.id, competency_id: id, level,
  }))));
}

function versionRow({ course, version, before, number }: Underway) {
  const { content } = version;
  return {
    id: version.id, course_id: course.id, provider_id: course.providerId, number, state: 'DRAFT', revision: 1,
    title: content.title, summary: content.summary, description: content.description, languages: content.languages, level: content.level,
    duration_seconds: content.durationSeconds, captions: content.captions, transcript: content.transcript,
    sign_language: content.signLanguage, licence: content.licence, inclusion: content.inclusion, price_paise: content.pricePaise,
    based_on_version_id: before?.id ?? null, created_by: course.authorId, created_at: version.createdAt, updated_at: version.createdAt,
  };
}
