import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import postgres, { type Sql } from 'postgres';
import { serverAccount } from '../../../src/db/embedded/account.js';
import { findBinaries } from '../../../src/db/embedded/binaries.js';
import { clusterFolder, DATABASE, ownerPassword, type Cluster } from '../../../src/db/embedded/cluster.js';
import { freePort, launch, shutDown, type Postmaster } from '../../../src/db/embedded/postmaster.js';
import { startEmbedded } from '../../../src/db/embedded.js';
import { dataFolder } from '../startProcess.js';

/** A primary that streams to replicas, both real PostgreSQL servers of the built-in binaries. */
export interface Streaming {
  /** As the owner, on the primary. */
  readonly ownerUrl: string;
  readonly replicas: readonly StreamingReplica[];
  /** The primary ends, its replicas go on. */
  stopPrimary(): Promise<void>;
  close(): Promise<void>;
}

export interface StreamingReplica {
  /** Without user and password. */
  readonly url: string;
  /** Stops replaying what it receives; it goes on answering. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
  /** The server anew, on the same port, where it left off. */
  start(): Promise<void>;
  /** Ends being a replica. */
  promote(): Promise<void>;
}

const SETTINGS = { wal_level: 'replica', max_wal_senders: '10', fsync: 'off', shared_buffers: '64MB', max_connections: '100', wal_keep_size: '256MB' };
const log = pino({ level: 'silent' });

/**
 * Makes a primary and replicas. The package has no pg_basebackup: the primary is stopped once, its folder copied whole (which makes each copy
 * what a base backup is), and the copies follow it. The owner of the built-in database is no superuser, so what only one may do (a role for
 * streaming, pausing replay) is granted in single-user mode.
 */
export async function streaming(count: number): Promise<Streaming> {
  const home = dataFolder();
  await (await startEmbedded(home, log, SETTINGS)).stop();
  const account = serverAccount(clusterFolder(home));
  const binaries = await findBinaries(account, log);
  const cluster = { dataDir: home, folder: clusterFolder(home), account, binaries, ownerPassword: ownerPassword(home) };
  asSuperuser(cluster, ['create role streamer login replication password \'streamer\'', 
    'grant execute on function pg_wal_replay_pause(), pg_wal_replay_resume(), pg_promote(boolean, integer) to marketplace_owner']);
  appendFileSync(path.join(cluster.folder, 'pg_hba.conf'), 'host replication streamer 127.0.0.1/32 scram-sha-256\n');
  const copies = Array.from({ length: count }, () => copyOf(cluster));
  const primary = await startEmbedded(home, log, SETTINGS);
  const replicas = await Promise.all(copies.map((copy) => follow(copy, primary.ownerUrl)));
  return {
    ownerUrl: primary.ownerUrl, replicas,
    stopPrimary: () => primary.stop(),
    close: async () => {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await primary.stop();
    },
  };
}

function asSuperuser({ binaries, folder, account }: Cluster, statements: readonly string[]): void {
  execFileSync(binaries.postgres, ['--single', '-D', folder, '-c', 'exit_on_error=true', '-c', 'wal_level=replica', '-c', 'log_checkpoints=off', DATABASE],
    { ...account, cwd: folder, env: { LC_ALL: 'C', TZ: 'UTC' }, input: `${statements.join(';\n')};\n`, stdio: ['pipe', 'ignore', 'ignore'] });
}

function copyOf(cluster: Cluster): Cluster {
  const dataDir = dataFolder();
  const { mode } = statSync(cluster.dataDir);
  execFileSync('chmod', [(mode & 0o777).toString(8), dataDir]);
  const folder = clusterFolder(dataDir);
  cpSync(cluster.folder, folder, { recursive: true });
  if (cluster.account !== null) give(folder, cluster.account);
  return { ...cluster, dataDir, folder };
}

function give(at: string, { uid, gid }: { uid: number; gid: number }): void {
  chownSync(at, uid, gid);
  if (statSync(at).isDirectory()) for (const name of readdirSync(at)) give(path.join(at, name), { uid, gid });
}

async function follow(cluster: Cluster, primaryUrl: string): Promise<StreamingReplica> {
  const { port: primaryPort } = new URL(primaryUrl);
  mkdirSync(cluster.folder, { recursive: true });
  rmSync(path.join(cluster.folder, 'postmaster.pid'), { force: true });
  const signal = path.join(cluster.folder, 'standby.signal');
  writeFileSync(signal, '');
  if (cluster.account !== null) chownSync(signal, cluster.account.uid, cluster.account.gid);
  const port = await freePort();
  const settings = {
    ...SETTINGS, hot_standby: 'on', primary_conninfo: `host=127.0.0.1 port=${primaryPort} user=streamer password=streamer`, wal_retrieve_retry_interval: '200ms',
  };
  let server: Postmaster | null = await launch(cluster, settings, port);
  const owner = (): Sql => postgres({
    host: '127.0.0.1', port, database: DATABASE, user: 'marketplace_owner', pass: cluster.ownerPassword, max: 1, onnotice: () => undefined,
  });
  const told = async (statement: string): Promise<void> => {
    const sql = owner();
    await sql.unsafe(statement);
    await sql.end();
  };
  return {
    url: `postgres://127.0.0.1:${String(port)}/${DATABASE}`,
    pause: () => told('select pg_wal_replay_pause()'),
    resume: () => told('select pg_wal_replay_resume()'),
    promote: () => told('select pg_promote()'),
    stop: async () => {
      if (server !== null) await shutDown(server);
      server = null;
    },
    start: async () => { server = await launch(cluster, settings, port); },
  };
}
