import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the lock file says of the process that uses a data folder. */
interface Holder {
  readonly pid: number;
  /** Tells the process from a later one with the same number. */
  readonly started: string;
  /** It has been told to stop, so that waiting for it is worth while. */
  readonly stopping: boolean;
}

/** The right to use a data folder alone. */
export interface Hold {
  /** Lets a second start know that waiting is worth while. */
  markStopping(): void;
  release(): void;
}

/** Another running process uses the data folder. */
export class DataDirInUse extends Error {
  constructor(dataDir: string, pid: number) {
    super(`DATA_DIR ${dataDir} is in use by a marketplace that is running (process ${pid}): stop that one first, or give this one a DATA_DIR of its own.`);
  }
}

/** A moment for a process that was just killed to notice; longer for one that is on its way out. */
const PATIENCE_MS = { running: 3_000, stopping: 15_000 };

/**
 * Takes a data folder for this process, by a lock file that is created whole or not at all. The lock of a
 * process that is gone is taken over. Throws DataDirInUse when its holder lives on.
 */
export async function takeHold(dataDir: string): Promise<Hold> {
  const file = path.join(dataDir, 'running.lock');
  const since = Date.now();
  for (;;) {
    const me: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', stopping: false };
    if (create(file, me)) return holdOf(file, me);
    const holder = read(file);
    if (holder !== null && isAlive(holder)) {
      if (holder.pid === process.pid) throw new DataDirInUse(dataDir, holder.pid);
      if (Date.now() - since > (holder.stopping ? PATIENCE_MS.stopping : PATIENCE_MS.running)) {
        throw new DataDirInUse(dataDir, holder.pid);
      }
      await sleep(100);
    } else if (!removeStale(file)) {
      await sleep(50);
    }
  }
}

function holdOf(file: string, me: Holder): Hold {
  return {
    markStopping: () => {
      const next = `${file}.${me.pid}`;
      writeFileSync(next, JSON.stringify({ ...me, stopping: true }));
      renameSync(next, file);
    },
    release: () => { rmSync(file, { force: true }); },
  };
}

/** Creates the file with its content in one step (a link to a finished file); false where it exists. */
function create(file: string, holder: Holder): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o644 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** Removes the lock of a process that is gone; one process at a time, so that no fresh lock is removed. */
function removeStale(file: string): boolean {
  const turn = `${file}.turn`;
  try {
    mkdirSync(turn);
  } catch {
    const made = statSync(turn, { throwIfNoEntry: false });
    if (made !== undefined && Date.now() - made.mtimeMs > 10_000) rmdirSync(turn);
    return false;
  }
  try {
    const holder = read(file);
    if (holder === null || !isAlive(holder)) rmSync(file, { force: true });
    return true;
  } finally {
    rmdirSync(turn);
  }
}

function isAlive(holder: Holder): boolean {
  return startOf(holder.pid) === holder.started;
}

/** When a process started, in words of the system that differ for each process of a number; null if it is gone. */
export function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (fields[0] === 'Z' || fields[0] === 'X') return null;
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19] ?? ''}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
