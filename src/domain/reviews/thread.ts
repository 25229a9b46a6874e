import type { Tx } from '../../context.js';
import { findingMessage } from '../../db/tables/reviews.js';
import { newId } from '../../lib/ids.js';
import { record } from '../audit/steps.js';
import type { FindingMessageKind, FindingState } from './lifecycle.js';
import { userOf, type LockedFinding } from './locked.js';

/** Adds a message to the thread of a locked finding and records it with the state that the finding has now. */
export async function addMessage(
  tx: Tx, finding: LockedFinding, kind: FindingMessageKind, body: string, state: FindingState = finding.state,
): Promise<void> {
  const authorId = userOf(tx);
  if (authorId === null) throw new Error('messages are written by persons');
  const { providerId } = finding.version;
  await tx.orm.insert(findingMessage).values({ id: newId(), findingId: finding.id, providerId, kind, body, authorId, createdAt: tx.now });
  await record(tx, {
    organisationId: providerId, subject: { prefix: 'finding', id: finding.id },
    before: { state: finding.state }, after: { state, message: { kind, body } },
  });
}
