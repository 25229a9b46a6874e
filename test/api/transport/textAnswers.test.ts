import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { observeReader } from '../../../src/db/reader/observe.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world({ demonstration: true }); });
afterAll(async () => { await w.close(); });

/** The text of an answer as it comes over HTTP, without the budget, which every operation changes. */
async function answered(who: string | null, query: string, variables: Record<string, unknown> = {}): Promise<string> {
  const response = await fetch(`${w.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...w.headers(who) }, body: JSON.stringify({ query, variables }),
  });
  return (await response.text()).replace(/"currentlyAvailable":[\d.]+/, '"currentlyAvailable":0').replace(/"requestId":"[^"]*"|request id [\w-]+/g, 'request id');
}

type Sent = readonly [who: string | null, query: string, variables?: Record<string, unknown>];

const OPERATIONS: readonly Sent[] = [
  [null, `query ($first: Int) { courses(first: $first) { edges { cursor node { id __typename slug ... on Course { publishedVersion { title languages duration publishedAt
    price { amountMinor formatted } competencies { level competency { id code } } modules { items { url } } } } } } pageInfo { hasNextPage endCursor } totalCount } }`, { first: 3 }],
  [null, '{ courseSearch(query: "data", first: 2) { nodes { slug } facets { facet values { value label count } } search { engine } edges { highlights { field } } } }'],
  [null, '{ viewer { user { name } } again: __typename }'],
  ['curator', '{ reviewQueue(first: 5) { nodes { id state allowedActions dueAt round { courseVersion { title } } } totalCount } viewer { user { name } } }'],
  ['author', '{ ownCourses(first: 5) { nodes { slug allowedActions openVersion { title allowedActions preflight { ready } } } } }'],
  [null, 'query ($slug: String!) { course(by: { slug: $slug }) { slug } }', { slug: 'there is none' }],
  // What is refused, and what the text way leaves to the row way.
  [null, '{ courses(first: 1000) { totalCount } }'],
  [null, 'query ($first: Int!) { courses(first: $first) { totalCount } }', { first: 'many' }],
  [null, '{ courses(first: 1, after: "x") { totalCount } }'],
  [null, '{ courseSearch(query: "a", after: "y") { totalCount } }'],
  ['author', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['course_00000000000000000000000000'] }],
  [null, '{ __schema { queryType { name } } }'],
];

describe('an answer of the text way', () => {
  test.each(OPERATIONS.map((sent) => ({ sent, name: `${sent[0] ?? 'a visitor'}: ${sent[1]}` })))('is that of the row way, its cost included: $name', async ({ sent: [who, query, variables] }) => {
    // By graphql-js, which the first appearance always goes through.
    const first = await answered(who, query, variables);
    expect(first).toMatch(/^\{"(data|errors)":/);
    expect(await answered(who, query, variables)).toBe(first);
    expect(await answered(who, query, variables)).toBe(first);
  });

  test('is put together by the database: nothing of its statement makes JSON values of rows', async () => {
    const query = '{ courses(first: 2) { nodes { slug publishedVersion { title } } } }';
    const texts: string[] = [];
    const stop = observeReader(({ kind, text }) => { if (kind === 'compiled') texts.push(text); });
    await answered(null, query);
    await answered(null, query);
    stop();
    expect(texts.map((text) => [text.includes('json_agg('), text.includes('string_agg(')])).toEqual([[true, false], [false, true]]);
  });
});
