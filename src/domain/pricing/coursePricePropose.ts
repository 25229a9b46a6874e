import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { catalogueEntry, course, courseVersion } from '../../db/tables/catalogue.js';
import { coursePrice } from '../../db/tables/pricing.js';
import { newId, uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { OPEN_STATES } from '../catalogue/lifecycle.js';
import { seesCourse } from '../catalogue/policy.js';
import { lockProvider } from '../catalogue/steps.js';
import * as field from './inputs.js';
import { PRICE_BASES } from './lifecycle.js';
import { judgeCoursePricePropose } from './policy.js';

const Input = z.object({
  courseId: field.publicIdInput,
  basis: z.enum(PRICE_BASES, `The basis is ${PRICE_BASES.join(' or ')}.`),
  price: field.amount(100n, 100_000_000_000n, 'The price of a course for a year is from 1 rupee to 100 crore rupees.'),
  providerShareBasisPoints: field.whole('The provider\'s share in basis points', 0, 10_000),
});

/**
 * Proposes what a priced course of one's own provider costs for a year (paise, for a learner or for the whole department)
 * and the provider's share of each sale. For PROVIDER_ADMIN of a VERIFIED provider. Departments buy at it once a
 * PLATFORM_ADMIN has approved it; the price approved before holds until then. Refuses a course without a PRICED version
 * (ILLEGAL_STATE), and a second proposal for the same basis while one waits (TAKEN).
 */
export async function coursePricePropose(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ coursePriceId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  return inTx(ctx, 'coursePricePropose', async (tx) => {
    const found = await courseOf(tx, wanted.courseId);
    if (isRefused(found)) return found;
    const refusal = judgeCoursePricePropose(tx.actor, found);
    if (refusal !== null) return refusal;
    if (tx.actor.kind !== 'person') throw new Error('only a person holds a role');
    const { courseId, providerId } = found;
    const { basis, providerShareBasisPoints } = wanted;
    const said = { courseId, basis, yearPaise: wanted.price.amountMinor, providerShareBasisPoints, state: 'PROPOSED' as const };
    const id = newId();
    await tx.orm.insert(coursePrice).values({ ...said, id, providerId, proposedBy: tx.actor.userId, proposedAt: tx.now });
    await record(tx, { organisationId: providerId, subject: { prefix: 'course_price', id }, before: null, after: said });
    return { coursePriceId: id };
  });
}

/** The course with its provider's state held, and whether it is priced; NOT_FOUND where the actor may not know of it. */
async function courseOf(tx: Tx, publicCourseId: string) {
  const unknown = (): Refused => refuse('NOT_FOUND', 'There is no such course.', ['courseId']);
  const courseId = uuidOf('course', publicCourseId);
  if (courseId === null) return unknown();
  const [seen] = await tx.orm.select({ providerId: course.providerId }).from(course).where(eq(course.id, courseId));
  if (seen === undefined) return unknown();
  const providerState = await lockProvider(tx, seen.providerId);
  const versions = await tx.orm.select({ state: courseVersion.state, inclusion: courseVersion.inclusion, submittedAt: courseVersion.submittedAt })
    .from(courseVersion).where(eq(courseVersion.courseId, courseId));
  const listed = await tx.orm.$count(catalogueEntry, and(eq(catalogueEntry.courseId, courseId), catalogueEntry.listed));
  const facts = { providerId: seen.providerId, providerState };
  const submitted = versions.some((version) => version.submittedAt !== null);
  if (!seesCourse(tx.actor, { ...facts, listed: listed > 0, submitted })) return unknown();
  return { ...facts, courseId, priced: versions.some(isPriced) };
}

/** Whether a version that is in the catalogue, or may still come into it, is priced. */
function isPriced({ state, inclusion }: Pick<typeof courseVersion.$inferSelect, 'state' | 'inclusion'>): boolean {
  return inclusion === 'PRICED' && ['PUBLISHED', 'SUSPENDED', ...OPEN_STATES].includes(state);
}
