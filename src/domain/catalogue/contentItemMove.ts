import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { contentItem, courseModule } from '../../db/tables/catalogue.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { openItem, saveDraft } from './draft.js';
import { id, position, revision } from './inputs.js';
import { recordPart } from './move.js';
import { closeGap, itemPlaces, makeRoom, makeWay } from './places.js';

const inputSchema = z.object({ contentItemId: id, revision, position, moduleId: id.nullish() });

/**
 * Moves a content item of a DRAFT to another position in its module, or into another module of the same version;
 * those in the way move by one. `revision` is the course version's.
 */
export async function contentItemMove(
  ctx: Ctx, given: z.input<typeof inputSchema>,
): Promise<Outcome<{ contentItemId: string; courseVersionId: string }>> {
  const input = parseInput(inputSchema, given);
  if (isRefused(input)) return input;
  return inTx(ctx, 'contentItemMove', async (tx) => {
    const opened = await openItem(tx, input.contentItemId, input.revision);
    if (isRefused(opened)) return opened;
    const { version, item } = opened;
    const moduleId = await targetModule(tx, input.moduleId ?? null, item);
    if (isRefused(moduleId)) return moduleId;
    const place = moduleId === item.moduleId
      ? await makeWay(itemPlaces(tx, moduleId), item.position, input.position)
      : await makeRoom(itemPlaces(tx, moduleId), input.position);
    if (isRefused(place)) return place;
    const after = { moduleId, position: input.position };
    await tx.orm.update(contentItem).set(after).where(eq(contentItem.id, item.id));
    if (moduleId !== item.moduleId) await closeGap(itemPlaces(tx, item.moduleId), item.position);
    await saveDraft(tx, version);
    const before = { moduleId: item.moduleId, position: item.position };
    await recordPart(tx, version, { prefix: 'content_item', id: item.id }, before, after);
    return { contentItemId: item.id, courseVersionId: version.id };
  });
}

/** The module that the item goes to: the one asked for, of the same version, or the one it is in. */
async function targetModule(
  tx: Tx, asked: string | null, item: { readonly moduleId: string; readonly courseVersionId: string },
): Promise<string | Refused> {
  if (asked === null) return item.moduleId;
  const uuid = uuidOf('module', asked);
  const [row] = uuid === null ? [] : await tx.orm.select({ id: courseModule.id, of: courseModule.courseVersionId })
    .from(courseModule).where(eq(courseModule.id, uuid));
  return row?.of === item.courseVersionId ? row.id
    : refuse('NOT_FOUND', 'There is no such module in the course version of this content item.', ['moduleId']);
}
