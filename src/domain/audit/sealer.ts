import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../../db/client.js';
import type { AnchorPort } from '../../integrations/anchor/anchor.js';

const BATCH = 500;
/** Well within the second in which an event is to be sealed. */
const PAUSE_MS = 400;

/**
 * Chains the events that are not sealed yet and anchors the new head; answers how many were sealed. One sealer works
 * at a time, whichever process it is in.
 */
export async function sealAudit(db: Database, anchor: AnchorPort, now: () => Date): Promise<number> {
  let total = 0;
  for (;;) {
    const [row] = await db.sql<{ sealed: number; head_sequence: string; head_hash: Buffer }[]>`
      select sealed, head_sequence, head_hash from seal_audit_events(${BATCH})`;
    if (row === undefined || row.sealed === 0) return total;
    total += row.sealed;
    await anchor.anchor({ sequence: BigInt(row.head_sequence), hash: row.head_hash.toString('hex'), at: now() });
    if (row.sealed < BATCH) return total;
  }
}

export interface Sealer {
  /** Seals what is left and ends. */
  stop(): Promise<void>;
}

/** Seals over and over until stopped; a failure is logged and tried again. */
export function startSealer(parts: { db: Database; anchor: AnchorPort; now: () => Date; log: Logger }): Sealer {
  const ending = new AbortController();
  const attempt = async (): Promise<void> => {
    try {
      await sealAudit(parts.db, parts.anchor, parts.now);
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
