import pino from 'pino';
import postgres from 'postgres';
import { reachDatabase } from '../db/provide.js';
import { configOrNull } from './support/terminal.js';

/**
 * `npm run jobs`: lists the dead letters (jobs whose attempts are used up) with the reason of the last failure;
 * `npm run jobs -- replay all` or `-- replay 17 18` gives them their attempts back.
 */
interface DeadLetter {
  id: string;
  task: string;
  attempts: number;
  last_error: string | null;
  created_at: Date;
}

const [verb, ...ids] = process.argv.slice(2);
const config = configOrNull();
if (config === null) process.exit(2);
const database = await reachDatabase(config, pino({ level: 'silent' }));
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
try {
  const dead = await owner<DeadLetter[]>`select id::text, task, attempts, last_error, created_at from dead_letter order by id`;
  if (verb === undefined) list(dead);
  else if (verb === 'replay') await replay(dead, ids);
  else {
    console.error(`There is no 'npm run jobs -- ${verb}': leave it out to list, or say replay all, or replay with numbers.`);
    process.exitCode = 2;
  }
} finally {
  await owner.end();
  await database.stop();
}

function list(dead: readonly DeadLetter[]): void {
  if (dead.length === 0) console.log('no dead letters');
  for (const letter of dead) {
    const reason = (letter.last_error ?? '').split('\n')[0] ?? '';
    console.log(`${letter.id}  ${letter.task}  ${letter.created_at.toISOString()}  ${letter.attempts} attempts  ${reason}`);
  }
}

async function replay(dead: readonly DeadLetter[], wanted: readonly string[]): Promise<void> {
  const chosen = dead.filter((letter) => wanted.includes('all') || wanted.includes(letter.id)).map((letter) => letter.id);
  // The queue's own function in JavaScript takes `attempts: 0` for none given, and changes nothing.
  const given = await owner`select id from graphile_worker.reschedule_jobs(${chosen}::bigint[], run_at := now(), attempts := 0)`;
  console.log(`${given.length} given back to the queue`);
}
