import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { course, courseVersion } from '../../db/tables/catalogue.js';
import { organisation } from '../../db/tables/organisations.js';
import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { actsFor, isStaff } from '../identity/actor.js';
import type { OrganisationState } from '../organisations/lifecycle.js';
import { COURSE_VERSION_LIFECYCLE } from './lifecycle.js';
import type { VersionFacts } from './policy.js';

export type CourseVersionRow = typeof courseVersion.$inferSelect;

/** A version's row under its lock, with what judgements on it rest on. */
export type LockedVersion = CourseVersionRow & VersionFacts;

/**
 * Locks provider (shared), course and version, in that order, and gives the version as it then is. Null where the
 * actor may not know of it by row-level security. Whoever may see a published version without ever writing it
 * (another organisation, say) gets it unlocked: such a person can only be refused.
 */
export async function lockVersion(tx: Tx, versionId: string): Promise<LockedVersion | null> {
  const [seen] = await tx.orm.select().from(courseVersion).where(eq(courseVersion.id, versionId));
  if (seen === undefined) return null;
  const providerState = await lockProvider(tx, seen.providerId);
  const mayLock = actsFor(tx.actor, seen.providerId) || isStaff(tx.actor) || tx.actor.kind === 'system';
  if (!mayLock) return { ...seen, providerState, submitted: seen.submittedAt !== null };
  await tx.orm.select({ id: course.id }).from(course).where(eq(course.id, seen.courseId)).for('update');
  const [row] = await tx.orm.select().from(courseVersion).where(eq(courseVersion.id, versionId)).for('update');
  return row === undefined ? null : { ...row, providerState, submitted: row.submittedAt !== null };
}

/** Locks an organisation against a change of its state until the transaction ends, and gives its state. */
export async function lockProvider(tx: Tx, providerId: string): Promise<OrganisationState> {
  const [row] = await tx.orm.select({ state: organisation.state }).from(organisation)
    .where(eq(organisation.id, providerId)).for('share');
  if (row === undefined) throw new Error('an organisation that is referred to is not there');
  return row.state;
}

/**
 * Publishes an APPROVED version, and supersedes the live one (PUBLISHED or SUSPENDED) of the course before it, in
 * one transaction. The caller holds the locks of the course and the version and has judged who asks. Records the
 * superseded version in the audit log; the published one is the caller's to record. Refuses any other state; the
 * database refuses what is short of its approvals.
 */
export async function publishVersion(
  tx: Tx, versionId: string,
): Promise<Refused | { readonly supersededId: string | null }> {
  const [version] = await tx.orm.select().from(courseVersion).where(eq(courseVersion.id, versionId)).for('update');
  if (version === undefined) return refuse('NOT_FOUND', 'There is no such course version.');
  const state = next(COURSE_VERSION_LIFECYCLE, 'course version', version.state, 'publish');
  if (isRefused(state)) return state;
  const supersededId = await supersedeLive(tx, version);
  if (isRefused(supersededId)) return supersededId;
  await tx.orm.update(courseVersion).set({ state, publishedAt: tx.now, updatedAt: tx.now, stateReason: null })
    .where(eq(courseVersion.id, versionId));
  return { supersededId };
}

async function supersedeLive(tx: Tx, by: CourseVersionRow): Promise<Refused | string | null> {
  const [live] = await tx.orm.select().from(courseVersion).where(and(
    eq(courseVersion.courseId, by.courseId), ne(courseVersion.id, by.id),
    inArray(courseVersion.state, ['PUBLISHED', 'SUSPENDED']))).for('update');
  if (live === undefined) return null;
  const state = next(COURSE_VERSION_LIFECYCLE, 'course version', live.state, 'supersede');
  if (isRefused(state)) return state;
  await tx.orm.update(courseVersion).set({ state, closedAt: tx.now, updatedAt: tx.now }).where(eq(courseVersion.id, live.id));
  await record(tx, {
    subject: { prefix: 'course_version', id: live.id }, organisationId: live.providerId,
    before: { state: live.state }, after: { state, supersededBy: by.id },
  });
  return live.id;
}
