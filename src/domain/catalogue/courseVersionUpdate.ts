import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { changedContent, competenciesOf, replaceCompetencies, withContent } from './content.js';
import { openDraft, saveDraft } from './draft.js';
import { contentFields, id, revision } from './inputs.js';
import { recordVersion } from './move.js';

const inputSchema = z.object({ ...contentFields, courseVersionId: id, revision });

/**
 * Edits a DRAFT: the fields given, and the competencies as a whole where they are given. Refuses a revision that is
 * not the current one, and any version that is not a DRAFT.
 */
export async function courseVersionUpdate(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'courseVersionUpdate', async (tx) => {
    const version = await openDraft(tx, input.courseVersionId, input.revision);
    if (isRefused(version)) return version;
    const content = withContent(input, version);
    if (isRefused(content)) return content;
    const { before, after } = changedContent(version, content);
    if (input.competencies !== undefined) {
      before['competencies'] = await competenciesOf(tx, version.id);
      const competencies = await replaceCompetencies(tx, version.id, input.competencies);
      if (isRefused(competencies)) return competencies;
      after['competencies'] = competencies;
    }
    const next = await saveDraft(tx, version, content);
    await recordVersion(tx, version, { ...before, revision: version.revision }, { ...after, revision: next });
    return { courseVersionId: version.id };
  });
}
