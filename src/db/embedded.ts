import { totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { serverAccount } from './embedded/account.js';
import { findBinaries } from './embedded/binaries.js';
import {
  clusterFolder, DATABASE, ensureCluster, OWNER_ROLE, ownerPassword, prepareDataDir, type Cluster,
} from './embedded/cluster.js';
import { takeHold, type Hold } from './embedded/hold.js';
import { launch, runningPort, shutDown, stopOrphan, type Postmaster } from './embedded/postmaster.js';

/** A PostgreSQL of our own that is running. */
export interface Embedded {
  /** The owner's connection address; for others than the owner see `ensureRoles`. */
  readonly ownerUrl: string;
  /** Process number of the server at this moment. */
  readonly pid: () => number | undefined;
  /** Stops the server and gives the data folder free; may be called more than once. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that lives in `dataDir`, making it first where there is none, and keeps it running:
 * a server that dies is started again on the same port. A server that an earlier, killed process left behind is
 * stopped first. Throws DataDirInUse when another process of ours is using the folder. `settings` are
 * PostgreSQL's, over sensible ones.
 */
export async function startEmbedded(
  dataDir: string, log: Logger, settings: Readonly<Record<string, string>> = {},
): Promise<Embedded> {
  const home = path.resolve(dataDir);
  const folder = clusterFolder(home);
  const account = serverAccount(folder);
  prepareDataDir(home, account);
  const hold = await takeHold(home);
  try {
    await stopOrphan(folder, log);
    const binaries = await findBinaries(account, log);
    const cluster = { dataDir: home, folder, account, binaries, ownerPassword: ownerPassword(home) };
    if (await ensureCluster(cluster)) log.info({ folder }, 'made a new PostgreSQL data folder');
    return await keepRunning(cluster, { ...usualSettings(), ...settings }, hold, log);
  } catch (error) {
    hold.release();
    throw error;
  }
}

/** The owner's address of the PostgreSQL that another process of ours runs in `dataDir`; null when none does. */
export function runningEmbedded(dataDir: string): { ownerUrl: string } | null {
  const home = path.resolve(dataDir);
  const port = runningPort(clusterFolder(home));
  return port === null ? null : { ownerUrl: ownerUrl(ownerPassword(home), port) };
}

function ownerUrl(password: string, port: number): string {
  return `postgres://${OWNER_ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

function usualSettings(): Record<string, string> {
  const quarterMb = Math.floor(totalmem() / 4 / 1024 / 1024);
  return {
    max_connections: '100',
    shared_buffers: `${Math.max(32, Math.min(256, quarterMb))}MB`,
    effective_cache_size: `${Math.max(128, quarterMb * 2)}MB`,
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    // Our statements are short: compiling them costs more than it saves.
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %u@%d ',
    log_min_error_statement: 'panic',
  };
}

async function keepRunning(
  cluster: Cluster, settings: Readonly<Record<string, string>>, hold: Hold, log: Logger,
): Promise<Embedded> {
  let current = await launch(cluster, settings, null);
  const { port } = current;
  let stopped: Promise<void> | null = null;
  let restarting: Promise<void> = Promise.resolve();

  const watch = (postmaster: Postmaster): void => {
    postmaster.process.once('exit', (code, killedBy) => {
      if (stopped !== null) return;
      log.error({ code, killedBy }, 'PostgreSQL ended by itself; starting it again');
      restarting = restart();
    });
  };
  const restart = async (): Promise<void> => {
    for (let pause = 200; stopped === null; pause = Math.min(pause * 2, 10_000)) {
      await sleep(pause, undefined, { ref: false });
      if (stopped !== null) return;
      try {
        current = await launch(cluster, settings, port);
        // `stop` waits for this and then stops the one just started.
        watch(current);
        log.info('PostgreSQL is back');
        return;
      } catch (error) {
        log.error({ err: error }, 'PostgreSQL did not start again');
      }
    }
  };
  // Whoever ends this process without stopping (process.exit, an uncaught error) must not leave a server behind.
  const lastMoment = (): void => {
    try {
      current.process.kill('SIGINT');
    } finally {
      hold.release();
    }
  };
  process.once('exit', lastMoment);
  watch(current);

  const stop = async (): Promise<void> => {
    hold.markStopping();
    await restarting;
    await shutDown(current);
    process.off('exit', lastMoment);
    hold.release();
  };
  return {
    ownerUrl: ownerUrl(cluster.ownerPassword, port),
    pid: () => current.process.pid,
    stop: () => (stopped ??= stop()),
  };
}
