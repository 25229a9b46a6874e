import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Runs `work` while no other process of this clone does the same. The lock is a folder with the holder's
 * process number in it; the lock of a process that is gone is taken over. Waits as long as the holder lives.
 */
export async function alone(folder, what, work) {
  mkdirSync(path.dirname(folder), { recursive: true });
  for (let told = false; !take(folder);) {
    if (isStale(folder)) {
      clear(folder);
      continue;
    }
    if (!told) say(`another process of this clone is ${what}; waiting for it`);
    told = true;
    await sleep(200);
  }
  // Ctrl-C ends this process without unwinding; the lock goes with it.
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(folder) {
  const draft = `${folder}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  writeFileSync(path.join(draft, 'pid'), identity(process.pid));
  try {
    // Onto a folder that is not empty a rename fails: the lock appears whole, with its pid, or not at all.
    renameSync(draft, folder);
    return true;
  } catch {
    rmSync(draft, { recursive: true, force: true });
    return false;
  }
}

function isStale(folder) {
  try {
    const holder = readFileSync(path.join(folder, 'pid'), 'utf8');
    return identity(Number(holder.split(' ')[0])) !== holder;
  } catch {
    const made = statSync(folder, { throwIfNoEntry: false });
    return made !== undefined && Date.now() - made.mtimeMs > 10_000;
  }
}

/** Moves the stale lock away before deleting it, and looks again at what was moved: it may be a fresh one by then. */
function clear(folder) {
  const aside = `${folder}.stale-${process.pid}`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  if (!isStale(aside)) {
    try {
      renameSync(aside, folder);
      return;
    } catch {
      // Yet another process took the lock meanwhile; both go on, and installing twice does no harm.
    }
  }
  rmSync(aside, { recursive: true, force: true });
}

/** A process number with what tells it from a later process of the same number; '' when there is none. */
function identity(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return '';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return `${pid} `;
  }
}
