import { longestIncreasing } from './order.js';

/** The text of each field of something; null where it has none. */
export type FieldTexts = Readonly<Record<string, string | null>>;

/** A part of a version. `key` is the same in all versions (its lineage), `id` this version's own public id. */
export interface PartSnapshot {
  readonly key: string;
  readonly id: string;
  readonly fields: FieldTexts;
}

export interface ModuleSnapshot extends PartSnapshot {
  /** In order. */
  readonly items: readonly PartSnapshot[];
}

/** The content of a course version, as far as versions are compared. */
export interface VersionSnapshot {
  readonly fields: FieldTexts;
  /** In order. */
  readonly modules: readonly ModuleSnapshot[];
  /** In no order. */
  readonly competencies: readonly PartSnapshot[];
}

export const DIFFERENCE_KINDS = ['ADDED', 'REMOVED', 'CHANGED', 'MOVED'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One difference between two versions, at a path that a finding can be anchored to. */
export interface FieldDifference {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly kind: DifferenceKind;
}

/**
 * What must be done to `before` to come to `after`, field by field: parts are matched by their key; a part that was
 * added or removed has all its fields so. Only parts that left the order of the others are MOVED; positions count
 * from 1, an item's is `module.item`. Paths name the part's id in `after`, or in `before` where it is gone.
 */
export function differences(before: VersionSnapshot, after: VersionSnapshot): FieldDifference[] {
  return [
    ...fieldDifferences('', before.fields, after.fields),
    ...moduleDifferences(before, after),
    ...itemDifferences(before, after),
    ...competencyDifferences(before.competencies, after.competencies),
  ];
}

function fieldDifferences(prefix: string, before: FieldTexts, after: FieldTexts): FieldDifference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => difference(`${prefix}${name}`, before[name] ?? null, after[name] ?? null));
}

function difference(path: string, before: string | null, after: string | null, kind: DifferenceKind = 'CHANGED'): FieldDifference[] {
  if (before === after) return [];
  return [{ path, before, after, kind: before === null ? 'ADDED' : after === null ? 'REMOVED' : kind }];
}

/** A part with the place that it has in its version. */
interface Placed {
  readonly part: PartSnapshot;
  /** Where its order is kept: the key of its module; empty for modules themselves. */
  readonly list: string;
  readonly position: string;
}

function placedModules({ modules }: VersionSnapshot): Placed[] {
  return modules.map((part, index) => ({ part, list: '', position: String(index + 1) }));
}

function placedItems({ modules }: VersionSnapshot): Placed[] {
  return modules.flatMap(({ key, items }, at) =>
    items.map((part, index) => ({ part, list: key, position: `${at + 1}.${index + 1}` })));
}

function moduleDifferences(before: VersionSnapshot, after: VersionSnapshot): FieldDifference[] {
  return orderedDifferences('modules', placedModules(before), placedModules(after));
}

function itemDifferences(before: VersionSnapshot, after: VersionSnapshot): FieldDifference[] {
  return orderedDifferences('items', placedItems(before), placedItems(after));
}

function orderedDifferences(name: string, before: readonly Placed[], after: readonly Placed[]): FieldDifference[] {
  const old = byKey(before);
  const left = byKey(after);
  const stayed = inOrder(before, old, after);
  const gone = before.filter(({ part }) => !left.has(part.key)).flatMap(({ part, position }) => [
    ...difference(`${name}.${part.id}.position`, position, null),
    ...fieldDifferences(`${name}.${part.id}.`, part.fields, {}),
  ]);
  const rest = after.flatMap(({ part, position }) => {
    const was = old.get(part.key);
    const moved = stayed.has(part.key) ? [] : [{
      path: `${name}.${part.id}.position`, before: was?.position ?? null, after: position,
      kind: was === undefined ? 'ADDED' as const : 'MOVED' as const,
    }];
    return [...moved, ...fieldDifferences(`${name}.${part.id}.`, was?.part.fields ?? {}, part.fields)];
  });
  return [...gone, ...rest];
}

/** The keys of the parts that kept their list and their order: in each list as many as can be said not to have moved. */
function inOrder(before: readonly Placed[], old: ReadonlyMap<string, Placed>, after: readonly Placed[]): Set<string> {
  const rank = new Map(before.map(({ part }, index) => [part.key, index]));
  const lists = new Map<string, Placed[]>();
  for (const each of after) {
    if (old.get(each.part.key)?.list !== each.list) continue;
    lists.set(each.list, [...(lists.get(each.list) ?? []), each]);
  }
  const stayed = [...lists.values()].flatMap((list) => {
    const kept = longestIncreasing(list.map(({ part }) => rank.get(part.key) ?? 0));
    return kept.map((index) => list[index]?.part.key ?? '');
  });
  return new Set(stayed);
}

function byKey(parts: readonly Placed[]): Map<string, Placed> {
  return new Map(parts.map((each) => [each.part.key, each]));
}

function competencyDifferences(before: readonly PartSnapshot[], after: readonly PartSnapshot[]): FieldDifference[] {
  const old = new Map(before.map((part) => [part.key, part]));
  const left = new Set(after.map((part) => part.key));
  return [
    ...before.filter(({ key }) => !left.has(key)).flatMap((part) => fieldDifferences(`competencies.${part.id}.`, part.fields, {})),
    ...after.flatMap((part) => fieldDifferences(`competencies.${part.id}.`, old.get(part.key)?.fields ?? {}, part.fields)),
  ];
}
