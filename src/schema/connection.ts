import { ArgsType, Field, Int, ObjectType, registerEnumType, type ClassType } from 'type-graphql';

@ObjectType('PageInfo', { description: 'Where a page lies in its list (Relay Cursor Connections).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether the list goes on after the last edge of this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether the list has rows before the first edge of this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first edge; null when the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last edge; null when the page is empty.' })
  endCursor!: string | null;
}

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { nullable: true, description: 'How many from the start, 1 to 100; 20 when neither `first` nor `last` is given. Not together with `last`.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end, 1 to 100. Not together with `first`.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

/** An edge of a connection: what `connectionType` makes. */
export interface EdgeOf<Node> {
  cursor: string;
  node: Node;
}

/** A connection: what `connectionType` makes. */
export interface ConnectionOf<Node> {
  edges: EdgeOf<Node>[];
  nodes: Node[];
  pageInfo: PageInfo;
  totalCount: number | null;
  totalCountIsCapped: boolean;
}

/** Adds fields to a type, given its prototype: what decorators on a class would do. Nullable, since only some lists have them. */
export type FurtherFields = (prototype: object) => void;

/**
 * Makes the connection and edge types of a node type (`Course` -> `CourseConnection`, `CourseEdge`). `plural` is
 * how the nodes are called in descriptions: 'courses'. `further` adds fields of their own. Call it once for each node type.
 */
export function connectionType<Node extends object>(
  name: string, node: () => ClassType<Node> | (abstract new () => Node), plural: string,
  further: { readonly connection?: FurtherFields; readonly edge?: FurtherFields } = {},
): ClassType<ConnectionOf<Node>> {
  const thunk = node as () => ClassType<Node>;

  @ObjectType(`${name}Edge`, { description: `One place in a list of ${plural}.` })
  class Edge implements EdgeOf<Node> {
    @Field(() => String, { description: 'Opaque position in this list, for `after` and `before`; valid under the same `orderBy`.' })
    cursor!: string;

    @Field(thunk, { description: 'What is at this place.' })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${plural}.` })
  class Connection implements ConnectionOf<Node> {
    @Field(() => [Edge], { description: 'The page with a cursor for each place.' })
    edges!: Edge[];

    @Field(() => [thunk()], { description: `The ${plural} of the page, without cursors.` })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { nullable: true, description: 'How many there are in all, counted to 10,000 at most; costs time, so ask only where it is shown.' })
    totalCount!: number | null;

    @Field(() => Boolean, { description: 'Whether there are more than `totalCount` says.' })
    totalCountIsCapped!: boolean;
  }
  further.edge?.(Edge.prototype);
  further.connection?.(Connection.prototype);
  return Connection;
}

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Which end of an order comes first.',
  valuesConfig: {
    ASC: { description: 'Smallest, earliest or alphabetically first comes first.' },
    DESC: { description: 'Largest, latest or alphabetically last comes first.' },
  },
});

/** The body of a field that takes arguments and is answered by the reader: it is never called. */
export function answeredByReader(): never {
  throw new Error('this field is answered by the reader: attachShapes was not called on the schema');
}
