import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { install, isInstalled } from '../../scripts/lib/install.mjs';
import { Refused } from './options.mjs';
import { BENCH } from './places.mjs';

/** Installs what the bench needs beside the product's packages (they are many, and nobody else needs them), where it is missing. */
export function provideBenchPackages() {
  if (!isInstalled(BENCH)) install(BENCH);
}

/**
 * The Node that runs every contender of a run: this one, unless another is asked for or a contender needs a newer one. Node 24 comes in
 * a package that holds its binary.
 */
export function nodeFor({ node, needs }) {
  const here = Number(process.versions.node.split('.')[0]);
  const wanted = node ?? (here >= needs ? here : 24);
  if (wanted < needs) throw new Refused(`--node ${wanted}: a contender needs Node ${needs}.`);
  if (wanted === here) return { path: process.execPath, version: process.versions.node };
  const binary = path.join(BENCH, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (wanted !== 24 || !existsSync(binary)) throw new Refused(`Node ${wanted} is not at hand here; run the bench with it.`);
  return { path: binary, version: execFileSync(binary, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim() };
}
