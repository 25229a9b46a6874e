import type { DocumentAddresses } from '../../context.js';
import type { Actor } from '../../domain/identity/actor.js';
import type { CardRailTerms } from '../../domain/payments/rules/cards.js';

/**
 * A shape says what each GraphQL field of a type is in SQL, and who may see which row. It is the only place
 * where a field meets SQL. Shapes live in `src/domain/<context>/reads.ts`, name their relations by GraphQL
 * type name and are resolved in one registry, so that a provider can have courses and a course its provider.
 */
export interface Shape {
  /** The GraphQL object type. */
  readonly type: string;
  readonly table: string;
  /** Whether rows are a tenant's: such reads run in `inRead`, with row-level security told who asks. */
  readonly tenant: boolean;
  /** SQL predicate over a row's alias: which rows this viewer may know of. Unreadable equals not found. */
  readonly visible: (row: string, w: Writer) => string;
  readonly fields: Readonly<Record<string, Field>>;
}

/**
 * An interface type of GraphQL: which concrete type a row is. The concrete types have shapes of their own over
 * the same table; their predicates get the discriminator added. Read through the interface, a row is judged by
 * the interface's `visible` alone, so it must be no wider than those of its types.
 */
export interface AbstractShape {
  readonly type: string;
  readonly table: string;
  readonly tenant: boolean;
  readonly visible: (row: string, w: Writer) => string;
  /** SQL giving the discriminator, and the concrete type for each of its values. */
  readonly discriminator: (row: string) => string;
  readonly types: Readonly<Record<string, string>>;
}

/** A field that only some classes of viewers may read; the others get null. */
export interface Restrictable {
  readonly allowed?: (viewer: ViewerClass) => boolean;
}

export type Field = ValueField | ComputedField | ObjectField | OneField | ListField | ConnectionField | StandInField | StandInListField;

/** A leaf: one SQL expression; `read` turns the JSON value (never null) into what the scalar serializes. */
export interface ValueField extends Restrictable {
  readonly kind: 'value';
  readonly sql: (row: string, w: Writer) => string;
  readonly read?: (value: unknown) => unknown;
}

/** A leaf (or list of leaves, or plain object) computed from several SQL expressions and the viewer. */
export interface ComputedField extends Restrictable {
  readonly kind: 'computed';
  readonly needs: (row: string, w: Writer) => Readonly<Record<string, string>>;
  readonly compute: (
    parts: Readonly<Record<string, unknown>>, actor: Actor, now: Date, documents: DocumentAddresses | undefined, cards: CardRailTerms | undefined,
  ) => unknown;
  /** Of a plain object that is null where its one part is: its fields whose JSON text SQL can write. */
  readonly written?: Readonly<Record<string, Written>>;
}

/** JSON text that is always the same, or what stands around the part, which is a text that needs no escapes. */
export type Written = string | readonly [before: string, after: string];

/** A nested GraphQL object made from the same row, such as the accessibility facts of a version. */
export interface ObjectField extends Restrictable {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, Field>>;
}

/** A to-one relation: `on` joins the child row to this one; the child's own visibility is added. */
export interface OneField extends Restrictable {
  readonly kind: 'one';
  readonly to: string;
  readonly on: (row: string, child: string, w: Writer) => string;
  /** The child is seen by everyone who sees its parent: its own visibility is not asked besides. */
  readonly seenWithParent?: true;
}

/** A to-many relation given whole, in a fixed order; for short lists that belong to their parent. */
export interface ListField extends Restrictable {
  readonly kind: 'list';
  readonly to: string;
  readonly on: (row: string, child: string, w: Writer) => string;
  /** ORDER BY over the child's alias. */
  readonly order: (child: string) => string;
  /** As of a to-one relation. */
  readonly seenWithParent?: true;
}

/**
 * A row of a read model in the place of a row of a type (a published card in that of its course). The fields it knows are taken from
 * it; any other is read from the type's own row, found by `key`, whose visibility is not asked besides: whoever sees the row in its
 * place sees it too.
 */
export interface StandIn {
  /** The GraphQL object type in whose place it is. */
  readonly type: string;
  /** The read model; its column `id` is the id of the type's own row where it is the node of a list. */
  readonly table: string;
  /** As of a shape. */
  readonly tenant: boolean;
  readonly visible: (row: string, w: Writer) => string;
  /** SQL giving the id of the type's own row. */
  readonly key: (row: string) => string;
  readonly fields: Readonly<Record<string, Field>>;
}

/** A to-one relation whose row the read model's row is in the place of: nothing is joined. Null where `there` is false. */
export interface StandInField extends Restrictable {
  readonly kind: 'standIn';
  readonly standIn: StandIn;
  readonly there?: (row: string, w: Writer) => string;
}

/** A short to-many relation whose rows are made of a column of the read model's row: `from` is an item of FROM with the alias given. */
export interface StandInListField extends Restrictable {
  readonly kind: 'standInList';
  readonly standIn: StandIn;
  readonly from: (row: string, child: string, w: Writer) => string;
  /** ORDER BY over the child's alias; empty where the rows come in their order. */
  readonly order: (child: string) => string;
}

export interface ConnectionField extends Restrictable {
  readonly kind: 'connection';
  readonly connection: Connection;
}

/** A Relay connection: keyset-paginated with an id tie-break, `totalCount` only when selected, capped. */
export interface Connection {
  /** The GraphQL object type of a node. */
  readonly to: string;
  /** The read model whose rows are in the place of the type's: `from` gives one of its rows the node's alias. */
  readonly standIn?: StandIn;
  /**
   * FROM clause when more than the node's table is needed; must give the node's row the alias passed.
   * `side` names a further alias (`${side}`) that `on`, `filters` and `orders` may use too. A list that is cut before
   * it is ordered (the best hits of a search) reads the field's arguments here, and one that a function makes of the parent its alias.
   */
  readonly from?: (node: string, side: string, w: Writer, args: (name: string) => Arg | undefined, parent: string | null) => string;
  /** Predicate joining to the parent row (null at the root), besides the node's visibility. */
  readonly on?: (parent: string | null, node: string, side: string, w: Writer) => string;
  /** One entry a key of the `filter` argument; absent and null keys filter nothing. */
  readonly filters?: Readonly<Record<string, (value: Arg, node: string, side: string, w: Writer) => string>>;
  /** One entry a value of the `XOrderField` enum. */
  readonly orders: Readonly<Record<string, OrderTerm>>;
  readonly defaultOrder: { readonly field: string; readonly direction: 'ASC' | 'DESC' };
  /** Further predicates from other arguments of the field (such as `query` of a search). */
  readonly args?: Readonly<Record<string, (value: Arg, node: string, side: string, w: Writer) => string>>;
}

/** What a list can be ordered by: an expression that is never null and its SQL type, for the cursor. */
export interface OrderTerm {
  readonly sql: (node: string, side: string, w: Writer) => string;
  readonly cast: 'timestamptz' | 'text' | 'integer' | 'bigint' | 'real' | 'uuid';
}

/**
 * An argument while a plan is compiled. Enums and booleans are part of the plan's key and are known
 * (`constant`); other leaves are known only when the plan runs and become parameters (`w.param(arg)`).
 */
export interface Arg {
  /** The value of an enum or boolean argument; undefined for other leaves. */
  readonly constant: string | boolean | undefined;
  /** Of an Int up to 100 the least of 20, 50 and 100 that is no less, which is part of the plan's key; else undefined. */
  readonly reach: number | undefined;
  /** Keys present and not null of an input object. */
  readonly keys: readonly string[];
  /** The argument under a key of an input object; undefined where absent or null. */
  get(key: string): Arg | undefined;
  /** The elements of a list of input objects (at most 100; part of the plan's key by their number); else none. */
  readonly items: readonly Arg[];
  /** The value at run time. */
  valueOf(run: Run): unknown;
}

/** One execution of a plan. */
export interface Run {
  readonly actor: Actor;
  readonly now: Date;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the caller of `readOne` or `readList` gave besides: ids found elsewhere, and the like. */
  readonly given: unknown;
}

/** What field and predicate functions write SQL with. */
export interface Writer {
  /** Who asks; part of the plan's key, so SQL may differ by it. See `ViewerClass`. */
  readonly viewer: ViewerClass;
  /** A parameter holding the argument's value at run time, cast as given: `$3::uuid`. */
  param(arg: Arg, cast: string, map?: (value: unknown) => unknown): string;
  /** A parameter computed from the run: the acting organisation, the clock. */
  runParam(cast: string, get: (run: Run) => unknown): string;
  /** `$n::uuid`: the acting organisation's id, or null. */
  organisationId(): string;
  /** `$n::uuid`: the acting user's id, or null. */
  userId(): string;
  /** `$n::timestamptz`: now, by the context's clock. */
  now(): string;
  /** A fresh alias for a hand-written sub-select. */
  alias(stem: string): string;
}

/**
 * The classes of viewers that plans are compiled for: what SQL may depend on besides arguments.
 * `member` acts for a provider or department, the rest of the roles act for the platform.
 */
export interface ViewerClass {
  readonly kind: 'visitor' | 'person' | 'provider' | 'department' | 'platform' | 'system';
  /** The roles held, sorted, so that a class has one key. */
  readonly roles: readonly string[];
  has(...roles: string[]): boolean;
}
