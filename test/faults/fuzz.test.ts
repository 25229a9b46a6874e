import { createConnection } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealAudit } from '../../src/domain/audit/sealer.js';
import { verifyAudit } from '../../src/domain/audit/verify.js';
import { ID_PREFIXES, ORGANISATION_PREFIXES, publicId, type IdPrefix } from '../../src/lib/ids.js';
import { buildMarketplaceSchema } from '../../src/schema/build.js';
import { fuzzing } from '../support/environment.js';
import { tokenOf, world, type World } from '../support/world.js';
import { chanceOf } from './support/chance.js';
import { operationFrom } from './support/operations.js';
import { broken, requestFor, type Sent } from './support/requests.js';
import { learn, type Seen } from './support/values.js';
import { faultOf, type Came } from './support/wellFormed.js';

const { operations: OPERATIONS, seed: SEED } = fuzzing({ operations: 500, seed: 20_260_715 });
const PATIENCE_MS = 15_000;

/** Those who ask; null is a visitor. */
const PEOPLE = [
  null, 'author', 'provider-admin', 'author-2', 'provider-admin-2', 'asha', 'curator', 'curator-content', 'chief-curator', 'procurement-officer',
  'learner', 'finance-officer', 'platform-admin', 'auditor', 'newcomer', 'new:somebody by chance',
] as const;

/** Who may do most of what an operation asks for, so that a good part of the mutations goes through. */
const FITTING: readonly (readonly [RegExp, readonly (typeof PEOPLE)[number][]])[] = [
  [/^mutation[^{]*\{\s*r0: (course|module|contentItem)/, ['author', 'provider-admin', 'author-2', 'provider-admin-2']],
  [/^mutation[^{]*\{\s*r0: (review|finding)/, ['curator', 'curator-content', 'chief-curator']],
  [/^mutation[^{]*\{\s*r0: collection/, ['chief-curator']],
  [/^mutation[^{]*\{\s*r0: (membership|invitation)/, ['provider-admin', 'platform-admin', 'newcomer']],
  [/^mutation[^{]*\{\s*r0: organisation/, ['platform-admin', 'asha', 'provider-admin']],
];

const fittingFor = (query: string): readonly (typeof PEOPLE)[number][] => FITTING.find(([form]) => form.test(query))?.[1] ?? PEOPLE;

let w: World;
let schema: GraphQLSchema;
const seen: Seen = { ids: [], cursors: [], slugs: [], revisions: [] };

beforeAll(async () => {
  [w, schema] = await Promise.all([world({ demonstration: true }), buildMarketplaceSchema()]);
  await prime();
});
afterAll(async () => { await w.close(); });

/** What operations may name from the start; later they name what was answered too. */
async function prime(): Promise<void> {
  const tables = Object.keys(ID_PREFIXES).filter((prefix) => !isOrganisation(prefix) && prefix !== 'user') as IdPrefix[];
  for (const table of tables) {
    // Not every type with an id has a table of its name.
    if ((await w.owner`select 1 from pg_tables where schemaname = 'public' and tablename = ${table}`).length === 0) continue;
    const rows = await w.owner<{ id: string }[]>`select t.id from ${w.owner(table)} t order by t.id limit 12`;
    seen.ids.push(...rows.map(({ id }) => publicId(table, id)));
  }
  const organisations = await w.owner<{ id: string; kind: string; slug: string }[]>`select id, lower(kind::text) as kind, slug from organisation order by id limit 30`;
  seen.ids.push(...organisations.map(({ id, kind }) => publicId(kind as IdPrefix, id)));
  seen.slugs.push(...organisations.map(({ slug }) => slug), ...(await w.owner<{ slug: string }[]>`select slug from course order by id limit 20`).map(({ slug }) => slug));
  seen.revisions.push(1, 2, 3);
}

const isOrganisation = (prefix: string): boolean => (ORGANISATION_PREFIXES as readonly string[]).includes(prefix);

async function sendTo(url: string, sent: Sent): Promise<Came> {
  const began = performance.now();
  const response = await fetch(`${url}/graphql${sent.search}`, {
    method: sent.method, headers: sent.headers, body: sent.body, signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const text = await response.text();
  return { status: response.status, contentType: response.headers.get('content-type') ?? '', text, ms: performance.now() - began };
}

describe('operations by chance', { timeout: 30_000 + OPERATIONS * 100 }, () => {
  test(`${OPERATIONS} operations, a quarter of them broken: never our failure, never a hang (FUZZ_SEED=${SEED})`, async () => {
    const chance = chanceOf(SEED);
    const faults: string[] = [];
    const codes = new Map<string, number>();
    for (let number = 0; number < OPERATIONS && faults.length < 10; number += 1) {
      const operation = operationFrom(schema, chance, seen);
      const who = chance.pick(chance.yes(0.6) ? fittingFor(operation.query) : PEOPLE);
      const whole = requestFor(operation, chance, who === null ? {} : { authorization: `Bearer ${tokenOf(who)}` });
      const sent = chance.yes(0.25) ? broken(operation, whole, chance) : whole;
      const came = await sendTo(w.url, sent).catch((error: unknown) => error as Error);
      const fault = came instanceof Error ? `there was no answer: ${came.message}` : faultOf(came);
      if (fault !== null) faults.push(describeFault({ number, fault, who, sent, came }));
      if (!(came instanceof Error)) study(came, codes);
    }
    expect(faults, `FUZZ_SEED=${SEED} FUZZ_OPERATIONS=${OPERATIONS}\n${faults.join('\n\n')}`).toEqual([]);
    // Most of what is sent must be worth sending, or nothing is tried.
    expect(codes.get('answered') ?? 0).toBeGreaterThan(OPERATIONS * 0.25);
  });
});

function study(came: Came, codes: Map<string, number>): void {
  const body = JSON.parse(came.text) as { data?: unknown; errors?: { extensions?: { code?: string } }[] };
  learn(seen, body.data);
  const code = body.errors?.[0]?.extensions?.code ?? 'answered';
  codes.set(code, (codes.get(code) ?? 0) + 1);
}

interface Fault {
  readonly number: number;
  readonly fault: string;
  readonly who: string | null;
  readonly sent: Sent;
  readonly came: Came | Error;
}

function describeFault({ number, fault, who, sent, came }: Fault): string {
  const body = sent.body instanceof Uint8Array ? Buffer.from(sent.body).toString('latin1') : sent.body ?? '';
  const answer = came instanceof Error ? came.message : came.text;
  return `#${number} as ${who ?? 'a visitor'}: ${fault}\n  ${sent.method} /graphql${sent.search} ${JSON.stringify(sent.headers)}\n  ${body.slice(0, 3_000)}\n  -> ${answer.slice(0, 600)}`;
}

describe('after it all', () => {
  test('the server answers as before, and the record is whole', async () => {
    expect((await fetch(`${w.url}/readyz`)).status).toBe(200);
    await w.data(null, 'query { courses(first: 1) { nodes { id } } }');
    await sealAudit(w.db, { anchor: () => Promise.resolve() }, w.clock.now);
    const verdict = await verifyAudit(w.db, []);
    expect(verdict.faults).toEqual([]);
    expect(verdict.unsealed).toBe(0);
  });

  test('requests that are no HTTP, or break off, end with a refusal or a closed connection', async () => {
    const { port } = new URL(w.url);
    const body = '{"query":"{ __typename }"}';
    const lines = (...given: string[]): string => [...given, '', ''].join('\r\n');
    const raw = [
      'nonsense\r\n\r\n', '\u0000\u0000\u0000', lines('POST /graphql HTTP/1.1', 'Host: a', 'Content-Length: x'),
      lines('POST /graphql HTTP/1.1', 'Host: a', 'Content-Type: application/json', 'Content-Length: 5') + body,
      lines('POST /graphql HTTP/1.1', 'Host: a', 'Content-Length: 5', 'Transfer-Encoding: chunked') + body,
      lines('POST /graphql HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked') + 'zz\r\n', lines('GET /graphql HTTP/1.1', `X: ${'a'.repeat(20_000)}`),
      lines('GET http://elsewhere/graphql HTTP/1.1'), lines(`GET /${'a'.repeat(20_000)} HTTP/1.1`, 'Host: a'), lines('GET /%ff%fe HTTP/1.1', 'Host: a'),
    ];
    const answers = await Promise.all(raw.map((text) => exchange(Number(port), text)));
    for (const [index, answer] of answers.entries()) expect(answer, raw[index]).toMatch(/^$|^HTTP\/1\.1 (4\d\d|200) /);
    expect((await fetch(`${w.url}/livez`)).status).toBe(200);
  });
});

/** Sends bytes and reads what comes until the server closes, or for a second. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = createConnection({ port, host: '127.0.0.1' }, () => { socket.write(text, 'latin1'); });
    socket.setTimeout(1_000, () => { socket.destroy(); });
    socket.on('data', (chunk) => { answer += chunk.toString('latin1'); });
    socket.on('error', () => undefined);
    socket.on('close', () => { resolve(answer); });
  });
}
