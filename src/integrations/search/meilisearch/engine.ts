import { Meilisearch, type MultiSearchResult } from 'meilisearch';
import { z } from 'zod';
import {
  EngineUnavailable, type EngineAnswer, type EngineQuestion, type IndexState, type SearchDocument, type SearchEngine, type SearchVocabulary,
} from '../../../domain/search/rules/engine.js';
import { MAX_HITS } from '../../../domain/search/rules/request.js';
import { called, ifThere, MeilisearchRefused } from './calls.js';
import { keptOf, type KeptDocument } from './documents.js';
import { FACET_ATTRIBUTES } from './filter.js';
import { askedOf, type Asked, type Strictness } from './question.js';
import { digestOf, settingsFor } from './settings.js';
import { done, type TaskLimits } from './tasks.js';

export interface MeilisearchOptions {
  readonly url: string;
  /** The server's key, or one with every right to the indexes. It goes nowhere but into the header of a call. */
  readonly key: string;
  readonly liveIndex: string;
  /** Milliseconds that a search, another call, and a task in the background may take. */
  readonly searchMs?: number;
  readonly callMs?: number;
  readonly taskMs?: number;
}

/** The oldest release that is spoken with: since then an index can be renamed as it is swapped. */
export const OLDEST_RELEASE = '1.18.0';
/** Fewer hits than this with all words, and those with some of them are hits too: as the database's engine has it. */
const ENOUGH_HITS = 20;
const PAGE_OF_CONTENTS = 1_000;
const PRIMARY_KEY = 'id';

/** Meilisearch as a search engine beside the database. */
export function meilisearchEngine(options: MeilisearchOptions): SearchEngine {
  const { url: host, key: apiKey, liveIndex, searchMs = 500, callMs = 5_000, taskMs = 300_000 } = options;
  // A redirection could lead the key astray.
  const client = new Meilisearch({ host, apiKey, timeout: callMs, requestInit: { redirect: 'error' } });
  // Without a limit of its own: what it is called with has one.
  const searcher = new Meilisearch({ host, apiKey, requestInit: { redirect: 'error' } });
  const limits: TaskLimits = { callMs, taskMs };
  return {
    name: 'MEILISEARCH',
    liveIndex,
    search: (question, signal) => search(searcher, liveIndex, searchMs, question, signal),
    version: () => versionOf(client, callMs),
    state: (index) => stateOf(client, callMs, index),
    settingsOf: digestOf,
    prepare: (index, vocabulary) => prepare(client, limits, index, vocabulary),
    put: (index, documents) => put(client, limits, index, documents),
    remove: async (index, courseIds) => {
      if (courseIds.length === 0) return;
      await done(client, 'remove courses', limits, () => client.index(index).deleteDocuments([...courseIds]));
    },
    contents: (index) => contents(client, callMs, index),
    replaceLive: (built) => replaceLive(client, limits, liveIndex, built),
    drop: (index) => drop(client, limits, index),
  };
}

async function search(
  client: Meilisearch, index: string, searchMs: number, question: EngineQuestion, signal: AbortSignal | undefined,
): Promise<EngineAnswer> {
  const end = performance.now() + searchMs;
  const ask = async (strictness: Strictness): Promise<{ asked: Asked; answer: EngineAnswer }> => {
    const asked = askedOf(index, question, strictness);
    const ms = Math.max(1, Math.round(end - performance.now()));
    const { results } = await called('search', { ms, signal }, (both) => client.multiSearch({ queries: asked.queries }, { signal: both }));
    return { asked, answer: answerOf(asked, results) };
  };
  const { asked, answer } = await ask('all');
  if (!asked.canLoosen || answer.total >= ENOUGH_HITS) return answer;
  return (await ask('frequency')).answer;
}

const RESULT = z.object({
  hits: z.array(z.object({ id: z.string() })),
  estimatedTotalHits: z.int().nonnegative(),
  facetDistribution: z.record(z.string(), z.record(z.string(), z.int().nonnegative())).optional(),
});

function answerOf({ queries, counted }: Asked, results: readonly MultiSearchResult<object>[]): EngineAnswer {
  const read = z.array(RESULT).length(queries.length).safeParse(results);
  if (!read.success) throw new EngineUnavailable('To search: Meilisearch answered otherwise than its reference says.', false);
  const [page] = read.data;
  if (page === undefined) throw new EngineUnavailable('To search: Meilisearch answered nothing.', false);
  const facets = counted.map(({ facet, query }) => {
    const counts = read.data[query]?.facetDistribution?.[FACET_ATTRIBUTES[facet]] ?? {};
    return [facet, Object.entries(counts).map(([value, count]) => ({ value, count }))] as const;
  });
  return {
    courseIds: page.hits.map(({ id }) => id),
    total: Math.min(page.estimatedTotalHits, MAX_HITS),
    facets: Object.fromEntries(facets),
  };
}

async function versionOf(client: Meilisearch, ms: number): Promise<string> {
  const { pkgVersion } = await called('ask its version', { ms }, () => client.getVersion());
  if (!isAtLeast(pkgVersion, OLDEST_RELEASE)) {
    throw new EngineUnavailable(`Meilisearch is ${String(pkgVersion).slice(0, 40)}; ${OLDEST_RELEASE} or later is needed.`, false);
  }
  return pkgVersion;
}

function isAtLeast(version: unknown, oldest: string): boolean {
  const parts = typeof version === 'string' ? /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) : null;
  if (parts === null) return false;
  const wanted = oldest.split('.').map(Number);
  const given = parts.slice(1).map(Number);
  const place = given.findIndex((part, each) => part !== wanted[each]);
  return place === -1 || (given[place] ?? 0) > (wanted[place] ?? 0);
}

async function stateOf(client: Meilisearch, ms: number, index: string): Promise<IndexState | null> {
  const stats = await ifThere('look at the index', { ms }, () => client.index(index).getStats());
  return stats === null ? null : { documents: stats.numberOfDocuments, isIndexing: stats.isIndexing };
}

async function prepare(client: Meilisearch, limits: TaskLimits, index: string, vocabulary: SearchVocabulary): Promise<void> {
  const found = await ifThere('look for the index', { ms: limits.callMs }, () => client.getRawIndex(index));
  if (found === null) {
    // Another may be making it at the same time: then it is there.
    await done(client, 'make the index', limits, () => client.createIndex(index, { primaryKey: PRIMARY_KEY }), ['index_already_exists']);
  } else if (found.primaryKey !== PRIMARY_KEY && found.primaryKey !== undefined && found.primaryKey !== null) {
    throw new EngineUnavailable(`The index ${index} is of something else: its primary key is not '${PRIMARY_KEY}'.`, false);
  }
  await done(client, 'give the index its settings', limits, () => client.index(index).updateSettings(settingsFor(vocabulary)));
}

/** Meilisearch would make an index that is not there, without our settings: that is asked first. */
async function put(client: Meilisearch, limits: TaskLimits, index: string, documents: readonly SearchDocument[]): Promise<void> {
  if (documents.length === 0) return;
  await called('look for the index', { ms: limits.callMs }, () => client.getRawIndex(index));
  const kept = documents.map(keptOf);
  await done(client, 'put courses in', limits, () => client.index<KeptDocument>(index).addDocuments(kept, { primaryKey: PRIMARY_KEY }));
}

const CONTENTS = z.object({ results: z.array(z.object({ id: z.string(), fingerprint: z.string().catch('') })) });

async function* contents(client: Meilisearch, ms: number, index: string): AsyncGenerator<readonly { readonly id: string; readonly fingerprint: string }[]> {
  for (let offset = 0; ; offset += PAGE_OF_CONTENTS) {
    const answer = await called('read the index', { ms }, (signal) => client.httpRequest.post({
      path: `indexes/${encodeURIComponent(index)}/documents/fetch`,
      body: { fields: ['id', 'fingerprint'], limit: PAGE_OF_CONTENTS, offset },
      extraRequestInit: { signal },
    }));
    const read = CONTENTS.safeParse(answer);
    if (!read.success) throw new EngineUnavailable('To read the index: Meilisearch answered otherwise than its reference says.', false);
    if (read.data.results.length > 0) yield read.data.results;
    if (read.data.results.length < PAGE_OF_CONTENTS) return;
  }
}

/** One swap, which Meilisearch does whole or not at all; where there is no live index yet, the built one takes its name. */
async function replaceLive(client: Meilisearch, limits: TaskLimits, live: string, built: string): Promise<void> {
  const isThere = await ifThere('look for the live index', { ms: limits.callMs }, () => client.getRawIndex(live)) !== null;
  await called('look for the built index', { ms: limits.callMs }, () => client.getRawIndex(built));
  await done(client, 'put the built index in place', limits, () => client.swapIndexes([{ indexes: isThere ? [live, built] : [built, live], rename: !isThere }]));
  if (isThere) await drop(client, limits, built);
}

async function drop(client: Meilisearch, limits: TaskLimits, index: string): Promise<void> {
  try {
    await done(client, 'throw an index away', limits, () => client.deleteIndex(index), ['index_not_found']);
  } catch (error) {
    if (!(error instanceof MeilisearchRefused) || error.code !== 'index_not_found') throw error;
  }
}
