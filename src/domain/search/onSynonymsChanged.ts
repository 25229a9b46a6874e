import { applySettings } from './applySettings.js';
import type { SearchDeps } from './deps.js';

/** Gives the curated synonyms to the engine beside the database; PostgreSQL reads them with each search. */
export async function onSynonymsChanged(deps: SearchDeps, _payload: unknown): Promise<void> {
  const { search } = deps;
  if (search !== null) await applySettings({ ...deps, search });
}
