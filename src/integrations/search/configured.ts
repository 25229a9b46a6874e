import type { Config } from '../../config.js';
import type { SearchEngine } from '../../domain/search/rules/engine.js';
import { meilisearchEngine } from './meilisearch/engine.js';

/** The search engine beside the database; null where none is configured. Nothing is asked of it here: one that is down keeps nobody from starting. */
export function searchEngineOf({ search }: Pick<Config, 'search'>): SearchEngine | null {
  return search === null ? null : meilisearchEngine({ url: search.url, key: search.key, liveIndex: search.index });
}
