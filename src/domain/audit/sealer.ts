import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../../db/client.js';
import type { AnchorPort } from '../../integrations/anchor/anchor.js';

const BATCH = 500;
/** Well within the second in which an event is to be sealed. */
const PAUSE_MS = 400;

/** The sequence of the last head that one sealer anchored. */
interface Anchored {
  sequence: bigint;
}

/**
 * Chains the events that are not sealed yet and anchors the head where it is not the one last anchored (so that a
 * head sealed by somebody else, or just before a crash, is anchored too); answers how many were sealed. One sealer
 * works at a time, whichever process it is in.
 */
export async function sealAudit(db: Database, anchor: AnchorPort, now: () => Date, last: Anchored = { sequence: 0n }): Promise<number> {
  let total = 0;
  for (;;) {
    const [row] = await db.sql<{ sealed: number; head_sequence: string; head_hash: Buffer }[]>`
      select sealed, head_sequence, head_hash from seal_audit_events(${BATCH})`;
    if (row === undefined) throw new Error('the sealer answered nothing');
    total += row.sealed;
    const sequence = BigInt(row.head_sequence);
    if (sequence !== last.sequence) {
      await anchor.anchor({ sequence, hash: row.head_hash.toString('hex'), at: now() });
      last.sequence = sequence;
    }
    if (row.sealed < BATCH) return total;
  }
}

export interface Sealer {
  /** Seals what is left and ends. */
  stop(): Promise<void>;
}

/** Seals over and over until stopped; a failure is logged and tried again, and a chain grown shorter is reported. */
export function startSealer(parts: { db: Database; anchor: AnchorPort; now: () => Date; log: Logger }): Sealer {
  const ending = new AbortController();
  const last: Anchored = { sequence: 0n };
  const attempt = async (): Promise<void> => {
    const before = last.sequence;
    try {
      await sealAudit(parts.db, parts.anchor, parts.now, last);
      if (last.sequence < before) parts.log.error({ before: String(before), after: String(last.sequence) }, 'the audit chain is shorter than it was: verify it');
    } catch (error) {
      parts.log.error({ err: error }, 'the audit events could not be sealed; trying again');
    }
  };
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await attempt();
      await sleep(PAUSE_MS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
    await attempt();
  };
  const running = run();
  return { stop: () => { ending.abort(); return running; } };
}
