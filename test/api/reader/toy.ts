import {
  buildSchema, execute, getOperationAST, graphql, validate, type DocumentNode, type ExecutionResult, type GraphQLFieldResolver, type GraphQLSchema,
} from 'graphql';
import { drizzle } from 'drizzle-orm/postgres-js';
import pino from 'pino';
import postgres from 'postgres';
import type { Ctx } from '../../../src/context.js';
import type { Database } from '../../../src/db/client.js';
import { attachShapes } from '../../../src/db/reader/attach.js';
import { readNode, readNodes } from '../../../src/db/reader/nodes.js';
import { answerAsText } from '../../../src/db/reader/operation.js';
import { readConnection, readList, readOne } from '../../../src/db/reader/read.js';
import type { Connection } from '../../../src/db/reader/shape.js';
import type { TextAnswer } from '../../../src/db/reader/way.js';
import type { Actor } from '../../../src/domain/identity/actor.js';
import type { Role, OrganisationKind } from '../../../src/domain/identity/roles.js';
import { uuidOf } from '../../../src/lib/ids.js';
import { freshDatabase } from '../../support/database.js';
import { TOY_SDL, TOY_TABLES } from './toySchema.js';
import { rootCourses, toyShapes } from './toyShapes.js';
import { insertToyRows, toyRows, type ToyRows } from './toyRows.js';

export const NOW = new Date('2026-03-01T00:00:00.000Z');

export const visitor: Actor = { kind: 'visitor' };

/** A person who acts for an organisation of the toy. */
export function personOf(organisationId: string, organisationKind: OrganisationKind, roles: readonly Role[]): Actor {
  return {
    kind: 'person', userId: '00000000-0000-7000-8000-000000000001', email: 'p@example.org', name: 'P',
    membership: {
      id: '00000000-0000-7000-8000-000000000002', organisationId, organisationKind, roles: new Set(roles), specialisms: new Set(),
    },
  };
}

type Resolver = GraphQLFieldResolver<unknown, Ctx, Record<string, unknown>>;

const queriesOver = (courses: Connection): Record<string, Resolver> => ({
  courses: (_source, _args, ctx, info) => readConnection(ctx, info, courses),
  course: (_source, _args, ctx, info) => readOne(ctx, info, 'Course', (row, w, arg) => {
    const id = arg('by')?.get('id');
    const slug = arg('by')?.get('slug');
    if (id !== undefined) return `${row}.id = ${w.param(id, 'uuid', (value) => uuidOf('course', String(value)))}`;
    return slug === undefined ? 'false' : `${row}.slug = ${w.param(slug, 'text')}`;
  }),
  organisations: (_source, _args, ctx, info) =>
    readList(ctx, info, 'Organisation', { on: () => 'true', order: (row) => `${row}.name` }),
  node: (_source, args, ctx, info) => readNode(ctx, info, String(args['id'])),
  nodes: (_source, args, ctx, info) => readNodes(ctx, info, args['ids'] as string[]),
});

/** The toy's schema, answered by the reader; `courseTouch` answers the ids of the courses with the slugs given. */
export function toySchema(rows: ToyRows, courses: Connection = rootCourses): GraphQLSchema {
  const schema = buildSchema(TOY_SDL);
  Object.assign(schema.getType('BigInt') ?? {}, { serialize: String });
  for (const [name, resolve] of Object.entries(queriesOver(courses))) {
    const field = schema.getQueryType()?.getFields()[name];
    if (field !== undefined) field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
  }
  const touch = schema.getMutationType()?.getFields()['courseTouch'];
  if (touch !== undefined) {
    touch.resolve = (_source, args: Record<string, unknown>) => {
      const ids = (args['slugs'] as string[]).map((slug) => rows.courses.find((each) => each.slug === slug)?.id ?? rows.modules[0]?.id);
      return { courseId: ids[0], coursesIds: ids, organisationId: rows.organisations[1]?.id, text: 'done' };
    };
  }
  attachShapes(schema, toyShapes);
  return schema;
}

export interface Toy {
  readonly schema: GraphQLSchema;
  readonly rows: ToyRows;
  ctx(actor: Actor): Ctx;
  run(actor: Actor, document: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Runs a parsed document, as a server with a document store does. */
  runParsed(actor: Actor, document: DocumentNode, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Answers an operation by the text way, or null where the row way must; `seen` is a document that has come before. */
  runText(actor: Actor, seen: DocumentNode, variables?: Record<string, unknown>): Promise<TextAnswer | null>;
  close(): Promise<void>;
}

/** A database of its own with the toy's tables and rows, read as the application's role. */
export async function openToy(rows = toyRows(), courses: Connection = rootCourses): Promise<Toy> {
  const fresh = await freshDatabase({ template: null });
  const owner = postgres(fresh.ownerUrl, { max: 1, onnotice: () => undefined });
  await owner.unsafe(`grant usage on schema public to marketplace_app; ${TOY_TABLES}`).simple();
  await insertToyRows(owner, rows);
  await owner.end();
  const sql = postgres(fresh.appUrl, { max: 4, onnotice: () => undefined });
  // drizzle changes how the client sends some types: the reader must not mind.
  const db: Database = { reads: sql, longReads: sql, sql, orm: drizzle(sql), close: () => sql.end({ timeout: 5 }) };
  const schema = toySchema(rows, courses);
  const ctx = (actor: Actor): Ctx => ({ actor, db, now: () => NOW, requestId: 'toy', log: pino({ enabled: false }) });
  return {
    schema, rows, ctx,
    run: (actor, source, variableValues = {}) => graphql({ schema, source, variableValues, contextValue: ctx(actor) }),
    runParsed: async (actor, document, variableValues = {}) => {
      const errors = validate(schema, document);
      return errors.length > 0 ? { errors } : execute({ schema, document, variableValues, contextValue: ctx(actor) });
    },
    runText: async (actor, document, variables = {}) => {
      const operation = getOperationAST(document);
      if (operation === null || operation === undefined) throw new Error('no operation');
      const asked = { schema, document, operation, variables, maxErrors: 5 };
      const first = await answerAsText(ctx(actor), asked);
      return first ?? answerAsText(ctx(actor), asked);
    },
    close: async () => { await db.close(); await fresh.drop(); },
  };
}
