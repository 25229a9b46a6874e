import type { TransactionSql } from 'postgres';
import { asSystem } from '../../db/asSystem.js';
import type { Database } from '../../db/client.js';
import type { AuditHead } from '../../integrations/anchor/anchor.js';
import { chainHash, eventDigest, GENESIS, type CanonicalFields } from './digest.js';

/** What the verifier found wrong. */
export interface AuditFault {
  readonly kind: 'EVENT_EDITED' | 'EVENT_DELETED' | 'CHAIN_BROKEN' | 'CHAIN_CUT' | 'EVENT_NEVER_SEALED';
  readonly sequence: bigint | null;
  readonly message: string;
}

export interface AuditVerdict {
  readonly events: number;
  readonly sealed: bigint;
  /** Events that wait for the sealer; more than a few, or old ones, mean that it does not run. */
  readonly unsealed: number;
  readonly anchors: number;
  readonly headHash: string;
  readonly faults: readonly AuditFault[];
}

interface SealRow {
  sequence: string; event_id: string; digest: string; previous: string; hash: string; fields: CanonicalFields | null;
}

const BATCH = 1_000;
const MOST_FAULTS = 100;

/**
 * Walks the whole chain and computes it anew from the events as they are: finds an edited, deleted or reordered
 * event, a chain that was cut short or forked (by the anchors kept outside the database), and an event that the
 * sealer does not know of. `onProgress` hears of the sequence reached.
 */
export async function verifyAudit(
  db: Database, anchors: readonly AuditHead[], onProgress: (sequence: bigint) => void = () => undefined,
): Promise<AuditVerdict> {
  return asSystem(db, async (sql) => {
    const faults: AuditFault[] = [];
    const head = await walkChain(sql, anchors, faults, onProgress);
    const cut = anchors.find((anchor) => anchor.sequence > head.sequence);
    if (cut !== undefined) {
      faults.push({
        kind: 'CHAIN_CUT', sequence: cut.sequence,
        message: `the chain ends at ${head.sequence}, but ${cut.sequence} was anchored at ${cut.at.toISOString()}`,
      });
    }
    const { events, unsealed, stray } = await countEvents(sql);
    if (stray > 0) {
      faults.push({ kind: 'EVENT_NEVER_SEALED', sequence: null, message: `${stray} events are neither sealed nor waiting for the sealer` });
    }
    return { events, sealed: head.sequence, unsealed, anchors: anchors.length, headHash: head.hash, faults };
  }, 'isolation level repeatable read read only');
}

interface Head {
  sequence: bigint;
  hash: string;
}

/** Computes the chain anew, a batch at a time; answers its head. */
async function walkChain(
  sql: TransactionSql, anchors: readonly AuditHead[], faults: AuditFault[], onProgress: (sequence: bigint) => void,
): Promise<Head> {
  const anchored = hashesBySequence(anchors);
  const walk: Head = { sequence: 0n, hash: GENESIS };
  for (;;) {
    const rows = await sealsAfter(sql, walk.sequence);
    for (const row of rows) {
      judge(row, walk, anchored, faults);
      walk.sequence = BigInt(row.sequence);
      walk.hash = row.hash;
    }
    onProgress(walk.sequence);
    if (rows.length < BATCH || faults.length >= MOST_FAULTS) return walk;
  }
}

/** Every hash that was anchored for a sequence: a tail cut off and grown again is anchored twice, and differently. */
function hashesBySequence(anchors: readonly AuditHead[]): ReadonlyMap<bigint, readonly string[]> {
  const hashes = new Map<bigint, string[]>();
  for (const { sequence, hash } of anchors) hashes.set(sequence, [...(hashes.get(sequence) ?? []), hash]);
  return hashes;
}

function judge(row: SealRow, before: Head, anchored: ReadonlyMap<bigint, readonly string[]>, faults: AuditFault[]): void {
  const sequence = BigInt(row.sequence);
  const fault = (kind: AuditFault['kind'], message: string): void => { faults.push({ kind, sequence, message }); };
  if (sequence !== before.sequence + 1n || row.previous !== before.hash) {
    fault('CHAIN_BROKEN', `${sequence} does not follow ${before.sequence}`);
  } else if (row.hash !== chainHash(row.previous, sequence, row.digest)) {
    fault('CHAIN_BROKEN', `the hash of ${sequence} is not that of its event and its predecessor`);
  }
  if (row.fields === null) fault('EVENT_DELETED', `the event ${row.event_id} of ${sequence} is gone`);
  else if (eventDigest(row.fields) !== row.digest) fault('EVENT_EDITED', `the event ${row.event_id} of ${sequence} was altered`);
  if (anchored.get(sequence)?.some((hash) => hash !== row.hash) === true) {
    fault('CHAIN_BROKEN', `the hash of ${sequence} is not the one that was anchored`);
  }
}

/**
 * The event's fields as text, in the order that the sealer digests them; as JSON, since the driver reads a null in
 * an array as the text NULL.
 */
async function sealsAfter(sql: TransactionSql, sequence: bigint): Promise<SealRow[]> {
  return sql<SealRow[]>`
    select s.sequence::text as sequence, s.event_id, encode(s.event_digest, 'hex') as digest,
      encode(s.previous_hash, 'hex') as previous, encode(s.hash, 'hex') as hash,
      case when e.id is null then null else json_build_array(
        e.id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.action, e.actor_id::text,
        e.acting_organisation_id::text, e.roles::text, e.subject_type, e.subject_id::text, e.organisation_id::text,
        e.before::text, e.after::text, e.reason, e.request_id) end as fields
    from audit_seal s left join audit_event e on e.id = s.event_id
    where s.sequence > ${sequence.toString()}::bigint order by s.sequence limit ${BATCH}`;
}

async function countEvents(sql: TransactionSql): Promise<{ events: number; unsealed: number; stray: number }> {
  const [row] = await sql<{ events: number; unsealed: number; stray: number }[]>`
    select (select count(*)::int from audit_event) as events, (select count(*)::int from audit_unsealed) as unsealed,
      (select count(*)::int from audit_event e where not exists (select 1 from audit_seal s where s.event_id = e.id)
        and not exists (select 1 from audit_unsealed u where u.event_id = e.id)) as stray`;
  return row ?? { events: 0, unsealed: 0, stray: 0 };
}
