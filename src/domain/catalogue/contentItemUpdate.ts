import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { contentItem } from '../../db/tables/catalogue.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { openItem, saveDraft } from './draft.js';
import { id, itemFields, revision } from './inputs.js';
import { recordPart } from './move.js';

const inputSchema = z.object({ contentItemId: id, revision, ...itemFields });

/** Edits a content item of a DRAFT; what is left out stays. `revision` is the course version's. */
export async function contentItemUpdate(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ contentItemId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'contentItemUpdate', async (tx) => {
    const opened = await openItem(tx, input.contentItemId, input.revision);
    if (isRefused(opened)) return opened;
    const { version, item } = opened;
    const before = { kind: item.kind, title: item.title, url: item.url, durationSeconds: item.durationSeconds };
    const after = {
      kind: input.kind ?? item.kind, title: input.title ?? item.title, url: input.url ?? item.url,
      durationSeconds: input.duration ?? item.durationSeconds,
    };
    await tx.orm.update(contentItem).set(after).where(eq(contentItem.id, item.id));
    await saveDraft(tx, version);
    await recordPart(tx, version, { prefix: 'content_item', id: item.id }, before, after);
    return { contentItemId: item.id, courseVersionId: version.id };
  });
}
