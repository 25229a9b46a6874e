import { bigint, pgTable, uuid } from 'drizzle-orm/pg-core';
import { xid8 } from './columns.js';

/**
 * The catalogue's version, in slots: each transaction that changes what visitors may read puts a new mark into a slot that no
 * other is writing, or into one of its own where all are taken, so that publications never wait for each other. The marks
 * together say which of those transactions a snapshot has seen; kept by triggers, the application may only read them.
 */
export const catalogueMark = pgTable('catalogue_mark', {
  slot: bigint('slot', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  /** Of chance, so that a database that was restored never has an old version again with other contents. */
  mark: uuid('mark').notNull(),
  /** The transaction that put it there: each marks once. */
  markedBy: xid8('marked_by').notNull(),
});
