import { publicId } from '../../../src/lib/ids.js';
import { courseVersionRetire } from '../../../src/domain/catalogue/courseVersionRetire.js';
import { done, given, INSTITUTE } from '../../support/given.js';
import type { World } from '../../support/world.js';
import { providerIn } from '../organisations/support.js';

/** What an operation is asked about: public ids, and what else its input needs. */
export type Target = Readonly<Record<string, string | number>>;

const organisationIn = (state: string) => async (w: World): Promise<Target> => ({ organisationId: (await providerIn(w, state)).id });

async function firstOf(w: World, prefix: 'review_policy' | 'audit_event'): Promise<string> {
  const [row] = await w.owner<{ id: string }[]>`select id from ${w.owner(prefix)} limit 1`;
  if (row === undefined) throw new Error(`there is no ${prefix}`);
  return publicId(prefix, row.id);
}

/** How each target is made; a new one each time, but for what is there once. */
export const TARGETS = {
  nothing: () => Promise.resolve({}),
  draft: (w) => given.draft(w),
  courseInReview: (w) => given.courseInReview(w),
  approvedCourse: (w) => given.approvedCourse(w),
  publishedCourse: (w) => given.publishedCourse(w),
  suspendedCourse: (w) => given.suspendedCourse(w),
  retiredCourse: async (w) => {
    const course = await given.publishedCourse(w);
    done(await courseVersionRetire(await w.ctx('provider-admin'), { courseVersionId: course.courseVersionId }));
    return course;
  },
  assignment: (w) => given.assignment(w),
  finding: (w) => given.finding(w),
  resolvedFinding: (w) => given.resolvedFinding(w),
  collection: (w) => given.collection(w),
  institute: async (w) => ({ organisationId: publicId('provider', await w.organisationId(INSTITUTE)) }),
  appliedProvider: organisationIn('APPLIED'),
  verifiedProvider: organisationIn('VERIFIED'),
  rejectedProvider: organisationIn('REJECTED'),
  suspendedProvider: organisationIn('SUSPENDED'),
  newcomersInvitation: async (w) => {
    // One person cannot have two in force to the same organisation.
    await w.owner`update invitation set state = 'REVOKED', closed_at = now() where email = 'newcomer@example.in' and state = 'PENDING'`;
    return given.invitation(w, 'newcomer@example.in');
  },
  member: (w) => given.member(w),
  reviewPolicy: async (w) => ({ reviewPolicyId: await firstOf(w, 'review_policy') }),
  auditEvent: async (w) => {
    await given.collection(w);
    return { auditEventId: await firstOf(w, 'audit_event') };
  },
} as const satisfies Record<string, (w: World) => Promise<Target>>;

/** Makes the target of a name. */
export async function target(w: World, name: string): Promise<Target> {
  if (!Object.hasOwn(TARGETS, name)) throw new Error(`there is no target ${name}`);
  return TARGETS[name as keyof typeof TARGETS](w);
}
