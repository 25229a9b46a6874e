import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolvePerson } from '../../src/domain/identity/people.js';
import { boundHeap } from '../../src/lib/collector.js';
import { buildMarketplaceSchema } from '../../src/schema/build.js';
import { startServer, type RunningServer } from '../../src/transport/server.js';
import { world, type World } from '../support/world.js';

/** Places for requests at once: small, so that three times as much is still little. */
const PLACES = 24;
const LOAD_MS = 6_000;
const PLENTY = { capacity: 1_000_000_000, refillPerSecond: 1_000_000 };
const PAGE = 'query { courses(first: 20) { nodes { id slug provider { id name } publishedVersion { id title summary competencies { level competency { id name } } } } } }';

// As the program itself runs (main.ts): else the collector of a machine with much memory lets garbage lie, and that is what is measured.
boundHeap();
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let w: World;
let server: RunningServer;
beforeAll(async () => {
  w = await world({ demonstration: true, pool: 4 });
  server = await startServer({
    config: {
      production: false, host: '127.0.0.1', port: 0, publicUrl: null, dataDir: w.dataDir, oidc: { issuer: 'https://unused.invalid', audience: 'unused' },
      corsOrigins: [], trustProxy: false, cost: { principal: PLENTY, address: PLENTY, operationMax: 5_000 },
    },
    db: w.db, log: pino({ level: 'silent' }), schema: await buildMarketplaceSchema(), resolvePerson, inFlight: PLACES, processMetrics: false,
  });
});
afterAll(async () => {
  await server.close();
  await w.close();
});

interface Answered {
  readonly status: number;
  readonly ms: number;
  readonly retryAfter: string | null;
  readonly code: string | undefined;
}

async function ask(): Promise<Answered> {
  const began = performance.now();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: PAGE }), signal: AbortSignal.timeout(15_000),
  });
  const body = await response.json() as { errors?: { extensions?: { code?: string } }[] };
  return { status: response.status, ms: performance.now() - began, retryAfter: response.headers.get('retry-after'), code: body.errors?.[0]?.extensions?.code };
}

/** So many callers, each asking again as soon as it is answered; one that is refused comes back after a moment. */
async function crowd(callers: number, ms: number): Promise<Answered[]> {
  const until = performance.now() + ms;
  const answers: Answered[] = [];
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() < until) {
      const answer = await ask();
      answers.push(answer);
      if (answer.status === 503) await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  }));
  return answers;
}

/** The time within which a share of the answers came. */
function within(answers: readonly Answered[], share: number): number {
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

describe('at three times its capacity', { timeout: 60_000 }, () => {
  test('the server refuses the rest quickly, answers whom it lets in within a bounded time, keeps its memory, and recovers', async () => {
    const usual = await crowd(PLACES, 1_500);
    expect(usual.every(({ status }) => status === 200)).toBe(true);
    collect();
    const before = process.memoryUsage().rss;
    const answers = await crowd(PLACES * 3, LOAD_MS);
    const grown = (process.memoryUsage().rss - before) / 1024 / 1024;

    const accepted = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(new Set(refused.map(({ status, code, retryAfter }) => `${status} ${code} ${retryAfter}`))).toEqual(new Set(['503 SERVICE_UNAVAILABLE 1']));
    expect(refused.length).toBeGreaterThanOrEqual(PLACES / 2);
    // Whoever is let in waits hardly longer than without the rest (the callers share this process's processor).
    expect(within(accepted, 0.99)).toBeLessThan(Math.max(2_500, within(usual, 0.99) * 6));
    expect(within(refused, 0.5)).toBeLessThan(within(accepted, 0.5) + 100);
    expect(accepted.length / LOAD_MS).toBeGreaterThan(usual.length / 1_500 / 6);
    expect(grown).toBeLessThan(150);

    const after = await crowd(4, 500);
    expect(after.every(({ status }) => status === 200)).toBe(true);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(Number(/^http_requests_shed_total (\d+)/m.exec(metrics)?.[1])).toBe(refused.length);
    expect(metrics).toMatch(/^http_requests_in_flight 0$/m);
  });
});
