import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Sql } from 'postgres';
import type { Database } from '../../../src/db/client.js';
import type { ResolvePerson } from '../../../src/transport/auth.js';
import type { RequestContext } from '../../../src/transport/context.js';
import { createLog } from '../../../src/transport/log.js';
import { startServer, type RunningServer, type ServerConfig, type Services } from '../../../src/transport/server.js';

/** A small schema with every shape that the limits look at. */
export const TOY_SCHEMA = readFileSync(new URL('./toy.graphql', import.meta.url), 'utf8');

const waiters = new Set<() => void>();

/** Lets all `slow` fields answer. */
export function releaseSlow(): void {
  for (const release of waiters) release();
  waiters.clear();
}

const roots: Record<string, (args: { id: string; first?: number; text?: string; what?: string }, ctx: RequestContext) => unknown> = {
  viewer: (_args, { actor }) => actor.kind !== 'person' ? null
    : { name: actor.name, membershipId: actor.membership?.id ?? null },
  course: ({ id }) => id === 'none' ? null : { id, title: 'A course' },
  node: ({ id }) => ({ __typename: 'Course', id, title: 'A course' }),
  courses: ({ first }) => {
    const nodes = Array.from({ length: Math.min(first ?? 20, 3) }, (_, index) => ({ id: String(index), title: 'A course' }));
    return { nodes, edges: nodes.map((node) => ({ cursor: node.id, node })), pageInfo: { hasNextPage: false } };
  },
  echo: ({ text }) => text,
  slow: (_args, { signal }) => new Promise<string>((resolve) => {
    waiters.add(() => { resolve('at last'); });
    signal.addEventListener('abort', () => { resolve('given up'); aborted.count += 1; });
  }),
  fail: ({ what, text }) => fail(what ?? '', text ?? ''),
  courseRename: ({ text }) => ({ course: { id: '1', title: text }, userErrors: [] }),
};

/** How many `slow` fields were told that nobody waits. */
export const aborted = { count: 0 };

function fail(what: string, text: string): never {
  switch (what) {
    case 'known': throw new GraphQLError('You may not.', { extensions: { code: 'FORBIDDEN' } });
    case 'unknown-code': throw new GraphQLError(`inner workings: ${text}`, { extensions: { code: 'WEIRD' } });
    case 'database': throw databaseError('22P02', `invalid input syntax: "${text}"`);
    case 'outage': throw Object.assign(new Error(`connect to ${text}`), { code: 'ECONNREFUSED' });
    case 'statement-timeout': throw databaseError('57014', 'canceling statement due to statement timeout');
    default: throw new Error(`unexpected: ${what}`);
  }
}

function databaseError(code: string, message: string): Error {
  const cause = Object.assign(new Error(message), { code, detail: message, parameters: [message] });
  return Object.assign(new Error(`Failed query: select $1\nparams: ${message}`, { cause }), { query: 'select $1', params: [message] });
}

/** The toy schema with resolvers. */
export function toySchema(): GraphQLSchema {
  const schema = buildSchema(TOY_SCHEMA);
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      field.resolve = (_source, args, ctx: RequestContext) => roots[field.name]?.(args as { id: string }, ctx) ?? null;
    }
  }
  return schema;
}

/** What a test may change of the server. */
export interface ToyOptions extends Partial<Omit<Services, 'config'>> {
  readonly config?: Partial<ServerConfig>;
  readonly sql?: (text: string) => Promise<readonly object[]>;
}

export interface ToyServer extends RunningServer {
  readonly logged: string[];
  /** Closes as main does; `close` also lets slow fields answer and removes the data folder. */
  readonly shut: () => Promise<void>;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Posts and reads the answer. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
}

export interface Answer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: string[]; extensions: Record<string, unknown> & { code: string } }[];
  extensions?: { cost?: { requested: number; actual: number; throttleStatus: Record<string, number> } };
}

export const nobody: ResolvePerson = async () => ({ userId: '018f0000-0000-7000-8000-000000000001', memberships: [] });

/** A running server over the toy schema, on a free port, with its log kept. */
export async function toyServer(options: ToyOptions = {}): Promise<ToyServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'karmayogi-toy-'));
  const logged: string[] = [];
  const config: ServerConfig = {
    production: false, host: '127.0.0.1', port: 0, publicUrl: null, dataDir, oidc: null, corsOrigins: [], trustProxy: false,
    cost: { principal: { capacity: 10_000, refillPerSecond: 500 }, address: { capacity: 50_000, refillPerSecond: 2_500 }, operationMax: 5_000 },
    ...options.config,
  };
  const sql = ((strings: TemplateStringsArray) => (options.sql ?? (async () => []))(strings.join('?'))) as unknown as Sql;
  const db: Database = { reads: sql, longReads: sql, sql, orm: {} as Database['orm'], close: () => Promise.resolve() };
  const { config: _config, sql: _sql, ...rest } = options;
  const log = createLog({ level: 'trace' }, { write: (lines) => { logged.push(...lines.trimEnd().split('\n')); } });
  const server = await startServer({ config, db, schema: toySchema(), log, resolvePerson: nobody, processMetrics: false, ...rest });
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> => fetch(`${server.url}/graphql`, {
    method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  return {
    ...server, logged, post,
    shut: () => server.close(),
    ask: async (query, variables = {}, headers = {}) => {
      const response = await post({ query, variables }, headers);
      return { ...await response.json() as Answer, status: response.status, headers: response.headers };
    },
    close: async () => {
      releaseSlow();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
