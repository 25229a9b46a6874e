import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkInvariants } from '../deep/model/invariants.js';
import { buying, type Bought } from '../support/buying.js';
import { cases } from '../support/environment.js';
import { ledgerFaults } from '../support/ledger.js';
import { sentSeats } from '../support/seats.js';
import { world, type World } from '../support/world.js';
import { cleanUp, eventually, startMain, type Started } from './startProcess.js';
import { boundaryTo, type Boundary, type Place } from './support/boundary.js';
import { askerFor, type Outcome } from './support/marketplace.js';
import { employeesFile, madeUnder, operationOn, OPERATIONS, type Operation, type Prepared } from './support/money.js';

let w: World;
let wire: Boundary;
let first: Bought;
let server: { readonly started: Started; readonly url: string };

beforeAll(async () => {
  w = await world();
  wire = await boundaryTo(w.ownerUrl);
  // Enough for a file at each boundary of the full run, which has some six hundred.
  first = await buying(w).orderedSeats({ quantity: 100_000 });
}, 120_000);
afterAll(async () => {
  await cleanUp();
  await wire.close();
  await w.close();
}, 120_000);

/** Starts the real server on the wire; its files are the world's, where uploads are received. */
async function begin(worker: 'on' | 'off'): Promise<void> {
  const started = startMain({ DATABASE_URL: wire.through(w.ownerUrl), DATA_DIR: w.dataDir, WORKER: worker });
  server = { started, url: await started.ready() };
}

async function end(): Promise<void> {
  server.started.process.kill('SIGTERM');
  await server.started.ended;
}

/** From now on the server is killed when its talk with PostgreSQL reaches the place; answers whether it was. */
function killAt(place: Place): () => boolean {
  let isKilled = false;
  wire.arm(place, () => {
    isKilled = true;
    server.started.process.kill('SIGKILL');
  });
  return () => isKilled;
}

/** Waits until PostgreSQL has let go of what the killed server was doing. */
async function buried(): Promise<void> {
  expect(await server.started.ended).toBe('SIGKILL');
  expect(await eventually(async () => (await w.owner`select 1 from pg_stat_activity
    where datname = current_database() and application_name in ('marketplace', 'marketplace-worker')`).length === 0, 20_000)).toBe(true);
  wire.disarm();
}

async function send(who: string, { document, variables }: Prepared): Promise<Outcome> {
  return (await askerFor(w.dataDir, server.url, who))(document, variables);
}

/** The connection is there before messages are counted. */
async function warm(): Promise<void> {
  expect((await (await askerFor(w.dataDir, server.url, 'auditor'))('{ viewer { user { id } } }')).codes).toEqual([]);
}

function expectDone({ data, codes }: Outcome): void {
  expect(codes).toEqual([]);
  for (const payload of Object.values(data ?? {})) expect(payload).toMatchObject({ userErrors: [] });
}

/** How many messages the operation takes when nobody kills anybody. */
async function counted({ who, prepare }: Operation): Promise<number> {
  const prepared = await prepare();
  await warm();
  killAt({ message: Infinity, side: 'before' });
  expectDone(await send(who, prepared));
  const count = wire.counted();
  wire.disarm();
  expect(await prepared.rows()).toEqual(prepared.all);
  return count;
}

/** Kills the server at a place of the operation and starts it again; answers false where the operation was over before. */
async function survives({ who, prepare }: Operation, place: Place): Promise<boolean> {
  const prepared = await prepare();
  await warm();
  const isKilled = killAt(place);
  const answer = await send(who, prepared);
  if (!isKilled()) {
    wire.disarm();
    expectDone(answer);
    return false;
  }
  expect(answer.status).toBe(0);
  await buried();
  const left = await prepared.rows();
  const at = JSON.stringify(place);
  expect([prepared.nothing, prepared.all], at).toContainEqual(left);
  if (place.message === 'COMMIT') expect(left, at).toEqual(place.side === 'before' ? prepared.nothing : prepared.all);
  const made = await madeUnder(w, prepared);
  await begin('off');
  expectDone(await send(who, prepared));
  expect(await prepared.rows(), at).toEqual(prepared.all);
  if (made !== null) expect(await madeUnder(w, prepared), at).toEqual(made);
  await checkInvariants(w.owner, null);
  return true;
}

/** The first, the last three, and COMMIT on both sides; in the full run all, and the last ones on both sides. */
function placesOf(count: number): readonly Place[] {
  const commits = [{ message: 'COMMIT', side: 'before' }, { message: 'COMMIT', side: 'after' }] as const;
  const last = [count - 2, count - 1, count];
  const some = [1, ...last].map((message): Place => ({ message, side: 'before' }));
  const all = Array.from({ length: count + 2 }, (_, index): Place => ({ message: index + 1, side: 'before' }));
  return [...cases(1, 0) === 1 ? [...all, ...last.map((message): Place => ({ message, side: 'after' }))] : some, ...commits];
}

async function isVerified(): Promise<void> {
  expect(await ledgerFaults(w)).toEqual([]);
}

describe('killed with -9 at every boundary of writing, and started again', { timeout: 3_600_000 }, () => {
  test.for(OPERATIONS)('%s is done once, with the same ids', async (name) => {
    const operation = operationOn(w, first, name);
    await begin('off');
    const count = await counted(operation);
    expect(count).toBeGreaterThan(5);
    let killed = 0;
    for (const place of placesOf(count)) killed += Number(await survives(operation, place));
    // The last messages may not come about: their number differs a little with what a connection has prepared before.
    expect(killed).toBeGreaterThanOrEqual(3);
    await end();
    await isVerified();
  });

  test('a file of employees goes on where it was, each line once', async () => {
    await begin('on');
    const send40 = async (): Promise<{ id: string; rows: () => Promise<readonly unknown[]> }> => {
      const { csv, rows } = employeesFile(w, 40);
      const id = await sentSeats(w, 'training-manager', first.subscriptionId, csv);
      return { id, rows: () => rows(id) };
    };
    const done = ['DONE', 40, 40, 40];
    const isDone = async ({ rows }: { rows: () => Promise<readonly unknown[]> }): Promise<boolean> => (await rows())[0] === 'DONE';
    killAt({ message: Infinity, side: 'before' });
    const whole = await send40();
    expect(await eventually(() => isDone(whole), 30_000)).toBe(true);
    const count = wire.counted();
    wire.disarm();
    expect(await whole.rows()).toEqual(done);
    for (const place of placesOf(count)) {
      const isKilled = killAt(place);
      const file = await send40();
      expect(await eventually(async () => isKilled() || await isDone(file), 30_000)).toBe(true);
      if (isKilled()) {
        await buried();
        await begin('on');
      } else wire.disarm();
      expect(await eventually(() => isDone(file), 60_000), JSON.stringify(place)).toBe(true);
      expect(await file.rows(), JSON.stringify(place)).toEqual(done);
      await checkInvariants(w.owner, null);
    }
    await end();
    await isVerified();
  });
});
