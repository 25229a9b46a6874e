import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';

/** The head of the audit chain at one time. */
export interface AuditHead {
  readonly sequence: bigint;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly at: Date;
}

/**
 * Keeps heads of the audit chain where whoever can alter the database cannot reach: a log that is shipped away, a
 * file on other storage, a time-stamping service.
 */
export interface AnchorPort {
  anchor(head: AuditHead): Promise<void>;
}

/** Anchors in several places; each must take the head. */
export function anchorIn(...ports: readonly AnchorPort[]): AnchorPort {
  return { anchor: async (head) => { await Promise.all(ports.map((port) => port.anchor(head))); } };
}

/** A line in the log for each head. */
export function logAnchor(log: Logger): AnchorPort {
  return {
    anchor: (head) => {
      log.info({ audit: { sequence: head.sequence.toString(), hash: head.hash } }, 'audit chain anchored');
      return Promise.resolve();
    },
  };
}

/** The file of anchors in a data folder: one JSON object a line. */
export function anchorFile(dataDir: string): string {
  return path.join(dataDir, 'audit-anchors.jsonl');
}

/** Appends each head to a file. */
export function fileAnchor(file: string): AnchorPort {
  return {
    anchor: async (head) => {
      await mkdir(path.dirname(file), { recursive: true });
      const line = { sequence: head.sequence.toString(), hash: head.hash, at: head.at.toISOString() };
      await appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    },
  };
}

/**
 * Reads the heads of an anchor file, oldest first; none where there is no file. A last line cut short by a crash is
 * left out; any other line that cannot be read throws.
 */
export async function readAnchors(file: string): Promise<AuditHead[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').filter((line) => line !== '').map((line) => {
    const { sequence, hash, at } = JSON.parse(line) as { sequence: string; hash: string; at: string };
    return { sequence: BigInt(sequence), hash, at: new Date(at) };
  });
}
