import { and, arrayOverlaps, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { emitAll } from '../../../db/emit.js';
import { appUser, membership } from '../../../db/tables/identity.js';
import { newId } from '../../../lib/ids.js';
import type { Role, Specialism } from '../../identity/roles.js';
import { putOnStages, type Seat } from '../assign.js';
import type { CandidateFacts } from '../policy.js';
import { factsAt, type Desk, type DeskStage } from './desk.js';
import type { Patience } from './rows.js';

/** People who may be put on stages, and the specialisms in which they act as curators (none where they do not). */
export type Candidates = ReadonlyMap<string, ReadonlySet<Specialism>>;

/** The people of these ids; those whom nobody knows are left out. */
export async function candidatesOf(tx: Tx, ids: readonly string[], patience: Patience): Promise<Candidates> {
  if (ids.length === 0) return new Map();
  const users = await tx.orm.select({ id: appUser.id }).from(appUser).where(inArray(appUser.id, [...ids]));
  const found = new Map<string, Set<Specialism>>(users.map(({ id }) => [id, new Set()]));
  for (const row of await curating(tx, ['CURATOR', 'CHIEF_CURATOR'], patience, ids)) {
    for (const specialism of row.specialisms) found.get(row.userId)?.add(specialism);
  }
  return found;
}

/** Everybody who holds the role CURATOR: whom stages are spread over. A chief curator is put on a stage by name only. */
export async function allCurators(tx: Tx, patience: Patience): Promise<Candidates> {
  return new Map((await curating(tx, ['CURATOR'], patience)).map(({ userId, specialisms }) => [userId, new Set(specialisms)]));
}

/** Memberships are locked (shared) before courses, so that nobody stops being a curator in between. */
async function curating(tx: Tx, roles: Role[], patience: Patience, ids?: readonly string[]) {
  const query = tx.orm.select({ userId: membership.userId, specialisms: membership.specialisms }).from(membership).where(and(
    eq(membership.organisationKind, 'PLATFORM'), eq(membership.state, 'ACTIVE'), arrayOverlaps(membership.roles, roles),
    ids === undefined ? undefined : inArray(membership.userId, [...ids]))).orderBy(asc(membership.id));
  return patience === 'WAIT' ? query.for('share') : query;
}

/** What is to be known of a candidate to judge whether he may be put on a stage. */
export function candidateAt(desk: Desk, stage: DeskStage, userId: string, specialisms: ReadonlySet<Specialism>): CandidateFacts {
  const { conflict, own } = factsAt(desk, stage, userId);
  return { qualified: specialisms.has(stage.specialism), conflict, own };
}

/** Writes the assignments that were judged, and tells each curator of all of his in one mail. */
export async function assignAll(tx: Tx, seats: readonly Seat[]): Promise<void> {
  if (seats.length === 0) return;
  await putOnStages(tx, seats);
  const batchId = newId();
  const curators = [...new Set(seats.map(({ curatorId }) => curatorId))].sort();
  await emitAll(tx, 'onReviewsAssigned', curators.map((curatorId) => ({
    payload: { batchId, curatorId, assignmentIds: seats.filter((each) => each.curatorId === curatorId).map(({ id }) => id) },
    queue: `user:${curatorId}`,
  })));
}
