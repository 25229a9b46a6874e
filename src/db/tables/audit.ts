import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from './columns.js';
import { bytea, role } from './identity.js';

/** Who did what, acting for whom, to what, when: one row for each mutation that changed something. */
export const auditEvent = pgTable('audit_event', {
  id: idColumn(),
  at: instant('at').notNull(),
  /** The mutation's name. */
  action: text('action').notNull(),
  /** Null where the system acted. */
  actorId: uuid('actor_id'),
  actingOrganisationId: uuid('acting_organisation_id'),
  roles: role('roles').array().notNull(),
  /** What was changed: an id prefix and the row's uuid. */
  subjectType: text('subject_type').notNull(),
  subjectId: uuid('subject_id').notNull(),
  /** The organisation whose affair it is. */
  organisationId: uuid('organisation_id'),
  before: jsonb('before'),
  after: jsonb('after'),
  reason: text('reason'),
  requestId: text('request_id').notNull(),
}, (t) => [
  index('audit_event_at_idx').on(t.at, t.id),
  index('audit_event_subject_idx').on(t.subjectId, t.at, t.id),
  index('audit_event_actor_idx').on(t.actorId, t.at, t.id),
]);

/** Events waiting for the sealer; filled by a trigger, emptied by `seal_audit_events`. */
export const auditUnsealed = pgTable('audit_unsealed', {
  eventId: uuid('event_id').primaryKey().references(() => auditEvent.id),
});

/** The hash chain over the events: hash = sha256(previous hash, sequence, digest of the event). */
export const auditSeal = pgTable('audit_seal', {
  sequence: bigint('sequence', { mode: 'bigint' }).primaryKey(),
  eventId: uuid('event_id').notNull().unique('audit_seal_event_key'),
  eventDigest: bytea('event_digest').notNull(),
  previousHash: bytea('previous_hash').notNull(),
  hash: bytea('hash').notNull(),
  sealedAt: instant('sealed_at').notNull().default(sql`clock_timestamp()`),
});
