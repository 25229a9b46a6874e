import type { Tx } from '../../context.js';
import { reviewAssignment } from '../../db/tables/reviews.js';
import { newId } from '../../lib/ids.js';
import { record } from '../audit/steps.js';
import { userOf, type LockedStage } from './locked.js';

/** Puts a curator on a locked stage, as judged by the caller, and records it; gives the assignment's id. */
export async function putOnStage(tx: Tx, stage: LockedStage, curatorId: string): Promise<string> {
  const id = newId();
  await tx.orm.insert(reviewAssignment).values({
    id, stageId: stage.id, roundId: stage.roundId, providerId: stage.providerId, curatorId,
    assignedBy: userOf(tx) ?? curatorId, state: 'ACTIVE', createdAt: tx.now,
  });
  await record(tx, {
    organisationId: stage.providerId, subject: { prefix: 'review_assignment', id },
    before: null, after: { stageId: stage.id, roundId: stage.roundId, curatorId, state: 'ACTIVE' },
  });
  return id;
}
