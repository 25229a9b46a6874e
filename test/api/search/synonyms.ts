import { expect } from 'vitest';
import type { Who, World } from '../../support/world.js';

export interface SynonymSet { id: string; terms: string[]; revision: number; allowedActions: string[] }
export interface Payload {
  synonymSet?: SynonymSet | null;
  deletedSynonymSetId?: string | null;
  userErrors: { code: string; path: string[]; message: string }[];
}

/** Sends a mutation of a set of synonyms; its payload. */
export async function run(w: World, who: Who, mutation: 'synonymSetCreate' | 'synonymSetUpdate' | 'synonymSetDelete', input: Record<string, unknown>): Promise<Payload> {
  const type = `S${mutation.slice(1)}Input`;
  const fields = mutation === 'synonymSetDelete' ? 'deletedSynonymSetId' : 'synonymSet { id terms revision allowedActions }';
  const data = await w.data<Record<string, Payload>>(who, `mutation ($input: ${type}!) {
    ${mutation}(input: $input) { ${fields} userErrors { code path message } } }`, { input });
  const payload = data[mutation];
  if (payload === undefined) throw new Error('no payload');
  return payload;
}

/** A set of synonyms of the chief curator's. */
export async function made(w: World, ...terms: string[]): Promise<SynonymSet> {
  const { synonymSet, userErrors } = await run(w, 'chief-curator', 'synonymSetCreate', { terms });
  expect(userErrors).toEqual([]);
  if (synonymSet == null) throw new Error('nothing was made');
  return synonymSet;
}

/** Takes a set away. */
export async function away(w: World, { id, revision }: SynonymSet): Promise<void> {
  expect(await run(w, 'chief-curator', 'synonymSetDelete', { synonymSetId: id, revision })).toEqual({ deletedSynonymSetId: id, userErrors: [] });
}

/** Everything that a mutation here could have changed. */
export async function snapshot(w: World): Promise<unknown> {
  const [row] = await w.owner`select (select json_agg(s order by s.id) from synonym_set s) as sets,
    (select json_agg(t order by t.lexemes) from synonym_term t) as terms, (select count(*) from audit_event) as events,
    (select count(*) from graphile_worker._private_jobs) as jobs`;
  return row;
}
