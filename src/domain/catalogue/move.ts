import { eq } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { emit } from '../../db/emit.js';
import { courseVersion } from '../../db/tables/catalogue.js';
import { uuidOf } from '../../lib/ids.js';
import { isRefused, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { judgeVersion, stateAfter, unknownVersion, type CourseVersionAction, type CourseVersionMove } from './policy.js';
import { lockVersion, type CourseVersionRow, type LockedVersion } from './steps.js';

const PATH = ['courseVersionId'];

/** Locks the version of a public id and judges whether the actor may do this with it as it is. */
export async function lockFor(tx: Tx, action: CourseVersionAction, publicVersionId: string): Promise<Refused | LockedVersion> {
  const id = uuidOf('course_version', publicVersionId);
  const version = id === null ? null : await lockVersion(tx, id);
  if (version === null) return unknownVersion(PATH);
  return judgeVersion(tx.actor, action, version, PATH) ?? version;
}

type Change = Partial<Pick<CourseVersionRow, 'submittedAt' | 'approvedAt' | 'publishedAt' | 'closedAt' | 'stateReason'>>;

/** Moves a version that `lockFor` gave for this action, with what changes along with its state, and records it. */
export async function moveVersion(
  tx: Tx, version: LockedVersion, action: CourseVersionMove, change: Change = {}, reason?: string,
): Promise<void> {
  const state = stateAfter(action, version.state);
  if (isRefused(state)) throw new Error(`a version was not judged before it was moved: ${state.errors[0]?.message ?? ''}`);
  await tx.orm.update(courseVersion).set({ ...change, state, updatedAt: tx.now }).where(eq(courseVersion.id, version.id));
  await recordVersion(tx, version, { state: version.state }, { state }, reason);
}

/** Tells the provider, after the commit, that a version left the catalogue or came back. */
export async function announceSuspension(
  tx: Tx, version: LockedVersion, outcome: 'SUSPENDED' | 'REINSTATED', reason: string | null,
): Promise<void> {
  const payload = { courseVersionId: version.id, outcome, reason, at: tx.now.toISOString() };
  await emit(tx, 'onCourseVersionSuspensionChanged', payload, `course:${version.courseId}`);
}

/** Records a change of a version: the changed fields as they were and as they are. */
export async function recordVersion(
  tx: Tx, version: Pick<CourseVersionRow, 'id' | 'providerId'>, before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>>, reason?: string,
): Promise<void> {
  const subject = { prefix: 'course_version', id: version.id } as const;
  await record(tx, { subject, organisationId: version.providerId, before, after, ...(reason === undefined ? {} : { reason }) });
}

/** Records a change of a module or content item of a version; null where there was, or is, none. */
export async function recordPart(
  tx: Tx, version: LockedVersion, subject: { readonly prefix: 'module' | 'content_item'; readonly id: string },
  before: Readonly<Record<string, unknown>> | null, after: Readonly<Record<string, unknown>> | null,
): Promise<void> {
  const of = (fields: typeof before): typeof before => fields && { ...fields, courseVersionId: version.id };
  await record(tx, { subject, organisationId: version.providerId, before: of(before), after: of(after) });
}
