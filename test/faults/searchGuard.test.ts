import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { guardedEngine } from '../../src/domain/search/guard.js';
import type { EngineQuestion, SearchEngine } from '../../src/domain/search/rules/engine.js';
import type { GuardedEngine } from '../../src/domain/search/rules/guarded.js';
import type { SearchDouble } from '../../src/integrations/search/double/double.js';
import { built, engineRig, SILENT } from '../support/search.js';
import { world, type World } from '../support/world.js';

const QUESTION: EngineQuestion = { text: 'procurement', filter: {}, facets: [], order: { field: 'RELEVANCE', descending: true }, offset: 0, limit: 10 };

let double: SearchDouble;
let engine: SearchEngine;
let w: World;
let guard: GuardedEngine;
let clock: number;
const outcomes: string[] = [];
beforeAll(async () => {
  const rig = await engineRig();
  double = rig.double;
  engine = rig.engine;
  w = await world({ demonstration: true });
  await built(w, engine);
});
afterAll(async () => {
  await w.close();
  await double.close();
});
beforeEach(() => {
  clock = Date.now();
  outcomes.length = 0;
  guard = guardOf(engine);
});
afterEach(() => { double.clearFaults(); });

function guardOf(guarded: SearchEngine): GuardedEngine {
  return guardedEngine({
    engine: guarded, db: w.db, now: () => new Date(clock), log: SILENT,
    metrics: { asked: (outcome) => { outcomes.push(outcome); }, up: () => undefined, behind: () => undefined },
  });
}

const ask = async (signal?: AbortSignal): Promise<string> => {
  const outcome = await guard.ask(QUESTION, signal === undefined ? {} : { signal });
  return typeof outcome === 'string' ? outcome : 'ANSWERED';
};
/** Searches and looks that reached the engine. */
const calls = (): number => double.requests.length;

describe('the guard of the search engine', { timeout: 30_000 }, () => {
  test('answers with the generation and through when, and counts what it answered', async () => {
    const outcome = await guard.ask(QUESTION, {});
    expect(outcome).toMatchObject({ generation: 1, indexedThrough: new Date(clock), answer: { total: expect.any(Number) as number } });
    expect(outcomes).toEqual(['ANSWERED']);
  });

  test('leaves an engine alone for a second, then two, four... and looks at it once when the rest is over, while nobody waits', async () => {
    expect(await ask()).toBe('ANSWERED');
    double.fault({ kind: 'hang-up' });
    expect(await ask()).toBe('FAILED');
    for (const rest of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = calls();
      clock += rest - 1;
      expect(await ask()).toBe('RESTING');
      expect(calls()).toBe(before);
      clock += 1;
      expect(await Promise.all(Array.from({ length: 20 }, () => ask()))).toEqual(Array.from({ length: 20 }, () => 'RESTING'));
      await sleep(150);
      // Its release and its index, once for all of them.
      expect(calls() - before).toBeGreaterThan(0);
      expect(calls() - before).toBeLessThanOrEqual(2);
    }
    double.clearFaults();
    clock += 30_000;
    expect(await ask()).toBe('RESTING');
    await sleep(150);
    expect(await ask()).toBe('ANSWERED');
    // It begins with a second again.
    double.fault({ kind: 'hang-up', times: 1, path: /search/ });
    expect(await ask()).toBe('FAILED');
    clock += 1_000;
    expect(await ask()).toBe('RESTING');
    await sleep(150);
    expect(await ask()).toBe('ANSWERED');
  });

  test('heals though the clock is set back', async () => {
    expect(await ask()).toBe('ANSWERED');
    double.fault({ kind: 'hang-up', times: 1, path: /search/ });
    expect(await ask()).toBe('FAILED');
    clock -= 3_600_000;
    expect(await ask()).toBe('RESTING');
    await sleep(150);
    expect(await ask()).toBe('ANSWERED');
  });

  test('holds its time limit though the engine does not listen, at its first look too', async () => {
    const deaf: SearchEngine = { ...engine, search: () => new Promise(() => undefined) };
    guard = guardOf(deaf);
    let began = performance.now();
    expect(await ask()).toBe('LATE');
    expect(performance.now() - began).toBeLessThan(1_500);
    guard = guardOf({ ...engine, version: () => new Promise(() => undefined) });
    began = performance.now();
    expect(await ask()).toBe('LATE');
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test('does not hold it against the engine when the caller gives up', async () => {
    expect(await ask()).toBe('ANSWERED');
    double.fault({ kind: 'slow', ms: 300, path: /search/ });
    const caller = new AbortController();
    const asked = ask(caller.signal);
    await sleep(60);
    caller.abort(new Error('the caller hung up'));
    await expect(asked).rejects.toThrow('the caller hung up');
    double.clearFaults();
    expect(await ask()).toBe('ANSWERED');
  });

  test('takes many failures at once for one', async () => {
    expect(await ask()).toBe('ANSWERED');
    double.fault({ kind: 'slow', ms: 2_000, path: /search/ });
    const all = await Promise.all(Array.from({ length: 30 }, () => ask()));
    expect(new Set(all)).toEqual(new Set(['LATE']));
    double.clearFaults();
    clock += 1_000;
    expect(await ask()).toBe('RESTING');
    await sleep(150);
    expect(await ask()).toBe('ANSWERED');
  });

  test('looks at the engine every two seconds, not with each search', async () => {
    await ask();
    const before = calls();
    for (let n = 0; n < 5; n += 1) await ask();
    const searches = calls() - before;
    clock += 2_000;
    await ask();
    expect(calls() - before - searches).toBe(searches / 5 + 2);
  });

  test('believes an answer of nothing only of an index that has its courses', async () => {
    expect(await guard.ask({ ...QUESTION, text: 'zzzzqqqq' }, {})).toMatchObject({ answer: { total: 0 } });
    const kept = double.documents('courses');
    double.empty('courses');
    expect(await ask()).toBe('EMPTIED');
    expect(kept.length).toBeGreaterThan(0);
    await built(w, engine);
  });

  test('does not ask one that was never built, or of which nobody knows what it has', async () => {
    await w.owner`update search_index set settings = null`;
    const before = calls();
    expect(await ask()).toBe('UNBUILT');
    // It is looked at once, and not asked.
    expect(calls() - before).toBeLessThanOrEqual(2);
    await built(w, engine);
    expect(await ask()).toBe('ANSWERED');
  });
});
