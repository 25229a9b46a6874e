import type { TransactionSql } from 'postgres';
import { sealAudit } from '../../../src/domain/audit/sealer.js';
import { verifyAudit, type AuditFault } from '../../../src/domain/audit/verify.js';
import type { AuditHead, AnchorPort } from '../../../src/integrations/anchor/anchor.js';
import type { World } from '../../support/world.js';

/** Anchors kept in memory: what somebody who alters the database cannot reach. */
export function memoryAnchor(): AnchorPort & { readonly heads: AuditHead[] } {
  const heads: AuditHead[] = [];
  return { heads, anchor: (head) => { heads.push(head); return Promise.resolve(); } };
}

const CREATE = `mutation ($input: CourseCreateInput!) { courseCreate(input: $input) { course { id } userErrors { code message } } }`;

/** Makes courses through the API, two events each (the course and its first version); answers their public ids. */
export async function makeCourses(w: World, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const title of titles) {
    const { courseCreate } = await w.data<{ courseCreate: { course: { id: string } | null; userErrors: unknown[] } }>('author', CREATE, { input: { title } });
    if (courseCreate.course === null) throw new Error(`no course: ${JSON.stringify(courseCreate.userErrors)}`);
    ids.push(courseCreate.course.id);
  }
  return ids;
}

/** Seals all that waits; answers how many. */
export function seal(w: World, anchor: AnchorPort = memoryAnchor()): Promise<number> {
  return sealAudit(w.db, anchor, w.clock.now);
}

/** What the verifier finds, as `KIND sequence`. */
export async function found(w: World, anchors: readonly AuditHead[] = []): Promise<string[]> {
  const { faults } = await verifyAudit(w.db, anchors);
  return faults.map(({ kind, sequence }: AuditFault) => (sequence === null ? kind : `${kind} ${sequence}`));
}

/** Alters the record as the owner of its tables could, who can switch their triggers off. */
export async function tamper(w: World, work: (sql: TransactionSql) => Promise<unknown>): Promise<void> {
  await w.owner.begin(async (sql) => {
    for (const table of ['audit_event', 'audit_seal']) await sql`alter table ${sql(table)} disable trigger user`;
    await work(sql);
    for (const table of ['audit_event', 'audit_seal']) await sql`alter table ${sql(table)} enable trigger user`;
  });
}

/**
 * Computes the hashes anew from a sequence on, as whoever knows how the chain is made could do after an edit: only
 * what was anchored outside the database tells of it.
 */
export async function forge(sql: TransactionSql, from: number): Promise<void> {
  const rows = await sql<{ sequence: string }[]>`select sequence from audit_seal where sequence >= ${from} order by sequence`;
  for (const { sequence } of rows) {
    await sql`update audit_seal s set event_digest = guard.audit_event_digest(e) from audit_event e where e.id = s.event_id and s.sequence = ${sequence}`;
    await sql`update audit_seal s set previous_hash = coalesce(p.hash, decode(repeat('00', 32), 'hex')),
      hash = sha256(coalesce(p.hash, decode(repeat('00', 32), 'hex')) || int8send(s.sequence) || s.event_digest)
      from (select 1) one left join audit_seal p on p.sequence = ${sequence}::bigint - 1 where s.sequence = ${sequence}`;
  }
}
