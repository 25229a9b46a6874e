import type { Database } from '../../src/db/client.js';
import type { Encoded } from '../../src/db/reader/encode.js';

/** A read as it was sent. */
export interface SentRead {
  readonly text: string;
  readonly params: readonly Encoded[];
}

/** A database whose reads are written down as they are sent. */
export function tapped(db: Database, sent: SentRead[]): Database {
  const unsafe = (text: string, params: Encoded[], options: object): unknown => {
    sent.push({ text, params });
    return db.reads.unsafe(text, params, options);
  };
  return { ...db, reads: { unsafe } as unknown as Database['reads'] };
}
