import type { Database } from './client.js';
import { askPrimaryFirst } from './replicas/primary.js';

/**
 * SQL giving the catalogue's version as a snapshot sees it: the marks of all transactions that changed what visitors may read, as a
 * digest. Two snapshots with one version see the same catalogue. Read in the statement that reads the data, it is the version of the data.
 */
export const VERSION_SQL =
  `(select encode(sha256(coalesce(string_agg(m.mark::text, ',' order by m.slot), '')::bytea), 'hex') from catalogue_mark m)`;

/** Reads of the version: the one under way, and the one that begins when it is done. */
interface Reads {
  underWay: Promise<string> | null;
  next: Promise<string> | null;
}

const reads = new WeakMap<Database, Reads>();

/**
 * The catalogue's version now: the read begins after the call, so that it sees whatever was committed before. Calls that come while one
 * is under way share the next one, whatever their number. While the primary cannot be reached, it is that of a replica.
 */
export function catalogueVersion(db: Database): Promise<string> {
  let known = reads.get(db);
  if (known === undefined) {
    known = { underWay: null, next: null };
    reads.set(db, known);
  }
  const turns = known;
  if (turns.underWay === null) return begin(db, turns);
  turns.next ??= turns.underWay.then(nothing, nothing).then(() => {
    turns.next = null;
    return turns.underWay ?? begin(db, turns);
  });
  return turns.next;
}

function begin(db: Database, turns: Reads): Promise<string> {
  const asked = askPrimaryFirst(db, (sql) => sql.unsafe<{ version: string }[]>(`select ${VERSION_SQL} as version`, [], PREPARED));
  const read: Promise<string> = asked.then(([row]) => {
    if (row === undefined) throw new Error('the catalogue has no version');
    return row.version;
  }).finally(() => { if (turns.underWay === read) turns.underWay = null; });
  turns.underWay = read;
  return read;
}

// `simple` is postgres.js's own switch, missing from its types: without parameters it would not prepare.
const PREPARED: { prepare: boolean; simple: boolean } = { prepare: true, simple: false };

function nothing(): void {
  // Whoever waited for the read under way is told of its failure; the next one is another.
}
