import { badInput, encode } from './encode.js';
import type { OrderTerm } from './shape.js';

export type Direction = 'ASC' | 'DESC';

/** What a cursor holds: the order it belongs to, the order value as PostgreSQL text, and the row's id. */
export interface Cursor {
  readonly value: string;
  readonly id: string;
}

const MALFORMED = 'The cursor is malformed: give one that this list has answered, unchanged.';

/** The opaque text of a cursor from what a statement answers: [order field, direction, value, id]. */
export function encodeCursor(parts: unknown): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a cursor. Refuses, as BAD_USER_INPUT, what is no cursor and what belongs to another order. */
export function decodeCursor(text: unknown, field: string, direction: Direction, cast: OrderTerm['cast']): Cursor {
  const parts = parse(text);
  const [ofField, ofDirection, value, id] = parts;
  if (ofField !== field || ofDirection !== direction) {
    throw badInput('The cursor belongs to another order: use it with the `orderBy` it was answered under, or start anew.');
  }
  if (typeof value !== 'string' || typeof id !== 'string') throw badInput(MALFORMED);
  try {
    encode(value, cast);
    encode(id, 'uuid');
  } catch {
    throw badInput(MALFORMED);
  }
  return { value, id };
}

function parse(text: unknown): readonly unknown[] {
  if (typeof text !== 'string' || !/^[\w-]{1,4000}$/.test(text)) throw badInput(MALFORMED);
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    throw badInput(MALFORMED);
  }
  if (!Array.isArray(parts) || parts.length !== 4) throw badInput(MALFORMED);
  return parts;
}
