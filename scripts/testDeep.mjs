#!/usr/bin/env node
// `npm run test:deep`: the properties of test/deep at all the cases they promise, a kill at every boundary of writing money and of working
// on what the card provider tells, and a minute of its deliveries; `npm test` tries a few of each.
// What is added is handed on to the tests: `npm run test:deep -- test/deep/tax.test.ts`.
import path from 'node:path';
import { runNode } from './lib/child.mjs';

const root = path.resolve(import.meta.dirname, '..');
/** Two hours: as long as one test may take here. */
const TIMEOUT_MS = 7_200_000;

const given = process.argv.slice(2);
const files = given.some((word) => word.startsWith('test/')) ? [] : ['test/deep', 'test/faults/money.test.ts', 'test/faults/stripe', 'test/stripe/load.test.ts'];
process.env.MARKETPLACE_DEEP = '1';
process.exitCode = await runNode(
  ['scripts/run.mjs', 'test', ...files, `--testTimeout=${TIMEOUT_MS}`, ...given], { cwd: root, channel: false },
);
