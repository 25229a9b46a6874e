import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SearchDouble } from '../../src/integrations/search/double/double.js';
import { startSearchDouble } from '../../src/integrations/search/double/double.js';
import { world, type World } from '../support/world.js';
import { cleanUp, dataFolder, eventually, startMain, type Started } from './startProcess.js';

let double: SearchDouble;
let w: World;
beforeAll(async () => {
  double = await startSearchDouble({ key: 'a-key-that-nobody-sees' });
  w = await world({ demonstration: true });
});
afterEach(async () => {
  double.clearFaults();
  await cleanUp();
});
afterAll(async () => {
  await w.close();
  await double.close();
});

const program = (url: string): Started => startMain({
  DATABASE_URL: w.ownerUrl, DATA_DIR: dataFolder(), MEILI_URL: url, MEILI_KEY: double.key, LOG_LEVEL: 'debug',
});

/** Which engine answered, and of what the answer warns. */
async function answeredBy(url: string): Promise<unknown[]> {
  const query = '{ courseSearch(query: "procurement") { nodes { id } search { engine } } }';
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
  const { data, extensions } = await response.json() as {
    data: { courseSearch: { nodes: unknown[]; search: { engine: string } } }; extensions: { warnings?: { code: string }[] };
  };
  expect(data.courseSearch.nodes.length).toBeGreaterThan(0);
  return [data.courseSearch.search.engine, extensions.warnings?.map(({ code }) => code) ?? []];
}

async function endsWell(started: Started): Promise<void> {
  const began = Date.now();
  started.process.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(started.output()).not.toContain(double.key);
}

describe('the program', { timeout: 90_000 }, () => {
  test('starts, answers and ends with a search engine that nobody listens as', async () => {
    const started = program('http://127.0.0.1:9');
    const url = await started.ready();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await answeredBy(url)).toEqual(['POSTGRES', ['SEARCH_DEGRADED']]);
    await endsWell(started);
  });

  test('does so with one that never answers; once it does, the index is built and answers, without a restart', async () => {
    double.fault({ kind: 'silence' });
    const started = program(double.url);
    const url = await started.ready();
    expect(await answeredBy(url)).toEqual(['POSTGRES', ['SEARCH_DEGRADED']]);
    double.clearFaults();
    await w.owner`update graphile_worker._private_jobs set run_at = now()`;
    expect(await eventually(async () => (await answeredBy(url))[0] === 'MEILISEARCH', 45_000)).toBe(true);
    double.fault({ kind: 'silence' });
    await w.owner`select graphile_worker.add_job('indexCatalogue', queue_name := 'index', job_key := 'indexCatalogue', max_attempts := 3)`;
    await endsWell(started);
  });
});
