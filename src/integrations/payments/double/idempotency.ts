import { keyInUse, otherParameters } from './refusals.js';

/** An answer as it went out. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Kept {
  readonly asked: string;
  readonly at: number;
  /** Null while the call is under way. */
  answer: Answer | null;
}

/** What is remembered of calls by their idempotency keys. */
export interface KeyMemory {
  /**
   * The answer that a key got before; null where it is new, which it then is no more. Refuses a key of another call (400) and one whose
   * call is under way (409).
   */
  recall(key: string, asked: string): Answer | null;
  /** Keeps the answer of a key, also a failure. */
  remember(key: string, answer: Answer): void;
  /** The call was refused before it began: the key is new again. */
  forget(key: string): void;
}

const KEPT_SECONDS = 86_400;

/** A memory of 24 hours of the double's clock. */
export function keyMemory(now: () => number): KeyMemory {
  const kept = new Map<string, Kept>();
  return {
    recall: (key, asked) => {
      const known = kept.get(key);
      if (known === undefined || known.at + KEPT_SECONDS <= now()) {
        kept.set(key, { asked, at: now(), answer: null });
        return null;
      }
      if (known.asked !== asked) throw otherParameters(key);
      if (known.answer === null) throw keyInUse(key);
      return known.answer;
    },
    remember: (key, answer) => {
      const known = kept.get(key);
      if (known !== undefined) known.answer = answer;
    },
    forget: (key) => { kept.delete(key); },
  };
}
