import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { catalogueImport, catalogueImportLine } from '../../../db/tables/imports.js';
import { organisation } from '../../../db/tables/organisations.js';
import { newId } from '../../../lib/ids.js';
import { refuse, type Refused } from '../../../lib/refusal.js';
import { record } from '../../audit/steps.js';
import type { LineOutcome } from '../lifecycle.js';
import { judgeImporting } from '../policy/imports.js';
import { writtenOnce } from '../rows/mappings.js';
import { courseOfRowId, isUnreadable, type ParsedRow, type RowProblem } from '../rows/row.js';
import { lockProvider } from '../steps.js';
import { competencyIds, knownCourses, partsOf, spokenFor, type KnownCourse } from './existing.js';
import { exportedOf, planOf, targetOf, type Plan } from './plan.js';
import type { JudgedRow } from './source.js';
import { beginCourses, editDrafts, reviseCourses } from './write.js';

export type ImportRow = typeof catalogueImport.$inferSelect;

/** How many rows came out how. */
export type Counts = Readonly<Record<'imported' | 'updated' | 'unchanged' | 'refused', number>>;

type Line = Omit<typeof catalogueImportLine.$inferInsert, 'id' | 'importId' | 'providerId'>;

/**
 * Takes one batch of rows into drafts, writes a report line for each, and moves the import's position past them, all in
 * the transaction under way. Answers why the import must stop (the provider is not VERIFIED any more, somebody else
 * is running it, the actor may not); a row that cannot be taken in is no reason to.
 */
export async function importBatch(tx: Tx, given: ImportRow, rows: readonly JudgedRow[]): Promise<Refused | { readonly counts: Counts }> {
  const { providerId } = given;
  const stop = judgeImporting(tx.actor, { providerId, providerState: await lockProvider(tx, providerId) });
  if (stop !== null) return stop;
  const [job] = await tx.orm.select().from(catalogueImport).where(eq(catalogueImport.id, given.id)).for('update');
  if (job?.state !== 'RUNNING' || job.bytesDone !== given.bytesDone) {
    return refuse('BUSY', 'The import is being run by another process.');
  }
  // One import of a provider at a time, so that two cannot begin the same course.
  await tx.orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue import ${providerId}`}, 0))`);
  const plans = await plansOf(tx, job, rows);
  const lines = await carryOut(tx, job, rows, plans);
  await tx.orm.insert(catalogueImportLine).values(lines.map((line) => ({ ...line, id: newId(), importId: job.id, providerId })));
  return { counts: await moveOn(tx, job, lines, rows) };
}

async function plansOf(tx: Tx, job: ImportRow, rows: readonly JudgedRow[]): Promise<Plan[]> {
  const readable = rows.flatMap(({ read }) => (isUnreadable(read) ? [] : [read]));
  const own = readable.flatMap(({ id }) => courseOfRowId(id) ?? []);
  const courses = await knownCourses(tx, job.providerId, { external: readable.map(({ id }) => id), own });
  const byId = new Map([...courses.map((each) => [each.id, each] as const),
    ...courses.flatMap((each) => (each.externalId === null ? [] : [[each.externalId, each] as const]))]);
  const courseOf = (row: ParsedRow): KnownCourse | undefined => byId.get(row.id) ?? byId.get(courseOfRowId(row.id) ?? '');
  const compared = readable.flatMap((row) => {
    const course = courseOf(row);
    return course === undefined ? [] : [targetOf(course).id, ...(exportedOf(course, row) ? [exportedOf(course, row)?.id ?? ''] : [])];
  });
  const known = {
    parts: await partsOf(tx, compared),
    competencyIds: await competencyIds(tx, readable.flatMap(({ competencies }) => competencies ?? [])),
    once: writtenOnce(job.mapping),
  };
  const earlier = await spokenFor(tx, job.id, rows.flatMap(({ id }) => id ?? []), courses.map(({ id }) => id));
  const slug = await slugOfProvider(tx, job.providerId);
  const ids = new Set(earlier.ids);
  const courseIds = new Set(earlier.courseIds);
  return rows.map(({ id, read }): Plan => {
    const course = isUnreadable(read) ? undefined : courseOf(read);
    const repeated = (id !== null && ids.has(id)) || (course !== undefined && courseIds.has(course.id));
    if (id !== null) ids.add(id);
    if (course !== undefined) courseIds.add(course.id);
    if (isUnreadable(read)) return { kind: 'refuse', code: 'INVALID', message: read.problems.map(told).join(' ') };
    if (repeated) return { kind: 'refuse', code: 'TAKEN', message: 'id: An earlier row of the file has the same id.' };
    if (read.provider !== undefined && read.provider !== slug) {
      return { kind: 'refuse', code: 'FORBIDDEN', message: `provider: This is a course of '${read.provider}', not of '${slug}'.` };
    }
    if (course === undefined && courseOfRowId(read.id) !== null) {
      return { kind: 'refuse', code: 'NOT_FOUND', message: 'id: The provider has no course of this id.' };
    }
    return planOf(read, course ?? null, known);
  });
}

function told({ field, message }: RowProblem): string {
  return field === '' ? message : `${field}: ${message}`;
}

async function slugOfProvider(tx: Tx, providerId: string): Promise<string> {
  const [row] = await tx.orm.select({ slug: organisation.slug }).from(organisation).where(eq(organisation.id, providerId));
  if (row === undefined) throw new Error('the provider of an import is not there');
  return row.slug;
}

async function carryOut(tx: Tx, job: ImportRow, rows: readonly JudgedRow[], plans: readonly Plan[]): Promise<Line[]> {
  const by = { providerId: job.providerId, createdBy: job.createdBy };
  const begun = await beginCourses(tx, by, plans.filter((plan) => plan.kind === 'begin'));
  await editDrafts(tx, plans.filter((plan) => plan.kind === 'edit'));
  await reviseCourses(tx, by, plans.filter((plan) => plan.kind === 'revise'));
  return rows.map(({ lineNo, id, sha256 }, at): Line => {
    const plan = plans[at];
    if (plan === undefined) throw new Error('a row has no plan');
    const line = { lineNo, externalId: id, rowSha256: sha256 };
    switch (plan.kind) {
      case 'refuse': return { ...line, outcome: 'REFUSED', code: plan.code, message: storable(plan.message) };
      case 'leave': return { ...line, outcome: 'UNCHANGED', courseId: plan.courseId };
      case 'begin': return { ...line, outcome: 'IMPORTED', courseId: begun.get(plan) ?? null };
      case 'edit': case 'revise': return { ...line, outcome: 'UPDATED', courseId: plan.courseId };
    }
  });
}

/** A message may repeat what stood in the file: what the database cannot hold is replaced, and it is not let grow without end. */
function storable(message: string): string {
  return message.slice(0, 1000).toWellFormed().replaceAll(/[\u0000-\u001f\u007f]/g, '\u{FFFD}');
}

const COUNTED: Readonly<Record<LineOutcome, keyof Counts>> = { IMPORTED: 'imported', UPDATED: 'updated', UNCHANGED: 'unchanged', REFUSED: 'refused' };

/** Moves the position, counts the outcomes, and writes the one audit event of the batch, with the digest of its report lines. */
async function moveOn(tx: Tx, job: ImportRow, lines: readonly Line[], rows: readonly JudgedRow[]): Promise<Counts> {
  const counts = { imported: 0, updated: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of lines) counts[COUNTED[outcome]] += 1;
  const last = rows.at(-1);
  if (last === undefined) throw new Error('a batch has rows');
  const place = { bytesDone: last.endsAt, linesDone: last.nextLine - 1 };
  await tx.orm.update(catalogueImport).set({
    ...place, imported: job.imported + counts.imported, updated: job.updated + counts.updated,
    unchanged: job.unchanged + counts.unchanged, refused: job.refused + counts.refused,
  }).where(eq(catalogueImport.id, job.id));
  await record(tx, {
    subject: { prefix: 'catalogue_import', id: job.id }, organisationId: job.providerId,
    before: { bytesDone: job.bytesDone, linesDone: job.linesDone }, after: { ...place, ...counts, linesSha256: digestOf(lines) },
  });
  return counts;
}

/** SHA-256 over the report lines in order, each as a JSON list of line number, id, outcome, course, code and hash of the row. */
export function digestOf(lines: readonly Line[]): string {
  const hash = createHash('sha256');
  for (const { lineNo, externalId, outcome, courseId, code, rowSha256 } of lines) {
    hash.update(`${JSON.stringify([lineNo, externalId ?? null, outcome, courseId ?? null, code ?? null, rowSha256 ?? null])}\n`);
  }
  return hash.digest('hex');
}
