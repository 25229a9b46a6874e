import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, Refused, type Outcome } from '../../lib/refusal.js';
import { openRound } from '../reviews/steps.js';
import { staleRevision } from './draft.js';
import { id, revision } from './inputs.js';
import { lockFor, moveVersion } from './move.js';
import { snapshotOf, snapshotSql } from './preflightSnapshot.js';
import { blockers, preflight, type PreflightFinding } from './rules/preflight.js';

const inputSchema = z.object({ courseVersionId: id, revision: revision.nullish() });

/**
 * Submits a DRAFT to review: it is frozen, and a review round opens under the policy in force. Every BLOCKER that
 * pre-flight finds is one BLOCKED error, its path `courseVersion` and the field. Where a revision is given, it must be the
 * current one. For the provider's administrators.
 */
export async function courseVersionSubmit(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'courseVersionSubmit', async (tx) => {
    const version = await lockFor(tx, 'SUBMIT', input.courseVersionId);
    if (isRefused(version)) return version;
    const stale = staleRevision(version, input.revision ?? version.revision);
    if (stale !== null) return stale;
    const found = blockers(await preflightOf(tx, version.id));
    if (found.length > 0) {
      return new Refused(found.map(({ path, message }) => ({ code: 'BLOCKED', message, path: ['courseVersion', ...path.split('.')] })));
    }
    await moveVersion(tx, version, 'SUBMIT', { submittedAt: tx.now, approvedAt: null, stateReason: null });
    const round = await openRound(tx, version);
    return isRefused(round) ? round : { courseVersionId: version.id };
  });
}

/** What pre-flight finds in a version as it is in the transaction. */
async function preflightOf(tx: Tx, versionId: string): Promise<PreflightFinding[]> {
  const [row] = await tx.orm.execute<{ snapshot: unknown }>(
    sql`select ${sql.raw(snapshotSql('v'))} as snapshot from course_version v where v.id = ${versionId}::uuid`);
  if (row === undefined) throw new Error('a locked version is there');
  return preflight(snapshotOf(row.snapshot));
}
