import type { GraphQLSchema } from 'graphql';
import type { AbstractShape, Shape, StandIn, Writer } from './shape.js';

/** Every shape of a schema by the name of its GraphQL type. */
export interface Registry {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly abstracts: ReadonlyMap<string, AbstractShape>;
  /** Concrete type -> the interface whose table it shares, and the discriminator's value for it. */
  readonly kinds: ReadonlyMap<string, { readonly abstract: AbstractShape; readonly value: string }>;
}

/** What rows are read as: the name of a type with a shape, or a read model that is in the place of a type's rows. */
export type RowSource = string | StandIn;

const registries = new WeakMap<GraphQLSchema, Registry>();

/** Resolves the shapes into one registry; throws where a type is given twice or an interface does not fit its types. */
export function createRegistry(all: readonly (Shape | AbstractShape)[]): Registry {
  const shapes = new Map<string, Shape>();
  const abstracts = new Map<string, AbstractShape>();
  const kinds = new Map<string, { abstract: AbstractShape; value: string }>();
  for (const shape of all) {
    if (shapes.has(shape.type) || abstracts.has(shape.type)) throw new Error(`two shapes for ${shape.type}`);
    if ('fields' in shape) shapes.set(shape.type, shape);
    else abstracts.set(shape.type, shape);
  }
  for (const abstract of abstracts.values()) {
    for (const [value, type] of Object.entries(abstract.types)) {
      const shape = shapes.get(type);
      if (shape === undefined) throw new Error(`${abstract.type} names ${type}, which has no shape`);
      if (shape.table !== abstract.table) throw new Error(`${type} must share the table of ${abstract.type}`);
      kinds.set(type, { abstract, value });
    }
  }
  return { shapes, abstracts, kinds };
}

/** Remembers the registry of a schema, for the reader to find by `info.schema`. */
export function setRegistry(schema: GraphQLSchema, registry: Registry): void {
  registries.set(schema, registry);
}

/** The registry that `attachShapes` made for a schema. */
export function registryOf(schema: GraphQLSchema): Registry {
  const registry = registries.get(schema);
  if (registry === undefined) throw new Error('attachShapes was not called on this schema');
  return registry;
}

/** The shape of an object or interface type; throws for a type that has none. */
export function shapeOf(registry: Registry, type: string): Shape | AbstractShape {
  const shape = registry.shapes.get(type) ?? registry.abstracts.get(type);
  if (shape === undefined) throw new Error(`no shape for ${type}`);
  return shape;
}

/** The predicates that a row must meet to be given as this type to this viewer. */
export function rowPredicates(registry: Registry, source: RowSource, row: string, w: Writer): string[] {
  if (typeof source !== 'string') return [source.visible(row, w)];
  return [...kindPredicates(registry, source, row), shapeOf(registry, source).visible(row, w)];
}

/** Of these, the one that says which type of an interface a row is: all that is asked of a row that is seen with its parent. */
export function kindPredicates(registry: Registry, type: string, row: string): string[] {
  const kind = registry.kinds.get(type);
  return kind === undefined ? [] : [`${kind.abstract.discriminator(row)} = ${literal(kind.value)}`];
}

/** The table of a type, or of what is in its place, as SQL. */
export function tableOf(registry: Registry, source: RowSource): string {
  return tableSql(typeof source === 'string' ? shapeOf(registry, source).table : source.table);
}

/** A string as an SQL literal; for names that come from code and from GraphQL names, never for input. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A table as SQL, quoted; a parenthesised sub-select is left as it is. */
export function tableSql(table: string): string {
  return table.startsWith('(') ? table : table.split('.').map(quoted).join('.');
}

/** An identifier, quoted. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
