import type { SearchEngineName } from './engine.js';
import { MAX_HITS } from './request.js';

/** Where a page of a search begins: the answer it belongs to, and the place of the hit before it. */
export interface SearchCursor {
  readonly engine: SearchEngineName;
  /** Of the index: another one may have other places for the same hits. */
  readonly generation: number;
  /** Of query, filter and order. */
  readonly digest: string;
  /** 1 is the best hit; 1,000 at most. */
  readonly place: number;
}

/** Reads the text of a cursor: the JSON array that the reader makes it of, in base64url. null where it is none. */
export function searchCursorOf(text: string): SearchCursor | null {
  if (!/^[\w-]{1,400}$/.test(text)) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 4) return null;
  const [engine, generation, digest, place] = parts as unknown[];
  const isEngine = engine === 'POSTGRES' || engine === 'MEILISEARCH';
  if (!isEngine || !isCount(generation) || typeof digest !== 'string' || !isCount(place) || place > MAX_HITS) return null;
  return { engine, generation, digest, place };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
