import type { Logger } from 'pino';
import type { Database } from '../../db/client.js';
import type { SearchEngine } from './rules/engine.js';

/** What the jobs of search work with. */
export interface SearchDeps {
  readonly db: Database;
  /** The engine beside the database; null where PostgreSQL answers alone. */
  readonly search: SearchEngine | null;
  readonly now: () => Date;
  readonly log: Logger;
  /** Aborted when the process ends: what has not begun by then is left for later. */
  readonly signal?: AbortSignal;
}

/** The same where there is an engine. */
export type EngineDeps = SearchDeps & { readonly search: SearchEngine };
