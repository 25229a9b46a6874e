import { createHash } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import { NIL_UUID } from '../../lib/ids.js';
import { DURATION_BANDS, type DurationBand, type SearchDocument } from './rules/engine.js';

/** Characters of a description that are searched, as in PostgreSQL's own index. */
const DESCRIPTION_CHARACTERS = 10_000;

type Row = Omit<SearchDocument, 'durationBand' | 'accessibility' | 'publishedAt' | 'fingerprint'> & {
  readonly captions: boolean;
  readonly transcript: boolean;
  readonly signLanguage: boolean;
  readonly publishedAt: string;
};

/** Of these courses, the documents of those that are listed now, as they are now; read in one statement. */
export async function documentsOf(db: Database, courseIds: readonly string[]): Promise<SearchDocument[]> {
  const rows = await asSystem(db, (sql) => sql<Row[]>`${sourceSql(sql)} and e.course_id = any (${[...courseIds]}::uuid[]) order by e.course_id`);
  return rows.map(documentOf);
}

/** The documents of all listed courses, page by page in the order of their ids; each page is as the database is when it is read. */
export async function* allDocuments(db: Database, most: number): AsyncGenerator<readonly SearchDocument[]> {
  for (let after: string | undefined = NIL_UUID; after !== undefined;) {
    const page: readonly SearchDocument[] = await documentPage(db, after, most);
    if (page.length > 0) yield page;
    after = page.length < most ? undefined : page.at(-1)?.id;
  }
}

/** The documents of the next listed courses after one, by id. */
export async function documentPage(db: Database, after: string, most: number): Promise<SearchDocument[]> {
  const rows = await asSystem(db, (sql) => sql<Row[]>`
    ${sourceSql(sql)} and e.course_id > ${after}::uuid order by e.course_id limit ${most}`);
  return rows.map(documentOf);
}

/** How many courses the catalogue lists. */
export async function listedCourses(db: Pick<Database, 'sql'>): Promise<number> {
  const [row] = await db.sql<{ n: number }[]>`select count(*)::int as n from catalogue_entry e where e.listed`;
  return row?.n ?? 0;
}

/** Begins a statement that reads documents: what a version says, its provider's name, and what it teaches. */
function sourceSql(sql: TransactionSql) {
  return sql`
    select e.course_id as id, e.course_version_id as "versionId", v.title, v.summary, left(v.description, ${DESCRIPTION_CHARACTERS}) as description,
      o.name as "providerName", e.provider_id as "providerId",
      k.names as "competencyNames", k.areas as "competencyAreas", k.ids as "competencyIds", k.levels as "competencyLevels",
      k.frameworks as "frameworkIds", e.languages, e.language_ranges as "languageRanges", e.level, e.inclusion,
      e.duration_seconds as "durationSeconds", e.captions, e.transcript, e.sign_language as "signLanguage",
      trunc(extract(epoch from e.published_at) * 1000)::text as "publishedAt"
    from catalogue_entry e join course_version v on v.id = e.course_version_id join organisation o on o.id = e.provider_id
    cross join lateral (
      select coalesce(array_agg(distinct n.name order by n.name), '{}') as names, coalesce(array_agg(distinct c.area order by c.area), '{}') as areas,
        coalesce(array_agg(distinct c.id order by c.id), '{}') as ids, coalesce(array_agg(distinct c.framework_id order by c.framework_id), '{}') as frameworks,
        coalesce(array_agg(distinct c.id || ':' || l.level order by c.id || ':' || l.level), '{}') as levels
      from course_version_competency t join competency c on c.id = t.competency_id
      cross join lateral generate_series(1, t.level) as l(level)
      cross join lateral (select c.name union select c.theme where c.theme is not null) as n(name)
      where t.course_version_id = v.id
    ) k
    where e.listed`;
}

function documentOf({ captions, transcript, signLanguage, publishedAt, ...row }: Row): SearchDocument {
  const facts = [...(captions ? ['CAPTIONS' as const] : []), ...(transcript ? ['TRANSCRIPT' as const] : []), ...(signLanguage ? ['SIGN_LANGUAGE' as const] : [])];
  const document = { ...row, durationBand: bandOf(row.durationSeconds), accessibility: facts, publishedAt: Number(publishedAt) };
  return { ...document, fingerprint: fingerprintOf(document) };
}

function bandOf(seconds: number): DurationBand {
  const band = DURATION_BANDS.findLast(({ from }) => seconds >= from);
  if (band === undefined) throw new Error(`no band of durations has ${seconds} seconds`);
  return band.value;
}

/** A digest of all that a document says. The order of its fields is the statement's, so that it is the same in every process. */
function fingerprintOf(document: Omit<SearchDocument, 'fingerprint'>): string {
  const said = Object.entries(document).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 27);
}
