import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** An account of the operating system, as PostgreSQL's processes are started under it. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Whether this process runs as root, under which PostgreSQL refuses to run. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The account that PostgreSQL runs under: null for the one we run under ourselves. As root it is the owner of
 * an existing data folder, else `nobody`.
 */
export function serverAccount(clusterDir: string): Account | null {
  if (!runsAsRoot()) return null;
  const owner = ownerOf(clusterDir);
  return owner !== null && owner.uid !== 0 ? owner : nobody();
}

/** The user and group of a file or folder; null where there is none. */
export function ownerOf(file: string): Account | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : { uid: found.uid, gid: found.gid };
}

/** The account `nobody`, as the system's list of users has it. */
export function nobody(): Account {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith('nobody:'));
    const [, , uid, gid] = line?.split(':') ?? [];
    const account = { uid: Number(uid), gid: Number(gid) };
    if (account.uid > 0 && account.gid > 0) return account;
  } catch {
    // Systems without that file fall through to the number in common use.
  }
  return { uid: 65534, gid: 65534 };
}

/**
 * Whether an account can walk to a folder: every existing folder on the way lets it pass. A home folder that is
 * closed to others (mode 0700) is the usual case where it cannot.
 */
export function canWalkTo(account: Account, folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found !== undefined) {
      const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
      if (((found.mode >> shift) & 1) === 0) return false;
    }
    if (at === path.dirname(at)) return true;
  }
}
