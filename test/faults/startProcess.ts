import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A server as a person starts it: `node scripts/run.mjs start`. */
export interface Started {
  readonly process: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Where it serves; throws what it printed when it ends before. */
  ready(): Promise<string>;
  /** The exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const running = new Set<Started>();
const folders: string[] = [];

/** A new, empty data folder that `cleanUp` removes. */
export function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'karmayogi-start-'));
  folders.push(folder);
  return folder;
}

/** Starts the program with these variables and no others of the marketplace's, on a free port. */
export function start(env: Readonly<Record<string, string>>): Started {
  return watch(spawn(process.execPath, ['scripts/run.mjs', 'start'], { cwd: ROOT, env: cleanEnv(env), stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** Starts the built program itself, so that the process number is that of the server. */
export function startMain(env: Readonly<Record<string, string>>): Started {
  return watch(spawn(process.execPath, ['dist/main.js'], { cwd: ROOT, env: cleanEnv(env), stdio: ['ignore', 'pipe', 'pipe'] }));
}

function cleanEnv(env: Readonly<Record<string, string>>): Record<string, string> {
  // As under npm: when the test's own process is killed, the server ends too.
  return { PATH: path.dirname(process.execPath), npm_lifecycle_event: 'start', PORT: '0', DEMO_SEED: 'off', LOG_LEVEL: 'warn', ...env };
}

function watch(child: ChildProcess): Started {
  let text = '';
  const listen = (chunk: Buffer): void => { text += chunk.toString(); };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => { resolve(code ?? signal ?? 'unknown'); });
  });
  const started: Started = { process: child, output: () => text, ended, ready: () => readyOf(child, () => text) };
  running.add(started);
  void ended.then(() => running.delete(started));
  return started;
}

async function readyOf(child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    const url = /ready in [\d.]+ s at (\S+)/.exec(output())?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended before it was ready:\n${output()}`);
    await sleep(25);
  }
}

/** Waits until something holds, at most `patienceMs`; false when it did not come to hold. */
export async function eventually(holds: () => boolean | Promise<boolean>, patienceMs = 10_000): Promise<boolean> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(25)) {
    if (await holds()) return true;
  }
  return false;
}

/** The process number of the PostgreSQL under a data folder; null when none is noted there. */
export function postgresPid(dataDir: string): number | null {
  try {
    return Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
}

/** The process number of the server that uses a data folder. */
export function serverPid(dataDir: string): number {
  return (JSON.parse(readFileSync(path.join(dataDir, 'running.lock'), 'utf8')) as { pid: number }).pid;
}

/** Whether a process is there (and not merely waiting to be buried). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Ends what a test left running, its PostgreSQL too, and removes the data folders. */
export async function cleanUp(): Promise<void> {
  for (const started of [...running]) {
    started.process.kill('SIGTERM');
    await started.ended;
  }
  for (const folder of folders.splice(0)) {
    const pid = postgresPid(folder);
    if (pid !== null && isAlive(pid)) {
      process.kill(pid, 'SIGQUIT');
      await eventually(() => !isAlive(pid));
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
