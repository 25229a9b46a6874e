import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolvePerson } from '../../src/domain/identity/people.js';
import { buildMarketplaceSchema } from '../../src/schema/build.js';
import { EXAMPLES } from '../../src/transport/explorer/examples.js';
import { startServer, type RunningServer } from '../../src/transport/server.js';
import { TokenRefused } from '../../src/transport/tokens.js';
import { world, type World } from '../support/world.js';
import { ViewerDocument } from './examples/operations.generated.js';
import { getQuery, storedQuery } from './examples/plain.js';
import { marketplaceFetch, type Session } from './examples/transport.js';
import { sessionOf } from './support.js';

let w: World;
let poor: RunningServer;
beforeAll(async () => {
  w = await world();
  poor = await serverWithLittle(w);
});
afterAll(async () => {
  await poor.close();
  await w.close();
});

const VIEWER = { query: '{ viewer { user { name } } }' };
/** Costs 21 points of the 25 that the poor server gives, which come back in a second. */
const COSTLY = { query: '{ competencies(first: 20) { nodes { id } } }' };

/** Asks as a client of any make does, and counts the requests it took. */
async function asked(session: Session, body: object, url = `${w.url}/graphql`) {
  let requests = 0;
  const send = marketplaceFetch(session, (address, init) => { requests += 1; return fetch(address, init); });
  const response = await send(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { status: response.status, requests, body: await response.json() as { data?: Record<string, unknown> } };
}

describe('the fetch of the clients', () => {
  it('signs a person in, and leaves a visitor alone', async () => {
    expect(await asked(sessionOf(w, 'author'), VIEWER)).toMatchObject({ status: 200, requests: 1, body: { data: { viewer: { user: { name: 'Kavita Rao' } } } } });
    expect(await asked(sessionOf(w, null), VIEWER)).toMatchObject({ status: 200, requests: 1, body: { data: { viewer: null } } });
  });

  it('renews a token once when it is not accepted, and asks again', async () => {
    const good = await sessionOf(w, 'author').token();
    const session = { token: () => Promise.resolve('old.old.old'), refresh: () => Promise.resolve(good), membership: null };
    expect(await asked(session, VIEWER)).toMatchObject({ status: 200, requests: 2 });
    expect(await asked({ ...session, refresh: () => Promise.resolve(null) }, VIEWER)).toMatchObject({ status: 401, requests: 1 });
    expect(await asked({ ...session, refresh: () => Promise.resolve('new.but.bad') }, VIEWER)).toMatchObject({ status: 401, requests: 2 });
  });

  it('acts through the membership that was chosen', async () => {
    const { viewer } = await w.data<{ viewer: { memberships: { id: string }[] } }>('author', '{ viewer { memberships { id } } }');
    const mine = viewer.memberships[0]?.id ?? '';
    expect(await asked(sessionOf(w, 'author', mine), VIEWER)).toMatchObject({ status: 200 });
    expect(await asked(sessionOf(w, 'curator', mine), VIEWER)).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] } });
  });

  it('waits as long as Retry-After says when it is throttled, three times at most', { timeout: 30_000 }, async () => {
    const url = `${poor.url}/graphql`;
    const started = performance.now();
    const answers = [await asked(sessionOf(w, null), COSTLY, url), await asked(sessionOf(w, null), COSTLY, url), await asked(sessionOf(w, null), COSTLY, url)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.some(({ requests }) => requests > 1)).toBe(true);
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_000);
  });

  it('reads by GET', async () => {
    expect(await getQuery(`${w.url}/graphql`, 'query ($first: Int!) { courses(first: $first) { nodes { id } } }', { first: 1 }))
      .toEqual({ courses: { nodes: [] } });
    await expect(getQuery(`${w.url}/graphql`, 'mutation { courseCreate(input: { title: "By GET" }) { userErrors { code } } }', {}))
      .rejects.toThrow('GET requests only support query operations');
  });

  it('reads a stored query by its id, and sends the text of one that is not stored', async () => {
    const stored = EXAMPLES[0]?.examples[0];
    expect(await storedQuery(`${w.url}/graphql`, stored?.query ?? '', { first: 1 })).toMatchObject({ courses: { nodes: [] } });
    expect(await storedQuery(`${w.url}/graphql`, 'query ($first: Int!) { courses(first: $first) { nodes { slug } } }', { first: 1 }))
      .toEqual({ courses: { nodes: [] } });
  });

  it('lets Apollo Client and urql read by GET, as the page says', async () => {
    const methods: (string | undefined)[] = [];
    const counted: typeof fetch = (address, init) => { methods.push(init?.method); return fetch(address, init); };
    const uri = `${w.url}/graphql`;
    const apollo = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri, useGETForQueries: true, fetch: counted }) });
    expect((await apollo.query({ query: ViewerDocument })).data).toEqual({ viewer: null });
    const urql = new Client({
      url: uri, exchanges: [fetchExchange], fetch: counted,
      preferGetMethod: 'within-url-limit', fetchOptions: { headers: { 'apollo-require-preflight': 'true' } },
    });
    expect((await urql.query(ViewerDocument, {}).toPromise()).data).toEqual({ viewer: null });
    expect(methods).toEqual(['GET', 'GET']);
  });
});

/** The same marketplace with a budget that is soon spent, and soon restored. */
async function serverWithLittle(of: World): Promise<RunningServer> {
  const little = { capacity: 25, refillPerSecond: 25 };
  return startServer({
    config: {
      production: false, host: '127.0.0.1', port: 0, publicUrl: null, dataDir: of.dataDir, oidc: { issuer: 'https://unused.invalid', audience: 'unused' },
      corsOrigins: [], trustProxy: false, cost: { principal: little, address: little, operationMax: 5_000 },
    },
    db: of.db, log: pino({ level: 'silent' }), schema: await buildMarketplaceSchema(), resolvePerson, processMetrics: false,
    verify: () => Promise.reject(new TokenRefused('nobody signs in here')),
  });
}
