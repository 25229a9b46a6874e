import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Plan } from '../../../src/db/reader/plan.js';
import { answerOf } from '../../../src/db/reader/send.js';
import { openToy, personOf, visitor, type Toy } from './toy.js';

let toy: Toy;

beforeAll(async () => {
  toy = await openToy();
});

afterAll(async () => {
  await toy.close();
});

/** For so long nothing else can happen in this process. */
const BUSY_MS = 400;

/** Answers when PostgreSQL began with it, in milliseconds since 1970 by its clock, which is this machine's. */
const clock = (tenant: boolean): Plan => ({
  text: 'select (extract(epoch from clock_timestamp()) * 1000)::text as data', params: () => [], tenant, holes: null, published: false, long: false, runs: 0,
});

const person = personOf('00000000-0000-7000-8000-0000000000a1', 'PROVIDER', ['PROVIDER_ADMIN']);

test.each([
  ['a visitor', visitor, false], ['a person', person, false], ['a person within his organisation', person, true],
])('a read of %s is with PostgreSQL before we go on with anything else', async (_who, actor, tenant) => {
  const plan = clock(tenant);
  // Prepared from the second time on.
  for (let time = 0; time < 3; time += 1) await answerOf(toy.ctx(actor), plan, []);
  const asked = answerOf(toy.ctx(actor), plan, []);
  // The driver sends in a microtask.
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
  const busyFrom = Date.now();
  while (Date.now() < busyFrom + BUSY_MS);
  expect(Number(await asked) - busyFrom).toBeLessThan(BUSY_MS / 2);
});
