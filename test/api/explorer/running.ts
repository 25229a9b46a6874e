import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import postgres, { type Sql } from 'postgres';
import { loadConfig } from '../../../src/config.js';
import { marketplaceOf } from '../../../src/marketplace.js';
import { freshDatabase } from '../../support/database.js';

/** The marketplace as `npm start` runs it: with the demonstration and the sign-in of development. */
export interface Running {
  readonly url: string;
  readonly owner: Sql;
  close(): Promise<void>;
}

/** Starts it on a database of its own. */
export async function running(): Promise<Running> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'explorer-'));
  const config = loadConfig({ DATABASE_URL: database.ownerUrl, DATA_DIR: dataDir, PORT: '0', WORKER: 'off', LOG_LEVEL: 'silent' });
  const marketplace = marketplaceOf(config, pino({ level: 'silent' }), () => undefined);
  const url = await marketplace.start();
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  return {
    url, owner,
    close: async () => {
      await marketplace.stop();
      await owner.end({ timeout: 5 });
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
