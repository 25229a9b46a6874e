#!/usr/bin/env node
// What package.json's scripts call: gets this clone ready (packages, links, build) and then does what is asked.
// Plain JavaScript on Node's own modules, since nothing else is there on a fresh clone.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from './lib/build.mjs';
import { runNode } from './lib/child.mjs';
import { checkNode, install, isInstalled, linkLibraries } from './lib/install.mjs';
import { alone } from './lib/mutex.mjs';
import { say, Stop } from './lib/say.mjs';
import { SERVER_FLAGS } from './lib/serverFlags.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Verbs that are not found by their name. Any other verb `one:two` is scripts/oneTwo.mjs, else
 * src/cli/oneTwo.ts in its built form: a new one needs a file and a line in package.json.
 */
const VERBS = {
  start: { run: [...SERVER_FLAGS, 'dist/main.js'], built: true, channel: true },
  test: { run: ['node_modules/vitest/vitest.mjs', 'run'], built: true },
  'schema:print': cli('printSchema'),
  bench: { run: ['bench/bench.mjs'], built: true },
  'bench:scale': { run: ['bench/scale.mjs'], built: true },
  'bench:guard': { run: ['bench/guard.mjs'], built: true },
  'db:generate': { run: ['node_modules/drizzle-kit/bin.cjs', 'generate'] },
};

async function main([verb, ...args]) {
  checkNode();
  if (verb === undefined || !/^[a-z]+(:[a-z]+)*$/.test(verb)) {
    throw new Stop('usage: node scripts/run.mjs start|test|check|token|demo|... [arguments]', 2);
  }
  const { run, built = false, channel = false } = VERBS[verb] ?? byName(verb);
  await getReady(built);
  return runNode([...run, ...args], { cwd: root, channel });
}

function byName(verb) {
  const name = verb.replace(/:([a-z])/g, (_, letter) => letter.toUpperCase());
  const script = `scripts/${name}.mjs`;
  if (existsSync(path.join(root, script))) return { run: [script] };
  if (existsSync(path.join(root, 'src', 'cli', `${name}.ts`))) return cli(name);
  throw new Stop(`There is no '${verb}' (neither ${script} nor src/cli/${name}.ts).`, 2);
}

function cli(name) {
  return { run: ['--enable-source-maps', `dist/cli/${name}.js`], built: true };
}

/** Installs, links and builds what is missing: nothing at all, without a lock, when all is there. */
async function getReady(built) {
  const isReady = () => isInstalled(root) && linkLibraries(root) === 0 && (!built || isBuilt(root));
  if (isReady()) return;
  await alone(path.join(root, 'dist', '.lock'), 'installing or building', () => {
    if (!isInstalled(root)) install(root);
    if (linkLibraries(root) > 0) say("linked PostgreSQL's libraries");
    if (built && !isBuilt(root)) build(root);
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
