import { Unequal } from './equal.mjs';
import { Refused } from './options.mjs';
import { built } from './places.mjs';

/** Runs a command to its exit code: 2 where it was asked for what there is not. What it refuses or finds is told in a line, not in a stack. */
export async function runCommand(main) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Unequal || await isTold(error))) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof Refused ? 2 : 1;
  }
}

/** Whether the message of an error says all that the person at the terminal needs. */
async function isTold(error) {
  const { DataDirInUse } = await built('db/embedded/hold');
  return error instanceof DataDirInUse;
}
