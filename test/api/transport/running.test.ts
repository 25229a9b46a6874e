import { afterEach, describe, expect, it } from 'vitest';
import { aborted, releaseSlow, toyServer, type ToyOptions, type ToyServer } from './toy.js';

let server: ToyServer;
afterEach(() => server.close());

async function start(options: ToyOptions = {}): Promise<ToyServer> {
  server = await toyServer(options);
  return server;
}

const READY = async (text: string): Promise<object[]> => text.includes('migration') ? [{ name: '0003_last.sql' }] : [];

describe('health', () => {
  it('is alive without the database, ready only with it', async () => {
    const { url } = await start({ sql: () => Promise.reject(new Error('connection refused')) });
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'not ready', reason: 'the database cannot be reached' });
  });

  it('is ready when the database has the last migration or a later one', async () => {
    const { url } = await start({ sql: READY, migration: '0003_last.sql' });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('is not ready when the database is behind', async () => {
    const { url } = await start({ sql: READY, migration: '0004_more.sql' });
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ reason: 'the database lacks the migration 0004_more.sql' });
  });

  it('is not ready when the database does not answer', async () => {
    const { url } = await start({ sql: () => new Promise(() => undefined) });
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  });
});

describe('metrics', () => {
  it('counts operations by the schema\'s names, never by the caller\'s', async () => {
    const { url, ask } = await start();
    await ask('query Mine { echo(text: "a") }');
    await ask('query { invented }');
    await fetch(`${url}/some/invented/path`);
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('graphql_operations_total{type="query",field="echo",outcome="answered"} 1');
    expect(text).toContain('graphql_operations_total{type="none",field="other",outcome="refused"} 1');
    expect(text).toContain('route="other",status="404"');
    expect(text).not.toMatch(/Mine|invented/);
  });
});

describe('under load', () => {
  it('refuses what is more than it can work on, with 503 and Retry-After, and recovers', async () => {
    const { ask } = await start({ inFlight: 2 });
    // Two operations: at its second appearance one is tried by the text way first, which would begin the field twice.
    const running = [ask('{ slow }'), ask('query Other { slow }')];
    await expect.poll(async () => (await ask('{ __typename }')).status).toBe(503);
    const shed = await ask('{ __typename }');
    expect([shed.headers.get('retry-after'), shed.errors?.[0]?.extensions.code]).toEqual(['1', 'SERVICE_UNAVAILABLE']);
    releaseSlow();
    expect((await Promise.all(running)).map(({ data }) => data)).toEqual([{ slow: 'at last' }, { slow: 'at last' }]);
    expect((await ask('{ __typename }')).status).toBe(200);
  });

  it('ends a request whose time is over, and tells the work to stop', async () => {
    const { ask } = await start({ requestMs: 100 });
    const before = aborted.count;
    const late = await ask('{ slow }');
    expect([late.status, late.errors?.[0]?.extensions.code]).toEqual([504, 'TIMEOUT']);
    expect(aborted.count).toBe(before + 1);
  });

  it('tells the work to stop when the caller hangs up', async () => {
    const { url } = await start();
    const before = aborted.count;
    const caller = new AbortController();
    const request = fetch(`${url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ slow }"}', signal: caller.signal,
    });
    setTimeout(() => { caller.abort(); }, 100);
    await expect(request).rejects.toThrow();
    await expect.poll(() => aborted.count).toBe(before + 1);
  });
});

describe('closing', () => {
  it('finishes what runs, refuses what comes, and frees the port', async () => {
    const { ask, shut, url } = await start();
    const running = ask('{ slow }');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    const closed = shut();
    await expect.poll(() => fetch(`${url}/livez`).then(() => 'open', () => 'refused')).toBe('refused');
    releaseSlow();
    const answer = await running;
    expect([answer.data, answer.headers.get('connection')]).toEqual([{ slow: 'at last' }, 'close']);
    await closed;
    await shut();
  });
});
