import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scramVerifier } from '../scram.js';
import { canWalkTo, ownerOf, runsAsRoot, type Account } from './account.js';
import type { Binaries } from './binaries.js';

/** The folder of one PostgreSQL server, and as whom and with what to run it. */
export interface Cluster {
  readonly dataDir: string;
  /** PostgreSQL's own data folder. */
  readonly folder: string;
  readonly account: Account | null;
  readonly binaries: Binaries;
  readonly ownerPassword: string;
}

export const OWNER_ROLE = 'marketplace_owner';
export const DATABASE = 'marketplace';
const MAJOR = '18';
const SECRET = 'database.secret';

/** Where PostgreSQL keeps its data under a data folder. */
export function clusterFolder(dataDir: string): string {
  return path.join(dataDir, 'postgres');
}

/**
 * Makes the data folder. Refuses one that PostgreSQL's account could not reach, or that belongs to somebody
 * else, with a sentence that names it.
 */
export function prepareDataDir(dataDir: string, account: Account | null): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  if (account !== null) letPass(dataDir);
  if (account !== null && !canWalkTo(account, dataDir)) {
    throw new Error(`DATA_DIR ${dataDir} cannot be reached by user ${account.uid}, as whom PostgreSQL runs when root starts it: give a DATA_DIR outside of closed folders.`);
  }
  const folder = clusterFolder(dataDir);
  const owner = ownerOf(folder);
  if (!runsAsRoot() && owner !== null && owner.uid !== process.getuid?.()) {
    throw new Error(`DATA_DIR ${dataDir} holds the data of another user (${owner.uid}): start as that user, or give another DATA_DIR.`);
  }
  const versionFile = path.join(folder, 'PG_VERSION');
  const major = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : MAJOR;
  if (major !== MAJOR) {
    throw new Error(`DATA_DIR ${dataDir} holds data of PostgreSQL ${major}; this is PostgreSQL ${MAJOR}.`);
  }
}

/** A data folder closed to others, as mktemp makes it, is opened to walking through; one with other things in it is not. */
function letPass(dataDir: string): void {
  const names = readdirSync(dataDir);
  const { mode, uid } = statSync(dataDir);
  if (uid === process.getuid?.() && (names.length === 0 || names.includes(SECRET))) chmodSync(dataDir, mode | 0o011);
}

/** The owner's password: a random secret of this data folder, readable by its user only. */
export function ownerPassword(dataDir: string): string {
  const file = path.join(dataDir, SECRET);
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600 });
    renameSync(draft, file);
  }
  return createHmac('sha256', readFileSync(file, 'utf8').trim()).update(OWNER_ROLE).digest('hex');
}

/**
 * Makes the database server's files where there are none: UTF-8 with the built-in C.UTF-8 collation (the same
 * order on every system), passwords by SCRAM only. They are made beside and moved into place when finished, so
 * that a process killed in the middle leaves nothing half made. True when they were made.
 */
export async function ensureCluster(cluster: Cluster): Promise<boolean> {
  sweep(cluster.dataDir);
  if (existsSync(cluster.folder)) return false;
  const draft = `${cluster.folder}.new-${process.pid}`;
  mkdirSync(draft, { mode: 0o700 });
  chmodSync(draft, 0o700);
  if (cluster.account !== null) chownSync(draft, cluster.account.uid, cluster.account.gid);
  await run(cluster, cluster.binaries.initdb, [
    '-D', draft, '--username=postgres', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8',
    '--auth=reject', '--no-instructions',
  ], '');
  // The file is there already and keeps its owner.
  writeFileSync(path.join(draft, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  await run(cluster, cluster.binaries.postgres, [
    '--single', '-D', draft, '-c', 'exit_on_error=true', '-c', 'log_checkpoints=off', 'postgres',
  ], bootstrap(cluster.ownerPassword));
  renameSync(draft, cluster.folder);
  return true;
}

/**
 * The role that owns everything of ours, and its database. The superuser has no password and so cannot
 * sign in: from here on the owner is the highest role in use.
 */
function bootstrap(password: string): string {
  return [
    `create role ${OWNER_ROLE} login createrole createdb bypassrls password '${scramVerifier(password)}';`,
    `grant pg_monitor, pg_signal_backend to ${OWNER_ROLE};`,
    `create database ${DATABASE} owner ${OWNER_ROLE};`,
    '',
  ].join('\n');
}

/** Removes what earlier starts left half made. Only the holder of the data folder gets here. */
function sweep(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (/^postgres\.new-\d+$/.test(name)) rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
}

function run(cluster: Cluster, program: string, args: readonly string[], input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...cluster.account, cwd: cluster.dataDir, env: { LC_ALL: 'C', TZ: 'UTC' }, stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    const listen = (chunk: Buffer): void => { said = (said + chunk.toString()).slice(-4_000); };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${path.basename(program)} failed (${code ?? 'killed'}): ${said.trim()}`));
    });
  });
}
