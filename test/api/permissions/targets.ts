import { publicId } from '../../../src/lib/ids.js';
import { reviewQueueFilterSave } from '../../../src/domain/reviews/reviewQueueFilterSave.js';
import { courseVersionRetire } from '../../../src/domain/catalogue/courseVersionRetire.js';
import { another, done, given, INSTITUTE } from '../../support/given.js';
import { failedImport, receivedUpload } from '../../support/imports.js';
import type { World } from '../../support/world.js';
import { CARD_MANDATES_TARGETS } from './money/cardMandates.js';
import { BILLING_TARGETS } from './money/billing.js';
import { HOSTED_INVOICES_TARGETS } from './money/hostedInvoices.js';
import { PRICING_TARGETS } from './money/pricing.js';
import { PAYMENTS_TARGETS } from './money/payments.js';
import { PAYMENT_EVENTS_TARGETS } from './money/paymentEvents.js';
import { PROCUREMENT_TARGETS } from './money/procurement.js';
import { SUBSCRIPTIONS_TARGETS } from './money/subscriptions.js';
import { SEATS_TARGETS } from './money/seats.js';
import { SEARCH_TARGETS } from './search.js';
import { providerIn } from '../organisations/support.js';

/** What an operation is asked about: public ids, and what else its input needs. */
export type Target = Readonly<Record<string, string | number>>;

const organisationIn = (state: string) => async (w: World): Promise<Target> => named(w, (await providerIn(w, state)).slug);

async function named(w: World, slug: string): Promise<Target> {
  const [row] = await w.owner<{ id: string; name: string }[]>`select id, name from organisation where slug = ${slug}`;
  if (row === undefined) throw new Error(`there is no ${slug}`);
  return { organisationId: publicId('provider', row.id), name: row.name };
}

async function lastOf(w: World, prefix: 'review_policy' | 'audit_event'): Promise<string> {
  const [row] = await w.owner<{ id: string }[]>`select id from ${w.owner(prefix)} order by id desc limit 1`;
  if (row === undefined) throw new Error(`there is no ${prefix}`);
  return publicId(prefix, row.id);
}

/** A filter of the review queue that the curator keeps. */
export async function queueFilter(w: World): Promise<string> {
  // Only so many are kept: all but his first make room.
  const userId = await w.userId('curator');
  await w.owner`delete from review_queue_filter f where f.user_id = ${userId}
    and f.id <> (select o.id from review_queue_filter o where o.user_id = ${userId} order by o.id limit 1)`;
  const saved = done(await reviewQueueFilterSave(await w.ctx('curator'), { name: `Late ${another()}`, filter: { overdue: true } }));
  return publicId('review_queue_saved_filter', saved.reviewQueueFilterId);
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
  receivedUpload: (w) => receivedUpload(w, [{ id: 'one', title: 'One' }]),
  failedImport: (w) => failedImport(w),
  assignment: (w) => given.assignment(w),
  queueFilter: async (w) => ({ reviewQueueFilterId: await queueFilter(w) }),
  finding: (w) => given.finding(w),
  resolvedFinding: (w) => given.resolvedFinding(w),
  collection: (w) => given.collection(w),
  institute: (w) => named(w, INSTITUTE),
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
  reviewPolicy: async (w) => ({ reviewPolicyId: await lastOf(w, 'review_policy') }),
  auditEvent: async (w) => {
    await given.collection(w);
    return { auditEventId: await lastOf(w, 'audit_event') };
  },
  ...BILLING_TARGETS,
  ...CARD_MANDATES_TARGETS,
  ...HOSTED_INVOICES_TARGETS,
  ...PRICING_TARGETS,
  ...PAYMENTS_TARGETS,
  ...PAYMENT_EVENTS_TARGETS,
  ...PROCUREMENT_TARGETS,
  ...SUBSCRIPTIONS_TARGETS,
  ...SEATS_TARGETS,
  ...SEARCH_TARGETS,
} as const satisfies Record<string, (w: World) => Promise<Target>>;

/** Makes the target of a name. */
export async function target(w: World, name: string): Promise<Target> {
  if (!Object.hasOwn(TARGETS, name)) throw new Error(`there is no target ${name}`);
  return TARGETS[name as keyof typeof TARGETS](w);
}
