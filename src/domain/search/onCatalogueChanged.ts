import type { SearchDeps } from './deps.js';
import { tellChanges } from './tellEngine.js';

/**
 * Tells search what changed in the catalogue: not what the event says, but all that waits, as it now is. So an old event never brings an
 * older version back, and one that comes again finds nothing to do. A change that could not be told waits for the next attempt, or the
 * next minute.
 */
export async function onCatalogueChanged(deps: SearchDeps, _payload: unknown): Promise<void> {
  await tellChanges(deps);
}
