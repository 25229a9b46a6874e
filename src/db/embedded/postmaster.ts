import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Cluster } from './cluster.js';

/** A PostgreSQL server that takes connections. */
export interface Postmaster {
  readonly process: ChildProcess;
  readonly port: number;
}

/** Recovery after a crash may take long; it is waited for. */
const READY_MS = 120_000;
const LOG_BYTES = 10_000_000;

/** A port of 127.0.0.1 that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

/**
 * Starts the server and waits until it takes connections. The port is a free one unless given; one that is
 * snatched away in between is tried again with another. It listens on 127.0.0.1 only.
 */
export async function launch(
  cluster: Cluster, settings: Readonly<Record<string, string>>, wantedPort: number | null,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wantedPort ?? await freePort();
    const outcome = await launchOnce(cluster, settings, port);
    if ('process' in outcome) return { process: outcome.process, port };
    const passing = /could not bind|could not create any TCP|pre-existing shared memory|postmaster\.pid" already exists/;
    if (attempt >= 10 || !passing.test(outcome.why)) {
      throw new Error(`PostgreSQL did not start: ${outcome.why}`);
    }
    await sleep(300 * attempt);
  }
}

async function launchOnce(
  cluster: Cluster, settings: Readonly<Record<string, string>>, port: number,
): Promise<{ process: ChildProcess } | { why: string }> {
  const log = openLog(cluster.dataDir);
  const flags = Object.entries({ ...settings, listen_addresses: '127.0.0.1', unix_socket_directories: '' })
    .flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A group of its own: Ctrl-C in the terminal is for us, who stop the server last.
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.folder, '-p', String(port), ...flags], {
    ...cluster.account, cwd: cluster.folder, detached: true, env: { LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log.fd, log.fd],
  });
  closeSync(log.fd);
  child.unref();
  let failed: string | null = null;
  child.on('error', (error) => { failed = error.message; });
  for (const until = Date.now() + READY_MS; Date.now() < until;) {
    if (failed !== null) return { why: failed };
    if (child.exitCode !== null || child.signalCode !== null) return { why: lastWords(log.file, log.from) };
    const pidFile = readPidFile(cluster.folder);
    if (pidFile !== null && pidFile.pid === child.pid && pidFile.status === 'ready') return { process: child };
    await sleep(25);
  }
  child.kill('SIGQUIT');
  return { why: `not ready within ${READY_MS / 1000} s. ${lastWords(log.file, log.from)}` };
}

function openLog(dataDir: string): { file: string; fd: number; from: number } {
  const file = path.join(dataDir, 'postgres.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(file, `${file}.1`);
  return { file, fd: openSync(file, 'a', 0o600), from: size > LOG_BYTES ? 0 : size };
}

function lastWords(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString('utf8').trim().split('\n');
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR|could not/.test(line));
  return (telling.length > 0 ? telling : lines).slice(-3).join(' ') || `see ${file}`;
}

interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

/** What the server says of itself in its data folder (PostgreSQL's pidfile.h: line 1 the pid, 4 the port, 8 the status). */
function readPidFile(folder: string): PidFile | null {
  try {
    const lines = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Math.abs(Number(lines[0]));
    return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '' } : null;
  } catch {
    return null;
  }
}

/**
 * Stops the server that a killed process of ours left behind on this data folder, if there is one. Only a
 * process that runs PostgreSQL in this very folder is touched; a file that names some other process is removed.
 */
export async function stopOrphan(folder: string, log: Logger): Promise<void> {
  const found = readPidFile(folder);
  if (found === null || !isRunning(found.pid)) return;
  if (!servesFolder(found.pid, folder)) {
    rmSync(path.join(folder, 'postmaster.pid'), { force: true });
    return;
  }
  log.info({ pid: found.pid }, 'stopping the PostgreSQL that a killed process left behind');
  signal(found.pid, 'SIGINT');
  if (await gone(found.pid, 10_000)) return;
  signal(found.pid, 'SIGQUIT');
  if (!await gone(found.pid, 10_000)) throw new Error(`PostgreSQL (process ${found.pid}) could not be stopped.`);
}

/** The port of the server that runs on this data folder and takes connections; null when none does. */
export function runningPort(folder: string): number | null {
  const found = readPidFile(folder);
  return found !== null && found.status === 'ready' && servesFolder(found.pid, folder) ? found.port : null;
}

/** Stops a server of ours: at once for its connections, with a checkpoint; by force when that takes too long. */
export async function shutDown(postmaster: Postmaster): Promise<void> {
  const { pid } = postmaster.process;
  if (pid === undefined || !isRunning(pid)) return;
  signal(pid, 'SIGINT');
  if (await gone(pid, 6_000)) return;
  signal(pid, 'SIGQUIT');
  await gone(pid, 2_000);
}

function servesFolder(pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') {
      const program = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '';
      return path.basename(program) === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
    }
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(folder);
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime, which is what was wanted.
  }
}

async function gone(pid: number, patienceMs: number): Promise<boolean> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(25)) {
    if (!isRunning(pid)) return true;
  }
  return !isRunning(pid);
}
