import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { contentItem, course, courseModule, courseVersion } from '../../../db/tables/catalogue.js';
import { grouped } from '../../../lib/grouped.js';
import type { RowCompetency, RowModule } from '../rows/row.js';
import type { CourseVersionRow } from '../steps.js';

/** A course of the provider that rows of a batch name, with its versions, latest first; locked. */
export interface KnownCourse {
  readonly id: string;
  readonly externalId: string | null;
  readonly versions: readonly CourseVersionRow[];
}

/** A module as it stands in a version, with what ties it to its copies in other versions. */
export interface KnownModule extends RowModule {
  readonly lineageId: string;
  readonly items: readonly (RowModule['items'][number] & { readonly lineageId: string })[];
}

/** The parts of a version. */
export interface Parts {
  readonly competencies: readonly (RowCompetency & { readonly competencyId: string })[];
  readonly modules: readonly KnownModule[];
}

export const NO_PARTS: Parts = { competencies: [], modules: [] };

/** Locks the courses of a provider that go by these ids, and their versions, always in the same order. */
export async function knownCourses(tx: Tx, providerId: string, ids: { external: string[]; own: string[] }): Promise<KnownCourse[]> {
  const named = [
    ...(ids.external.length > 0 ? [inArray(course.externalId, ids.external)] : []),
    ...(ids.own.length > 0 ? [inArray(course.id, ids.own)] : []),
  ];
  if (named.length === 0) return [];
  const courses = await tx.orm.select({ id: course.id, externalId: course.externalId }).from(course)
    .where(and(eq(course.providerId, providerId), or(...named))).orderBy(asc(course.id)).for('update');
  if (courses.length === 0) return [];
  const versions = await tx.orm.select().from(courseVersion).where(inArray(courseVersion.courseId, courses.map(({ id }) => id)))
    .orderBy(asc(courseVersion.courseId), asc(courseVersion.number)).for('update');
  const byCourse = grouped(versions, ({ courseId }) => courseId);
  return courses.map((each) => ({ ...each, versions: (byCourse.get(each.id) ?? []).reverse() }));
}

/** The parts of versions, by the version's id; three statements however many there are. */
export async function partsOf(tx: Tx, versionIds: readonly string[]): Promise<ReadonlyMap<string, Parts>> {
  if (versionIds.length === 0) return new Map();
  const ids = [...new Set(versionIds)];
  const competencies = grouped(await taughtBy(tx, ids), ({ versionId }) => versionId);
  const modules = await tx.orm.select().from(courseModule).where(inArray(courseModule.courseVersionId, ids))
    .orderBy(asc(courseModule.position), asc(courseModule.id));
  const items = grouped(await tx.orm.select().from(contentItem).where(inArray(contentItem.courseVersionId, ids))
    .orderBy(asc(contentItem.position), asc(contentItem.id)), ({ moduleId }) => moduleId);
  const known = grouped(modules, ({ courseVersionId }) => courseVersionId);
  return new Map(ids.map((id) => [id, {
    competencies: competencies.get(id) ?? [],
    modules: (known.get(id) ?? []).map((module) => ({ ...module, items: items.get(module.id) ?? [] })),
  }]));
}

type Taught = RowCompetency & { readonly versionId: string; readonly competencyId: string };

async function taughtBy(tx: Tx, ids: readonly string[]): Promise<Taught[]> {
  const rows = await tx.orm.execute<Taught & Record<string, unknown>>(sql`
    select t.course_version_id as "versionId", t.competency_id as "competencyId", t.level, c.code, f.code as framework
    from course_version_competency t join competency c on c.id = t.competency_id join competency_framework f on f.id = c.framework_id
    where t.course_version_id in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) e)
    order by f.code, c.code`);
  return [...rows];
}

/** The key of a competency in rows. */
export function competencyKey(named: { readonly framework: string; readonly code: string }): string {
  return JSON.stringify([named.framework, named.code]);
}

/** The uuids of competencies by framework and code, of the latest version of the framework that has them. */
export async function competencyIds(tx: Tx, named: readonly RowCompetency[]): Promise<ReadonlyMap<string, string>> {
  if (named.length === 0) return new Map();
  const rows = await tx.orm.execute<{ framework: string; code: string; id: string }>(sql`
    select distinct on (f.code, c.code) f.code as framework, c.code, c.id
    from competency_framework f join competency c on c.framework_id = f.id
    where (f.code, c.code) in (select r.framework, r.code from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as r(framework text, code text))
    order by f.code, c.code, f.published_at desc, f.id`);
  return new Map(rows.map((row) => [competencyKey(row), row.id]));
}

/** Which ids and which courses earlier rows of the same file have spoken for. */
export async function spokenFor(
  tx: Tx, importId: string, ids: readonly string[], courseIds: readonly string[],
): Promise<{ ids: ReadonlySet<string>; courseIds: ReadonlySet<string> }> {
  const rows = await tx.orm.execute<{ external_id: string | null; course_id: string | null }>(sql`
    select l.external_id, l.course_id from catalogue_import_line l
    where l.import_id = ${importId}::uuid and (
      l.external_id in (select e from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) e)
      or l.course_id in (select e::uuid from jsonb_array_elements_text(${JSON.stringify(courseIds)}::jsonb) e))`);
  return { ids: new Set(rows.flatMap((row) => row.external_id ?? [])), courseIds: new Set(rows.flatMap((row) => row.course_id ?? [])) };
}
