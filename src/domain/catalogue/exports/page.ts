import type { TransactionSql } from 'postgres';
import type { CourseVersionState } from '../lifecycle.js';
import type { RowItem, RowModule } from '../rows/row.js';
import type { CatalogueRow } from '../rows/serialise.js';

/** Which courses are taken out: those in the catalogue, of all or of one provider, or all of a provider in their newest version. */
export type ExportSelection =
  | { readonly providerId: string | null; readonly drafts: false }
  | { readonly providerId: string; readonly drafts: true };

/** A course in one version, as the database gives it. */
export interface PageRow extends Pick<CatalogueRow,
  'title' | 'summary' | 'description' | 'languages' | 'level' | 'captions' | 'transcript' | 'signLanguage' | 'licence'
  | 'inclusion' | 'pricePaise' | 'provider' | 'slug' | 'version' | 'publishedAt'> {
  readonly courseId: string;
  readonly externalId: string | null;
  readonly state: CourseVersionState;
  readonly durationSeconds: number;
  readonly providerName: string;
  readonly providerWebsite: string | null;
  readonly competencies: readonly (CatalogueRow['competencies'][number] & { readonly name: string; readonly frameworkName: string })[];
  readonly modules: readonly (Omit<RowModule, 'items'> & { readonly items: readonly RowItem[] })[];
}

/** Courses of one page: what is held in memory at once. */
export const PAGE_COURSES = 100;

/** The courses after one, in the order of their ids, with all their parts, in one statement. */
export function pageOf(sql: TransactionSql, selection: ExportSelection, after: string): Promise<PageRow[]> {
  return sql<PageRow[]>`
    with page as materialized (${pageIds(sql, selection, after)})
    select c.id as "courseId", c.external_id as "externalId", c.slug, v.state::text as state, v.number as version, v.title, v.summary, v.description,
      v.languages, v.level::text as level, v.duration_seconds as "durationSeconds", v.captions, v.transcript,
      v.sign_language as "signLanguage", v.licence::text as licence, v.inclusion::text as inclusion, v.price_paise::text as "pricePaise",
      to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt",
      o.slug as provider, o.name as "providerName", o.website as "providerWebsite",
      (select coalesce(json_agg(json_build_object('framework', f.code, 'code', k.code, 'level', t.level, 'name', k.name, 'frameworkName', f.name)
          order by f.code, k.code), '[]')
        from course_version_competency t join competency k on k.id = t.competency_id join competency_framework f on f.id = k.framework_id
        where t.course_version_id = v.id) as competencies,
      (select coalesce(json_agg(json_build_object('title', m.title, 'summary', m.summary, 'items',
          (select coalesce(json_agg(json_build_object('kind', i.kind, 'title', i.title, 'url', i.url, 'durationSeconds', i.duration_seconds)
              order by i.position, i.id), '[]') from content_item i where i.module_id = m.id)) order by m.position, m.id), '[]')
        from module m where m.course_version_id = v.id) as modules
    from page p join course c on c.id = p.course_id join course_version v on v.id = p.version_id join organisation o on o.id = c.provider_id
    order by c.id`;
}

function pageIds(sql: TransactionSql, selection: ExportSelection, after: string) {
  if (selection.drafts) {
    return sql`select c.id as course_id,
        (select v.id from course_version v where v.course_id = c.id order by v.number desc limit 1) as version_id
      from course c where c.provider_id = ${selection.providerId} and c.id > ${after} order by c.id limit ${PAGE_COURSES}`;
  }
  const ofProvider = selection.providerId === null ? sql`` : sql`and e.provider_id = ${selection.providerId}`;
  return sql`select e.course_id, e.course_version_id as version_id from catalogue_entry e
    where e.listed and e.course_id > ${after} ${ofProvider} order by e.course_id limit ${PAGE_COURSES}`;
}
