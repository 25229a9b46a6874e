import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeError } from '../../../src/transport/log.js';
import { toyServer, type Answer, type ToyServer } from './toy.js';

const SECRET = 's3cr3t-value-98';

let server: ToyServer;
beforeAll(async () => { server = await toyServer(); });
afterAll(() => server.close());

async function failing(what: string): Promise<Answer> {
  server.logged.length = 0;
  return server.ask('query($what: String!, $text: String) { fail(what: $what, text: $text) }', { what, text: SECRET });
}

describe('masking', () => {
  it('lets errors with a known code pass', async () => {
    const { errors, data } = await failing('known');
    expect(errors).toMatchObject([{ message: 'You may not.', path: ['fail'], extensions: { code: 'FORBIDDEN' } }]);
    expect(data).toEqual({ fail: null });
  });

  it.each(['anything', 'unknown-code', 'database'])('masks %s, names the request, and logs it once', async (what) => {
    const { errors, headers } = await failing(what);
    const requestId = headers.get('x-request-id') ?? '';
    expect(errors).toEqual([{
      message: `Something went wrong on our side; it has been recorded. If it happens again, report it with the request id ${requestId}.`,
      locations: [{ line: 1, column: 40 }], path: ['fail'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    }]);
    const logged = server.logged.filter((line) => line.includes('failed unexpectedly'));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain(requestId);
  });

  it('puts a secret of a failing database query in no answer and no log', async () => {
    const answer = await failing('database');
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(server.logged.join('')).not.toContain(SECRET);
    expect(server.logged.join('')).toContain('22P02');
    expect(server.logged.join('')).toContain('select $1');
  });

  it('tells outages and statements that took too long as such', async () => {
    const outage = await failing('outage');
    expect(outage.errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
    const late = await failing('statement-timeout');
    expect(late.errors?.[0]?.extensions.code).toBe('TIMEOUT');
    expect(JSON.stringify([outage, late])).not.toContain(SECRET);
  });

  it('tells at most five errors of a broken document or of variables', async () => {
    const broken = await server.ask(`{ ${Array.from({ length: 9 }, (_, index) => `nothing${index}`).join(' ')} }`);
    expect(broken.errors).toHaveLength(6);
    expect(broken.errors?.at(-1)?.message).toContain('Validation aborted');
    const input = { id: '1', titles: Array.from({ length: 20 }, () => ({})) };
    const variables = await server.ask('mutation($i: CourseRenameInput) { courseRename(input: $i) { course { id } } }', { i: input });
    expect(variables.errors?.length).toBeLessThanOrEqual(6);
    expect(variables.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('never sends a stack trace', async () => {
    for (const what of ['known', 'anything', 'database', 'outage']) {
      expect(JSON.stringify(await failing(what))).not.toMatch(/stacktrace|\.ts:|node_modules/);
    }
  });
});

describe('the log', () => {
  it('has one line a request, without the query string or a token', async () => {
    server.logged.length = 0;
    await fetch(`${server.url}/graphql?query={__typename}&note=${SECRET}`, { headers: { authorization: `Bearer a.${SECRET}.c` } });
    await expect.poll(() => server.logged.length).toBeGreaterThan(0);
    expect(server.logged.join('')).not.toContain(SECRET);
    expect(JSON.parse(server.logged.at(-1) ?? '')).toMatchObject({ level: 'info', method: 'GET', route: '/graphql', msg: 'answered' });
  });

  it('removes e-mail addresses and tokens from the messages of errors', () => {
    const { message } = describeError(new Error('no such user asha@example.in with eyJhbGciOi.eyJzdWIi.c2ln'));
    expect(message).toBe('no such user [address] with [token]');
  });
});
