import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { catalogueEntry, course, courseVersion } from '../../db/tables/catalogue.js';
import { newId, uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { actsFor, isStaff } from '../identity/actor.js';
import { id } from './inputs.js';
import { OPEN_STATES } from './lifecycle.js';
import { recordVersion } from './move.js';
import { judgeVersionCreate } from './policy.js';
import { lockProvider, type CourseVersionRow } from './steps.js';

const inputSchema = z.object({ courseId: id });

/**
 * Begins the next version of a course as a DRAFT: a copy, with modules, content items and competencies, of the
 * PUBLISHED or SUSPENDED version, else of the latest closed one. The parts keep their lineage, so that versions can be
 * compared. Refused while the course has an open version, also to two who ask at once.
 */
export async function courseVersionCreate(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ courseId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'courseVersionCreate', async (tx) => {
    const versions = await lockCourse(tx, input.courseId);
    if (isRefused(versions)) return versions;
    const open = versions.find(isOpen);
    if (open !== undefined) {
      return refuse('ILLEGAL_STATE', `The course has an open version already: version ${open.number} is ${open.state}.`);
    }
    const [latest] = versions;
    const source = versions.find(({ state }) => state === 'PUBLISHED' || state === 'SUSPENDED') ?? latest;
    if (source === undefined || latest === undefined || tx.actor.kind !== 'person') throw new Error('a course has a first version');
    const courseVersionId = newId();
    await copyVersion(tx, source, { id: courseVersionId, number: latest.number + 1, createdBy: tx.actor.userId });
    await recordVersion(tx, { id: courseVersionId, providerId: source.providerId }, null,
      { state: 'DRAFT', number: latest.number + 1, basedOn: source.id });
    return { courseId: source.courseId, courseVersionId };
  });
}

function isOpen({ state }: CourseVersionRow): boolean {
  return OPEN_STATES.some((open) => open === state);
}

/** Locks provider and course and judges who asks; answers the course's versions, latest first. */
async function lockCourse(tx: Tx, publicCourseId: string): Promise<Refused | CourseVersionRow[]> {
  const path = ['courseId'];
  const unknown = refuse('NOT_FOUND', 'There is no such course.', path);
  const courseId = uuidOf('course', publicCourseId);
  if (courseId === null) return unknown;
  const [seen] = await tx.orm.select({ providerId: course.providerId }).from(course).where(eq(course.id, courseId));
  if (seen === undefined) return unknown;
  const providerState = await lockProvider(tx, seen.providerId);
  if (actsFor(tx.actor, seen.providerId) || isStaff(tx.actor)) {
    await tx.orm.select({ id: course.id }).from(course).where(eq(course.id, courseId)).for('update');
  }
  const versions = await tx.orm.select().from(courseVersion).where(eq(courseVersion.courseId, courseId))
    .orderBy(desc(courseVersion.number));
  const listed = await tx.orm.$count(catalogueEntry, and(eq(catalogueEntry.courseId, courseId), catalogueEntry.listed));
  const facts = {
    providerId: seen.providerId, providerState, listed: listed > 0, submitted: versions.some((each) => each.submittedAt !== null),
  };
  return judgeVersionCreate(tx.actor, facts, path) ?? versions;
}

async function copyVersion(
  tx: Tx, source: CourseVersionRow, to: Pick<CourseVersionRow, 'id' | 'number' | 'createdBy'>,
): Promise<void> {
  const { title, summary, description, languages, level, durationSeconds, captions, transcript, signLanguage } = source;
  const { courseId, providerId, licence, inclusion, pricePaise } = source;
  await tx.orm.insert(courseVersion).values({
    title, summary, description, languages, level, durationSeconds, captions, transcript, signLanguage, licence, inclusion, pricePaise,
    ...to, courseId, providerId, state: 'DRAFT', revision: 1, basedOnVersionId: source.id, createdAt: tx.now, updatedAt: tx.now,
  });
  await tx.orm.execute(sql`
    insert into module (id, course_version_id, lineage_id, position, title, summary)
    select uuidv7(), ${to.id}::uuid, m.lineage_id, m.position, m.title, m.summary
    from module m where m.course_version_id = ${source.id}::uuid`);
  await tx.orm.execute(sql`
    insert into content_item (id, course_version_id, module_id, lineage_id, position, kind, title, url, duration_seconds)
    select uuidv7(), ${to.id}::uuid, n.id, i.lineage_id, i.position, i.kind, i.title, i.url, i.duration_seconds
    from content_item i
    join module m on m.id = i.module_id
    join module n on n.course_version_id = ${to.id}::uuid and n.lineage_id = m.lineage_id
    where i.course_version_id = ${source.id}::uuid`);
  await tx.orm.execute(sql`
    insert into course_version_competency (course_version_id, competency_id, level)
    select ${to.id}::uuid, c.competency_id, c.level
    from course_version_competency c where c.course_version_id = ${source.id}::uuid`);
}
