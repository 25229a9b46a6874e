import type { EngineAnswer, EngineQuestion } from './engine.js';

/** What the engine beside the database answered to a request, and as of when. */
export interface GuardedAnswer {
  readonly answer: EngineAnswer;
  /** Which index it was: a page of another one does not continue this one's. */
  readonly generation: number;
  /** Every change of the catalogue up to then is in the answer. */
  readonly indexedThrough: Date;
}

/** Why the engine beside the database was not asked, or its answer not taken. */
export const ENGINE_FAULTS = ['RESTING', 'UNBUILT', 'MISSING', 'EMPTIED', 'LATE', 'REFUSED', 'FAILED'] as const;
export type EngineFault = (typeof ENGINE_FAULTS)[number];

/** What a request tells the guard of itself. */
export interface Asking {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/**
 * The search engine beside the database as requests may use it: never slower than its time limit, left alone while it fails, and asked
 * again by itself when it may have recovered. What it answers with is an answer, or why there is none; it throws only where the
 * database does not answer, or the request was given up.
 */
export interface GuardedEngine {
  ask(question: EngineQuestion, asking: Asking): Promise<GuardedAnswer | EngineFault>;
}

/** What a request is told besides its answer, in `extensions.warnings`. */
export interface Warning {
  readonly code: 'SEARCH_DEGRADED';
  /** A sentence for whoever reads the answer. */
  readonly message: string;
}
