/**
 * A JSON value as the one text that it has: keys in the order of their UTF-16 code units, no spaces (RFC 8785, the JSON
 * Canonicalization Scheme, for values without fractions). Whoever holds the value can compute its digest again.
 * Refuses (RangeError) a number that is not a safe whole one: amounts are written as text.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError(`${value} has no exact form in JSON; write it as text.`);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
