// `npm run bench:scale`: what each read costs as the marketplace grows. Installations of several sizes run side by side and are asked in
// turns, so that what else the machine does weighs on all alike. `-- --write` draws docs/cost-by-courses.svg and docs/cost-by-seats.svg.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from './lib/command.mjs';
import { Refused } from './lib/options.mjs';
import { provideBenchPackages } from './lib/packages.mjs';
import { ROOT } from './lib/places.mjs';
import { median } from './lib/report.mjs';
import { READS } from './operations/all.mjs';

/** What grows, in which sizes, and which reads it could slow down. */
const GROWTHS = {
  courses: {
    title: 'What a read costs as the catalogue grows', sizes: [1_000, 20_000, 200_000], data: (courses) => ({ courses, seats: 2_000 }),
    reads: ['cataloguePage', 'courseDetail', 'providerPage', 'searchPage', 'curatorQueue'],
  },
  seats: {
    title: 'What a read costs as the seats grow', sizes: [2_000, 2_000_000, 20_000_000], data: (seats) => ({ courses: 1_000, seats }),
    reads: ['seatList', 'entitlement', 'purchaseRequest'],
  },
};
const NUMBER = new Intl.NumberFormat('en-IN');
const say = (line) => { process.stderr.write(`· ${line}\n`); };

async function main(args) {
  const text = { type: 'string' };
  const { values } = parseArgs({ args, options: { courses: text, seats: text, rounds: text, seconds: text, json: { type: 'boolean' }, write: { type: 'boolean' } } });
  const settings = { connections: 16, rounds: numberOf(values.rounds, 5), seconds: numberOf(values.seconds, 2), node: null, say };
  provideBenchPackages();
  const told = [];
  for (const [what, growth] of Object.entries(GROWTHS)) {
    const sizes = values[what] === undefined ? growth.sizes : values[what].split(',').filter(Boolean).map((size) => numberOf(size, 0));
    if (sizes.length > 0) told.push({ what, ...growth, sizes, rows: await grown(what, { ...growth, sizes }, settings) });
  }
  process.stdout.write(values.json === true ? `${JSON.stringify(told, null, 2)}\n` : `${told.map(tableOf).join('\n\n')}\n`);
  if (values.write === true) await draw(told, settings);
  return 0;
}

function numberOf(text, fallback) {
  if (text === undefined) return fallback;
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isInteger(value) || value < 1) throw new Refused(`${text} is no whole number from 1 on.`);
  return value;
}

/** Milliseconds of the processor, the server's and PostgreSQL's, of each read at each size: medians of the rounds. */
async function grown(what, { sizes, data, reads }, settings) {
  const operations = READS.filter(({ name }) => reads.includes(name));
  const { withContenders } = await import('./lib/session.mjs');
  const sessions = [];
  const open = async ([size, ...rest]) => {
    if (size === undefined) return rounds(what, operations, sessions, settings);
    // What is kept of visitors' answers costs the same at any size: it is what is read that may grow.
    return withContenders(['unkept'], { ...settings, ...data(size) }, (session) => {
      sessions.push({ size, session });
      return open(rest);
    });
  };
  return open(sizes);
}

async function rounds(what, operations, sessions, settings) {
  const [{ measure }, { PATIENCE_AFTER_MAKING_MS, untilJobsAreDone }] = await Promise.all([import('./lib/load.mjs'), import('./lib/jobs.mjs')]);
  for (const { session } of sessions) await untilJobsAreDone(session.owner, PATIENCE_AFTER_MAKING_MS, say);
  const samples = [];
  const ask = (operation, { session }, seconds) => measure(session.contenders[0], operation, { ...session, ...settings, seconds });
  for (const operation of operations) for (const each of sessions) await ask(operation, each, 1);
  for (let round = 0; round < settings.rounds; round += 1) {
    say(`${what}: round ${round + 1} of ${settings.rounds}`);
    for (const operation of operations) {
      for (let turn = 0; turn < sessions.length; turn += 1) {
        const each = sessions[(turn + round) % sessions.length];
        const { serverMs, databaseMs } = await ask(operation, each, settings.seconds);
        samples.push({ operation: operation.name, size: each.size, cost: serverMs + databaseMs, databaseMs });
      }
    }
  }
  return operations.flatMap(({ name, about }) => sessions.map(({ size }) => {
    const own = samples.filter((sample) => sample.operation === name && sample.size === size);
    return { operation: name, about, size, cost: median(own.map(({ cost }) => cost)), databaseMs: median(own.map(({ databaseMs }) => databaseMs)) };
  }));
}

/** A row an operation: its cost at each size, and how many times that of the size before it is. */
function tableOf({ what, sizes, rows }) {
  const lines = [['operation', ...sizes.map((size) => `${NUMBER.format(size)} ${what}`)]];
  for (const name of new Set(rows.map(({ operation }) => operation))) {
    const costs = sizes.map((size) => rows.find((row) => row.operation === name && row.size === size).cost);
    lines.push([name, ...costs.map((cost, n) => `${cost.toFixed(3)} ms${n === 0 ? '' : ` (${(cost / costs[n - 1]).toFixed(2)})`}`)]);
  }
  lines.splice(1, 0, lines[0].map((_, column) => (column === 0 ? '---' : '---:')));
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

async function draw(told, { rounds: count, seconds }) {
  const { costChart } = await import('./lib/chart.mjs');
  const folder = path.join(ROOT, 'docs');
  mkdirSync(folder, { recursive: true });
  for (const { what, title, sizes, rows } of told) {
    const names = [...new Set(rows.map(({ operation }) => operation))];
    const series = sizes.map((size) => ({
      name: `${NUMBER.format(size)} ${what}`, values: names.map((name) => rows.find((row) => row.operation === name && row.size === size).cost),
    }));
    const operations = names.map((name) => rows.find(({ operation }) => operation === name).about);
    const subtitle = `milliseconds of the processor (server and PostgreSQL) an answer that is read, the median of ${count} interleaved rounds of ${seconds} s`;
    const file = path.join(folder, `cost-by-${what}.svg`);
    writeFileSync(file, `${costChart({ title, subtitle, operations, series })}\n`);
    say(`${path.relative(ROOT, file)} is drawn (${readFileSync(file).length} bytes)`);
  }
}

await runCommand(main);
