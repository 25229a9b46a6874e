import { computed } from '../../../db/reader/fields.js';
import type { ComputedField } from '../../../db/reader/shape.js';
import { moneyOfPaise } from '../../../lib/money.js';

/** An amount of a row, an SQL expression in the smallest unit, in the currency of the row; null where it is null. */
export function inItsCurrency(sql: (row: string) => string): ComputedField {
  return computed((row) => ({ paise: `(${sql(row)})::text`, currency: `${row}.currency` }), ({ paise, currency }) =>
    (typeof paise === 'string' ? { ...moneyOfPaise(BigInt(paise)), currency } : null));
}
