import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { contentItem, courseModule, courseVersionCompetency } from '../../db/tables/catalogue.js';
import { finding } from '../../db/tables/reviews.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { seesVersion } from '../catalogue/policy.js';
import { lockVersion, type LockedVersion } from '../catalogue/steps.js';
import { holds } from '../identity/actor.js';
import { idAt, notFound, publicIdInput, text } from './inputs.js';
import { FINDING_SEVERITIES } from './lifecycle.js';
import { activeStageOf, stageFacts, userOf, type LockedStage } from './locked.js';
import { mayRaise, notACurator, notInReview } from './policy.js';
import { parsePath, type PartTarget } from './rules/paths.js';

const Input = z.object({
  courseVersionId: publicIdInput,
  reviewStageId: publicIdInput.nullish(),
  path: z.string().min(1, 'Say which field the finding is about.').max(300, 'At most 300 characters.'),
  severity: z.enum(FINDING_SEVERITIES),
  body: text(4000),
});
export type FindingCreateInput = z.input<typeof Input>;

/**
 * A curator on the active stage of a version in review remarks on one of its fields. `path` names a field or part
 * that the version has (see `parsePath`). While a BLOCKER is open the version is neither approved nor published.
 */
export async function findingCreate(
  ctx: Ctx, input: FindingCreateInput,
): Promise<Outcome<{ findingId: string; courseVersionId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const versionId = idAt('course_version', wanted.courseVersionId, 'courseVersionId', 'course version');
  if (isRefused(versionId)) return versionId;
  const stageId = wanted.reviewStageId == null ? null : idAt('review_stage', wanted.reviewStageId, 'reviewStageId', 'review stage');
  return inTx(ctx, 'findingCreate', async (tx) => {
    const version = await lockVersion(tx, versionId);
    if (version === null || !seesVersion(tx.actor, version)) return notFound('course version', 'courseVersionId');
    const stage = await judgedStage(tx, version, stageId);
    if (isRefused(stage)) return stage;
    const { path, severity, body } = wanted;
    if (!await hasPath(tx, versionId, path)) {
      return refuse('INVALID', `The course version has no '${path}'; name a field, such as title, modules.<id>.title, items.<id>.url or competencies.<id>.`, ['path']);
    }
    const raisedBy = userOf(tx);
    if (raisedBy === null) throw new Error('a curator is a person');
    const id = newId();
    await tx.orm.insert(finding).values({
      id, courseVersionId: versionId, providerId: version.providerId, roundId: stage.roundId, stageId: stage.id, path, severity,
      state: 'OPEN', body, raisedBy, raisedAt: tx.now,
    });
    await record(tx, {
      organisationId: version.providerId, subject: { prefix: 'finding', id },
      before: null, after: { courseVersionId: versionId, path, severity, state: 'OPEN', body },
    });
    return { findingId: id, courseVersionId: versionId };
  });
}

/** The stage that the finding is raised from: the active one, which a stage that is named must be. */
async function judgedStage(tx: Tx, version: LockedVersion, stageId: string | Refused | null): Promise<LockedStage | Refused> {
  if (!holds(tx.actor, 'CURATOR', 'CHIEF_CURATOR')) return notACurator();
  const stage = await activeStageOf(tx, version);
  if (stage === null) return notInReview(version.state);
  const refusal = mayRaise(tx.actor, await stageFacts(tx, stage, userOf(tx)));
  if (refusal !== null) return refusal;
  if (isRefused(stageId)) return stageId;
  return stageId === null || stageId === stage.id ? stage
    : refuse('ILLEGAL_STATE', 'This is not the active stage of the version\'s open round.', ['reviewStageId']);
}

async function hasPath(tx: Tx, versionId: string, path: string): Promise<boolean> {
  const target = parsePath(path);
  if (target === null) return false;
  return target.kind === 'field' || hasPart(tx, versionId, target);
}

async function hasPart(tx: Tx, versionId: string, { part, uuid, module }: PartTarget): Promise<boolean> {
  switch (part) {
    case 'modules': {
      const rows = await tx.orm.select({ id: courseModule.id }).from(courseModule)
        .where(and(eq(courseModule.courseVersionId, versionId), eq(courseModule.id, uuid)));
      return rows.length > 0;
    }
    case 'items': {
      const rows = await tx.orm.select({ moduleId: contentItem.moduleId }).from(contentItem)
        .where(and(eq(contentItem.courseVersionId, versionId), eq(contentItem.id, uuid)));
      return rows.some((row) => module === null || row.moduleId === module);
    }
    case 'competencies': {
      const rows = await tx.orm.select({ id: courseVersionCompetency.competencyId }).from(courseVersionCompetency)
        .where(and(eq(courseVersionCompetency.courseVersionId, versionId), eq(courseVersionCompetency.competencyId, uuid)));
      return rows.length > 0;
    }
  }
}
