// `npm run bench:guard`: fails where we have become slower than bench/guard.json allows, by figures that do not hang on the machine:
// throughput and processor's time beside the ceiling's in the same run, statements of an operation, rows looked at for a row answered.
// `-- --write` writes what was measured; `-- --planted` then plants slowdowns and fails unless each is noticed.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCommand } from './lib/command.mjs';
import { checkEqual } from './lib/equal.mjs';
import { faultsOf } from './lib/faults.mjs';
import { provideBenchPackages } from './lib/packages.mjs';
import { READS } from './operations/all.mjs';

const FILE = new URL('guard.json', import.meta.url);
const NODE = process.versions.node.split('.')[0];
/** Made of packages that are installed first. */
const figuresOf = async (...asked) => (await import('./lib/figures.mjs')).figuresOf(...asked);

const say = (line) => { process.stderr.write(`· ${line}\n`); };
const tell = (line) => { process.stdout.write(`${line}\n`); };

/** Small enough to be made in half a minute, large enough that a table read as a whole is seen. */
const SETTINGS = { courses: 2_000, seats: 500, connections: 16, rounds: 5, seconds: 1, node: null, say };

/** What is planted, and where it must be noticed. */
const PLANTS = ['delay', 'statement'];
const PLANTED_IN = ['seatList'];

async function main(args) {
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({ args, options: { write: flag, planted: flag } });
  const kept = JSON.parse(readFileSync(FILE, 'utf8'));
  provideBenchPackages();
  if (values.write) return write(kept, await run(READS, (session) => figuresOf(session, READS, SETTINGS)));
  const faults = await run(READS, (session) => guarded(session, kept, READS));
  for (const fault of faults) tell(`WORSE  ${fault}`);
  tell(faults.length === 0 ? 'Nothing has become slower.' : `${faults.length} figures are worse than bench/guard.json allows.`);
  const missed = values.planted ? await unnoticed(kept) : [];
  for (const plant of missed) tell(`MISSED a planted ${plant}`);
  return faults.length + missed.length === 0 ? 0 : 1;
}

async function run(operations, work, plant = '') {
  const { withContenders } = await import('./lib/session.mjs');
  return withContenders(['ceiling', 'ours', 'unkept'], { ...SETTINGS, plant }, async (session) => {
    say('comparing the answers');
    await checkEqual(session.contenders, operations, session);
    return work(session);
  });
}

/** What is worse than it was. What looks so is measured once more before it is said: the machine may have been busy. */
async function guarded(session, kept, operations) {
  const first = await figuresOf(session, operations, SETTINGS);
  const slower = operations.filter(({ name }) => Object.entries(first).some(([measured, own]) =>
    measured.split(',')[0] === name && faultsOf(kept, NODE, { [measured]: own }).length > 0));
  const again = slower.length === 0 ? {} : await figuresOf(session, slower, { ...SETTINGS, rounds: SETTINGS.rounds * 2 });
  const measured = { ...first, ...again };
  for (const [name, { ratio, work, statements, rowsRead }] of Object.entries(measured)) {
    tell(`${name}: ${ratio} of the ceiling, ${work} times its work, ${statements} statements, ${rowsRead} rows read for a row`);
  }
  return faultsOf(kept, NODE, measured);
}

/** The plants that the guard did not notice. */
async function unnoticed(kept) {
  const operations = READS.filter(({ name }) => PLANTED_IN.includes(name));
  const missed = [];
  for (const plant of PLANTS) {
    say(`planting a ${plant}`);
    const faults = await run(operations, (session) => guarded(session, kept, operations), plant);
    for (const fault of faults) tell(`noticed  ${fault}`);
    if (faults.length === 0) missed.push(plant);
  }
  return missed;
}

function write(kept, measured) {
  for (const [name, { ratio, work, ...counts }] of Object.entries(measured)) {
    const known = kept.operations[name];
    kept.operations[name] = { ...counts, ratio: { ...known?.ratio, [NODE]: ratio }, work: { ...known?.work, [NODE]: work } };
  }
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
  say('bench/guard.json is written');
  return 0;
}

await runCommand(main);
