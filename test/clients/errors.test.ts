import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { USER_ERROR_CODES } from '../../src/lib/refusal.js';
import { TOP_LEVEL_CODES } from '../../src/transport/masking.js';
import { given } from '../support/given.js';
import { world, type World } from '../support/world.js';

let w: World;
let page = '';
beforeAll(async () => {
  w = await world();
  page = await readFile(new URL('../../docs/clients.md', import.meta.url), 'utf8');
});
afterAll(() => w.close());

/** The first two cells of each row of the table under a mark: the names in code, and what is said of them. */
function table(mark: string): Map<string, string> {
  const text = new RegExp(`<!-- ${mark} -->\\n([\\s\\S]*?)\\n\\n`).exec(page)?.[1] ?? '';
  return new Map([...text.matchAll(/^\| `(\w+)` \| (.*?) \|/gm)].map(([, name = '', said = '']) => [name, said]));
}

const post = (body: unknown, headers: Record<string, string> = {}): Probe =>
  ({ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const query = (text: string, headers: Record<string, string> = {}, variables = {}): Probe => post({ query: text, variables }, headers);
const CREATE = 'mutation { courseCreate(input: { title: "x" }) { userErrors { code } } }';

type Probe = Omit<RequestInit, 'headers'> & { path?: string; headers?: Record<string, string> };

/** What makes each code come about; those that need an outage or a spent budget have tests of their own in test/api/transport. */
const PROBES: Readonly<Record<string, () => Probe[]>> = {
  BAD_REQUEST: () => [
    post([{ query: '{ viewer { user { id } } }' }]), { ...post({}), headers: { 'content-type': 'text/plain' } },
    { path: `/graphql?query=${encodeURIComponent(CREATE)}`, headers: { 'apollo-require-preflight': 'yes' } },
    { path: `/graphql?query=${encodeURIComponent('{ viewer { user { id } } }')}` },
  ],
  BAD_USER_INPUT: () => [
    query('query ($n: Int!) { courses(first: $n) { nodes { id } } }', {}, { n: 'x' }), query('{ courses(first: 0) { nodes { id } } }'),
  ],
  GRAPHQL_PARSE_FAILED: () => [query('{ viewer {')],
  GRAPHQL_VALIDATION_FAILED: () => [query('{ nothing }'), query('{ course(by: { id: "a", slug: "b" }) { id } }')],
  OPERATION_RESOLUTION_FAILURE: () => [query('query A { viewer { user { id } } } query B { viewer { user { id } } }')],
  PERSISTED_QUERY_NOT_SUPPORTED: () => [post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } })],
  PERSISTED_DOCUMENT_NOT_FOUND: () => [post({ documentId: 'abc' }), { path: '/graphql?documentId=abc' }],
  UNAUTHENTICATED: () => [query('{ viewer { user { id } } }', { authorization: 'Bearer a.b.c' }), query(CREATE)],
  FORBIDDEN: () => [query('{ viewer { user { id } } }', { ...w.headers('author'), 'x-membership': 'membership_x' })],
  MEMBERSHIP_REQUIRED: () => [query(CREATE, w.headers('author-2'))],
  NOT_FOUND: () => [{ path: '/grapql' }],
  MAX_COST_EXCEEDED: () => [query('{ providers(first: 100) { nodes { courses(first: 100) { nodes { id } } } } }')],
  PAYLOAD_TOO_LARGE: () => [query(`{ viewer { user { id } } } #${'x'.repeat(120_000)}`)],
};

/** Those that no request alone brings about, and the tests that see them. */
const ELSEWHERE = ['CURSOR_EXPIRED', 'THROTTLED', 'TIMEOUT', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'];

describe('the page for clients', () => {
  it('has every top-level code, and no other', () => {
    const told = table('errors');
    expect([...told.keys()].sort()).toEqual([...TOP_LEVEL_CODES, 'INTERNAL_SERVER_ERROR'].sort());
    expect([...Object.keys(PROBES), ...ELSEWHERE].sort()).toEqual([...told.keys()].sort());
  });

  it.each(Object.keys(PROBES))('tells the HTTP statuses of %s, the same in both media types', async (code) => {
    if (code === 'MEMBERSHIP_REQUIRED') await secondMembership(w);
    const statuses = new Set<number>();
    for (const { path = '/graphql', ...init } of PROBES[code]?.() ?? []) {
      for (const accept of ['application/graphql-response+json', 'application/json']) {
        const response = await fetch(`${w.url}${path}`, { ...init, headers: { ...init.headers, accept } });
        expect(response.headers.get('content-type')).toContain(accept);
        const { errors } = await response.json() as { errors?: { extensions: { code: string } }[] };
        expect(errors?.[0]?.extensions.code).toBe(code);
        statuses.add(response.status);
      }
    }
    expect([...statuses].sort().join(', ')).toBe(table('errors').get(code));
  });

  it('has every code of userErrors', () => {
    expect([...table('userErrors').keys()].sort()).toEqual(Object.keys(USER_ERROR_CODES).sort());
  });

  it('has every scalar, as the types are generated', async () => {
    const contract = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');
    const told = table('scalars');
    expect([...told.keys()].sort()).toEqual(['ID', ...[...contract.matchAll(/^scalar (\w+)/gm)].map(([, name]) => name)].sort());
    expect(Object.fromEntries([...told].map(([name, type]) => [name, type.replaceAll('`', '')])))
      .toEqual(JSON.parse(await readFile(new URL('../../scripts/lib/scalars.json', import.meta.url), 'utf8')));
  });
});

/** Makes the author of another provider a member of the institute too. */
async function secondMembership(of: World): Promise<void> {
  const { token } = await given.invitation(of, 'author-2@example.in');
  await of.data('author-2', 'mutation ($token: String!) { invitationAccept(input: { token: $token }) { userErrors { code } } }', { token });
}
