import type { Database, Lanes, Statements } from '../../src/db/client.js';
import type { Encoded } from '../../src/db/reader/encode.js';

/** A read as it was sent. */
export interface SentRead {
  readonly lane: keyof Lanes;
  readonly text: string;
  readonly params: readonly Encoded[];
}

/** A database whose reads are written down as they are sent. */
export function tapped(db: Database, sent: SentRead[]): Database {
  const tap = (lane: keyof Lanes): Statements => {
    const unsafe = (text: string, given: Encoded[], options: object): unknown => {
      const query: object & { parameters?: Encoded[] } = db[lane].unsafe(text, given, options) as object;
      // The parameters are laid on the query after it was made (send.ts).
      sent.push({ lane, text, get params() { return query.parameters ?? given; } });
      return query;
    };
    return { unsafe } as unknown as Statements;
  };
  return { ...db, reads: tap('reads'), longReads: tap('longReads') };
}
