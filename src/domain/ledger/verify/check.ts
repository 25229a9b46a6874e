import type { IdPrefix } from '../../../lib/ids.js';

/** Something that the books and the rows do not say alike. */
export interface Check {
  /** The name of the difference, as it is printed. */
  readonly kind: string;
  /** What the rows are that it tells of; null for what has no id. */
  readonly prefix: IdPrefix | null;
  /**
   * A statement that answers the differences: `subject` (a uuid where there is a prefix, else a text) and `message`. Over whole
   * tables at once: sums are made by the database, and nothing but differences comes out.
   */
  readonly sql: string;
}

/** `counted` says one thing and `kept` another. */
export const told = (what: string, kept: string, counted: string): string =>
  `'${what} is ' || coalesce(${kept}::text, 'none') || ', and ' || coalesce(${counted}::text, 'none') || ' by its rows'`;
