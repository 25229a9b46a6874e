import pino from 'pino';
import { openDatabase, type Database } from '../../db/client.js';
import { reachDatabase } from '../../db/provide.js';
import { EngineUnavailable, type SearchEngine } from '../../domain/search/rules/engine.js';
import { searchEngineOf } from '../../integrations/search/configured.js';
import { configOrNull, stop } from './terminal.js';

/** What a command of search works with. */
export interface SearchCommand {
  readonly db: Database;
  /** null where PostgreSQL answers alone. */
  readonly search: SearchEngine | null;
  readonly now: () => Date;
  readonly log: pino.Logger;
  /** The flags that were given, of those it knows. */
  readonly flags: ReadonlySet<string>;
}

/**
 * Runs a command of search with the configured database and engine; answers its exit code: 2 where it could not be begun (a flag it does not
 * know, a wrong configuration), 1 where the engine failed.
 */
export async function searchCommand(known: readonly string[], run: (command: SearchCommand) => Promise<number>): Promise<number> {
  const flags = process.argv.slice(2);
  const strange = flags.find((flag) => !known.includes(flag));
  if (strange !== undefined) return stop(`there is no ${strange}; there is ${known.join(', ')}`);
  const config = configOrNull();
  if (config === null) return 2;
  const log = pino({ level: config.logLevel === 'silent' ? 'silent' : 'warn' }, pino.destination(2));
  const database = await reachDatabase(config, pino({ level: 'silent' }));
  const db = openDatabase({
    url: database.appUrl, max: 3, applicationName: 'marketplace-search', statementTimeoutMs: 3_600_000, lockTimeoutMs: 5_000,
  });
  try {
    return await run({ db, search: searchEngineOf(config), now: () => new Date(), log, flags: new Set(flags) });
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await db.close();
    await database.stop();
  }
}
