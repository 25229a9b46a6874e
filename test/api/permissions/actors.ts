import type { Who, World } from '../../support/world.js';

/**
 * Who is asked about, in the order of the columns of the tables. The first provider is the one whose affairs the
 * targets are; `curator` has every specialism and is on the target where a curator is; `curator-accessibility` has
 * none that the targets ask for.
 */
export const ACTORS = [
  ['visitor', null], ['somebody without a membership', 'newcomer'],
  ['AUTHOR', 'author'], ['PROVIDER_ADMIN', 'provider-admin'],
  ['AUTHOR of another provider', 'author-2'], ['PROVIDER_ADMIN of another provider', 'provider-admin-2'],
  ['CURATOR', 'curator'], ['CURATOR without the specialism', 'curator-accessibility'], ['CHIEF_CURATOR', 'chief-curator'],
  ['FINANCE_OFFICER', 'finance-officer'], ['PLATFORM_ADMIN', 'platform-admin'], ['AUDITOR', 'auditor'],
  ['PROCUREMENT_OFFICER', 'procurement-officer'], ['APPROVING_AUTHORITY', 'approving-authority'],
  ['TRAINING_MANAGER', 'training-manager'], ['LEARNER', 'learner'],
] as const satisfies readonly (readonly [string, Who])[];

/** One letter for each actor, four groups: `.. .... ...... ....`. */
export type Cells = string;

/** The letters of a row, one for each actor. */
export function cellsOf(cells: Cells): string[] {
  const letters = [...cells.replaceAll(' ', '')];
  if (letters.length !== ACTORS.length) throw new Error(`'${cells}' has ${letters.length} cells for ${ACTORS.length} actors`);
  return letters;
}

/** Letters written as the rows of the tables are. */
export function asCells(letters: readonly string[]): Cells {
  const text = letters.join('');
  return [text.slice(0, 2), text.slice(2, 6), text.slice(6, 12), text.slice(12)].join(' ');
}

/** Lets everybody sign in, which writes the first time. */
export async function signEverybodyIn(w: World): Promise<void> {
  for (const [, who] of ACTORS) if (who !== null) await w.ctx(who);
}
