import { courseVersionCreate } from '../../../src/domain/catalogue/courseVersionCreate.js';
import { courseVersionUpdate } from '../../../src/domain/catalogue/courseVersionUpdate.js';
import { findingAnswer } from '../../../src/domain/reviews/findingAnswer.js';
import { findingCreate } from '../../../src/domain/reviews/findingCreate.js';
import { findingResolve } from '../../../src/domain/reviews/findingResolve.js';
import { reviewDecide } from '../../../src/domain/reviews/reviewDecide.js';
import { reviewPolicyCreate } from '../../../src/domain/reviews/reviewPolicyCreate.js';
import { newId, publicId, uuidOf, type IdPrefix } from '../../../src/lib/ids.js';
import { done, given, INSTITUTE, type GivenReview } from '../../support/given.js';
import { receivedUpload, startedImport, worked } from '../../support/imports.js';
import type { World } from '../../support/world.js';
import { providerIn } from '../organisations/support.js';
import { cardMandatesScene } from './money/cardMandates.js';
import { billingScene } from './money/billing.js';
import { hostedInvoicesScene } from './money/hostedInvoices.js';
import { pricingScene } from './money/pricing.js';
import { paymentsScene } from './money/payments.js';
import { paymentEventsScene } from './money/paymentEvents.js';
import { procurementScene } from './money/procurement.js';
import { subscriptionsScene } from './money/subscriptions.js';
import { seatsScene } from './money/seats.js';
import { searchScene } from './search.js';
import { queueFilter } from './targets.js';

/** One object of every kind and, where its visibility depends on it, in every situation; public ids by name. */
export type Scene = Readonly<Record<string, string>>;

/** A provider with a course of three versions: superseded, published after a review with a finding, and a new draft. */
export async function setScene(w: World): Promise<Scene> {
  await makeCuratorAFormerColleague(w);
  const first = await given.publishedCourse(w);
  const second = await reviewedVersion(w, first.courseId);
  const third = done(await courseVersionCreate(await w.ctx('author'), { courseId: first.courseId }));
  const draft = await given.draft(w);
  const inReview = await given.assignment(w);
  const money = { ...await pricingScene(w), ...await billingScene(w), ...await procurementScene(w), ...await paymentsScene(w), ...await paymentEventsScene(w), ...await subscriptionsScene(w), ...await seatsScene(w), ...await cardMandatesScene(w), ...await hostedInvoicesScene(w), ...await searchScene(w) };
  const organisations = await givenOrganisations(w);
  const { collectionId } = await given.collection(w);
  const { invitationId } = await given.invitation(w);
  const { uploadId } = await receivedUpload(w, [{ id: 'refused' }]);
  const catalogueImport = await startedImport(w, uploadId);
  await worked(w, catalogueImport);
  return {
    upload: uploadId, catalogueImport, catalogueImportLine: await lastId(w, 'catalogue_import_line', 'true'),
    publishedCourse: first.courseId, supersededVersion: first.courseVersionId, draftVersion: publicId('course_version', third.courseVersionId),
    publishedModule: first.moduleId, draftCourse: draft.courseId, draftModule: draft.moduleId, draftItem: draft.contentItemId,
    inReviewCourse: inReview.courseId, inReviewVersion: inReview.courseVersionId, openAssignment: inReview.reviewAssignmentId,
    ...second, ...money, ...organisations, ...await organisationPolicy(w), collection: collectionId, invitation: invitationId, queueFilter: await queueFilter(w),
    publishedVersionModule: await idBy(w, 'module', 'course_version_id', second['publishedVersion']),
    publishedItem: await idBy(w, 'content_item', 'course_version_id', second['publishedVersion']),
    author: publicId('user', await w.userId('author')),
    authorship: await lastId(w, 'membership', `user_id = '${await w.userId('author')}'`),
    auditEvent: await lastId(w, 'audit_event', 'true'),
    generalPolicy: await lastId(w, 'review_policy', 'provider_id is null'),
    framework: await lastId(w, 'competency_framework', 'true'),
    competency: await lastId(w, 'competency', 'true'),
    governmentBody: await lastId(w, 'government_body', 'true'),
  };
}

/**
 * The curator on the first stages was of the provider once, so that its people see him as a person: who reviewed them
 * is then hidden by nothing but the fields that would name him.
 */
async function makeCuratorAFormerColleague(w: World): Promise<void> {
  const [userId, organisationId] = [await w.userId('curator-compliance'), await w.organisationId(INSTITUTE)];
  const id = newId();
  await w.owner`insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
    values (${id}, ${userId}, ${organisationId}, 'PROVIDER', '{AUTHOR}', '{}', 'ACTIVE', now() - interval '2 years')`;
  await w.owner`update membership set state = 'ENDED', ended_at = now() - interval '1 year' where id = ${id}`;
}

async function lastId(w: World, prefix: IdPrefix, condition: string): Promise<string> {
  const [row] = await w.owner.unsafe<{ id: string }[]>(`select id from ${prefix} where ${condition} order by id desc limit 1`);
  if (row === undefined) throw new Error(`there is no ${prefix} where ${condition}`);
  return publicId(prefix, row.id);
}

function idBy(w: World, prefix: IdPrefix, column: string, versionId: string | undefined): Promise<string> {
  return lastId(w, prefix, `${column} = '${uuidOf('course_version', versionId ?? '') ?? ''}'`);
}

/** The next version of a published course: changed, remarked on, answered, approved, published, and told why. */
async function reviewedVersion(w: World, courseId: string): Promise<Record<string, string>> {
  const author = await w.ctx('author');
  const courseVersionId = publicId('course_version', done(await courseVersionCreate(author, { courseId })).courseVersionId);
  done(await courseVersionUpdate(author, { courseVersionId, revision: 1, title: 'Noting and drafting, revised', accessibility: { captions: false } }));
  const review = await given.courseInReview(w, { courseId, courseVersionId, moduleId: '', contentItemId: '', revision: 2 });
  const findingId = await settledFinding(w, review);
  const rows = await w.owner<{ decision: string; assignment: string }[]>`
    select d.id as decision, d.assignment_id as assignment from decision d where d.course_version_id = ${uuidOf('course_version', courseVersionId)} order by d.id limit 1`;
  await w.owner`update course_version set state_reason = 'Told to its provider.' where id = ${uuidOf('course_version', courseVersionId)}`;
  return {
    publishedVersion: courseVersionId, finding: findingId, round: review.reviewRoundId, stage: review.reviewStageId,
    decision: publicId('decision', rows[0]?.decision ?? ''), assignment: publicId('review_assignment', rows[0]?.assignment ?? ''),
  };
}

/** Takes a version through both stages, with a finding that is answered and resolved on the first. */
async function settledFinding(w: World, review: GivenReview): Promise<string> {
  const { courseVersionId } = review;
  const curator = await w.ctx('curator-compliance');
  const { reviewAssignmentId } = await given.assignment(w, 'curator-compliance', review);
  const findingId = publicId('finding', done(await findingCreate(curator, { courseVersionId, path: 'title', severity: 'MINOR', body: 'Revised how?' })).findingId);
  done(await findingAnswer(await w.ctx('author'), { findingId, body: 'It says so in the summary.' }));
  done(await findingResolve(curator, { findingId, body: 'It does.' }));
  const scores = ['Registration and licence', 'Names, titles and trademarks', 'No advertising or personal data'].map((criterion) => ({ criterion, score: 4 }));
  done(await reviewDecide(curator, { reviewAssignmentId, verdict: 'APPROVE', reason: 'Good.', scores }));
  await given.approval(w, 2, review);
  await given.publication(w, courseVersionId);
  return findingId;
}

/** The organisations that people act for, with all their private fields filled; and providers in the other states. */
async function givenOrganisations(w: World): Promise<Record<string, string>> {
  await w.owner.begin(async (sql) => {
    // Past the guard by which nobody says afterwards who applied.
    await sql`alter table organisation disable trigger user`;
    await sql`update organisation o set state_reason = 'Told to its people.', decided_at = now(),
      applied_by = (select m.user_id from membership m where m.organisation_id = o.id order by m.created_at, m.id limit 1),
      gstin = coalesce(gstin, '27AAPFU0939F1ZV')
      where slug = ${INSTITUTE} or kind = 'PLATFORM' or slug = 'department-of-personnel-and-training'`;
    await sql`alter table organisation enable trigger user`;
  });
  return {
    institute: publicId('provider', await w.organisationId(INSTITUTE)),
    department: publicId('department', await w.organisationId('department-of-personnel-and-training')),
    platform: publicId('platform', await w.organisationId('karmayogi-marketplace')),
    applied: (await providerIn(w, 'APPLIED')).id,
    rejected: (await providerIn(w, 'REJECTED')).id,
    suspended: (await providerIn(w, 'SUSPENDED')).id,
  };
}

/** A review policy for the institute alone, to come. */
async function organisationPolicy(w: World): Promise<Record<string, string>> {
  const { reviewPolicyId } = done(await reviewPolicyCreate(await w.ctx('chief-curator'), {
    code: 'INSTITUTE', name: 'For the institute', providerId: publicId('provider', await w.organisationId(INSTITUTE)),
    inForceFrom: new Date('2199-01-01T00:00:00Z'), autoPublish: false,
    stages: [{ specialism: 'CONTENT', approvalsRequired: 1, daysAllowed: 7, rubric: ['Accuracy'] }],
  }));
  return { instituteReviewPolicy: publicId('review_policy', reviewPolicyId) };
}
