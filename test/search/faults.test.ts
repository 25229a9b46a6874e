import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineUnavailable, type SearchEngine } from '../../src/domain/search/rules/engine.js';
import { startSearchDouble, type SearchDouble } from '../../src/integrations/search/double/double.js';
import type { CallFault } from '../../src/integrations/search/double/faults.js';
import { meilisearchEngine } from '../../src/integrations/search/meilisearch/engine.js';
import { CATALOGUE, course, question, uuid, VOCABULARY } from './support/courses.js';

/** What the adapter makes of a Meilisearch that does not answer as it should. */
describe('Meilisearch out of order', () => {
  let double: SearchDouble;
  /** Waits no longer than a test can. */
  let engine: SearchEngine;
  /** Waits as long as it takes a machine that has much to do. */
  let patient: SearchEngine;
  beforeEach(async () => {
    double = await startSearchDouble();
    const at = { url: double.url, key: double.key, liveIndex: 'live' };
    engine = meilisearchEngine({ ...at, searchMs: 250, callMs: 800, taskMs: 500 });
    patient = meilisearchEngine({ ...at, searchMs: 5_000 });
    await patient.prepare('live', VOCABULARY);
    await patient.put('live', CATALOGUE);
  });
  afterEach(async () => { await double.close(); });

  /** What it throws; neither the key nor what was searched for stands anywhere in it. */
  const thrown = async (promise: Promise<unknown>): Promise<EngineUnavailable> => {
    const error = await promise.then(() => null, (each: unknown) => each);
    if (!(error instanceof EngineUnavailable)) throw new Error(`not EngineUnavailable: ${inspect(error)}`);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(double.key);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('harassment');
    return error;
  };
  const told = async (promise: Promise<unknown>, transient: boolean, message: RegExp): Promise<void> => {
    const error = await thrown(promise);
    expect(error.message).toMatch(message);
    expect(error.transient).toBe(transient);
  };
  const search = (): Promise<unknown> => engine.search(question('harassment'));

  it.each<[CallFault, boolean, RegExp]>([
    ['429', true, /refused \(429\)/],
    ['503', true, /refused \(503 too_many_search_requests\)/],
    ['500', true, /refused \(500 internal\)/],
    ['page', true, /no JSON/],
    ['hang-up', true, /could not be reached/],
    ['silence', true, /no answer within 250 ms/],
    ['cut', true, /could not be reached/],
    ['nonsense', false, /otherwise than its reference says/],
  ])('%s: a search throws, transient: %s; and it heals by itself', async (kind, transient, message) => {
    double.fault({ kind, path: /search/ });
    await told(search(), transient, message);
    double.clearFaults();
    await expect(patient.search(question('harassment'))).resolves.toMatchObject({ courseIds: [uuid(12)] });
  });

  it('a search takes no longer than its limit, whether nothing comes or it comes too late', async () => {
    for (const fault of [{ kind: 'silence' }, { kind: 'slow', ms: 5_000 }] as const) {
      double.fault({ ...fault, path: /search/, times: 1 });
      const begun = performance.now();
      await thrown(search());
      expect(performance.now() - begun).toBeLessThan(2_000);
    }
  });

  it('two calls of one search together take no longer than the limit', async () => {
    double.fault({ kind: 'slow', ms: 150, path: /search/ });
    expect((await thrown(engine.search(question('python zzyzx charts')))).transient).toBe(true);
  });

  it('a caller who gives up hears his own reason, at once', async () => {
    double.fault({ kind: 'silence', path: /search/ });
    const reason = new Error('the client hung up');
    const caller = new AbortController();
    setTimeout(() => { caller.abort(reason); }, 50);
    const begun = performance.now();
    await expect(patient.search(question('ethics'), caller.signal)).rejects.toBe(reason);
    expect(performance.now() - begun).toBeLessThan(2_000);
    await expect(engine.search(question('ethics'), AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it.each<[string, (engine: SearchEngine) => Promise<unknown>]>([
    ['version', (each) => each.version()],
    ['state', (each) => each.state('live')],
    ['prepare', (each) => each.prepare('live', VOCABULARY)],
    ['put', (each) => each.put('live', [course(1)])],
    ['remove', (each) => each.remove('live', [uuid(1)])],
    ['contents', async (each) => { for await (const page of each.contents('live')) void page; }],
    ['replaceLive', (each) => each.replaceLive('other')],
    ['drop', (each) => each.drop('live')],
  ])('%s ends within its limit too, and may be tried again', async (_name, call) => {
    for (const kind of ['silence', '429', 'hang-up', 'page'] as const) {
      double.fault({ kind });
      expect((await thrown(call(engine))).transient).toBe(true);
      double.clearFaults();
    }
  });

  it('a task that fails by itself may be tried again; one that was wrong may not', async () => {
    double.failTasks({ type: 'documentAdditionOrUpdate', times: 1 });
    await told(patient.put('live', [course(20)]), true, /failed \(internal\)/);
    double.failTasks({ type: 'settingsUpdate', times: 1, code: 'invalid_settings_ranking_rules' });
    await told(patient.prepare('live', VOCABULARY), false, /invalid_settings_ranking_rules/);
    double.failTasks({ type: 'documentAdditionOrUpdate', times: 1, code: 'no_space_left_on_device' });
    expect((await thrown(patient.put('live', [course(20)]))).transient).toBe(true);
    await patient.put('live', [course(20)]);
    expect((await patient.state('live'))?.documents).toBe(CATALOGUE.length + 1);
  });

  it('a task is waited for as long as its limit, and may be tried again', async () => {
    double.setTaskMs(3_000);
    const begun = performance.now();
    await told(engine.put('live', [course(21)]), true, /has not ended/);
    expect(performance.now() - begun).toBeLessThan(2_000);
    double.setTaskMs(1);
  });

  it('a task that somebody cancels may be tried again', async () => {
    double.setTaskMs(150);
    const first = patient.put('live', [course(22)]);
    const second = told(patient.put('live', [course(23)]), true, /was cancelled/);
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    await fetch(`${double.url}/tasks/cancel?statuses=enqueued`, { method: 'POST', headers: { authorization: `Bearer ${double.key}` } });
    await second;
    await first;
  });

  it('a swap that fails changes nothing', async () => {
    await patient.prepare('built', VOCABULARY);
    await patient.put('built', [course(30)]);
    double.failTasks({ type: 'indexSwap', times: 1 });
    await thrown(patient.replaceLive('built'));
    expect(double.documents('live')).toHaveLength(CATALOGUE.length);
    await patient.replaceLive('built');
    expect(double.indexes()).toEqual(['live']);
    expect(double.documents('live').map(({ id }) => id)).toEqual([uuid(30)]);
  });

  it('an index that is lost is told, and so is one that is empty', async () => {
    double.lose('live');
    await told(patient.search(question('harassment')), false, /index_not_found/);
    expect(await patient.state('live')).toBeNull();
    await patient.prepare('live', VOCABULARY);
    await patient.put('live', CATALOGUE);
    double.empty('live');
    expect(await patient.state('live')).toEqual({ documents: 0, isIndexing: false });
    await expect(patient.search(question('harassment'))).resolves.toEqual({ courseIds: [], total: 0, facets: {} });
  });

  it('an index of something else is left alone', async () => {
    await fetch(`${double.url}/indexes`, { method: 'POST', headers: { authorization: `Bearer ${double.key}`, 'content-type': 'application/json' }, body: '{"uid":"films","primaryKey":"film"}' });
    await double.settled();
    expect((await thrown(patient.prepare('films', VOCABULARY))).transient).toBe(false);
    expect(double.settings('films').filterableAttributes).toEqual([]);
  });

  it.each([['1.17.9', false], ['1.18.0', true], ['1.41.0', true], ['1.9.0', false], ['0.30.0', false], ['2.0.0', true], ['prototype', false]])('release %s is spoken with: %s', async (version, speaks) => {
    double.setVersion(version);
    if (speaks) expect(await patient.version()).toBe(version);
    else await told(patient.version(), false, /1\.18\.0 or later/);
  });

  it('a wrong key is told without being told', async () => {
    const other = meilisearchEngine({ url: double.url, key: 'another-key-of-somebody', liveIndex: 'live' });
    const error = await thrown(other.search(question('ethics')));
    expect(error.message).toContain('403 invalid_api_key');
    expect(error.transient).toBe(false);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('another-key-of-somebody');
  });

  it('nobody listens: it may be tried again', async () => {
    const url = double.url;
    await double.close();
    const other = meilisearchEngine({ url, key: 'a-key-of-somebody', liveIndex: 'live' });
    await told(other.version(), true, /could not be reached, or its answer not be read \([A-Z_]+\)/);
    double = await startSearchDouble();
  });

  it('the key is not taken along to where an answer leads', async () => {
    const asked: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.writeHead(307, { location: `${double.url}${request.url ?? ''}` }).end();
    });
    await new Promise<void>((resolve) => { elsewhere.listen(0, '127.0.0.1', resolve); });
    const before = double.requests.length;
    const other = meilisearchEngine({ url: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`, key: double.key, liveIndex: 'live' });
    await thrown(other.search(question('ethics')));
    await thrown(other.version());
    expect(asked).toHaveLength(2);
    expect(double.requests).toHaveLength(before);
    elsewhere.close();
  });
});
