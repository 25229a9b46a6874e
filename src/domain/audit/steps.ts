import { actingOrganisation } from '../identity/actor.js';
import type { Tx } from '../../context.js';
import { auditEvent } from '../../db/tables/audit.js';
import { newId, type IdPrefix } from '../../lib/ids.js';

export interface AuditRecord {
  /** What was changed. */
  readonly subject: { readonly prefix: IdPrefix; readonly id: string };
  /** The organisation whose affair it is; null for what belongs to none. */
  readonly organisationId: string | null;
  /** The changed fields as they were, and as they are; null where there was, or is, nothing. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly reason?: string;
}

/**
 * Writes the audit event of the mutation under way, in its transaction: who, acting for which organisation in
 * which roles, did what to what, with what reason, in which request. Secrets do not belong in it.
 */
export async function record(tx: Tx, entry: AuditRecord): Promise<void> {
  await recordAll(tx, [entry]);
}

/** As `record`, for the events of many objects that one mutation changes: one statement. */
export async function recordAll(tx: Tx, entries: readonly AuditRecord[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.orm.insert(auditEvent).values(entries.map((entry) => eventOf(tx, entry)));
  tx.audited += entries.length;
}

function eventOf(tx: Tx, entry: AuditRecord): typeof auditEvent.$inferInsert {
  const { actor } = tx;
  return {
    id: newId(),
    at: tx.now,
    action: tx.action,
    actorId: actor.kind === 'person' ? actor.userId : null,
    actingOrganisationId: actingOrganisation(actor),
    roles: actor.kind === 'person' ? [...(actor.membership?.roles ?? [])].sort() : [],
    subjectType: entry.subject.prefix,
    subjectId: entry.subject.id,
    organisationId: entry.organisationId,
    before: plain(entry.before),
    after: plain(entry.after),
    reason: entry.reason ?? null,
    requestId: tx.requestId,
  };
}

/** JSON has no bigint: amounts are written as decimal text. */
function plain(fields: Readonly<Record<string, unknown>> | null): unknown {
  if (fields === null) return null;
  return JSON.parse(JSON.stringify(fields, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)));
}
