// `npm run bench`: how fast we are beside a hand-written statement, the naive good practice and PostGraphile, on the same data, the same
// PostgreSQL and the same Node; docs/performance.md holds the results.
import { CONTENDERS } from './lib/contenders.mjs';
import { runCommand } from './lib/command.mjs';
import { checkEqual } from './lib/equal.mjs';
import { optionsOf } from './lib/options.mjs';
import { provideBenchPackages } from './lib/packages.mjs';
import { OPERATIONS } from './operations/all.mjs';

const QUICK = ['cataloguePage', 'courseDetail', 'providerPage', 'searchPage', 'curatorQueue', 'seatList', 'entitlement', 'courseVersionUpdate'];

const readsOf = (operations) => operations.filter(({ mutation }) => mutation !== true);

const say = (line) => { process.stderr.write(`· ${line}\n`); };

async function main(args) {
  const asked = optionsOf(args, { operations: OPERATIONS.map(({ name }) => name), contenders: Object.keys(CONTENDERS) });
  const wanted = asked.operations ?? (asked.quick ? QUICK : null);
  const operations = OPERATIONS.filter(({ name }) => wanted === null || wanted.includes(name));
  provideBenchPackages();
  const { withContenders } = await import('./lib/session.mjs');
  const options = { ...asked, say };
  if (asked.memory > 0) return withContenders(['ours'], options, (session) => memory(session, operations, options));
  if (asked.profile) return withContenders(['ours'], options, (session) => profile(session, operations, options));
  const names = Object.keys(CONTENDERS).filter((name) => asked.contenders?.includes(name) ?? (asked.node !== 20 || CONTENDERS[name].needs <= 20));
  return withContenders(names, options, (session) => compare(session, operations, options));
}

/** Compares the answers, counts the statements, measures, and prints the table. */
async function compare(session, operations, options) {
  const [{ runRounds }, { countStatements }, { placeOf, summarise, tableOf }] = await Promise.all([
    import('./lib/rounds.mjs'), import('./lib/statements.mjs'), import('./lib/report.mjs'),
  ]);
  const reads = readsOf(operations);
  say('comparing the answers');
  for (const { operation, compared, ordered } of await checkEqual(session.contenders, reads, session)) {
    say(`${operation}: ${compared} answers compared, all equal, ${ordered} in the order of their keys too`);
  }
  say('counting statements');
  const statements = [];
  for (const operation of reads) {
    for (const contender of session.contenders.filter(({ knows }) => knows(operation))) {
      statements.push({ operation: operation.name, contender: contender.name, counts: await countStatements(contender, operation, session) });
    }
  }
  const samples = await runRounds(session.contenders, operations, { ...session, ...options });
  const rows = summarise(samples, statements);
  const place = placeOf({ ...options, node: session.node });
  const { json, courses, seats, rounds, seconds, connections } = options;
  process.stdout.write(json
    ? `${JSON.stringify({ place, at: new Date().toISOString(), settings: { courses, seats, rounds, seconds, connections }, rows, samples }, null, 2)}\n`
    : `${place}\n\n${tableOf(rows)}\n`);
  return 0;
}

async function memory(session, operations, options) {
  const { memoryOfOurs, tableOfMemory } = await import('./lib/memory.mjs');
  const { placeOf } = await import('./lib/report.mjs');
  const samples = await memoryOfOurs(session.contenders[0], readsOf(operations), { ...session, ...options });
  process.stdout.write(options.json ? `${JSON.stringify(samples, null, 2)}\n` : `${placeOf({ ...options, node: session.node })}\n\n${tableOfMemory(samples)}\n`);
  return 0;
}

async function profile(session, operations, options) {
  const { linesOf, profileOurs } = await import('./lib/profile.mjs');
  const digests = await profileOurs(session.contenders[0], operations, { ...session, ...options });
  process.stdout.write(options.json ? `${JSON.stringify(digests, null, 2)}\n` : `${digests.map(linesOf).join('\n\n')}\n`);
  return 0;
}

await runCommand(main);
