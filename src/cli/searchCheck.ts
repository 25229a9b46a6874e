import { setTimeout as sleep } from 'node:timers/promises';
import { compareIndex, differing, mendIndex, type IndexDifference } from '../domain/search/compareIndex.js';
import { compareOwn, mendOwn, type OwnDifference } from '../domain/search/compareOwn.js';
import type { EngineDeps } from '../domain/search/deps.js';
import { indexSeen, knownIndex } from '../domain/search/indexState.js';
import { settingsStamp, vocabularyNow } from '../domain/search/vocabulary.js';
import { isUuid, publicId } from '../lib/ids.js';
import { searchCommand, type SearchCommand } from './support/searchCommand.js';

/** Differences of one kind that are printed. */
const SHOWN = 100;
/** What changes while it is compared is told within a second, and is no difference then. */
const SETTLED_MS = 1_500;

/**
 * `npm run search:check [-- --repair]`: compares what PostgreSQL's search keeps, and with MEILI_URL the index of Meilisearch, with the
 * catalogue, course by course, and prints every difference on a line; --repair mends them. Exits 1 where a difference is left.
 */
async function main({ db, search, now, log, flags }: SearchCommand): Promise<number> {
  const repair = flags.has('--repair');
  const own = await compareOwn(db);
  let left = print('PostgreSQL', own);
  console.log(`PostgreSQL: ${own.courses} courses, ${left} differences`);
  if (repair && left > 0) {
    await mendOwn(db, [...own.missing, ...own.stale, ...own.superfluous]);
    console.log(`PostgreSQL: ${left} mended`);
    left = 0;
  }
  if (search !== null) left += await checkEngine({ db, search, now, log }, repair);
  console.log(left === 0 ? 'search is what the catalogue says' : `search is NOT what the catalogue says: ${left} differences`);
  return left === 0 ? 0 : 1;
}

async function checkEngine(deps: EngineDeps, repair: boolean): Promise<number> {
  const { db, search } = deps;
  const { generation, settings } = await knownIndex(db);
  if (generation === 0 || await search.state(search.liveIndex) === null) {
    console.log(`Meilisearch: MISSING the index ${search.liveIndex}; npm run search:reindex builds it`);
    return 1;
  }
  const vocabulary = await vocabularyNow(db);
  const hasOurs = settings === settingsStamp(search, vocabulary);
  if (!hasOurs) console.log('Meilisearch: SETTINGS are not those of this program and the curated words');
  const found = await settled(deps);
  const left = print('Meilisearch', found) + (hasOurs ? 0 : 1);
  console.log(`Meilisearch: ${found.documents} documents, ${found.listed} listed courses, ${found.waiting} waiting to be told, ${left} differences`);
  if (!repair || left === 0) return left;
  await search.prepare(search.liveIndex, vocabulary);
  await mendIndex(deps, search.liveIndex);
  await indexSeen(db, settingsStamp(search, vocabulary), found.listed);
  const after = await settled(deps);
  const kept = print('Meilisearch', after);
  console.log(`Meilisearch: ${left - kept} mended`);
  return kept;
}

/** What differs twice, with a pause between: what only changed meanwhile does not. */
async function settled(deps: EngineDeps): Promise<IndexDifference> {
  const first = await compareIndex(deps, deps.search.liveIndex);
  if (differing(first).length === 0) return first;
  await sleep(SETTLED_MS);
  const second = await compareIndex(deps, deps.search.liveIndex);
  const both = (kind: 'missing' | 'stale' | 'superfluous'): string[] => {
    const before = new Set(first[kind]);
    return second[kind].filter((id) => before.has(id));
  };
  return { ...second, missing: both('missing'), stale: both('stale'), superfluous: both('superfluous') };
}

/** Prints the differences; answers how many there are. */
function print(engine: string, difference: Pick<OwnDifference, 'missing' | 'stale' | 'superfluous'>): number {
  const kinds = [['MISSING', difference.missing], ['STALE', difference.stale], ['SUPERFLUOUS', difference.superfluous]] as const;
  for (const [kind, ids] of kinds) {
    for (const id of ids.slice(0, SHOWN)) console.log(`${engine}: ${kind} ${nameOf(id)}`);
    if (ids.length > SHOWN) console.log(`${engine}: ${kind} and ${ids.length - SHOWN} more`);
  }
  return kinds.reduce((sum, [, ids]) => sum + ids.length, 0);
}

/** An index can hold what is no course's id. */
function nameOf(id: string): string {
  return isUuid(id) ? publicId('course', id) : JSON.stringify(id);
}

process.exitCode = await searchCommand(['--repair'], main);
