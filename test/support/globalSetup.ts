import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { clusterFolder } from '../../src/db/embedded/cluster.js';
import { startOf } from '../../src/db/embedded/hold.js';
import { stopOrphan } from '../../src/db/embedded/postmaster.js';
import { startEmbedded } from '../../src/db/embedded.js';
import { migrate } from '../../src/db/migrate.js';
import { ensureRoles } from '../../src/db/roles.js';
import { onServer, TEMPLATE } from './database.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The owner's address on the run's PostgreSQL, database `marketplace`, in which tests keep nothing. */
    ownerUrl: string;
  }
}

const PREFIX = 'karmayogi-test-';

/** Nothing of a test run has to outlive a power failure. */
const FAST = {
  fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '128MB',
  max_wal_size: '4GB', autovacuum_naptime: '20s',
};

/**
 * One PostgreSQL for the run, in a folder of its own, with a migrated template database that `freshDatabase`
 * copies. It ends with the run, however that ends.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = pino({ level: 'warn' }, pino.destination(2));
  await sweep();
  const dataDir = mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  const removeFolder = (): void => { rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }); };
  // Also where the run is broken off without its end being awaited.
  process.once('exit', removeFolder);
  const server = await startEmbedded(dataDir, log, FAST);
  const teardown = async (): Promise<void> => {
    await server.stop();
    removeFolder();
  };
  try {
    await ensureRoles(server.ownerUrl);
    await buildTemplate(server.ownerUrl);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('ownerUrl', server.ownerUrl);
  return teardown;
}

async function buildTemplate(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`create database ${TEMPLATE}`);
  await sql.end();
  await migrate(onServer(ownerUrl, TEMPLATE));
}

/** Clears away what runs that were killed left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || startOf(Number(pid)) !== null) continue;
    const folder = path.join(tmpdir(), name);
    try {
      await stopOrphan(clusterFolder(folder), pino({ level: 'silent' }));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's: theirs to clear away.
    }
  }
}
