import { parseArgs } from 'node:util';
import { pino } from 'pino';
import postgres, { type Sql } from 'postgres';
import { reachDatabase } from '../db/provide.js';
import { makeMarketplace, SeedRefused } from '../db/seed/large/load.js';
import { DEMONSTRATION_PEOPLE, DEVELOPMENT_ISSUER } from '../transport/development/people.js';
import { configOrNull } from './support/terminal.js';

const USAGE = 'usage: npm run seed -- --courses 20000 [--seed 1]   (made-up courses, besides the demonstration\'s, for measuring)';
const MOST_COURSES = 1_000_000;
/** Courses of one transaction: what is lost at most when it is broken off. */
const BATCH = 500;

/**
 * `npm run seed -- --courses N`: makes a large marketplace in the configured database, through its guards, the same one
 * for the same `--seed`. Goes on where an earlier run stopped. Exits 1 where it refuses.
 */
async function main(args: readonly string[]): Promise<number> {
  const wanted = wantedBy(args);
  if (wanted === null) return say(USAGE, 2);
  const config = configOrNull();
  if (config === null) return 2;
  if (config.production) return say('Made-up courses do not go into production.', 1);
  const database = await reachDatabase(config, pino({ level: 'warn' }, pino.destination(2)));
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined, connection: { application_name: 'marketplace-seed' } });
  try {
    return await make(owner, wanted);
  } catch (error) {
    if (!(error instanceof SeedRefused)) throw error;
    return say(error.message, 1);
  } finally {
    await owner.end({ timeout: 5 });
    await database.stop();
  }
}

async function make(owner: Sql, wanted: { courses: number; seed: number }): Promise<number> {
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const rowsBefore = await rowsIn(owner);
  const { existed, made } = await makeMarketplace(owner, {
    ...wanted, now: new Date(), issuer: DEVELOPMENT_ISSUER, people: DEMONSTRATION_PEOPLE, batch: BATCH,
    progress: (courses) => { process.stderr.write(`· ${courses} of ${wanted.courses} courses after ${elapsed().toFixed(1)} s\n`); },
  });
  const took = elapsed();
  const rows = await rowsIn(owner) - rowsBefore;
  const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
  if (existed > 0) console.log(`${existed} made-up courses of seed ${wanted.seed} were there already.`);
  console.log(made === 0 ? 'Nothing was made.'
    : `Made ${made} courses, ${rows} rows in ${took.toFixed(1)} s: ${Math.round(rows / took)} rows a second, ${mebibytes} MiB at most.`);
  return 0;
}

/** How many rows there are in all tables of ours. */
async function rowsIn(owner: Sql): Promise<number> {
  const tables = await owner<{ name: string }[]>`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`;
  const [row] = await owner.unsafe<{ rows: string }[]>(`select ${['0', ...tables.map(({ name }) => `(select count(*) from ${name})`)].join(' + ')} as rows`);
  return Number(row?.rows ?? 0);
}

function wantedBy(args: readonly string[]): { courses: number; seed: number } | null {
  try {
    const { values } = parseArgs({ args: [...args], options: { courses: { type: 'string' }, seed: { type: 'string', default: '1' } } });
    const [courses, seed] = [values.courses ?? '', values.seed].map((text) => (/^\d{1,9}$/.test(text) ? Number(text) : NaN));
    if (courses === undefined || seed === undefined || !(courses >= 1 && courses <= MOST_COURSES) || Number.isNaN(seed)) return null;
    return { courses, seed };
  } catch {
    return null;
  }
}

function say(line: string, exitCode: number): number {
  process.stderr.write(`${line}\n`);
  return exitCode;
}

process.exitCode = await main(process.argv.slice(2));
