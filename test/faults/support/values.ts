import {
  getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType, type GraphQLInputObjectType, type GraphQLInputType,
} from 'graphql';
import type { Chance } from './chance.js';

/** What earlier answers contained, so that operations meet objects that exist. */
export interface Seen {
  readonly ids: string[];
  readonly cursors: string[];
  readonly slugs: string[];
  readonly revisions: number[];
}

/** A value that is written in a document as an enum value's name. */
export class EnumName {
  constructor(readonly name: string) {}
  toJSON(): string {
    return this.name;
  }
}

const NASTY_TEXT = [
  '', ' ', '\u0000', 'a\u0000b', '\ud800', 'x\udfffy', '\ud83d\ude00 \u200d\u202e', '\u0001\u001f\u007f', "'; drop table course; --",
  '" or 1=1 --', '$1', '$1::text', '%', '%_\\', '\\', "\\'", '{}', '{"a":1}', '[]', 'NULL', 'null', 'undefined', '__proto__', 'constructor',
  'toString', '<script>alert(1)</script>', '../../../etc/passwd', '${7*7}', 'e\u0301', '\u0939\u093f\u0928\u094d\u0926\u0940', '&!|():*<->',
  'a:* & !b', '((((', "''''", '\u00df'.repeat(300), 'x'.repeat(5_000), '\u{1F600}'.repeat(2_000), '\u0131'.repeat(50), '\ufeff', 'a\r\nb', 'infinity',
  '-infinity', 'NaN', '1e400', '9'.repeat(40), 'course_00000000000000000000000000', 'course_7zzzzzzzzzzzzzzzzzzzzzzzzz',
  'course_8zzzzzzzzzzzzzzzzzzzzzzzzz', 'COURSE_01J0000000000000000000000A', 'course_', '_', 'constructor_01j00000000000000000000000',
] as const;

/** What is nearly of the scalar's form, or of it and yet beyond what a database takes. */
const NASTY_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  DateTime: [
    '0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00', '2026-02-30T00:00:00Z', '2026-06-30T23:59:60Z', '2026-13-45',
    '2026-01-01T00:00:00', '2026-01-01T24:00:00Z', '+010000-01-01T00:00:00Z', `2026-01-01T00:00:00.${'9'.repeat(60)}Z`, '2026-01-01T00:00:00-00:00',
  ],
  Date: ['0000-01-01', '9999-12-31', '2026-02-30', '2026-1-1', '+10000-01-01'],
  Duration: ['P1Y', '-PT5S', `PT${'9'.repeat(30)}H`, 'PT', 'P', 'PT0S', 'PT1.5S', 'P99999999999D', 'PT2147483648S'],
  BCP47: ['e', 'en-'.repeat(40), 'x-private', 'hi-Latn', 'i-klingon', 'EN-in', 'en_US', '12', 'en-x-\u0000'],
  URL: [
    'http://[::1', 'javascript:alert(1)', 'https://example.in/\u0000', 'http://169.254.169.254/', `https://example.in/${'a'.repeat(3_000)}`, 'https://\ud800.in/',
    'https://user:secret@example.in/', 'HTTPS://EXAMPLE.IN', 'https://', 'https:///x', 'https://xn--/', 'file:///etc/passwd', 'https://example.in:99999/',
  ],
  BigInt: ['9223372036854775808', '-9223372036854775809', '1.5', '0x10', '00', '-0', ' 1'],
};

const NASTY_NUMBERS = [0, -1, 1, 101, 100, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, 1e21, 1e308, -0, 0.5, -1.5] as const;

const GOOD_TEXT: Readonly<Record<string, readonly string[]>> = {
  DateTime: ['2026-01-31T09:30:00Z', '2024-02-29T00:00:00+05:30', '1999-12-31T23:59:59.999Z'],
  Date: ['2026-01-31', '2024-02-29'],
  Duration: ['PT1H', 'PT30M', 'P1D'],
  BCP47: ['en', 'hi', 'ta', 'mr-IN'],
  URL: ['https://example.in/a', 'https://example.in/lesson.mp4'],
  BigInt: ['0', '53875000', '-1'],
};

const SLUG_OR_TEXT = ['course on ethics', 'data', 'rajbhasha', 'Office procedure', 'pyhton'] as const;

/** What values are made with. */
export interface ValueMaker {
  readonly chance: Chance;
  readonly seen: Seen;
  /** The share of texts and numbers that are hostile, but of the right type. */
  readonly nasty: number;
  /** The share of values whose form is wrong. */
  readonly wrong: number;
}

/** A JSON value for an input type, mostly of the right form; `name` is that of the argument or field it is for. */
export function valueFor(type: GraphQLInputType, name: string, maker: ValueMaker, depth = 0): unknown {
  const { chance, wrong } = maker;
  if (chance.yes(wrong * 0.15)) return wrongKind(chance);
  if (!isNonNullType(type) && chance.yes(0.08)) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const length = chance.yes(wrong * 0.05) ? 101 : chance.int(4);
    return Array.from({ length }, () => valueFor(nullable.ofType as GraphQLInputType, name, maker, depth + 1));
  }
  if (isEnumType(nullable)) return new EnumName(chance.yes(wrong * 0.1) ? 'NO_SUCH_VALUE' : chance.pick(nullable.getValues()).name);
  if (isInputObjectType(nullable)) return objectFor(nullable, maker, depth);
  return scalarFor(nullable.name, name, maker);
}

function objectFor(type: GraphQLInputObjectType, maker: ValueMaker, depth: number): Record<string, unknown> {
  const { chance, wrong } = maker;
  const fields = Object.values(type.getFields());
  const chosen = type.isOneOf && !chance.yes(wrong * 0.2) ? [chance.pick(fields)]
    : fields.filter((field) => (isNonNullType(field.type) && !chance.yes(wrong * 0.05)) || chance.yes(depth > 3 ? 0.1 : 0.4));
  const made = chosen.map((field): [string, unknown] => [field.name, valueFor(field.type, field.name, maker, depth + 1)]);
  if (chance.yes(wrong * 0.05)) made.push(['noSuchField', 1]);
  return Object.fromEntries(made);
}

function scalarFor(type: string, name: string, { chance, seen, nasty: share }: ValueMaker): unknown {
  const nasty = chance.yes(share);
  if (type === 'Boolean') return chance.yes(0.5);
  if (type === 'Int' || type === 'Float') return nasty ? chance.pick(NASTY_NUMBERS) : numberFor(name, chance, seen);
  if (nasty) return chance.pick(chance.yes(0.7) ? NASTY_OF_TYPE[type] ?? NASTY_TEXT : NASTY_TEXT);
  if (['after', 'before'].includes(name) && seen.cursors.length > 0) return chance.pick(seen.cursors);
  if (type === 'ID' && seen.ids.length > 0) return idFor(name, chance, seen);
  if (name === 'slug' && chance.yes(0.5) && seen.slugs.length > 0) return chance.pick(seen.slugs);
  if (name === 'slug') return `made-by-chance-${chance.int(1_000_000)}`;
  if (name === 'email') return `someone${chance.int(1_000)}@example.in`;
  return chance.pick(GOOD_TEXT[type] ?? SLUG_OR_TEXT);
}

/** Mostly an id of the kind that the name asks for: `courseVersionId` wants course_version_... */
function idFor(name: string, chance: Chance, seen: Seen): string {
  const prefix = name.replace(/Ids?$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const fitting = seen.ids.filter((id) => id.startsWith(`${prefix}_`) || (prefix === 'organisation' && /^(provider|department|platform)_/.test(id)));
  return chance.pick(fitting.length > 0 && chance.yes(0.85) ? fitting : seen.ids);
}

function numberFor(name: string, chance: Chance, seen: Seen): number {
  if (name === 'revision' && seen.revisions.length > 0) return chance.pick(seen.revisions);
  return 1 + chance.int(name === 'first' || name === 'last' ? 6 : 5);
}

function wrongKind(chance: Chance): unknown {
  return chance.pick<unknown>([0, -1, 1.5, true, 'text', '', [], {}, [[]], [null], { a: { b: [] } }, 1e21, '\u0000', null]);
}

/** The value as a GraphQL literal. */
export function literalOf(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).map(([key, inner]) => `${key}: ${literalOf(inner)}`).join(', ')}}`;
  }
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21) return String(value === 0 ? 0 : BigInt(value));
  return JSON.stringify(value) ?? 'null';
}

/** Notes what an answer contains that later operations may name. */
export function learn(seen: Seen, value: unknown, key = ''): void {
  if (Array.isArray(value)) value.forEach((item) => { learn(seen, item, key); });
  else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) learn(seen, inner, name);
  else if (typeof value === 'string') learnText(seen, value, key);
  else if (typeof value === 'number' && key.startsWith('revision')) keep(seen.revisions, value);
}

function learnText(seen: Seen, text: string, key: string): void {
  if (/^[a-z_]+_[0-9a-z]{26}$/.test(text)) keep(seen.ids, text);
  else if (/cursor/i.test(key)) keep(seen.cursors, text);
  else if (key.startsWith('slug')) keep(seen.slugs, text);
}

const MOST_KEPT = 400;

function keep<T>(list: T[], value: T): void {
  if (list.length < MOST_KEPT && !list.includes(value)) list.push(value);
}
