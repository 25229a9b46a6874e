#!/usr/bin/env node
// `npm run test:meilisearch`: what the marketplace relies on of Meilisearch, tried on the one that MEILI_URL and MEILI_KEY name and on the
// stand-in beside it. It makes indexes with names of its own and throws them away; it touches no other.
// What is added is handed on to the tests: `npm run test:meilisearch -- --reporter=verbose`.
import path from 'node:path';
import { runNode } from './lib/child.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { MEILI_URL, MEILI_KEY } = process.env;
if (!MEILI_URL || !MEILI_KEY) {
  process.stderr.write('MEILI_URL and MEILI_KEY: must name a Meilisearch (its address, and its master key or one with every right)\n');
  process.exitCode = 2;
} else {
  process.exitCode = await runNode(
    ['scripts/run.mjs', 'test', 'test/search/contract.test.ts', 'test/search/searches.test.ts', ...process.argv.slice(2)], { cwd: root, channel: false },
  );
}
