import { execute, parse, printSchema, type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, buildSchema, Field, ID, Info, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { expect, test } from 'vitest';
import type { Ctx } from '../../../src/context.js';
import { attachShapes } from '../../../src/db/reader/attach.js';
import { column, connection, idField } from '../../../src/db/reader/fields.js';
import { readConnection } from '../../../src/db/reader/read.js';
import type { Connection, Shape } from '../../../src/db/reader/shape.js';
import { publicId } from '../../../src/lib/ids.js';
import { answeredByReader, ConnectionArgs, connectionType, OrderDirection, type ConnectionOf } from '../../../src/schema/connection.js';
import { Node } from '../../../src/schema/node.js';
import { UserError } from '../../../src/schema/userError.js';

@ObjectType('Course', { implements: Node, description: 'A course.' })
class Course extends Node {
  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => CourseConnection, { description: 'Courses like it.' })
  similar(@Args(() => ConnectionArgs) _args: ConnectionArgs, @Arg('direction', () => OrderDirection, { nullable: true }) _direction?: OrderDirection): ConnectionOf<Course> {
    return answeredByReader();
  }
}
const CourseConnection = connectionType('Course', () => Course, 'courses');

@Resolver()
class Queries {
  @Query(() => CourseConnection)
  courses(@Args(() => ConnectionArgs) _args: ConnectionArgs, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readConnection(ctx, info, { ...courses, args: {} });
  }

  @Query(() => [UserError])
  errors(@Arg('n', () => Int) _n: number, @Arg('id', () => ID) _id: string): UserError[] { return []; }
}

const courses: Connection = {
  to: 'Course', orders: { ID: { sql: (node) => `${node}.id`, cast: 'uuid' } }, defaultOrder: { field: 'ID', direction: 'ASC' },
  args: { direction: () => 'true' },
};
const shape: Shape = {
  type: 'Course', table: 'course', tenant: false, visible: () => 'true',
  fields: { id: idField('course'), title: column('title'), similar: connection(courses) },
};

let text = '';
const uuid = '018f0000-0000-7000-8000-00000000000a';
const data = JSON.stringify({ nodes: [{ $t: 'Course', id: uuid, title: 'T', s: { edges: [{ cursor: ['ID', 'ASC', uuid, uuid], node: { $t: 'Course', title: 'U' } }] } }] });
const lane = { unsafe: (sent: string) => { text = sent; return Promise.resolve([{ data }]); } };
const ctx = {
  actor: { kind: 'visitor' }, now: () => new Date(0), db: { reads: lane, longReads: lane },
} as unknown as Ctx;

test('types made of classes are answered from plain JSON', async () => {
  const schema = await buildSchema({ resolvers: [Queries], validate: false });
  attachShapes(schema, [shape]);
  const document = parse('{ courses(first: 2) { nodes { ... on Node { id } title s: similar(last: 1) { edges { cursor node { title } } } } } }');
  const result = await execute({ schema, document, contextValue: ctx });
  expect(JSON.parse(JSON.stringify(result))).toEqual({ data: { courses: { nodes: [{
    id: publicId('course', uuid),
    title: 'T', s: { edges: [{ cursor: Buffer.from(JSON.stringify(['ID', 'ASC', uuid, uuid])).toString('base64url'), node: { title: 'U' } }] },
  }] } } });
  expect(text).toContain('json_agg');
  const printed = printSchema(schema);
  for (const line of ['interface Node', 'type CourseConnection', 'edges: [CourseEdge!]!', 'nodes: [Course!]!', 'totalCount: Int\n', 'code: UserErrorCode!', 'STALE_REVISION']) {
    expect(printed).toContain(line);
  }
});
