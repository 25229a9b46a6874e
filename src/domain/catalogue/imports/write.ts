import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { contentItem, course, courseModule, courseVersion, courseVersionCompetency } from '../../../db/tables/catalogue.js';
import { newId } from '../../../lib/ids.js';
import { slugOf } from '../../../lib/slug.js';
import type { KnownModule } from './existing.js';
import type { Plan, Wanted } from './plan.js';

/** Whose courses are written, and in whose name. */
export interface Writing {
  readonly providerId: string;
  readonly createdBy: string;
}

type Begin = Plan & { kind: 'begin' };
type Edit = Plan & { kind: 'edit' };
type Revise = Plan & { kind: 'revise' };

/** Rows of one INSERT at most: PostgreSQL takes 65,535 parameters in a statement. */
const CHUNK = 4_000;
/** How often a slug that turns out to be in use gets the next number, before it is made unmistakable. */
const SLUG_ROUNDS = 4;

/** Begins courses, each with its version 1 as a DRAFT; answers the course's id for each plan. */
export async function beginCourses(tx: Tx, by: Writing, plans: readonly Begin[]): Promise<ReadonlyMap<Begin, string>> {
  if (plans.length === 0) return new Map();
  const courses = new Map(plans.map((plan) => [plan, newId()]));
  await insertCourses(tx, by, [...courses].map(([{ row }, id]) => ({ id, externalId: row.id, title: row.content.title })));
  const versions = plans.map((plan) => ({ plan, id: newId() }));
  await tx.orm.insert(courseVersion).values(versions.map(({ plan, id }) => ({
    ...plan.wanted.content, id, courseId: courses.get(plan) ?? '', providerId: by.providerId, number: 1, state: 'DRAFT' as const, revision: 1,
    createdBy: by.createdBy, createdAt: tx.now, updatedAt: tx.now,
  })));
  await insertCompetencies(tx, versions.map(({ plan, id }) => ({ id, wanted: plan.wanted })));
  await insertModules(tx, versions.map(({ plan, id }) => ({ id, wanted: plan.wanted })));
  return courses;
}

/** Begins the next version, a DRAFT, of courses whose content in the catalogue differs from their row. */
export async function reviseCourses(tx: Tx, by: Writing, plans: readonly Revise[]): Promise<void> {
  if (plans.length === 0) return;
  const versions = plans.map((plan) => ({ plan, id: newId() }));
  await tx.orm.insert(courseVersion).values(versions.map(({ plan, id }) => ({
    ...plan.wanted.content, id, courseId: plan.courseId, providerId: by.providerId, number: plan.number, state: 'DRAFT' as const, revision: 1,
    basedOnVersionId: plan.base.id, createdBy: by.createdBy, createdAt: tx.now, updatedAt: tx.now,
  })));
  await insertCompetencies(tx, versions.map(({ plan, id }) => ({ id, wanted: plan.wanted })));
  await insertModules(tx, versions.map(({ plan, id }) => ({ id, wanted: plan.wanted })));
}

/** Writes drafts whose rows differ from them; each gets its next revision. */
export async function editDrafts(tx: Tx, plans: readonly Edit[]): Promise<void> {
  if (plans.length === 0) return;
  await updateContent(tx, plans);
  const versions = plans.map(({ draft, wanted, partsChanged }) => ({ id: draft.id, wanted, partsChanged }));
  const taught = versions.filter(({ partsChanged }) => partsChanged.competencies);
  if (taught.length > 0) {
    await tx.orm.delete(courseVersionCompetency).where(inArray(courseVersionCompetency.courseVersionId, taught.map(({ id }) => id)));
    await insertCompetencies(tx, taught);
  }
  const arranged = versions.filter(({ partsChanged }) => partsChanged.modules);
  if (arranged.length > 0) {
    await tx.orm.delete(courseModule).where(inArray(courseModule.courseVersionId, arranged.map(({ id }) => id)));
    await insertModules(tx, arranged);
  }
}

async function updateContent(tx: Tx, plans: readonly Edit[]): Promise<void> {
  const rows = plans.map(({ draft, wanted }) => ({ id: draft.id, ...wanted.content, pricePaise: wanted.content.pricePaise?.toString() ?? null }));
  await tx.orm.execute(sql`
    update course_version v set title = r.title, summary = r.summary, description = r.description, languages = r.languages, level = r.level,
      duration_seconds = r."durationSeconds", captions = r.captions, transcript = r.transcript, sign_language = r."signLanguage",
      licence = r.licence, inclusion = r.inclusion, price_paise = r."pricePaise", revision = v.revision + 1, updated_at = ${tx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, title text, summary text, description text, languages text[],
      level course_level, "durationSeconds" integer, captions boolean, transcript boolean, "signLanguage" boolean, licence licence,
      inclusion inclusion, "pricePaise" bigint)
    where v.id = r.id`);
}

interface NewCourse {
  readonly id: string;
  readonly externalId: string;
  readonly title: string;
}

/** Adds courses under slugs made of their titles; who finds his in use gets the next number, all of them a statement a round. */
async function insertCourses(tx: Tx, by: Writing, given: readonly NewCourse[]): Promise<void> {
  const stems = new Map(given.map(({ id, title }) => [id, slugOf(title)]));
  const tried = new Set<string>();
  let left = given;
  for (let round = 1; left.length > 0; round += 1) {
    if (round > SLUG_ROUNDS + 1) throw new Error('no free slugs were found');
    const rows = left.map(({ id, externalId }) => ({
      id, externalId, providerId: by.providerId, createdBy: by.createdBy, createdAt: tx.now,
      slug: round > SLUG_ROUNDS ? `${stems.get(id) ?? ''}-${id.replaceAll('-', '').slice(-12)}` : untried(stems.get(id) ?? '', tried),
    }));
    const inserted = await tx.orm.insert(course).values(rows).onConflictDoNothing({ target: course.slug }).returning({ id: course.id });
    const done = new Set(inserted.map(({ id }) => id));
    left = left.filter(({ id }) => !done.has(id));
  }
}

function untried(stem: string, tried: Set<string>): string {
  let slug = stem;
  for (let number = 2; tried.has(slug); number += 1) slug = `${stem}-${number}`;
  tried.add(slug);
  return slug;
}

type VersionParts = readonly { readonly id: string; readonly wanted: Wanted }[];

async function insertCompetencies(tx: Tx, versions: VersionParts): Promise<void> {
  const rows = versions.flatMap(({ id, wanted }) => wanted.competencies.map((each) => ({ courseVersionId: id, ...each })));
  for (let at = 0; at < rows.length; at += CHUNK) await tx.orm.insert(courseVersionCompetency).values(rows.slice(at, at + CHUNK));
}

async function insertModules(tx: Tx, versions: VersionParts): Promise<void> {
  const modules: (typeof courseModule.$inferInsert)[] = [];
  const items: (typeof contentItem.$inferInsert)[] = [];
  for (const { id: courseVersionId, wanted } of versions) {
    const before = [...wanted.from];
    for (const [position, { title, summary, items: parts }] of wanted.modules.entries()) {
      const known = takeFirst(before, (each: KnownModule) => each.title === title);
      const moduleId = newId();
      modules.push({ id: moduleId, courseVersionId, lineageId: known?.lineageId ?? moduleId, position, title, summary });
      const itemsBefore = [...known?.items ?? []];
      for (const [place, { kind, title: itemTitle, url, durationSeconds }] of parts.entries()) {
        const same = takeFirst(itemsBefore, (each) => each.url === url) ?? takeFirst(itemsBefore, (each) => each.title === itemTitle);
        const id = newId();
        items.push({ id, courseVersionId, moduleId, lineageId: same?.lineageId ?? id, position: place, kind, title: itemTitle, url, durationSeconds });
      }
    }
  }
  for (let at = 0; at < modules.length; at += CHUNK) await tx.orm.insert(courseModule).values(modules.slice(at, at + CHUNK));
  for (let at = 0; at < items.length; at += CHUNK) await tx.orm.insert(contentItem).values(items.slice(at, at + CHUNK));
}

/** Takes the first that meets the condition out of a list. */
function takeFirst<T>(list: T[], test: (each: T) => boolean): T | undefined {
  const at = list.findIndex(test);
  return at < 0 ? undefined : list.splice(at, 1)[0];
}
