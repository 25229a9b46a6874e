import { hash } from 'node:crypto';
import type { ActingMembership, Actor } from '../domain/identity/actor.js';
import type { Bearer } from './tokens.js';

/** A person as he was found out for a token: what holds while his access revision is this one. */
export interface KeptPerson {
  readonly userId: string;
  readonly memberships: readonly ActingMembership[];
  readonly accessRevision: string;
}

/** What is kept of one bearer token that was found good. */
export interface Kept {
  readonly bearer: Bearer;
  /** From then on the token is verified again, in milliseconds since 1970. */
  readonly untilMs: number;
  /** Null where he is to be found out anew. */
  person: KeptPerson | null;
  /** The actors made of the person, by the id of the membership each acts through ('' for none). */
  readonly actors: Map<string, Actor>;
}

/** Tokens that were found good, and whose they are. */
export interface KeptTokens {
  /** What is kept of the credentials of a header Authorization. */
  get(key: string, nowMs: number): Kept | undefined;
  keep(key: string, bearer: Bearer, nowMs: number): Kept;
}

/** A verified token is good for as long as the keys that verified it are kept, at most. */
const KEEP_MS = 10 * 60_000;

/** Tokens kept at most: the next ones push out those that were not asked for longest. */
const MOST = 10_000;

/** The key of credentials: a digest, so that no token stays in memory in clear. */
export function keyOf(authorization: string): string {
  return hash('sha256', authorization, 'base64');
}

/**
 * Two generations: what is asked for moves to the younger; when that is full it becomes the older, and what nobody asked for meanwhile
 * is dropped. Costs nothing for order, and keeps `most` entries at most.
 */
export function keptTokens(most = MOST): KeptTokens {
  let young = new Map<string, Kept>();
  let old = new Map<string, Kept>();

  function put(key: string, kept: Kept): Kept {
    if (young.size >= most / 2) {
      old = young;
      young = new Map();
    }
    young.set(key, kept);
    return kept;
  }

  return {
    get(key, nowMs) {
      let kept = young.get(key);
      if (kept === undefined) {
        kept = old.get(key);
        if (kept !== undefined) put(key, kept);
      }
      if (kept === undefined || nowMs < kept.untilMs) return kept;
      young.delete(key);
      old.delete(key);
      return undefined;
    },
    keep: (key, bearer, nowMs) => put(key, {
      bearer, untilMs: Math.min(bearer.expiresAt.getTime(), nowMs + KEEP_MS), person: null, actors: new Map(),
    }),
  };
}
