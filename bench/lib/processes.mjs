import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts the processor's time in hundredths of a second here. */
const TICK_MS = 10;

/** Milliseconds of the processor that a process has used, all its threads together; null where the system does not tell. */
export function usedBy(pid) {
  const fields = statOf(pid);
  return fields === null ? null : (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** The same of each process that a postmaster has begun: the servers of connections, and what works beside them. */
export function usedByChildren(pid) {
  if (statOf(pid) === null) return null;
  const used = new Map();
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (fields !== null && Number(fields[1]) === pid) used.set(name, (Number(fields[11]) + Number(fields[12])) * TICK_MS);
  }
  return used;
}

/** Milliseconds between two of these; those of a process that has ended in the meantime are lost. */
export function usedBetween(before, after) {
  return [...after].reduce((sum, [pid, used]) => sum + used - (before.get(pid) ?? 0), 0);
}

/** Mebibytes that a process holds in memory; null where the system does not tell. */
export function residentOf(pid) {
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return kibibytes === null ? null : Math.round(Number(kibibytes[1]) / 1024);
  } catch {
    return null;
  }
}

/** The fields of /proc/n/stat from the state on: 1 is the parent, 11 and 12 the time in the program and in the kernel. */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
