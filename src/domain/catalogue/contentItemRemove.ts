import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx } from '../../context.js';
import { contentItem } from '../../db/tables/catalogue.js';
import { publicId } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { openItem, saveDraft } from './draft.js';
import { id, revision } from './inputs.js';
import { recordPart } from './move.js';
import { closeGap, itemPlaces } from './places.js';

const inputSchema = z.object({ contentItemId: id, revision });

/** Removes a content item of a DRAFT; those after it in its module move up. `revision` is the course version's. */
export async function contentItemRemove(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ removedContentItemId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'contentItemRemove', async (tx) => {
    const opened = await openItem(tx, input.contentItemId, input.revision);
    if (isRefused(opened)) return opened;
    const { version, item } = opened;
    const { kind, title, url, durationSeconds, position, moduleId } = item;
    await tx.orm.delete(contentItem).where(eq(contentItem.id, item.id));
    await closeGap(itemPlaces(tx, moduleId), position);
    await saveDraft(tx, version);
    const subject = { prefix: 'content_item', id: item.id } as const;
    await recordPart(tx, version, subject, { kind, title, url, durationSeconds, position, moduleId }, null);
    return { removedContentItemId: publicId('content_item', item.id), courseVersionId: version.id };
  });
}
