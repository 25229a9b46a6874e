import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { course, courseVersion } from '../../db/tables/catalogue.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { slugOf } from '../../lib/slug.js';
import { record } from '../audit/steps.js';
import { actingOrganisation } from '../identity/actor.js';
import { EMPTY_CONTENT, replaceCompetencies, withContent } from './content.js';
import { newCourseFields } from './inputs.js';
import { recordVersion } from './move.js';
import { judgeCourseCreate } from './policy.js';
import { lockProvider } from './steps.js';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const inputSchema = z.object({
  ...newCourseFields,
  slug: z.string().max(120, 'A slug has at most 120 characters.')
    .regex(SLUG, 'A slug is of small letters a to z, digits and single hyphens between them.').nullish(),
});

/** How many slugs are tried before one is made that nobody else can have. */
const SLUGS_TRIED = 20;

/**
 * Begins a course of the provider that the actor acts for, with its version 1 as a DRAFT. Without a slug it gets one
 * made of its title. Refuses everybody but authors and administrators of a VERIFIED provider, and a slug in use.
 */
export async function courseCreate(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ courseId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'courseCreate', async (tx) => {
    const providerId = actingOrganisation(tx.actor);
    if (providerId === null || tx.actor.kind !== 'person') return forbidden(tx);
    const refusal = judgeCourseCreate(tx.actor, await lockProvider(tx, providerId));
    if (refusal !== null) return refusal;
    const content = withContent(input, { ...EMPTY_CONTENT, title: input.title });
    if (isRefused(content)) return content;
    const createdBy = tx.actor.userId;
    const [courseId, courseVersionId] = [newId(), newId()];
    const slug = await insertCourse(tx, { id: courseId, providerId, createdBy, createdAt: tx.now }, input.slug ?? null, content.title);
    if (isRefused(slug)) return slug;
    await tx.orm.insert(courseVersion).values({
      ...content, id: courseVersionId, courseId, providerId, number: 1, state: 'DRAFT', revision: 1,
      createdBy, createdAt: tx.now, updatedAt: tx.now,
    });
    const competencies = await replaceCompetencies(tx, courseVersionId, input.competencies ?? []);
    if (isRefused(competencies)) return competencies;
    await record(tx, { subject: { prefix: 'course', id: courseId }, organisationId: providerId, before: null, after: { slug } });
    await recordVersion(tx, { id: courseVersionId, providerId }, null, { ...content, state: 'DRAFT', number: 1, competencies });
    return { courseId, courseVersionId };
  });
}

function forbidden(tx: Tx): Refused {
  return judgeCourseCreate(tx.actor, null) ?? refuse('FORBIDDEN', 'Only a person begins a course.');
}

type NewCourse = Omit<typeof course.$inferInsert, 'slug'>;

/** Adds the course under the slug asked for, or else under the first free one made of its title; answers the slug. */
async function insertCourse(tx: Tx, row: NewCourse, asked: string | null, title: string): Promise<string | Refused> {
  if (asked !== null) {
    return await tryInsert(tx, row, asked) ? asked : refuse('TAKEN', 'This slug is in use; choose another.', ['slug']);
  }
  const stem = slugOf(title);
  for (let number = 1; number <= SLUGS_TRIED; number += 1) {
    const slug = number === 1 ? stem : `${stem}-${number}`;
    if (await tryInsert(tx, row, slug)) return slug;
  }
  const slug = `${stem}-${row.id.replaceAll('-', '').slice(-12)}`;
  return await tryInsert(tx, row, slug) ? slug : refuse('TAKEN', 'No free slug was found for this title; give one.', ['slug']);
}

async function tryInsert(tx: Tx, row: NewCourse, slug: string): Promise<boolean> {
  const inserted = await tx.orm.insert(course).values({ ...row, slug }).onConflictDoNothing({ target: course.slug })
    .returning({ id: course.id });
  return inserted.length === 1;
}
