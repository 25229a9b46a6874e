/** Where the primary's log was seen to stand, and when: what a replica is behind, in milliseconds of our own clock. */
export interface Positions {
  /** Takes down where the primary stands, once that is known; what is rejected is passed on and changes nothing. */
  sawPrimary(position: PromiseLike<string>): Promise<void>;
  /**
   * How old the data of a replica that stands there are, at most: everything was there that the primary had at a moment so long ago, counted
   * from the last look at the primary. null where that moment is further back than is kept.
   */
  behind(position: string): number | null;
}

interface Seen {
  readonly position: bigint;
  /** When the primary was last known to stand there: the beginning of the look, since it may have moved during it. */
  at: number;
}

/** As many looks as are kept: with one a second, over an hour of a primary that never rests. */
const KEPT = 4_000;

/** Keeps positions by the clock given (milliseconds). */
export function positions(nowMs: () => number): Positions {
  const seen: Seen[] = [];
  return {
    async sawPrimary(told) {
      const at = nowMs();
      const position = numberOf(await told);
      const last = seen.at(-1);
      if (last !== undefined && position <= last.position) last.at = at;
      else seen.push({ position, at });
      if (seen.length > KEPT) seen.shift();
    },
    behind(told) {
      const position = numberOf(told);
      const newest = seen.at(-1);
      const reached = seen.findLast((look) => look.position <= position);
      return newest === undefined || reached === undefined ? null : newest.at - reached.at;
    },
  };
}

/** PostgreSQL writes a position as two hexadecimal halves: 16/B374D848. */
function numberOf(position: string): bigint {
  const [high = '0', low = '0'] = position.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}
