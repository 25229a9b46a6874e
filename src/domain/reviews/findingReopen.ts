import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { finding as findingTable } from '../../db/tables/reviews.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome, type Refused } from '../../lib/refusal.js';
import type { LockedVersion } from '../catalogue/steps.js';
import { idAt, publicIdInput, text } from './inputs.js';
import { findingFacts, lockFinding, userOf } from './locked.js';
import { announceDecision, moveReviewedVersion } from './outcome.js';
import { mayReopen } from './policy.js';
import { closeRound } from './steps.js';
import { addMessage } from './thread.js';

const Input = z.object({ findingId: publicIdInput, reason: text(4000) });
export type FindingReopenInput = z.input<typeof Input>;

/**
 * A curator opens a resolved finding again; any may, whatever his specialism, since it can only make publication
 * harder, but none of the submitting provider. On an APPROVED version the approvals lapse with it: the version is a
 * DRAFT again, its round LAPSED, and the provider is told. Refused on versions that are published or closed.
 */
export async function findingReopen(
  ctx: Ctx, input: FindingReopenInput,
): Promise<Outcome<{ findingId: string; courseVersionId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const id = idAt('finding', wanted.findingId, 'findingId', 'finding');
  if (isRefused(id)) return id;
  return inTx(ctx, 'findingReopen', async (tx) => {
    const finding = await lockFinding(tx, id, 'findingId');
    if (isRefused(finding)) return finding;
    const { version } = finding;
    const refusal = mayReopen(tx.actor, await findingFacts(tx, finding, userOf(tx)));
    if (refusal !== null) return refusal;
    const lapsed = version.state === 'APPROVED' ? await lapse(tx, version, wanted.reason) : null;
    if (lapsed !== null) return lapsed;
    await tx.orm.update(findingTable).set({ state: 'OPEN', resolvedBy: null, resolvedAt: null }).where(eq(findingTable.id, id));
    await addMessage(tx, finding, 'REOPENING', wanted.reason, 'OPEN');
    return { findingId: id, courseVersionId: version.id };
  });
}

/** The approvals of a version lapse: before the finding opens, since none may be open on what is approved. */
async function lapse(tx: Tx, version: LockedVersion, reason: string): Promise<Refused | null> {
  const round = await closeRound(tx, version.id, 'lapse');
  if (isRefused(round)) return round;
  const moved = await moveReviewedVersion(tx, version, 'lapse', { approvedAt: null }, reason);
  if (isRefused(moved)) return moved;
  await announceDecision(tx, version, round.roundId, 'LAPSED', reason);
  return null;
}
