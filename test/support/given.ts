import { contentItemAdd } from '../../src/domain/catalogue/contentItemAdd.js';
import { collectionCreate } from '../../src/domain/catalogue/collectionCreate.js';
import { courseCreate } from '../../src/domain/catalogue/courseCreate.js';
import { courseVersionPublish } from '../../src/domain/catalogue/courseVersionPublish.js';
import { courseVersionSubmit } from '../../src/domain/catalogue/courseVersionSubmit.js';
import { courseVersionSuspend } from '../../src/domain/catalogue/courseVersionSuspend.js';
import { moduleAdd } from '../../src/domain/catalogue/moduleAdd.js';
import { invitationAccept } from '../../src/domain/identity/invitationAccept.js';
import { invitationCreate } from '../../src/domain/identity/invitationCreate.js';
import { findingCreate } from '../../src/domain/reviews/findingCreate.js';
import { findingResolve } from '../../src/domain/reviews/findingResolve.js';
import type { FindingSeverity } from '../../src/domain/reviews/lifecycle.js';
import { reviewAssignmentClaim } from '../../src/domain/reviews/reviewAssignmentClaim.js';
import { reviewDecide } from '../../src/domain/reviews/reviewDecide.js';
import { publicId, uuidOf } from '../../src/lib/ids.js';
import { isRefused, type Outcome } from '../../src/lib/refusal.js';
import type { World } from './world.js';

/** The provider that `author` and `provider-admin` act for, and whose courses are made here. */
export const INSTITUTE = 'demonstration-institute-of-public-service';

/** A course with its one version, by public ids. */
export type GivenCourse = {
  readonly courseId: string; readonly courseVersionId: string; readonly moduleId: string; readonly contentItemId: string;
  readonly revision: number;
};
export type GivenReview = GivenCourse & { readonly reviewRoundId: string; readonly reviewStageId: string };
export type GivenAssignment = GivenReview & { readonly reviewAssignmentId: string };
export type GivenFinding = GivenAssignment & { readonly findingId: string };
export type GivenInvitation = { readonly invitationId: string; readonly organisationId: string; readonly token: string; readonly email: string };

/** The result of a use case that must not be refused. */
export function done<T>(outcome: Outcome<T>): T {
  if (isRefused(outcome)) throw new Error(`refused: ${JSON.stringify(outcome.errors)}`);
  return outcome;
}

let serial = 0;

/** A number that nothing else made here has. */
export function another(): number {
  serial += 1;
  return serial;
}

async function oneId(w: World, text: string, values: readonly string[] = []): Promise<string> {
  const [row] = await w.owner.unsafe<{ id: string }[]>(text, [...values]);
  if (row === undefined) throw new Error(`nothing found by ${text}`);
  return row.id;
}

/** A draft that pre-flight finds nothing in, of the author's provider. */
async function draft(w: World, author = 'author'): Promise<GivenCourse> {
  const ctx = await w.ctx(author);
  const competencyId = publicId('competency', await oneId(w, 'select id from competency order by code limit 1'));
  const created = done(await courseCreate(ctx, {
    title: `Noting and drafting ${another()}`, summary: 'How notes are written on files in government offices.',
    description: 'For section officers.', languages: ['en', 'hi'], duration: 'PT30M', accessibility: { captions: true, transcript: true },
    competencies: [{ competencyId, level: 2 }],
  }));
  const courseVersionId = publicId('course_version', created.courseVersionId);
  const { moduleId: moduleUuid } = done(await moduleAdd(ctx, { courseVersionId, revision: 1, title: 'What a note is for' }));
  const moduleId = publicId('module', moduleUuid);
  const { contentItemId } = done(await contentItemAdd(ctx, {
    moduleId, revision: 2, kind: 'VIDEO', title: 'Lesson', url: 'https://content.example.in/lesson.mp4', duration: 'PT30M',
  }));
  return { courseId: publicId('course', created.courseId), courseVersionId, moduleId, contentItemId: publicId('content_item', contentItemId), revision: 3 };
}

/** The stage of a version's last round at a position. */
async function stageOf(w: World, courseVersionId: string, position: number): Promise<string> {
  return publicId('review_stage', await oneId(w, `select s.id from review_stage s join review_round r on r.id = s.round_id
    where r.course_version_id = $1 and s.position = $2::int order by r.number desc limit 1`, [uuidOf('course_version', courseVersionId) ?? '', String(position)]));
}

/** A submitted version, its first stage (COMPLIANCE) active and nobody on it. */
async function courseInReview(w: World, given?: GivenCourse, submitter = 'provider-admin'): Promise<GivenReview> {
  const course = given ?? await draft(w);
  const { courseVersionId } = course;
  done(await courseVersionSubmit(await w.ctx(submitter), { courseVersionId }));
  const reviewStageId = await stageOf(w, courseVersionId, 1);
  const round = await oneId(w, 'select round_id as id from review_stage where id = $1', [uuidOf('review_stage', reviewStageId) ?? '']);
  return { ...course, reviewStageId, reviewRoundId: publicId('review_round', round) };
}

/** A version in review, with a curator on its first stage. */
async function assignment(w: World, curator = 'curator', given?: GivenReview): Promise<GivenAssignment> {
  const review = given ?? await courseInReview(w);
  const { reviewAssignmentId } = done(await reviewAssignmentClaim(await w.ctx(curator), { reviewStageId: review.reviewStageId }));
  return { ...review, reviewAssignmentId: publicId('review_assignment', reviewAssignmentId) };
}

/** An open finding by the curator on the first stage of a version in review. */
async function finding(w: World, severity: FindingSeverity = 'MINOR', curator = 'curator'): Promise<GivenFinding> {
  const review = await assignment(w, curator);
  const { findingId } = done(await findingCreate(await w.ctx(curator), {
    courseVersionId: review.courseVersionId, path: 'title', severity, body: 'Say what kind of notes.',
  }));
  return { ...review, findingId: publicId('finding', findingId) };
}

/** As `finding`, resolved. */
async function resolvedFinding(w: World): Promise<GivenFinding> {
  const made = await finding(w);
  done(await findingResolve(await w.ctx('curator'), { findingId: made.findingId, body: 'Settled.' }));
  return made;
}

/** Approves the stage that is active, by the curator of its specialism; answers the decision's public id. */
async function approval(w: World, position: number, review: GivenReview): Promise<string> {
  const reviewStageId = await stageOf(w, review.courseVersionId, position);
  const [stage] = await w.owner<{ specialism: string; rubric: string[] }[]>`
    select specialism, rubric from review_stage where id = ${uuidOf('review_stage', reviewStageId)}`;
  if (stage === undefined) throw new Error('no such stage');
  const curator = `curator-${stage.specialism.toLowerCase()}`;
  const { reviewAssignmentId } = await assignment(w, curator, { ...review, reviewStageId });
  const { decisionId } = done(await reviewDecide(await w.ctx(curator), {
    reviewAssignmentId, verdict: 'APPROVE', reason: 'Meets every criterion.', scores: stage.rubric.map((criterion) => ({ criterion, score: 4 })),
  }));
  return publicId('decision', decisionId);
}

/** A version that both stages of the standard policy have approved, with the first decision. */
async function approvedCourse(w: World, from?: GivenCourse): Promise<GivenReview & { readonly decisionId: string }> {
  const review = await courseInReview(w, from);
  const decisionId = await approval(w, 1, review);
  await approval(w, 2, review);
  return { ...review, decisionId };
}

/** Puts an approved version into the catalogue. */
async function publication(w: World, courseVersionId: string): Promise<void> {
  done(await courseVersionPublish(await w.ctx('provider-admin'), { courseVersionId }));
}

/** A version in the catalogue. */
async function publishedCourse(w: World, from?: GivenCourse): Promise<GivenReview & { readonly decisionId: string }> {
  const course = await approvedCourse(w, from);
  await publication(w, course.courseVersionId);
  return course;
}

/** A version that the platform has taken out of the catalogue. */
async function suspendedCourse(w: World): Promise<GivenReview & { readonly decisionId: string }> {
  const course = await publishedCourse(w);
  done(await courseVersionSuspend(await w.ctx('chief-curator'), { courseVersionId: course.courseVersionId, reason: 'A complaint is looked into.' }));
  return course;
}

/** An empty collection. */
async function collection(w: World): Promise<{ readonly collectionId: string; readonly revision: number }> {
  const { collectionId } = done(await collectionCreate(await w.ctx('chief-curator'), { title: `For section officers ${another()}` }));
  return { collectionId: publicId('collection', collectionId), revision: 1 };
}

/** An invitation to the institute, with the token that its mail will carry. */
async function invitation(w: World, email = `invited${another()}@example.in`): Promise<GivenInvitation> {
  const organisationId = publicId('provider', await w.organisationId(INSTITUTE));
  const { invitationId } = done(await invitationCreate(await w.ctx('provider-admin'), { organisationId, email, roles: ['AUTHOR'] }));
  const token = await oneId(w, `select payload->>'token' as id from graphile_worker._private_jobs where payload->>'invitationId' = $1`, [invitationId]);
  return { invitationId: publicId('invitation', invitationId), organisationId, token, email };
}

/** Somebody who has just become an AUTHOR of the institute. */
async function member(w: World): Promise<{ readonly who: string; readonly membershipId: string; readonly userId: string }> {
  const who = `new:colleague${another()}`;
  const { token } = await invitation(w, `${who.slice('new:'.length)}@example.in`);
  const { membershipId } = done(await invitationAccept(await w.ctx(who), { token }));
  return { who, membershipId: publicId('membership', membershipId), userId: publicId('user', await w.userId(who)) };
}

/** What tests begin with, made by the use cases as the people who may; ids are public. */
export const given = {
  draft, courseInReview, assignment, finding, resolvedFinding, approval, approvedCourse, publication, publishedCourse, suspendedCourse,
  collection, invitation, member,
};
