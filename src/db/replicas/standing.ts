/**
 * How far a database knows a person: his access revision, and for each of a few slots how many of his transactions were committed. Slots
 * keep his transactions from waiting for each other; within a slot their order is that of their commits, on the primary as on a replica.
 */
export interface Standing {
  readonly access: string;
  readonly slots: ReadonlyMap<string, bigint>;
  readonly text: string;
}

/** Reads what `person_standing` tells ("7" or "7 3=12 9=4"); null where the database does not know the person. */
export function standingOf(text: string | null | undefined): Standing | null {
  if (text === null || text === undefined) return null;
  const [access = '', ...slots] = text.split(' ');
  return { access, text, slots: new Map(slots.map((slot) => {
    const [name = '', revision = '0'] = slot.split('=');
    return [name, BigInt(revision)];
  })) };
}

/**
 * Whether what was read where `here` stands holds all that a person's standing `there` holds. A sum over the slots would not do: of two
 * transactions the one that became visible later can come first on a replica.
 */
export function covers(here: Standing | null, there: Standing | null): boolean {
  if (here === null || there === null) return false;
  if (here.text === there.text) return true;
  if (BigInt(here.access) < BigInt(there.access)) return false;
  for (const [slot, revision] of there.slots) if ((here.slots.get(slot) ?? 0n) < revision) return false;
  return true;
}
