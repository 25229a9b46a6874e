import { holds, type Actor } from '../identity/actor.js';
import type { Role } from '../identity/roles.js';

/** The roles that may read the sets of synonyms; whoever searches profits from them unseen. */
export const SYNONYM_READERS = ['CURATOR', 'CHIEF_CURATOR', 'PLATFORM_ADMIN', 'AUDITOR'] as const satisfies readonly Role[];

/** What can be done to a set of synonyms. */
export const SYNONYM_SET_ACTIONS = ['UPDATE', 'DELETE'] as const;
export type SynonymSetAction = (typeof SYNONYM_SET_ACTIONS)[number];

/** Whether the actor may read the sets of synonyms. */
export function seesSynonyms(actor: Actor): boolean {
  return holds(actor, ...SYNONYM_READERS);
}

/** Whether the actor may make, change and delete sets of synonyms: the chief curator does. */
export function mayCurateSynonyms(actor: Actor): boolean {
  return holds(actor, 'CHIEF_CURATOR');
}

/** What the actor may do to any set of synonyms. */
export function synonymSetActions(actor: Actor): readonly SynonymSetAction[] {
  return mayCurateSynonyms(actor) ? SYNONYM_SET_ACTIONS : [];
}
