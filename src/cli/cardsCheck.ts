import pino from 'pino';
import { openDatabase } from '../db/client.js';
import { reachDatabase } from '../db/provide.js';
import { compareCards, mendCards, type CardDifference } from '../domain/catalogue/cardsCompare.js';
import { publicId } from '../lib/ids.js';
import { configOrNull, stop } from './support/terminal.js';

/** Differences that are printed. */
const SHOWN = 100;

/**
 * `npm run cards:check [-- --repair]`: compares the published cards and the catalogue's listings with their sources, course by course, and
 * prints every difference on a line; --repair mends them. Exits 1 where a difference is left.
 */
async function main(flags: readonly string[]): Promise<number> {
  const strange = flags.find((flag) => flag !== '--repair');
  if (strange !== undefined) return stop(`there is no ${strange}; there is --repair`);
  const config = configOrNull();
  if (config === null) return 2;
  const database = await reachDatabase(config, pino({ level: 'silent' }));
  const db = openDatabase({
    url: database.appUrl, max: 1, applicationName: 'marketplace-cards', statementTimeoutMs: 3_600_000, lockTimeoutMs: 5_000,
  });
  try {
    const found = await compareCards(db, told);
    print(found);
    if (!flags.includes('--repair') || found.faults.length === 0) return verdict(found);
    await mendCards(db, found.faults.map(({ courseId }) => courseId));
    console.log(`${found.faults.length} mended`);
    return verdict(await compareCards(db, told));
  } finally {
    await db.close();
    await database.stop();
  }
}

function told(courses: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r· ${courses} courses compared`);
}

function print({ faults, courses }: CardDifference): void {
  if (process.stderr.isTTY) process.stderr.write('\n');
  for (const { courseId, fault } of faults.slice(0, SHOWN)) console.log(`${fault} ${publicId('course', courseId)}`);
  if (faults.length > SHOWN) console.log(`and ${faults.length - SHOWN} more`);
  console.log(`courses ${courses}, differences ${faults.length}`);
}

function verdict({ faults }: CardDifference): number {
  console.log(faults.length === 0 ? 'the cards are what the catalogue says' : `the cards are NOT what the catalogue says: ${faults.length} differences`);
  return faults.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
