import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stop, say } from './say.mjs';

/** Whether dist/ is the build of the sources as they are. */
export function isBuilt(root) {
  const stamp = path.join(root, 'dist', '.build-stamp');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash(root);
}

/** Compiles src/ into dist/ and removes what no source stands behind any more. */
export function build(root) {
  say('building (tsc)');
  const began = Date.now();
  const hash = sourceHash(root);
  rmSync(path.join(root, 'dist', '.build-stamp'), { force: true });
  removeLeftovers(root);
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const done = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) throw new Stop('The build failed: see the lines above.');
  const draft = path.join(root, 'dist', `.build-stamp.${process.pid}`);
  writeFileSync(draft, hash);
  renameSync(draft, path.join(root, 'dist', '.build-stamp'));
  say(`built in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

function sourceHash(root) {
  const hash = createHash('sha256');
  for (const name of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) {
    hash.update(readFileSync(path.join(root, name)));
  }
  for (const file of filesUnder(path.join(root, 'src')).sort()) {
    hash.update(`\n${path.relative(root, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function removeLeftovers(root) {
  const dist = path.join(root, 'dist');
  if (!existsSync(dist)) return;
  const outputs = filesUnder(dist).filter((file) => /\.js(\.map)?$/.test(file));
  const orphans = outputs.filter((file) => {
    const source = path.join(root, 'src', path.relative(dist, file)).replace(/\.js(\.map)?$/, '.ts');
    return !existsSync(source);
  });
  for (const file of orphans) rmSync(file);
  // tsc trusts its record of what it wrote: without the files' record it writes all again.
  const missing = filesUnder(path.join(root, 'src')).some((file) => {
    const output = path.join(dist, path.relative(path.join(root, 'src'), file)).replace(/\.ts$/, '.js');
    return file.endsWith('.ts') && !file.endsWith('.d.ts') && !existsSync(output);
  });
  if (missing) rmSync(path.join(dist, '.tsbuildinfo'), { force: true });
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}
