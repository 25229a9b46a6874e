import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchEngine } from '../../src/domain/search/rules/engine.js';
import { CATALOGUE, course, question, uuid, VOCABULARY } from './support/courses.js';
import { SERVERS, type Server } from './support/server.js';

/** What the marketplace relies on of an engine beside the database, whoever is behind the address. */
describe.each(SERVERS)('an index of %s', (_name, start) => {
  let server: Server;
  let engine: SearchEngine;
  beforeAll(async () => {
    server = await start();
    engine = server.engine(server.name('live'));
  });
  afterAll(async () => { await server.close(); });

  const contentsOf = async (index: string): Promise<Map<string, string>> => {
    const all = new Map<string, string>();
    for await (const page of engine.contents(index)) for (const { id, fingerprint } of page) all.set(id, fingerprint);
    return all;
  };

  it('says its release', async () => {
    expect(await engine.version()).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('says that there is no such index, and throwing it away does nothing', async () => {
    expect(await engine.state(server.name('none'))).toBeNull();
    await engine.drop(server.name('none'));
  });

  it('is made with its settings, twice as well as once, and is empty', async () => {
    const index = server.name('made');
    await engine.prepare(index, VOCABULARY);
    await engine.prepare(index, VOCABULARY);
    expect(await engine.state(index)).toEqual({ documents: 0, isIndexing: false });
    await engine.drop(index);
    expect(await engine.state(index)).toBeNull();
  });

  it('keeps courses in place of those with the same ids, and tells ids and fingerprints', async () => {
    const index = server.name('kept');
    await engine.prepare(index, VOCABULARY);
    await engine.put(index, [course(1), course(2), course(3)]);
    const changed = course(2, { title: 'Another title' });
    await engine.put(index, [changed]);
    await engine.remove(index, [uuid(3), uuid(99)]);
    await engine.put(index, []);
    await engine.remove(index, []);
    expect(await contentsOf(index)).toEqual(new Map([[uuid(1), course(1).fingerprint], [uuid(2), changed.fingerprint]]));
    expect((await engine.state(index))?.documents).toBe(2);
  });

  it('tells its contents page by page, beyond a thousand', async () => {
    const index = server.name('many');
    await engine.prepare(index, VOCABULARY);
    const all = Array.from({ length: 2_300 }, (_, n) => course(n + 1));
    for (let at = 0; at < all.length; at += 500) await engine.put(index, all.slice(at, at + 500));
    expect(await contentsOf(index)).toEqual(new Map(all.map(({ id, fingerprint }) => [id, fingerprint])));
    await engine.drop(index);
  });

  it('neither takes nor gives up courses where there is no index, and makes none', async () => {
    const index = server.name('nowhere');
    await expect(engine.put(index, [course(1)])).rejects.toMatchObject({ name: 'EngineUnavailable', transient: false });
    await expect(engine.remove(index, [uuid(1)])).rejects.toMatchObject({ name: 'EngineUnavailable' });
    expect(await engine.state(index)).toBeNull();
  });

  it('takes the place of the live one where there is none yet, and where there is', async () => {
    const other = server.engine(server.name('place'));
    const find = async (): Promise<readonly string[]> => (await other.search(question(null))).courseIds;
    await expect(find()).rejects.toMatchObject({ name: 'EngineUnavailable' });
    for (const [built, n] of [['place_1', 1], ['place_2', 2]] as const) {
      await engine.prepare(server.name(built), VOCABULARY);
      await engine.put(server.name(built), [course(n)]);
      await other.replaceLive(server.name(built));
      expect(await find()).toEqual([uuid(n)]);
      expect(await engine.state(server.name(built))).toBeNull();
    }
    await expect(other.replaceLive(server.name('place_3'))).rejects.toMatchObject({ name: 'EngineUnavailable' });
    expect(await find()).toEqual([uuid(2)]);
  });

  it('has settings that are told by a digest, which another vocabulary changes', () => {
    const digest = engine.settingsOf(VOCABULARY);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(engine.settingsOf({ ...VOCABULARY, synonyms: [...VOCABULARY.synonyms].reverse() })).toBe(digest);
    expect(engine.settingsOf({ ...VOCABULARY, synonyms: [['a', 'b']] })).not.toBe(digest);
  });

  it('takes another vocabulary without losing a course', async () => {
    const live = server.name('words');
    const other = server.engine(live);
    await other.prepare(live, { synonyms: [], stopWords: [] });
    await other.put(live, CATALOGUE);
    expect((await other.search(question('RTI'))).courseIds).toEqual([]);
    await other.prepare(live, VOCABULARY);
    expect((await other.search(question('RTI'))).courseIds).toEqual([uuid(1)]);
    expect((await other.state(live))?.documents).toBe(CATALOGUE.length);
  });
});
