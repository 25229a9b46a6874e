import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gates } from './gates/all.mjs';
import { openProject } from './gates/project.mjs';

/**
 * `npm run check`: every gate, one after another, all of them even when one fails; exit code 1 at the end
 * when any did. `--only a,b` runs some, `--root <dir>` another project than this, `--list` names them.
 */
const SHOWN = 60;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    root: { type: 'string', default: resolve(import.meta.dirname, '..') },
    list: { type: 'boolean', default: false },
  },
});

/** The gates asked for; an unknown name is an error, or a misspelt gate would pass. */
function chosen() {
  if (values.only === undefined) return gates;
  return values.only.split(',').map((name) => {
    const gate = gates.find((one) => one.name === name);
    if (gate === undefined) throw new Error(`no gate '${name}': ${gates.map((one) => one.name).join(', ')}`);
    return gate;
  });
}

/** Runs one gate and says how it went; a gate that throws has failed. */
async function pass(gate, project) {
  const started = performance.now();
  const { problems, note } = await gate.check(project)
    .catch((error) => ({ problems: [`the gate itself broke: ${error instanceof Error ? error.stack : error}`] }));
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const verdict = problems.length === 0 ? 'ok    ' : 'FAILED';
  console.log(`${verdict} ${gate.name.padEnd(12)} ${seconds.padStart(7)}  ${problems.length === 0 ? (note ?? gate.says) : gate.says}`);
  for (const problem of problems.slice(0, SHOWN)) console.log(`         ${problem}`);
  if (problems.length > SHOWN) console.log(`         and ${problems.length - SHOWN} more lines`);
  return problems.length === 0;
}

async function main() {
  if (values.list) {
    for (const gate of gates) console.log(`${gate.name.padEnd(12)} ${gate.says}`);
    return 0;
  }
  const project = await openProject(resolve(values.root));
  const failed = [];
  for (const gate of chosen()) {
    if (!await pass(gate, project)) failed.push(gate.name);
  }
  console.log(failed.length === 0 ? 'All gates passed.' : `Failed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main();
