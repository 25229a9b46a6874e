import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES } from '../../../src/transport/explorer/examples.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ demonstration: true }); });
afterAll(() => w.close());

interface Told {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function asked(who: string | null, body: unknown, headers: Record<string, string> = {}): Promise<Told> {
  const response = await fetch(`${w.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...w.headers(who), ...headers }, body: JSON.stringify(body),
  });
  const { 'x-request-id': _id, date: _date, ...rest } = Object.fromEntries(response.headers);
  // What is left in the budget, and the time until which a search knows, change from one answer to the next.
  return { status: response.status, headers: rest, body: (await response.text()).replace(/"currentlyAvailable":\d+|"indexedThrough":"[^"]+"/g, '') };
}

const counted = async (): Promise<number> => {
  const text = await (await fetch(`${w.url}/metrics`)).text();
  return Number(/graphql_operations_total\{type="query",field="courses",outcome="answered"\} (\d+)/.exec(text)?.[1] ?? 0);
};

describe('an operation that was answered before', () => {
  const QUERIES = EXAMPLES.flatMap(({ person, examples }) => examples
    .filter(({ query, fill }) => fill === undefined && parse(query).definitions.every((each) => each.kind !== Kind.OPERATION_DEFINITION || each.operation === 'query'))
    .map((example) => ({ person, example, title: `${person ?? 'visitor'}: ${example.title}` })));

  test.each(QUERIES)('has the same answer and headers every time: $title', async ({ person, example: { query, variables } }) => {
    for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
      const answers = [];
      for (let n = 0; n < 5; n += 1) answers.push(await asked(person, { query, variables }, { accept }));
      for (const answer of answers) expect(answer).toEqual(answers[0]);
    }
  });

  const LIST = 'query A($first: Int) { courses(first: $first) { nodes { slug } } } query B { courses(first: 1) { nodes { id } } }';
  const settled = async (body: Record<string, unknown>): Promise<void> => { for (let n = 0; n < 4; n += 1) await asked(null, { query: LIST, ...body }); };

  test('is counted, charged and refused as ever', async () => {
    await settled({ operationName: 'A', variables: { first: 2 } });
    const before = await counted();
    const { body, status } = await asked(null, { query: LIST, operationName: 'A', variables: { first: 2 } });
    expect([status, body]).toEqual([200, expect.stringContaining('"cost":{"requested":3,"actual":3')]);
    expect(await counted()).toBe(before + 1);
    for (const [variables, code] of [[{ first: 1_000 }, 'BAD_USER_INPUT'], [{ first: 'x' }, 'BAD_USER_INPUT'], [{ first: 100_000_000 }, '"errors"']] as const) {
      expect((await asked(null, { query: LIST, operationName: 'A', variables })).body).toContain(code);
    }
  });

  test('is told from the others of its document, and from what names none', async () => {
    await settled({ operationName: 'A' });
    await settled({ operationName: 'B' });
    expect((await asked(null, { query: LIST, operationName: 'B' })).body).toContain('"id"');
    expect((await asked(null, { query: LIST, operationName: 'A' })).body).toContain('"slug"');
    expect((await asked(null, { query: LIST })).status).not.toBe(200);
    expect((await asked(null, { query: LIST, operationName: 'C' })).status).not.toBe(200);
  });

  test('goes the long way with anything unusual in the request', async () => {
    await settled({ operationName: 'B' });
    const body = { query: LIST, operationName: 'B' };
    expect((await asked(null, { ...body, variables: '{}' })).status).toBe(400);
    expect((await asked(null, { ...body, variables: [] })).status).toBe(400);
    expect((await asked(null, { ...body, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })).body).toContain('PERSISTED_QUERY_NOT_SUPPORTED');
    expect((await asked(null, body, { accept: 'text/plain' })).status).toBe(406);
    expect((await asked('nobody-known', body)).status).toBe(401);
    expect((await asked('author', body, { 'x-membership': 'membership_01h455vb4pex5vsknk084sn02q' })).status).toBe(403);
  });
});
