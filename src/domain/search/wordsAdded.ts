import { NIL_UUID } from '../../lib/ids.js';

/** Changes of which this process remembers, one by one, that the vocabulary has them. */
const REMEMBERED = 20_000;

const added = new Set<string>();
/** The vocabulary was made anew when this was the last revision: revisions are in the order of time. */
let through = NIL_UUID;

/** Whether this process knows that the vocabulary has the words of a change. */
export function isInVocabulary(revision: string): boolean {
  return revision <= through || added.has(revision);
}

/** The last revision that was there when this process made the vocabulary anew. */
export function rebuiltThrough(): string {
  return through;
}

export function rememberRebuilt(revision: string): void {
  through = revision;
}

/** The words of these changes are in the vocabulary; the oldest ones are forgotten when there are too many. */
export function rememberAdded(revisions: readonly string[]): void {
  for (const revision of revisions) added.add(revision);
  for (const revision of added) {
    if (added.size <= REMEMBERED) break;
    added.delete(revision);
  }
}
