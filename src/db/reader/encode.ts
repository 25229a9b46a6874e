import { GraphQLError } from 'graphql';

/** What a parameter is sent as. */
export type Encoded = string | null;

/** A top-level error for an argument that the schema's types let through and that cannot be meant. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/**
 * The placeholder of a parameter. postgres.js and drizzle meddle with some types on the way (a timestamp loses
 * its microseconds, a boolean given as text is false): those travel as text and are cast by PostgreSQL.
 */
export function placeholder(index: number, cast: string): string {
  const plain = cast === 'text' || cast === 'uuid' || cast === 'integer' || cast === 'bigint';
  return plain ? `$${index}::${cast}` : `$${index}::text::${cast}`;
}

/**
 * A parameter's value as PostgreSQL text for its cast. Refuses, as BAD_USER_INPUT, what PostgreSQL would
 * refuse with an error of its own: NUL characters, malformed uuids, numbers out of range.
 */
export function encode(value: unknown, cast: string): Encoded {
  if (value === null || value === undefined) return null;
  if (cast.endsWith('[]')) {
    if (!Array.isArray(value)) throw new Error(`a parameter of type ${cast} needs an array`);
    return `{${value.map((item) => arrayItem(encode(item, cast.slice(0, -2)))).join(',')}}`;
  }
  if (cast === 'json' || cast === 'jsonb') return clean(JSON.stringify(value).replaceAll('\\u0000', ''));
  const text = clean(textOf(value));
  const problem = problemOf(text, cast);
  if (problem !== null) throw badInput(problem);
  return text;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new Error('a parameter must be a scalar, a Date or an array of these');
}

function clean(text: string): string {
  if (text.includes('\u0000')) throw badInput('An argument contains a NUL character.');
  return text;
}

function arrayItem(text: Encoded): string {
  return text === null ? 'NULL' : `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** A whole number that fits everywhere, as most are: pages. */
const SMALL = /^\d{1,4}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** PostgreSQL has no year 0000. */
const MOMENT = /^(?!0000)\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d(:?\d\d)?)$/;
const RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  smallint: [-(2n ** 15n), 2n ** 15n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  bigint: [-(2n ** 63n), 2n ** 63n - 1n],
};

function problemOf(text: string, cast: string): string | null {
  const range = RANGES[cast];
  if (range !== undefined) {
    if (SMALL.test(text)) return null;
    if (!/^-?\d{1,20}$/.test(text)) return 'An argument is not a whole number.';
    const number = BigInt(text);
    return number < range[0] || number > range[1] ? 'A number in an argument is out of range.' : null;
  }
  switch (cast) {
    case 'uuid': return UUID.test(text) ? null : 'An argument is not an id.';
    case 'real': return Math.abs(Math.fround(Number(text))) < Infinity ? null : 'A number in an argument is out of range.';
    case 'timestamptz': return isMoment(text) ? null : 'An argument is not a moment in time.';
    default: return null;
  }
}

function isMoment(text: string): boolean {
  if (!MOMENT.test(text)) return false;
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00').replace(/(\.\d{3})\d+/, '$1');
  const time = Date.parse(iso);
  // JavaScript rolls 30 February over into March; PostgreSQL refuses it.
  return !Number.isNaN(time) && new Date(`${iso.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(iso.slice(0, 10));
}
