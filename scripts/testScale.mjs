#!/usr/bin/env node
// `npm run test:scale`: how long things take while the seats of one tree of departments grow to 20,000,000 (about 25 GB of disk
// while it runs, under the folder for temporary files), and what a search takes among 200,000 courses; `npm run test:scale -- 2000000`
// goes up to fewer seats, `npm run test:scale -- test/scale/search.test.ts` runs one of them. One after the other: each has the machine.
import path from 'node:path';
import { runNode } from './lib/child.mjs';

const root = path.resolve(import.meta.dirname, '..');
/** Two hours: as long as one test may take here. */
const TIMEOUT_MS = 7_200_000;

const given = process.argv.slice(2);
const seats = given.find((word) => /^\d+$/.test(word)) ?? '20000000';
const others = given.filter((word) => word !== seats);
const which = others.some((word) => word.endsWith('.test.ts')) ? [] : ['test/scale'];
process.env.MARKETPLACE_SCALE = seats;
process.exitCode = await runNode(
  ['scripts/run.mjs', 'test', ...which, '--no-file-parallelism', `--testTimeout=${TIMEOUT_MS}`, ...others], { cwd: root, channel: false },
);
