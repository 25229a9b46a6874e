import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { courseVersion } from './catalogue.js';
import { idColumn, instant } from './columns.js';
import { appUser, specialism } from './identity.js';
import { organisation } from './organisations.js';

/** A curator's own named filter of the review queue; a criterion that is null filters nothing. */
export const reviewQueueFilter = pgTable('review_queue_filter', {
  id: idColumn(),
  userId: uuid('user_id').notNull().references(() => appUser.id),
  name: text('name').notNull(),
  specialism: specialism('specialism'),
  overdue: boolean('overdue'),
  mine: boolean('mine'),
  unassigned: boolean('unassigned'),
  changed: boolean('changed'),
  providerId: uuid('provider_id').references(() => organisation.id),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
}, (t) => [
  uniqueIndex('review_queue_filter_name_key').on(t.userId, sql`lower(name)`),
  check('review_queue_filter_name_length', sql`length(name) between 1 and 100`),
]);

/**
 * How much of the review of a course version a person had seen when he last looked: counts of what others had
 * written by then. Findings, messages and decisions are only ever added, so what is beyond the counts is new,
 * whatever clocks say.
 */
export const reviewSeen = pgTable('review_seen', {
  userId: uuid('user_id').notNull().references(() => appUser.id),
  courseVersionId: uuid('course_version_id').notNull().references(() => courseVersion.id),
  roundNumber: integer('round_number').notNull(),
  findings: integer('findings').notNull(),
  messages: integer('messages').notNull(),
  decisions: integer('decisions').notNull(),
  seenAt: instant('seen_at').notNull(),
}, (t) => [
  primaryKey({ columns: [t.userId, t.courseVersionId] }),
]);
