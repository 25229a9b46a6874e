import { bigint, index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { xid8 } from './columns.js';

/**
 * How many of a person's transactions were committed, in slots: each takes a slot of his that no other is writing, or one of its own where
 * all are taken, so that they never wait for each other. A snapshot sees what a transaction wrote and its count, or neither: so a replica
 * tells whether it knows all that a person has done. Kept by triggers and read through `person_standing`.
 */
export const personWrite = pgTable('person_write', {
  slot: bigint('slot', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
  userId: uuid('user_id').notNull(),
  revision: bigint('revision', { mode: 'bigint' }).notNull(),
  /** The transaction that raised it last: each raises once. */
  writtenBy: xid8('written_by').notNull(),
}, (t) => [
  index('person_write_user_idx').on(t.userId),
]);
