/**
 * The fraction n/d as a whole number, halves rounded up: floor((2n + d) / 2d).
 * Refuses (RangeError) a negative n, for which 'up' would have two meanings, and a d that is not positive.
 */
export function halfUp(n: bigint, d: bigint): bigint {
  if (n < 0n) throw new RangeError(`Half up is for amounts of zero and more, not for ${n}.`);
  if (d <= 0n) throw new RangeError(`${d} does not divide anything.`);
  return (2n * n + d) / (2n * d);
}

/** One who gets a share of an amount. */
export interface Part {
  readonly id: string;
  /** In any unit, zero or more; only the proportions count. */
  readonly weight: bigint;
}

/**
 * An amount divided in proportion to the weights, by the largest remainder: everybody gets the whole part of his share,
 * and what is left goes, one unit each, to the largest fractions; among equal ones the earlier id comes first.
 * The shares sum to the amount exactly. In the order of the parts given.
 * Refuses (RangeError) a negative amount or weight, weights that are all zero, and an id that comes twice.
 */
export function largestRemainder(total: bigint, parts: readonly Part[]): Map<string, bigint> {
  if (total < 0n) throw new RangeError(`${total} cannot be shared out: it is negative.`);
  if (parts.some(({ weight }) => weight < 0n)) throw new RangeError('A weight is negative.');
  const all = parts.reduce((sum, { weight }) => sum + weight, 0n);
  if (all === 0n) throw new RangeError('Nobody has a weight.');
  const shares = new Map(parts.map(({ id, weight }) => [id, (total * weight) / all]));
  if (shares.size < parts.length) throw new RangeError('An id comes twice.');
  let left = total - [...shares.values()].reduce((sum, share) => sum + share, 0n);
  const fractions = parts.map(({ id, weight }) => ({ id, fraction: (total * weight) % all }));
  for (const { id } of fractions.sort((a, b) => byFraction(a, b))) {
    if (left === 0n) break;
    shares.set(id, (shares.get(id) ?? 0n) + 1n);
    left -= 1n;
  }
  return shares;
}

type Fraction = { readonly id: string; readonly fraction: bigint };

function byFraction(one: Fraction, other: Fraction): number {
  if (one.fraction !== other.fraction) return one.fraction > other.fraction ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
