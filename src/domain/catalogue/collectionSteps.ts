import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../context.js';
import { collection } from '../../db/tables/catalogue.js';
import { uuidOf } from '../../lib/ids.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { lineInput, linesInput } from '../../lib/textInput.js';
import { mayCurateCollections } from './policy/collections.js';

/** A collection needs a title of one line. */
export const collectionTitle = lineInput('The title', 1, 300);

export const collectionSummary = linesInput('The summary', 0, 1000);

export const collectionSlug = z.string().max(120, 'The slug has more than 120 characters.')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'A slug is made of small letters a to z, digits, and single hyphens between them.');

export type CollectionRow = typeof collection.$inferSelect;

/**
 * Locks a collection for a change by the acting person. Refuses: NOT_FOUND, FORBIDDEN for all but the chief curator,
 * STALE_REVISION where somebody has changed it since the revision given.
 */
export async function lockCollection(
  tx: Tx, given: { readonly collectionId: string; readonly revision: number },
): Promise<CollectionRow | Refused> {
  const unknown = refuse('NOT_FOUND', 'There is no such collection.', ['collectionId']);
  const id = uuidOf('collection', given.collectionId);
  if (id === null) return unknown;
  const [row] = await tx.orm.select().from(collection).where(eq(collection.id, id)).for('update');
  if (row === undefined) return unknown;
  const forbidden = judgeCurator(tx);
  if (forbidden !== null) return forbidden;
  if (row.revision === given.revision) return row;
  return refuse('STALE_REVISION', `The collection is at revision ${row.revision}, not ${given.revision}; read it again.`, ['revision']);
}

/** Null where the acting person may curate collections; else FORBIDDEN. */
export function judgeCurator(tx: Tx): Refused | null {
  return mayCurateCollections(tx.actor) ? null : refuse('FORBIDDEN', 'Only a CHIEF_CURATOR makes and changes collections.');
}
