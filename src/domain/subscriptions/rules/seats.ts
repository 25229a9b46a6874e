/** What the seats of a term are counted by. */
export interface TermSeats {
  readonly quantity: number;
  readonly assigned: number;
  readonly active: number;
  readonly reassigned: number;
}

/**
 * How many seats can be assigned now: those bought and not assigned, and no more than a renewal that was ordered will hold.
 */
export function freeSeats(term: TermSeats, following: Pick<TermSeats, 'quantity'> | null): number {
  const held = following === null ? term.quantity : Math.min(term.quantity, following.quantity);
  return Math.max(0, held - term.assigned);
}

/** How many releases of a term may count as reassignments: the cap (basis points of the seats in use), rounded up to whole seats. */
export function reassignmentCap(active: number, capBasisPoints: number): number {
  return Number((BigInt(active) * BigInt(capBasisPoints) + 9_999n) / 10_000n);
}

/** How many more releases the cap lets through. */
export function releasesLeft(term: TermSeats, capBasisPoints: number): number {
  return Math.max(0, reassignmentCap(term.active, capBasisPoints) - term.reassigned);
}

/** So many seats, in words. */
export function seatsInWords(count: number): string {
  return count === 1 ? 'one seat' : `${count} seats`;
}
