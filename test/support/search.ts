import { pino } from 'pino';
import { uuidOf } from '../../src/lib/ids.js';
import type { EngineDeps } from '../../src/domain/search/deps.js';
import { reindex } from '../../src/domain/search/reindex.js';
import type { SearchEngine } from '../../src/domain/search/rules/engine.js';
import { createMail } from '../../src/integrations/mail/create.js';
import { startSearchDouble, type SearchDouble } from '../../src/integrations/search/double/double.js';
import { meilisearchEngine } from '../../src/integrations/search/meilisearch/engine.js';
import { uploadFiles } from '../../src/integrations/uploads/files.js';
import { startWorker, type Worker } from '../../src/worker.js';
import { eventually } from '../faults/startProcess.js';
import { watched, type WatchedEngine } from './watchedEngine.js';
import type { Answer, World } from './world.js';

/** Meilisearch's double, and the real adapter on it. */
export interface EngineRig {
  readonly double: SearchDouble;
  readonly engine: WatchedEngine;
}

export async function engineRig(): Promise<EngineRig> {
  const double = await startSearchDouble();
  return { double, engine: watched(meilisearchEngine({ url: double.url, key: double.key, liveIndex: 'courses' })) };
}

export const SILENT = pino({ level: 'silent' });

/** What the jobs of search work with, in a world. */
export function searchDeps(w: World, search: SearchEngine): EngineDeps {
  return { db: w.db, search, now: w.clock.now, log: SILENT };
}

/** Builds the index of a world; throws where it was not put in place. */
export async function built(w: World, search: SearchEngine): Promise<void> {
  const result = await reindex(searchDeps(w, search), { force: false, say: () => undefined });
  if (result.kind !== 'DONE') throw new Error(`not built: ${JSON.stringify(result)}`);
}

/** The jobs of a world, run as in production. */
export function jobsOf(w: World, search: SearchEngine | null): Promise<Worker> {
  return startWorker({
    db: w.db, ownerUrl: w.ownerUrl, log: SILENT, now: w.clock.now, files: uploadFiles(w.dataDir), cards: null, search,
    mail: createMail({ smtpUrl: null, from: 'marketplace@example.in' }, { db: w.db, log: SILENT, now: w.clock.now }),
    anchor: { anchor: () => Promise.resolve() },
  });
}

/** Waits until no job of search is left to do and nothing waits to be told. */
export async function settled(w: World): Promise<void> {
  const left = async (): Promise<number> => {
    const [row] = await w.owner<[{ n: number }]>`
      select (select count(*) from search_change)::int + (select count(*) from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier in ('onCatalogueChanged', 'onSynonymsChanged', 'indexCatalogue') and j.attempts < j.max_attempts)::int as n`;
    return row.n;
  };
  if (await eventually(async () => await left() === 0, 20_000)) return;
  const jobs = await w.owner`select j.payload, j.attempts, j.last_error, j.locked_by from graphile_worker._private_jobs j`;
  throw new Error(`${await left()} jobs and changes of search are left: ${JSON.stringify(jobs)}`);
}

/** What the live index has: fingerprints by the uuids of courses. */
export async function contentsOf(search: SearchEngine, index = search.liveIndex): Promise<ReadonlyMap<string, string>> {
  const contents = new Map<string, string>();
  for await (const page of search.contents(index)) for (const { id, fingerprint } of page) contents.set(id, fingerprint);
  return contents;
}

/** What a search was answered with. */
export interface Found {
  readonly ids: readonly string[];
  readonly engine: string;
  readonly indexedThrough: string;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly answer: Answer<FoundData>;
}

interface FoundData {
  readonly courseSearch: {
    readonly nodes: readonly { readonly id: string }[];
    readonly search: { readonly engine: string; readonly indexedThrough: string } | null;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

const SEARCH = `query ($query: String, $first: Int, $after: String) {
  courseSearch(query: $query, first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } search { engine indexedThrough } }
}`;

/** Searches as a visitor; it must be answered. */
export async function found(w: World, query: string | null, page: { readonly first?: number; readonly after?: string } = {}): Promise<Found> {
  const answer = await w.ask<FoundData>(null, SEARCH, { query, ...page });
  const { data, errors, extensions } = answer;
  if (data === null || errors.length > 0) throw new Error(`not answered: ${JSON.stringify(errors)}`);
  const { nodes, search } = data.courseSearch;
  if (search === null) throw new Error('a search tells which engine answered');
  return { ids: nodes.map(({ id }) => id), ...search, warnings: (extensions?.['warnings'] ?? []) as Found['warnings'], answer };
}

/** The uuid of a course by its public id. */
export function courseUuid(id: string): string {
  const uuid = uuidOf('course', id);
  if (uuid === null) throw new Error(`${id} is no course's id`);
  return uuid;
}
