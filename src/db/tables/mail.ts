import { index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { idColumn, instant } from './columns.js';

/** Mail written by consumers of events; sent by SMTP, or only kept where none is configured. */
export const mailMessage = pgTable('mail_message', {
  id: idColumn(),
  /** What caused it, so that a repeated job writes no second mail. */
  causeKey: text('cause_key').notNull(),
  recipient: text('recipient').notNull(),
  template: text('template').notNull(),
  subject: text('subject').notNull(),
  body: text('body').notNull(),
  createdAt: instant('created_at').notNull(),
  sentAt: instant('sent_at'),
  error: text('error'),
}, (t) => [
  unique('mail_message_cause_key').on(t.causeKey, t.recipient),
  index('mail_message_created_idx').on(t.createdAt, t.id),
]);
