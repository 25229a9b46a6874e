/** A gate, a sound little project that it passes, and what is planted in it to make it fail. */
export interface GateCase {
  readonly gate: string;
  readonly configs?: readonly string[];
  readonly sound: Readonly<Record<string, string>>;
  readonly planted: Readonly<Record<string, string>>;
  readonly says: readonly RegExp[];
}

const CONTRACT = `
"""Where reading starts."""
type Query {
  """A course."""
  course(
    """Its id."""
    id: ID!
  ): Course
  """All courses."""
  courses(
    """How many."""
    first: Int
    """After which one."""
    after: String
    """How many from the end."""
    last: Int
    """Before which one."""
    before: String
  ): CourseConnection!
}

"""Any thing with an id."""
interface Node {
  """Its id."""
  id: ID!
}

"""Courses, a page at a time."""
type CourseConnection {
  """The courses with their cursors."""
  edges: [CourseEdge!]!
  """The courses."""
  nodes: [Course!]!
  """Where the page lies."""
  pageInfo: PageInfo!
}

"""A course in a list."""
type CourseEdge {
  """Its place."""
  cursor: String!
  """The course."""
  node: Course!
}

"""Where a page lies."""
type PageInfo {
  """Whether there is more."""
  hasNextPage: Boolean!
  """Whether there is more before."""
  hasPreviousPage: Boolean!
  """The first place."""
  startCursor: String
  """The last place."""
  endCursor: String
}

"""The lasting thing with a slug and an owner."""
type Course implements Node {
  """Its id."""
  id: ID!
  """Its slug."""
  slug: String!
  """Its state."""
  state: CourseState!
}

"""The states of a course."""
enum CourseState {
  """Being written."""
  DRAFT
}
`;

const PRINTER = `
import { buildSchema, printSchema } from 'graphql';
process.stdout.write(printSchema(buildSchema('type Query { course: ID }')) + '\\n');
`;

const TABLE = (columns: string): string => `
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
export const course = pgTable('course', { id: uuid().primaryKey(), ${columns} });
`;
const JOURNAL = '{"version":"7","dialect":"postgresql","entries":[]}';
const DRIZZLE = "export default { dialect: 'postgresql', schema: './src/db/tables/*.ts', out: './migrations' };";

const RELAY_CONTRACT = `
interface Node { id: ID! }
type Query { node(id: ID!): Node  course: Course }
type Course implements Node { id: ID!  slug: String! }
`;
const SCREEN = `
query CardQuery { course { ...Card_course } }
fragment Card_course on Course @refetchable(queryName: "CardRefetchQuery") { slug }
`;

const DEPENDENCIES = { name: 'planted', type: 'module', dependencies: { zod: '*' } };

export const GATE_CASES: readonly GateCase[] = [{
  gate: 'types',
  sound: { 'src/a.ts': 'export const a: number = 1;\n' },
  planted: { 'src/a.ts': "export const a: number = 'one';\n" },
  says: [/src\/a\.ts.*TS2322/u],
}, {
  gate: 'schema',
  sound: { 'src/cli/printSchema.ts': PRINTER, 'schema.graphql': 'type Query {\n  course: ID\n}\n' },
  planted: { 'schema.graphql': 'type Query {\n  courses: ID\n}\n' },
  says: [/line 2 has ' {2}courses: ID', the code prints ' {2}course: ID'/u, /npm run schema:print -- --write/u],
}, {
  gate: 'contract',
  configs: ['eslint.config.js', 'scripts/eslint/bans.mjs', 'scripts/eslint/graphql.mjs', 'scripts/eslint/rules.mjs'],
  sound: { 'schema.graphql': CONTRACT },
  planted: {
    'schema.graphql': `${CONTRACT.replaceAll(/"""(Its slug|Its id|Being written)\."""/gu, '')}
"""Findings, a page at a time."""
type FindingConnection {
  """The courses."""
  nodes: [Course!]!
}
"""Nothing leads here."""
type Island {
  """Its islandName."""
  islandName: String
}`,
  },
  says: [
    /Description is required for field "slug".*require-description/u,
    /Description is required for input value "id".*require-description/u,
    /Description is required for enum value "DRAFT".*require-description/u,
    /relay-connection-types/u, /no-unreachable-types/u, /strict-id-in-types/u, /no-typename-prefix/u,
  ],
}, {
  gate: 'relay',
  sound: { 'schema.graphql': RELAY_CONTRACT, 'test/arch/relay/Card.graphql': SCREEN },
  planted: { 'schema.graphql': 'type Query { course: Course }\ntype Course { id: ID!  slug: String! }\n' },
  says: [/refetchable/u],
}, {
  gate: 'migrations',
  sound: { 'drizzle.config.ts': DRIZZLE, 'src/db/tables/none.ts': '', 'migrations/meta/_journal.json': JOURNAL },
  planted: { 'src/db/tables/course.ts': TABLE('title: text().notNull()') },
  says: [/src\/db\/tables differs from the migrations/u, /CREATE TABLE "course"/u],
}, {
  gate: 'dead-code',
  configs: ['knip.json'],
  sound: {
    'package.json': JSON.stringify(DEPENDENCIES),
    'src/main.ts': "import { z } from 'zod';\nimport { used } from './used.js';\nused(z.string());\n",
    'src/used.ts': 'export function used(value: unknown): unknown {\n  return value;\n}\n',
  },
  planted: {
    'package.json': JSON.stringify({ ...DEPENDENCIES, dependencies: { zod: '*', pino: '*' } }),
    'src/used.ts': 'export function used(value: unknown): unknown {\n  return value;\n}\nexport const spare = 1;\n',
    'src/orphan.ts': 'export const orphan = 1;\n',
  },
  says: [/src\/orphan\.ts/u, /spare/u, /pino/u],
}, {
  gate: 'words',
  sound: { 'README.md': 'A marketplace. See /docs and https://example.org/home/page.\n' },
  planted: {
    'README.md': ['TO', 'DO: finish. Lies in /ho', 'me/somebody/clone; from https://registry.np', 'mjs.org.\n'].join(''),
    'package-lock.json': JSON.stringify({ packages: { 'node_modules/zod': { resolved: 'https://example.org/zod.tgz' } } }),
  },
  says: [/README\.md:1 is unfinished/u, /names a person's folder/u, /names a package registry/u, /node_modules\/zod has/u],
}, {
  gate: 'size',
  sound: { 'test/a.test.ts': '// a line\n'.repeat(250) },
  planted: { 'test/a.test.ts': '// a line\n'.repeat(251) },
  says: [/test\/a\.test\.ts has 251 lines, at most 250/u],
}];
