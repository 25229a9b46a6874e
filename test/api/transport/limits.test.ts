import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/transport/limits/limits.js';
import { toyServer, type Answer, type ToyServer } from './toy.js';

let server: ToyServer;
beforeAll(async () => { server = await toyServer(); });
afterAll(() => server.close());

const told = ({ status, errors }: Answer): unknown[] => [status, errors?.[0]?.extensions.code, errors?.[0]?.message];

describe('limits over HTTP', () => {
  it('takes a document of 1,000 tokens and refuses 1,001', async () => {
    // Ten tokens around, eleven for each field with its directives, one for each plain field.
    const document = (tokens: number): string => {
      const fill = tokens - 10;
      return `{ course(id: 1) { ${'title @tag @tag @tag @tag @tag '.repeat(Math.floor(fill / 11))} ${'title '.repeat(fill % 11)} } }`;
    };
    expect((await server.ask(document(LIMITS.tokens))).data).toEqual({ course: { title: 'A course' } });
    expect(told(await server.ask(document(LIMITS.tokens + 1)))).toEqual([400, 'GRAPHQL_PARSE_FAILED',
      'Limit on tokens of a document: more than the 1,000 allowed. Send shorter documents: fewer fields, or several operations.']);
  });

  it('takes an operation of cost 5,000 and refuses a dearer one', async () => {
    const page = '{ a: courses(first: 2499) { edges { node { id } } }';
    expect((await server.ask(`${page} viewer { name } }`)).extensions?.cost?.requested).toBe(5_000);
    expect(told(await server.ask(`${page} viewer { name } b: viewer { name } }`))).toEqual([400, 'MAX_COST_EXCEEDED',
      'Limit on cost of an operation: 5,001 given, at most 5,000 allowed. Ask for shorter pages (first) or fewer nested lists; a page is multiplied by what is selected in it.']);
  });

  it('tells which limit a broken document passed, and by how much', async () => {
    const { status, errors } = await server.ask(`{ course(id: 1) { ${Array.from({ length: 31 }, (_, i) => `a${i}: title`).join(' ')} } }`);
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'GRAPHQL_VALIDATION_FAILED', limit: { name: 'aliases in an operation', maximum: 30, actual: 31 },
    });
  });

  it('refuses a list of 101 in variables', async () => {
    const ids = Array.from({ length: 101 }, String);
    const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect(told(await server.ask(query, { ids })).slice(0, 2)).toEqual([400, 'BAD_USER_INPUT']);
    expect((await server.ask(query, { ids: ids.slice(1) })).errors?.[0]?.extensions.code).not.toBe('BAD_USER_INPUT');
  });

  it('answers the standard introspection query at its fixed cost', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const { data, extensions } = await server.ask(getIntrospectionQuery());
    expect(data).toHaveProperty('__schema');
    expect(extensions?.cost).toMatchObject({ requested: 500, actual: 500 });
  });
});

describe('the budget', () => {
  const cost = { principal: { capacity: 100, refillPerSecond: 1 }, address: { capacity: 150, refillPerSecond: 1 }, operationMax: 5_000 };

  it('is told with each answer, what was not used given back', async () => {
    const { extensions } = await server.ask('{ courses(first: 50) { nodes { id } } }');
    expect(extensions?.cost).toMatchObject({ requested: 51, actual: 6 + 0 - 2, throttleStatus: { maximumAvailable: 50_000, restoreRate: 2_500 } });
  });

  it('of an address ends in THROTTLED with 429 and Retry-After', async () => {
    const small = await toyServer({ config: { cost } });
    const page = '{ courses(first: 100) { nodes { id } } }';
    const left: unknown[] = [];
    let answer = await small.ask(page);
    for (let tries = 0; answer.status === 200 && tries < 60; tries += 1) {
      left.push(answer.extensions?.cost?.throttleStatus['currentlyAvailable']);
      answer = await small.ask(page);
    }
    expect(left.slice(0, 2)).toEqual([146, 142]);
    expect(told(answer).slice(0, 2)).toEqual([429, 'THROTTLED']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.errors?.[0]?.extensions['cost']).toMatchObject({ requested: 101, throttleStatus: { maximumAvailable: 150, restoreRate: 1 } });
    await small.close();
  });

  it('of a person is his own', async () => {
    const people = await toyServer({
      config: { cost: { ...cost, address: { capacity: 10_000, refillPerSecond: 1 } } },
      resolvePerson: async (_db, { subject }) => ({ userId: subject, memberships: [] }),
    });
    const ask = async (key: string): Promise<number> => {
      const token = await (await fetch(`${people.url}/dev/token?as=${key}`)).json() as { access_token: string };
      const query = `{ courses(first: 3) { nodes { id } } ${Array.from({ length: 9 }, (_, i) => `a${i}: courses(first: 3) { nodes { id } }`).join(' ')} }`;
      return (await people.ask(query, {}, { authorization: `Bearer ${token.access_token}` })).status;
    };
    expect([await ask('author'), await ask('author'), await ask('author'), await ask('curator')]).toEqual([200, 200, 429, 200]);
    await people.close();
  });

  it('is charged for documents that are broken, too', async () => {
    const small = await toyServer({ config: { cost } });
    const statuses: number[] = [];
    for (let tries = 0; tries < 16; tries += 1) statuses.push((await small.ask('{ nothing }')).status);
    expect(new Set(statuses)).toEqual(new Set([400]));
    expect((await small.ask('{ viewer { name } }')).status).toBe(429);
    await small.close();
  });
});
