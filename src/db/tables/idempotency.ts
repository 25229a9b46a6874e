import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/** The ids that a mutation made, by the key its caller gave: the same key again answers them and does nothing. Kept for 30 days. */
export const idempotencyRecord = pgTable('idempotency_record', {
  /** The acting organisation, or the person where he acts for none. */
  ownerId: uuid('owner_id').notNull(),
  mutation: text('mutation').notNull(),
  key: text('key').notNull(),
  inputSha256: text('input_sha256').notNull(),
  result: jsonb('result').notNull(),
  createdAt: instant('created_at').notNull(),
}, (t) => [
  primaryKey({ columns: [t.ownerId, t.mutation, t.key] }),
  index('idempotency_record_created_idx').on(t.createdAt),
]);
