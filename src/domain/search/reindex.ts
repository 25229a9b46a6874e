import { setTimeout as sleep } from 'node:timers/promises';
import { holding, type Held } from '../../db/sessionLock.js';
import { NIL_UUID } from '../../lib/ids.js';
import { applySettings } from './applySettings.js';
import { mendIndex } from './compareIndex.js';
import type { EngineDeps } from './deps.js';
import { documentPage, listedCourses } from './documents.js';
import { indexReplaced, knownIndex } from './indexState.js';
import { besideIndex, writing } from './tellEngine.js';
import { settingsStamp, vocabularyNow } from './vocabulary.js';
import { allWaiting } from './waiting.js';

/** Documents that are put into an index at once. */
const PAGE = 1_000;
/** Between two pages, so that whoever tells of a change gets his turn. */
const TURN_MS = 60;
/** How often what changed meanwhile is mended before the index is put in place. */
const MENDINGS = 3;

const BUILDING = 'search index: building';

/** What became of building an index anew. */
export type Reindexed =
  | { readonly kind: 'DONE'; readonly generation: number; readonly courses: number }
  /** Somebody else is building one. */
  | { readonly kind: 'BUSY' }
  /** It was built and not put in place: the floor forbids it. */
  | { readonly kind: 'REFUSED'; readonly reason: string };

export interface Reindexing {
  /** Put it in place though it has less than half of what was there. */
  readonly force: boolean;
  /** Hears of each step. */
  readonly say: (line: string) => void;
}

/**
 * Builds an index beside the live one from the database and puts it in its place, both at once; searches are answered from the old one
 * until then. Changes of the catalogue meanwhile go into both. Broken off at any place it leaves the live index as it is, and the next one
 * begins anew. Only one is built at a time. Refuses to put in place an index that lacks listed courses, or (unless forced) has less than
 * half of what was there. Throws where the engine fails.
 */
export async function reindex(deps: EngineDeps, options: Reindexing): Promise<Reindexed> {
  return await holding(deps.db, BUILDING, 0, (held) => build(deps, options, held)) ?? { kind: 'BUSY' };
}

async function build(deps: EngineDeps, options: Reindexing, held: Held): Promise<Reindexed> {
  const { db, search } = deps;
  const { generation } = await knownIndex(db);
  const beside = besideIndex(search.liveIndex, generation);
  options.say(`building the index ${beside} beside ${search.liveIndex} on Meilisearch ${await search.version()}`);
  const vocabulary = await vocabularyNow(db);
  // What an earlier run may have left behind.
  await search.drop(beside);
  await search.prepare(beside, vocabulary);
  await fill(deps, beside, options);
  for (let turn = 0; turn < MENDINGS; turn += 1) {
    const mended = await mendIndex(deps, beside);
    if (mended === 0) break;
    options.say(`mended ${mended} courses that differed`);
  }
  const refusal = await belowFloor(deps, beside, options);
  if (refusal !== null) {
    await search.drop(beside);
    return { kind: 'REFUSED', reason: refusal };
  }
  return putInPlace(deps, beside, settingsStamp(search, vocabulary), held, options);
}

async function fill({ db, search, signal }: EngineDeps, beside: string, { say }: Reindexing): Promise<void> {
  const total = await listedCourses(db);
  let done = 0;
  for (let after: string | undefined = NIL_UUID; after !== undefined;) {
    signal?.throwIfAborted();
    const from: string = after;
    const page = await writing(db, async () => {
      const documents = await documentPage(db, from, PAGE);
      if (documents.length > 0) await search.put(beside, documents);
      return documents;
    });
    done += page.length;
    if (page.length > 0) say(`indexed ${done} of ${total} courses`);
    after = page.length < PAGE ? undefined : page.at(-1)?.id;
    await sleep(TURN_MS);
  }
}

/** Why an index must not be put in place; null where it may. */
async function belowFloor({ db, search }: EngineDeps, beside: string, { force }: Reindexing): Promise<string | null> {
  const waiting = (await allWaiting(db)).size;
  const listed = await listedCourses(db);
  const built = (await search.state(beside))?.documents ?? 0;
  const before = (await search.state(search.liveIndex))?.documents ?? 0;
  if (built < listed - waiting) return `the new index has ${built} of ${listed} listed courses; the old one stays`;
  if (!force && 2 * built < before) {
    return `the new index has ${built} courses, less than half of the ${before} in the old one, which stays; if that is right, say --force`;
  }
  return null;
}

async function putInPlace(deps: EngineDeps, beside: string, settings: string, held: Held, { say }: Reindexing): Promise<Reindexed> {
  const { db, search, now, log } = deps;
  const placed = await writing(db, async () => {
    if (!await held.still()) throw new Error('the lock on building the search index was lost; nothing was put in place');
    await search.replaceLive(beside);
    const courses = (await search.state(search.liveIndex))?.documents ?? 0;
    return { generation: await indexReplaced(db, settings, courses, now()), courses };
  });
  say(`put it in place: generation ${placed.generation}, ${placed.courses} courses`);
  log.info({ index: search.liveIndex, ...placed }, 'the search index was replaced');
  const mended = await mendIndex(deps, search.liveIndex);
  if (mended > 0) say(`mended ${mended} courses that changed meanwhile`);
  // Words that were curated meanwhile went into the old one.
  await applySettings(deps);
  return { kind: 'DONE', ...placed };
}
