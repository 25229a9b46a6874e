import { execute, parse } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../src/db/client.js';
import type { Plan } from '../../../src/db/reader/plan.js';
import { answerOf } from '../../../src/db/reader/send.js';
import { freshDatabase } from '../../support/database.js';
import { tapped, type SentRead } from '../../support/tapped.js';
import { openToy, visitor, type Toy } from './toy.js';

let toy: Toy;

beforeAll(async () => {
  toy = await openToy();
});

afterAll(async () => {
  await toy.close();
});

describe('what may take long has a lane of its own', () => {
  const laneOf = async (query: string): Promise<string[]> => {
    const sent: SentRead[] = [];
    const ctx = toy.ctx(visitor);
    const { errors } = await execute({ schema: toy.schema, document: parse(query), contextValue: { ...ctx, db: tapped(ctx.db, sent) } });
    expect(errors).toBe(undefined);
    return sent.map(({ lane }) => lane);
  };

  test.each([
    ['one page', '{ courses(first: 2) { nodes { title } pageInfo { hasNextPage } } }'],
    ['one page, with a related row each', '{ courses(first: 2) { nodes { title organisation { name } } } }'],
  ])('%s is short', async (_what, query) => {
    expect(await laneOf(query)).toEqual(['reads']);
  });

  test.each([
    ['a count', '{ courses { totalCount } }'],
    ['a list for each row of a page', '{ courses(first: 2) { nodes { title modules { title } } } }'],
    ['a page for each related row', '{ courses(first: 2) { nodes { organisation { courses(first: 1) { nodes { title } } } } } }'],
  ])('%s may take long', async (_what, query) => {
    expect(await laneOf(query)).toEqual(['longReads']);
  });
});

describe('the connections', () => {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  let db: Database;
  const plan = (text: string, long: boolean): Plan => ({ text, params: () => [], tenant: false, holes: null, published: false, long, runs: 0 });
  const ask = (of: Plan, params: readonly string[] = []): Promise<string | null> => answerOf({ ...toy.ctx(visitor), db }, of, params);

  beforeAll(async () => {
    fresh = await freshDatabase({ template: null });
    db = openDatabase({ url: fresh.appUrl, max: 2, applicationName: 'lanes', statementTimeoutMs: 10_000, lockTimeoutMs: 1_000 });
  });
  afterAll(async () => {
    await db.close();
    await fresh.drop();
  });

  test('nobody who asks for little waits behind who waits for much', async () => {
    const much = Array.from({ length: 6 }, () => ask(plan('select pg_sleep(0.5)::text as data', true)));
    await sleep(50);
    const from = Date.now();
    for (let n = 0; n < 20; n += 1) expect(await ask(plan(`select 'little' as data`, false))).toBe('little');
    // Behind them it would be three seconds: there is one connection for what takes long.
    expect(Date.now() - from).toBeLessThan(1_500);
    await Promise.all(much);
  });

  test('a statement is prepared once on a connection, whatever its parameters are', async () => {
    const echo = plan(`select coalesce($1::text, 'none') || $2::integer as data`, false);
    // It is known as prepared when PostgreSQL has described it.
    for (let time = 0; time < 3; time += 1) await ask(echo, ['first', '7']);
    const given = ['a', `it's "quoted" \\ and ₹`, '', '12', 'true'];
    const answers = await Promise.all(given.map((text) => ask(echo, [text, '7'])));
    expect(answers).toEqual(given.map((text) => `${text}7`));
    expect(await answerOf({ ...toy.ctx(visitor), db }, echo, [null, '7'])).toBe('none7');
    const kept = await ask(plan(`select count(*)::text as data from pg_prepared_statements where statement like '%coalesce($1::text%' and not from_sql`, false));
    expect(kept).toBe('1');
  });

  test('of statements that are sent together, one that fails fails alone', async () => {
    const answers = await Promise.allSettled([
      ask(plan(`select 'before' as data`, false)), ask(plan(`select (1 / 0)::text as data`, false)), ask(plan(`select 'after' as data`, false)),
      ask(plan(`select 'also' || $1::integer as data`, false), ['not a number']), ask(plan(`select 'last' as data`, false)),
    ]);
    expect(answers.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual(['before', 'failed', 'after', 'failed', 'last']);
  });
});
