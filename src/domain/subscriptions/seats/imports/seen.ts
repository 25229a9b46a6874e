import { hash as digestOf } from 'node:crypto';

/** The lines on which texts stand: what was seen of a file so far. */
export interface SeenTexts {
  /** The line on which a text was seen first; 0 where it is new, and then it is remembered with the line given. */
  firstLineOf(text: string, lineNo: number): number;
}

/** Slots, a power of two: more than twice as many as a file has lines. */
const SLOTS = 2 ** 19;

/**
 * Remembers texts by 64 bits of their SHA-256, in 6 MB whatever their length: kept as they are, those of the largest file would take ten
 * times as much. That two of 200,000 different texts are taken for one happens once in a thousand million files.
 */
export function seenTexts(): SeenTexts {
  const hashes = new BigUint64Array(SLOTS);
  const lines = new Int32Array(SLOTS);
  return {
    firstLineOf(text, lineNo) {
      const hash = digestOf('sha256', text, 'buffer').readBigUInt64LE();
      for (let slot = Number(hash % BigInt(SLOTS)), tried = 0; tried < SLOTS; slot = (slot + 1) % SLOTS, tried += 1) {
        const line = lines[slot] ?? 0;
        if (line !== 0 && hashes[slot] === hash) return line;
        if (line !== 0) continue;
        hashes[slot] = hash;
        lines[slot] = lineNo;
        return 0;
      }
      // Beyond any file that is let in.
      return 0;
    },
  };
}
