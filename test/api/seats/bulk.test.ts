import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uuidOf } from '../../../src/lib/ids.js';
import { cleanUp, startMain, type Started } from '../../faults/startProcess.js';
import { buyersOf, buying, type Buyers } from '../../support/buying.js';
import { employeeCount } from '../../support/environment.js';
import { countersOf, miscounted, reportOfSeats, sentSeats, type ReadSeatImport } from '../../support/seats.js';
import { world, type World } from '../../support/world.js';

/** `MARKETPLACE_EMPLOYEES=200000 npm test -- test/api/seats/bulk.test.ts` measures what the largest file takes. */
const EMPLOYEES = employeeCount(10_000);
/** Fast enough that nobody waits for a file: lines a second, from the first line looked at to the last report line written. */
const LEAST_A_SECOND = 5_000;
const MOST_MEMORY_MB = 300;

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(async () => {
  await cleanUp();
  expect(await miscounted(w)).toEqual([]);
  await w.close();
}, 60_000);

/** Names as they are written, some of them in quotes or in other letters. */
function fileOf(count: number, tag: string): string {
  const lines = ['name,email,employee_code'];
  for (let n = 0; n < count; n += 1) {
    const name = n % 10 === 0 ? `"Sharma, Anil ${n}"` : n % 10 === 1 ? `आशा ${n}` : `Employee Number ${n}`;
    lines.push(`${name},${tag}.employee.${n}@department.example.in,EMP/${tag}/${n}`);
  }
  return `${lines.join('\n')}\n`;
}

let nth = 0;
async function department(quantity: number): Promise<{ buyers: Buyers; subscriptionId: string }> {
  const [found] = await w.owner<{ slug: string }[]>`select slug from organisation where kind = 'DEPARTMENT' order by slug limit 1 offset ${nth}`;
  nth += 1;
  const buyers = await buyersOf(w, found?.slug ?? '');
  return { buyers, subscriptionId: (await buying(w, buyers).orderedSeats({ quantity })).subscriptionId };
}

/** The whole program on the world's database, as `npm start` runs it: the server and the worker in one process. */
function program(): Started {
  return startMain({ DATABASE_URL: w.ownerUrl, DATA_DIR: w.dataDir });
}

async function until(trainer: string, id: string, holds: (at: ReadSeatImport) => boolean, patienceMs = 600_000): Promise<ReadSeatImport> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(100)) {
    const at = await reportOfSeats(w, trainer, id);
    if (holds(at) || at.state === 'FAILED') return at;
  }
  throw new Error('the import did not come so far');
}

/** The most memory that a process ever had resident, in MB. */
function peakOf(pid: number | undefined): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

it(`${EMPLOYEES} employees by one file: fast, in little memory, with a mail for each`, { timeout: 900_000 }, async () => {
  const { buyers, subscriptionId } = await department(EMPLOYEES);
  const running = program();
  await running.ready();
  const idle = peakOf(running.process.pid);
  const id = await sentSeats(w, buyers.trainer, subscriptionId, fileOf(EMPLOYEES, 'a'));
  const done = await until(buyers.trainer, id, ({ state }) => state === 'DONE');
  expect(done).toMatchObject({ state: 'DONE', counts: { assigned: EMPLOYEES, unchanged: 0, refused: 0 } });
  const whenDone = peakOf(running.process.pid);
  const [took] = await w.owner<{ seconds: number }[]>`
    select extract(epoch from finished_at - started_at)::float8 as seconds from seat_import where id = ${uuidOf('seat_import', id) ?? ''}`;
  const mailed = async (): Promise<number> => (await w.owner<{ n: number }[]>`select count(*)::int as n from mail_message where template = 'seatReserved'`)[0]?.n ?? 0;
  const mailsBy = Date.now() + 300_000;
  while (await mailed() < EMPLOYEES && Date.now() < mailsBy) await sleep(200);
  expect(await mailed()).toBe(EMPLOYEES);
  const peak = peakOf(running.process.pid);
  running.process.kill('SIGTERM');
  await running.ended;
  const rate = EMPLOYEES / (took?.seconds ?? 1);
  process.stdout.write(`${EMPLOYEES} employees in ${took?.seconds.toFixed(1)} s: ${Math.round(rate)} lines a second; at most ${Math.round(whenDone)} MB, and ${Math.round(peak)} MB with the mails (${Math.round(idle)} MB before)\n`);
  expect(await countersOf(w, subscriptionId)).toMatchObject({ quantity: EMPLOYEES, assigned: EMPLOYEES });
  // A machine that does other things beside it may be slower: what is promised is asked of the full file.
  if (EMPLOYEES >= 200_000) expect(rate).toBeGreaterThan(LEAST_A_SECOND);
  expect(peak).toBeLessThan(MOST_MEMORY_MB);
});

it('the program killed with -9 in the middle, twice, and started again: everybody has one seat and one line', { timeout: 300_000 }, async () => {
  const count = 24_000;
  // Fewer seats than lines, and one line twice: what is refused is the same as if nobody had been killed.
  const { buyers, subscriptionId } = await department(count - 1_000);
  const csv = fileOf(count, 'k').replace('k.employee.20000@', 'k.employee.7@');
  let running = program();
  await running.ready();
  const id = await sentSeats(w, buyers.trainer, subscriptionId, csv);
  for (const share of [0.2, 0.6]) {
    const at = await until(buyers.trainer, id, ({ progress }) => progress.linesDone > count * share);
    running.process.kill('SIGKILL');
    await running.ended;
    expect(at.state).toBe('RUNNING');
    const [kept] = await w.owner<{ seats: number; lines: number; done: number }[]>`
      select (select count(*)::int from seat where subscription_id = i.subscription_id) as seats,
        (select count(*)::int from seat_import_line l where l.import_id = i.id and l.outcome = 'ASSIGNED') as lines, i.assigned as done
      from seat_import i where i.id = ${uuidOf('seat_import', id) ?? ''}`;
    expect(kept).toEqual({ seats: kept?.lines, lines: kept?.lines, done: kept?.lines });
    running = program();
    await running.ready();
  }
  const done = await until(buyers.trainer, id, ({ state }) => state === 'DONE');
  running.process.kill('SIGTERM');
  await running.ended;
  expect(done).toMatchObject({ state: 'DONE', counts: { assigned: count - 1_000, unchanged: 0, refused: 1_000 } });
  const [whole] = await w.owner<{ seats: number; employees: number; lines: number; twice: string }[]>`
    select (select count(*)::int from seat where subscription_id = i.subscription_id) as seats,
      (select count(*)::int from employee where department_id = i.department_id) as employees,
      (select count(*)::int from seat_import_line l where l.import_id = i.id) as lines,
      (select l.message from seat_import_line l where l.import_id = i.id and l.line_no = 20002) as twice
    from seat_import i where i.id = ${uuidOf('seat_import', id) ?? ''}`;
  expect(whole).toEqual({ seats: count - 1_000, employees: count - 1_000, lines: count, twice: 'Line 9 has the same e-mail address.' });
});
