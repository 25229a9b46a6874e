import type { IdPrefix } from '../../lib/ids.js';
import { CURRENCY, moneyOfPaise, type MoneyValue } from '../../lib/money.js';
import { quoted } from './registry.js';
import type {
  ComputedField, Connection, ConnectionField, Field, ListField, ObjectField, OneField, ValueField, ViewerClass, Writer,
} from './shape.js';
import { typeIdSuffix } from './typeId.js';

const idReaders = new Map<IdPrefix, (value: unknown) => string>();

/** Turns a uuid into a public id of a type: one function a prefix, so that shapes can be compared. */
function idReader(prefix: IdPrefix): (value: unknown) => string {
  let reader = idReaders.get(prefix);
  if (reader === undefined) {
    reader = (value) => `${prefix}_${typeIdSuffix(value as string)}`;
    idReaders.set(prefix, reader);
  }
  return reader;
}

/** The public id of a row, from a column that holds a uuid (`id` unless another is named). */
export function idField(prefix: IdPrefix, name = 'id'): ValueField {
  return column(name, idReader(prefix));
}

/** A column as it is. */
export function column(name: string, read?: (value: unknown) => unknown): ValueField {
  return expression((row) => `${row}.${quoted(name)}`, read);
}

/** One SQL expression. */
export function expression(sql: ValueField['sql'], read?: (value: unknown) => unknown): ValueField {
  return read === undefined ? { kind: 'value', sql } : { kind: 'value', sql, read };
}

/** A timestamptz column as RFC 3339 in UTC with milliseconds: `2026-01-31T09:30:00.000Z`. */
export function timestamp(name: string): ValueField {
  return timestampOf((row) => `${row}.${quoted(name)}`);
}

/** An SQL expression of type timestamptz, given as `timestamp` does. */
export function timestampOf(sql: ValueField['sql']): ValueField {
  return expression((row, w) => `((${sql(row, w)}) at time zone 'UTC')`, readTimestamp);
}

/** PostgreSQL's JSON of a timestamp without zone is ISO 8601 with the zeros after the last digit left out. */
function readTimestamp(value: unknown): string {
  const text = value as string;
  return text.length === 19 ? `${text}.000Z` : `${text}00`.slice(0, 23).concat('Z');
}

/** A leaf, list of leaves or plain object computed from SQL parts, the viewer and the clock. */
export function computed(needs: ComputedField['needs'], compute: ComputedField['compute']): ComputedField {
  return { kind: 'computed', needs, compute };
}

/** A column of paise as an amount of money; null where it is null. */
export function money(name: string): ComputedField {
  return moneyOf((row) => `${row}.${quoted(name)}`);
}

/** An SQL expression of type bigint, in paise, as an amount of money. As text, since JSON numbers lose digits. */
export function moneyOf(sql: ValueField['sql']): ComputedField {
  return { ...computed((row, w) => ({ paise: `(${sql(row, w)})::text` }), readPaise), written: WRITTEN_MONEY };
}

const WRITTEN_MONEY = { amountMinor: ['"', '"'], currency: `"${CURRENCY}"` } as const;

function readPaise({ paise }: Readonly<Record<string, unknown>>): MoneyValue | null {
  return typeof paise === 'string' ? moneyOfPaise(BigInt(paise)) : null;
}

/** A nested object made from the same row. */
export function object(fields: Readonly<Record<string, Field>>): ObjectField {
  return { kind: 'object', fields };
}

/** A to-one relation; `on` joins the child's row to this one. */
export function one(to: string, on: (row: string, child: string, w: Writer) => string): OneField {
  return { kind: 'one', to, on };
}

/** A short to-many relation given whole; `order` is its ORDER BY over the child's alias. */
export function list(
  to: string, on: (row: string, child: string, w: Writer) => string, order: (child: string) => string,
): ListField {
  return { kind: 'list', to, on, order };
}

/** A paginated to-many relation. */
export function connection(definition: Connection): ConnectionField {
  return { kind: 'connection', connection: definition };
}

/** A field for some classes of viewers; the others get null without its SQL being run. */
export function when<F extends Field>(allowed: (viewer: ViewerClass) => boolean, field: F): F {
  return { ...field, allowed };
}

/** A relation whose rows are seen by everyone who sees their parent: their own visibility is not asked besides. */
export function withParent<F extends OneField | ListField>(field: F): F {
  return { ...field, seenWithParent: true };
}
