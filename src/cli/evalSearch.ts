import 'reflect-metadata';
import { evaluateSearch } from './evalSearch/command.js';
import { WrongInput } from './evalSearch/wrong.js';
import { say, stop } from './support/terminal.js';

/**
 * `npm run eval:search`: how well search answers judged queries, measured through the API over a catalogue's file. Progress goes to the
 * standard error, the figures to the standard output. Exits 1 where it fails, 2 where an option or a file is wrong.
 */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  await evaluateSearch(process.argv.slice(2), { out: (text) => process.stdout.write(text), say });
} catch (error) {
  process.exitCode = error instanceof WrongInput ? stop(error.message) : 1;
  if (!(error instanceof WrongInput)) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
