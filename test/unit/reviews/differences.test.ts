import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  differences, type FieldDifference, type ModuleSnapshot, type PartSnapshot, type VersionSnapshot,
} from '../../../src/domain/reviews/rules/differences.js';

const NAMES = ['title', 'summary', 'price'];
const texts = fc.record({ title: fc.string({ maxLength: 3 }), summary: fc.option(fc.string({ maxLength: 3 })), price: fc.option(fc.constantFrom('1', '2')) });
/** Parts have at least one field that is never null, as in the tables: else one could not tell an empty part from none. */
const keys = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);

const part = (key: string, side: string): fc.Arbitrary<PartSnapshot> => texts.map((fields) => ({ key, id: `${key}${side}`, fields }));

/** Modules in any order, and items dealt out to them: the same item may be in another module in another version. */
function snapshots(side: string): fc.Arbitrary<VersionSnapshot> {
  const parts = fc.tuple(keys, keys, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), keys).chain(([modules, items, deal, competencies]) => fc.tuple(
    fc.tuple(...modules.map((key) => part(key, side))), fc.tuple(...items.map((key) => part(key, side))), fc.constant(deal),
    fc.tuple(...competencies.map((key) => part(key, side)))));
  return fc.tuple(texts, parts).map(([fields, [modules, items, deal, competencies]]) => ({
    fields,
    modules: modules.map((module, index) => ({
      ...module, items: items.filter((_item, at) => (deal[at] ?? 0) % modules.length === index),
    })),
    competencies,
  }));
}

/** Puts each list in the state that the differences say, and nothing else: what is not named stays as it was. */
function applied(before: VersionSnapshot, after: VersionSnapshot, found: readonly FieldDifference[]): VersionSnapshot {
  const keyOf = new Map<string, string>();
  for (const version of [before, after]) {
    for (const each of [...version.modules, ...version.modules.flatMap((module) => module.items), ...version.competencies]) keyOf.set(each.id, each.key);
  }
  const at = (list: string, key: string): FieldDifference[] =>
    found.filter(({ path }) => path.startsWith(`${list}.`) && keyOf.get(path.split('.')[1] ?? '') === key);
  const patch = (fields: Readonly<Record<string, string | null>>, given: readonly FieldDifference[]): Record<string, string | null> => {
    const made: Record<string, string | null> = { ...fields };
    for (const { path, after: text } of given) made[path.split('.').at(-1) ?? ''] = text;
    delete made['position'];
    return Object.fromEntries(NAMES.map((name) => [name, made[name] ?? null]));
  };
  const move = (list: string, key: string): FieldDifference | undefined => at(list, key).find(({ path }) => path.endsWith('.position'));
  const added = (list: string): string[] => [...new Set(found
    .filter(({ path, kind }) => path.startsWith(`${list}.`) && kind === 'ADDED' && path.endsWith('.position'))
    .map(({ path }) => keyOf.get(path.split('.')[1] ?? '') ?? ''))];
  const rebuild = (list: string, old: readonly PartSnapshot[], key: string): PartSnapshot =>
    ({ key, id: key, fields: patch(old.find((each) => each.key === key)?.fields ?? {}, at(list, key)) });
  const oldItems = before.modules.flatMap((module) => module.items);
  /** Those that stay in their order, then each that came or moved put where it says, from the front to the back. */
  const ordered = (list: string, stayed: readonly string[], coming: readonly { key: string; to: number }[], old: readonly PartSnapshot[]): PartSnapshot[] => {
    const result = [...stayed];
    for (const { key, to } of [...coming].sort((a, b) => a.to - b.to)) result.splice(to - 1, 0, key);
    return result.map((key) => rebuild(list, old, key));
  };
  const coming = (list: string, old: readonly PartSnapshot[]): { key: string; place: string }[] =>
    [...old.map((each) => each.key), ...added(list)].flatMap((key) => {
      const place = move(list, key)?.after;
      return place == null ? [] : [{ key, place }];
    });
  const stays = (list: string) => (each: PartSnapshot): boolean => move(list, each.key) === undefined;
  const modules = ordered('modules', before.modules.filter(stays('modules')).map((each) => each.key),
    coming('modules', before.modules).map(({ key, place }) => ({ key, to: Number(place) })), before.modules);
  const itemsComing = coming('items', oldItems).map(({ key, place }) => ({ key, module: Number(place.split('.')[0]), to: Number(place.split('.')[1]) }));
  return {
    fields: patch(before.fields, found.filter(({ path }) => !path.includes('.'))),
    modules: modules.map((module, index): ModuleSnapshot => ({
      ...module,
      items: ordered('items', (before.modules.find((each) => each.key === module.key)?.items ?? []).filter(stays('items')).map((each) => each.key),
        itemsComing.filter((each) => each.module === index + 1), oldItems),
    })),
    competencies: [...new Set([...before.competencies, ...after.competencies].map((each) => each.key))]
      .filter((key) => {
        const given = at('competencies', key);
        const title = given.find(({ path }) => path.endsWith('.title'));
        return title === undefined ? before.competencies.some((each) => each.key === key) : title.after !== null;
      })
      .map((key) => rebuild('competencies', before.competencies, key)),
  };
}

/** The same without what is not compared: ids, and the order of competencies. */
function plain(version: VersionSnapshot): unknown {
  const bare = ({ key, fields }: PartSnapshot): unknown => ({ key, fields: Object.fromEntries(NAMES.map((name) => [name, fields[name] ?? null])) });
  return {
    fields: version.fields,
    modules: version.modules.map((module) => ({ part: bare(module), items: module.items.map(bare) })),
    competencies: version.competencies.map(bare).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
  };
}

describe('differences between versions', () => {
  test('applied to the version before they yield the version after', () => {
    fc.assert(fc.property(snapshots('1'), snapshots('2'), (before, after) => {
      expect(plain(applied(before, after, differences(before, after)))).toEqual(plain(after));
    }), { numRuns: 2_000 });
  });

  test('a version does not differ from itself', () => {
    fc.assert(fc.property(snapshots('1'), (version) => { expect(differences(version, version)).toEqual([]); }));
  });

  const module = (key: string, items: readonly string[] = [], title = key): ModuleSnapshot =>
    ({ key, id: `${key}-new`, fields: { title }, items: items.map((item) => ({ key: item, id: `${item}-new`, fields: { title: item } })) });
  const version = (...modules: ModuleSnapshot[]): VersionSnapshot => ({ fields: { title: 'T', price: null }, modules, competencies: [] });

  test('only what left the order of the others has moved', () => {
    expect(differences(version(module('a'), module('b'), module('c')), version(module('c'), module('a'), module('b'))))
      .toEqual([{ path: 'modules.c-new.position', before: '3', after: '1', kind: 'MOVED' }]);
  });

  test('a module put in front moves none of the others', () => {
    expect(differences(version(module('a', ['x'])), version(module('n'), module('a', ['x'])))).toEqual([
      { path: 'modules.n-new.position', before: null, after: '1', kind: 'ADDED' },
      { path: 'modules.n-new.title', before: null, after: 'n', kind: 'ADDED' },
    ]);
  });

  test('an item in another module has moved, and nothing else is said of it', () => {
    expect(differences(version(module('a', ['x', 'y']), module('b', ['z'])), version(module('a', ['y']), module('b', ['z', 'x']))))
      .toEqual([{ path: 'items.x-new.position', before: '1.1', after: '2.2', kind: 'MOVED' }]);
  });

  test('fields are added, removed and changed', () => {
    const before = { ...version(), fields: { title: 'T', price: null, level: 'FOUNDATION' } };
    const after = { ...version(), fields: { title: 'U', price: '100', level: null } };
    expect(differences(before, after)).toEqual([
      { path: 'title', before: 'T', after: 'U', kind: 'CHANGED' },
      { path: 'price', before: null, after: '100', kind: 'ADDED' },
      { path: 'level', before: 'FOUNDATION', after: null, kind: 'REMOVED' },
    ]);
  });
});
