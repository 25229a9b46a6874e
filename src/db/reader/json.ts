import { literal } from './registry.js';

/** The key that carries the concrete type's name: no GraphQL response key can be equal to it. */
export const TYPE_KEY = '$t';

/** PostgreSQL functions take at most 100 arguments. */
const MAX_PAIRS = 50;

/**
 * A JSON object of SQL expressions. Beyond 50 keys the object is put together from the text of several, since
 * a function takes no more than 100 arguments.
 */
export function jsonObject(entries: readonly (readonly [key: string, sql: string])[]): string {
  if (entries.length <= MAX_PAIRS) return build(entries);
  const parts: string[] = [];
  for (let at = 0; at < entries.length; at += MAX_PAIRS) {
    parts.push(`substr(left((${build(entries.slice(at, at + MAX_PAIRS))})::text, -1), 2)`);
  }
  return `('{' || ${parts.join(` || ', ' || `)} || '}')::json`;
}

function build(entries: readonly (readonly [key: string, sql: string])[]): string {
  return `json_build_object(${entries.map(([key, sql]) => `${literal(key)}, ${sql}`).join(', ')})`;
}
