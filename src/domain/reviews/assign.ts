import type { Tx } from '../../context.js';
import { reviewAssignment } from '../../db/tables/reviews.js';
import { newId } from '../../lib/ids.js';
import { recordAll } from '../audit/steps.js';
import { userOf, type LockedStage } from './locked.js';

type Stage = Pick<LockedStage, 'id' | 'roundId' | 'providerId'>;

/** An assignment to be made: its id, whom, and on which stage. */
export interface Seat {
  readonly id: string;
  readonly stage: Stage;
  readonly curatorId: string;
}

/** Puts a curator on a locked stage, as judged by the caller, and records it; gives the assignment's id. */
export async function putOnStage(tx: Tx, stage: Stage, curatorId: string): Promise<string> {
  const id = newId();
  await putOnStages(tx, [{ id, stage, curatorId }]);
  return id;
}

/** As `putOnStage`, for several curators and stages: two statements, and one audit event for each assignment. */
export async function putOnStages(tx: Tx, seats: readonly Seat[]): Promise<void> {
  await tx.orm.insert(reviewAssignment).values(seats.map(({ id, stage, curatorId }) => ({
    id, stageId: stage.id, roundId: stage.roundId, providerId: stage.providerId, curatorId,
    assignedBy: userOf(tx) ?? curatorId, state: 'ACTIVE' as const, createdAt: tx.now,
  })));
  await recordAll(tx, seats.map(({ id, stage, curatorId }) => ({
    organisationId: stage.providerId, subject: { prefix: 'review_assignment' as const, id },
    before: null, after: { stageId: stage.id, roundId: stage.roundId, curatorId, state: 'ACTIVE' },
  })));
}
