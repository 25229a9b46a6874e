import { Refusal } from './refusals.js';

export type Members = Readonly<Record<string, unknown>>;

/** What a value must be: says what was expected where it is not. */
export interface Check {
  readonly expected: string;
  holds(value: unknown): boolean;
}

/** A member of a body: what it must be, and the code of the error where it is not. */
export interface Member extends Check {
  readonly code: string;
}

const check = (expected: string, holds: (value: unknown) => boolean): Check => ({ expected, holds });

export const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isStrings = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');

export const text = check('a string', (value) => typeof value === 'string');
export const flag = check('a boolean', (value) => typeof value === 'boolean');
export const count = check('a positive integer', (value) => Number.isSafeInteger(value) && (value as number) >= 0);
export const strings = check('an array of strings', isStrings);
export const numbers = check('an array of numbers', (value) => Array.isArray(value) && value.every((each) => typeof each === 'number'));
export const members = check('an object', isObject);
export const anything = check('anything', () => true);

export function oneOf(...words: readonly string[]): Check {
  return check(`one of ${words.join(', ')}`, (value) => typeof value === 'string' && words.includes(value));
}

export function orNull(inner: Check): Check {
  return check(`${inner.expected} or null`, (value) => value === null || inner.holds(value));
}

export function between(low: number, high: number): Check {
  return check(`a number between ${low} and ${high}`, (value) => typeof value === 'number' && value >= low && value <= high);
}

export function such(expected: string, holds: (value: unknown) => boolean): Check {
  return check(expected, holds);
}

/** A member and the code that Meilisearch has for it. */
export function member(inner: Check, code: string): Member {
  return { expected: inner.expected, holds: (value) => inner.holds(value), code };
}

/** An object with these members and no others, each as it must be: bad_request, or the member's own code. */
export function read(value: unknown, shape: Readonly<Record<string, Member>>, where = ''): Members {
  if (!isObject(value)) throw new Refusal('bad_request', `Invalid value type${where === '' ? '' : ` at ${where}`}: expected an object.`);
  for (const [name, each] of Object.entries(value)) {
    const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (known === undefined) {
      throw new Refusal('bad_request', `Unknown field ${where}.${name}: expected one of ${Object.keys(shape).join(', ')}.`);
    }
    if (!known.holds(each)) throw new Refusal(known.code, `Invalid value at ${where}.${name}: expected ${known.expected}.`);
  }
  return value;
}

/** The members that must be there, with the code for each that is not. */
export function need(value: Members, codes: Readonly<Record<string, string>>): void {
  for (const [name, code] of Object.entries(codes)) {
    if (value[name] === undefined) throw new Refusal(code, `Missing field .${name}.`);
  }
}

/** A parameter of an address: how its text is read, and the code of the error where it cannot be. */
export interface Parameter {
  readonly code: string;
  of(text: string): unknown;
}

export const parameter = {
  count: (code: string): Parameter => ({ code, of: (given) => (/^\d{1,15}$/.test(given) ? Number(given) : undefined) }),
  flag: (code: string): Parameter => ({ code, of: (given) => (given === 'true' ? true : given === 'false' ? false : undefined) }),
  text: (code: string): Parameter => ({ code, of: (given) => given }),
  list: (code: string, holds: (each: string) => boolean = () => true): Parameter => ({
    code, of: (given) => (given.split(',').every(holds) ? given.split(',') : undefined),
  }),
};

/** The parameters of an address: these and no others, each at most once. */
export function readQuery(query: URLSearchParams, shape: Readonly<Record<string, Parameter>>): Members {
  const found: Record<string, unknown> = {};
  for (const [name, given] of query) {
    const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (known === undefined || name in found) {
      throw new Refusal('bad_request', `Unknown or repeated parameter ${name}: expected one of ${Object.keys(shape).join(', ')}.`);
    }
    const value = known.of(given);
    if (value === undefined) throw new Refusal(known.code, `Invalid value in parameter ${name}: ${given}.`);
    found[name] = value;
  }
  return found;
}

const UID = /^[A-Za-z0-9_-]{1,512}$/;

/** The name of an index: letters, digits, hyphens and underscores. */
export function indexUid(value: unknown): string {
  if (typeof value !== 'string' || !UID.test(value)) throw new Refusal('invalid_index_uid', `${String(value)} is not the uid of an index.`);
  return value;
}
