import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { courseModule } from '../../db/tables/catalogue.js';
import { newId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { openDraft, saveDraft } from './draft.js';
import { id, newModuleFields, revision } from './inputs.js';
import { recordPart } from './move.js';
import { makeRoom, modulePlaces } from './places.js';

const inputSchema = z.object({ courseVersionId: id, revision, ...newModuleFields });

/** Adds a module to a DRAFT, last or at a position. Refuses the 201st, and a position that would leave a gap. */
export async function moduleAdd(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ moduleId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'moduleAdd', async (tx) => {
    const version = await openDraft(tx, input.courseVersionId, input.revision);
    if (isRefused(version)) return version;
    const position = await makeRoom(modulePlaces(tx, version.id), input.position);
    if (isRefused(position)) return position;
    const moduleId = newId();
    const fields = { title: input.title, summary: input.summary ?? '', position };
    await tx.orm.insert(courseModule).values({ id: moduleId, courseVersionId: version.id, lineageId: moduleId, ...fields });
    await saveDraft(tx, version);
    await recordPart(tx, version, { prefix: 'module', id: moduleId }, null, fields);
    return { moduleId, courseVersionId: version.id };
  });
}
