import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compareIndex, differing } from '../../../src/domain/search/compareIndex.js';
import { onCatalogueChanged } from '../../../src/domain/search/onCatalogueChanged.js';
import { reindex } from '../../../src/domain/search/reindex.js';
import { tellChanges } from '../../../src/domain/search/tellEngine.js';
import type { SearchDouble } from '../../../src/integrations/search/double/double.js';
import { cases } from '../../support/environment.js';
import { built, contentsOf, engineRig, jobsOf, searchDeps, settled } from '../../support/search.js';
import type { WatchedEngine } from '../../support/watchedEngine.js';
import { world, type World } from '../../support/world.js';

let double: SearchDouble;
let engine: WatchedEngine;
let w: World;
/** Providers with courses in the catalogue, few each. */
let providers: readonly string[];
beforeAll(async () => {
  ({ double, engine } = await engineRig());
  w = await world({ demonstration: true, search: engine, pool: 16 });
  await built(w, engine);
  const rows = await w.owner<{ id: string }[]>`
    select e.provider_id as id from catalogue_entry e group by e.provider_id having count(*) between 1 and 12 order by count(*) desc, 1 limit 4`;
  providers = rows.map(({ id }) => id);
});
afterAll(async () => {
  await w.close();
  await double.close();
});
afterEach(() => {
  engine.before = () => undefined;
  engine.after = () => undefined;
});

let version = 0;
/** Each change has its number in what the provider's courses say, so that a later document is told from an earlier one. */
async function change(provider: string, act: 'RENAME' | 'SUSPEND' | 'REINSTATE'): Promise<void> {
  version += 1;
  await w.owner`update organisation set name = ${`Institute ${String(version).padStart(6, '0')}`},
    state = ${act === 'SUSPEND' ? 'SUSPENDED' : 'VERIFIED'}, state_reason = 'It is looked into.' where id = ${provider}`;
}

/** No course was ever given by an older document than one it had already, in any index. */
function expectForwardsOnly(): void {
  const last = new Map<string, string>();
  for (const { call, index, documents } of engine.changes) {
    if (call !== 'put') continue;
    for (const { id, providerName } of documents) {
      if (!providerName.startsWith('Institute 0')) continue;
      const key = `${index} ${id}`;
      expect(providerName >= (last.get(key) ?? '')).toBe(true);
      last.set(key, providerName);
    }
  }
}

const random = fc.record({
  acts: fc.array(fc.record({
    provider: fc.nat({ max: 3 }), act: fc.constantFrom('RENAME' as const, 'SUSPEND' as const, 'REINSTATE' as const), pause: fc.nat({ max: 6 }),
  }), { minLength: 3, maxLength: 25 }),
  tellers: fc.array(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 10 }), { minLength: 2, maxLength: 3 }),
  delays: fc.array(fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 10 }) }, { weight: 1, arbitrary: fc.integer({ min: 40, max: 90 }) }), { minLength: 1, maxLength: 20 }),
  failures: fc.array(fc.constantFrom('BEFORE' as const, 'AFTER' as const, null, null, null), { minLength: 1, maxLength: 12 }),
  rebuilds: fc.boolean(),
});

describe('an old event never overwrites a newer version', { timeout: 600_000 }, () => {
  test('whatever comes between, with several telling at once, calls that fail before or after they were done, and an index built meanwhile', async () => {
    await fc.assert(fc.asyncProperty(random, async ({ acts, tellers, delays, failures, rebuilds }) => {
      let call = 0;
      const hindered = async (when: 'BEFORE' | 'AFTER'): Promise<void> => {
        call += 1;
        await sleep(delays[call % delays.length]);
        if (failures[call % failures.length] === when) throw new Error('a call failed');
      };
      engine.changes.length = 0;
      engine.before = () => hindered('BEFORE');
      engine.after = () => hindered('AFTER');
      const deps = searchDeps(w, engine);
      const changing = async (): Promise<void> => {
        for (const { provider, act, pause } of acts) {
          await change(providers[provider] ?? '', act);
          await sleep(pause);
        }
      };
      const telling = tellers.map(async (pauses) => {
        for (const pause of pauses) {
          await onCatalogueChanged(deps, {}).catch(() => undefined);
          await sleep(pause);
        }
      });
      const building = rebuilds ? reindex(deps, { force: false, say: () => undefined }).catch(() => undefined) : Promise.resolve();
      await Promise.all([changing(), ...telling, building]);
      engine.before = () => undefined;
      engine.after = () => undefined;
      await tellChanges(deps);
      expectForwardsOnly();
      expect(differing(await compareIndex(deps, engine.liveIndex))).toEqual([]);
    }), { numRuns: cases(200, 12), interruptAfterTimeLimit: 500_000 });
  });

  test('two workers on many changes', async () => {
    engine.changes.length = 0;
    // The events of the changes before, which nobody has worked on.
    await w.owner`delete from graphile_worker._private_jobs`;
    const workers = await Promise.all([jobsOf(w, engine), jobsOf(w, engine)]);
    try {
      await Promise.all(providers.map(async (provider) => {
        for (const act of ['RENAME', 'SUSPEND', 'REINSTATE', 'RENAME', 'SUSPEND', 'RENAME'] as const) await change(provider, act);
      }));
      await settled(w);
      expectForwardsOnly();
      expect(differing(await compareIndex(searchDeps(w, engine), engine.liveIndex))).toEqual([]);
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
  });
});

describe('whoever tells of documents', { timeout: 60_000 }, () => {
  const deps = () => searchDeps(w, engine);
  const nameIn = async (provider: string): Promise<string | undefined> => {
    const [row] = await w.owner<{ id: string }[]>`select course_id as id from catalogue_entry where provider_id = ${provider} limit 1`;
    return engine.changes.findLast(({ call, ids }) => call === 'put' && ids.includes(row?.id ?? ''))?.documents.find(({ id }) => id === row?.id)?.providerName;
  };
  const lockers = () => w.owner<{ pid: number }[]>`
    select l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.granted and a.application_name = 'marketplace-lock' and a.datname = current_database()`;

  test('is alone: another one waits until what was read is written', async () => {
    const [provider = ''] = providers;
    await change(provider, 'RENAME');
    const others: Promise<unknown>[] = [];
    engine.before = async ({ call }) => {
      if (call !== 'put' || others.length > 0) return;
      await change(provider, 'RENAME');
      others.push(tellChanges(deps()));
      await Promise.race([...others, sleep(400)]);
    };
    await tellChanges(deps());
    await Promise.all(others);
    expect(await nameIn(provider)).toBe(`Institute ${String(version).padStart(6, '0')}`);
    expect(differing(await compareIndex(deps(), engine.liveIndex))).toEqual([]);
  });

  test('and loses the lock meanwhile strikes nothing out: it is told again, as it then is', async () => {
    const [provider = ''] = providers;
    await change(provider, 'REINSTATE');
    await tellChanges(deps());
    await change(provider, 'RENAME');
    const older = `Institute ${String(version).padStart(6, '0')}`;
    let first = true;
    engine.before = async ({ call }) => {
      if (call !== 'put' || !first) return;
      first = false;
      // It has read the older version. Its lock goes; somebody else tells of the newer one and is done before this goes on.
      for (const { pid } of await lockers()) await w.owner`select pg_terminate_backend(${pid}::int)`;
      await change(provider, 'RENAME');
      await tellChanges(deps());
    };
    await expect(tellChanges(deps())).rejects.toThrow('the lock on the search index was lost');
    expect(await nameIn(provider)).toBe(older);
    await tellChanges(deps());
    expect(await nameIn(provider)).toBe(`Institute ${String(version).padStart(6, '0')}`);
    expect(differing(await compareIndex(deps(), engine.liveIndex))).toEqual([]);
  });

  test('leaves a change that came meanwhile to be told', async () => {
    const [provider = ''] = providers;
    await change(provider, 'RENAME');
    engine.after = async ({ call }) => {
      engine.after = () => undefined;
      if (call === 'put') await change(provider, 'RENAME');
    };
    await tellChanges({ ...deps() });
    expect(await w.owner`select 1 from search_change`).not.toHaveLength(0);
    await tellChanges(deps());
    expect(await nameIn(provider)).toBe(`Institute ${String(version).padStart(6, '0')}`);
    expect(await w.owner`select 1 from search_change`).toHaveLength(0);
  });

  test('keeps nobody from publishing, and waits for nobody who does', async () => {
    const [provider = '', other = ''] = providers;
    await change(provider, 'RENAME');
    await change(other, 'RENAME');
    const stamp = version;
    await w.owner.begin(async (sql) => {
      // A publication under way: its row of the list is locked.
      await sql`update search_change set revision = uuidv7() where course_id in (select course_id from catalogue_entry where provider_id = ${provider})`;
      await tellChanges(deps());
    });
    expect(await nameIn(other)).toBe(`Institute ${String(stamp).padStart(6, '0')}`);
    expect((await w.owner`select 1 from search_change`).length).toBeGreaterThan(0);
    await tellChanges(deps());
    expect(await contentsOf(engine)).toBeDefined();
    expect(differing(await compareIndex(deps(), engine.liveIndex))).toEqual([]);
  });
});
