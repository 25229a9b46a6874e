import { holds, type Actor } from '../../identity/actor.js';

/** What can be done to a collection. */
export const COLLECTION_ACTIONS = ['UPDATE', 'SET_COURSES', 'DELETE'] as const;
export type CollectionAction = (typeof COLLECTION_ACTIONS)[number];

/** Whether the actor may make, change and delete collections: the chief curator does. */
export function mayCurateCollections(actor: Actor): boolean {
  return holds(actor, 'CHIEF_CURATOR');
}

/** What the actor may do to any collection. */
export function collectionActions(actor: Actor): readonly CollectionAction[] {
  return mayCurateCollections(actor) ? COLLECTION_ACTIONS : [];
}
