/** A small marketplace, only for the tests of the reader. */
export const TOY_SDL = /* GraphQL */ `
  scalar DateTime
  scalar BigInt
  type Money { amountMinor: BigInt! currency: String! formatted: String! }
  interface Node { id: ID! }
  interface Organisation { id: ID! name: String! courses(first: Int, after: String, last: Int, before: String, filter: CourseFilter, orderBy: CourseOrder): CourseConnection! }
  type Provider implements Node & Organisation {
    id: ID! name: String! website: String notes: [Note!]!
    courses(first: Int, after: String, last: Int, before: String, filter: CourseFilter, orderBy: CourseOrder): CourseConnection!
  }
  type Department implements Node & Organisation {
    id: ID! name: String! ministry: String
    courses(first: Int, after: String, last: Int, before: String, filter: CourseFilter, orderBy: CourseOrder): CourseConnection!
  }
  type Note { id: ID! body: String! }
  enum Level { BASIC ADVANCED }
  type Facts { captions: Boolean! signLanguage: Boolean! pair: [Boolean!]! }
  type Course implements Node {
    id: ID! slug: String! title: String! seats: Int rating: Float! level: Level! createdAt: DateTime!
    facts: Facts! organisation: Organisation provider: Provider modules: [Module!]! badge: String! margin: Int price: Money
    moduleList(first: Int, after: String, last: Int, before: String): ModuleConnection!
  }
  type Module implements Node { id: ID! title: String! position: Int! course: Course }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type CourseEdge { cursor: String! node: Course! }
  type CourseConnection { edges: [CourseEdge!]! nodes: [Course!]! pageInfo: PageInfo! totalCount: Int totalCountIsCapped: Boolean! }
  type ModuleEdge { cursor: String! node: Module! }
  type ModuleConnection { edges: [ModuleEdge!]! nodes: [Module!]! pageInfo: PageInfo! totalCount: Int totalCountIsCapped: Boolean! }
  input Range { from: Int to: Int }
  input CourseFilter { level: Level slugs: [String!] titleHas: String seats: Range anyOf: [Range!] full: Boolean after: DateTime }
  enum CourseOrderField { CREATED_AT RATING SLUG ID }
  enum OrderDirection { ASC DESC }
  input CourseOrder { field: CourseOrderField! direction: OrderDirection! }
  input CourseBy { id: ID slug: String }
  type UserError { code: String! }
  type CourseTouchPayload { course: Course courses: [Course] organisation: Organisation text: String userErrors: [UserError!]! }
  type Query {
    courses(first: Int, after: String, last: Int, before: String, filter: CourseFilter, orderBy: CourseOrder, query: String): CourseConnection!
    course(by: CourseBy!): Course
    organisations: [Organisation!]!
    node(id: ID!): Node
    nodes(ids: [ID!]!): [Node]!
  }
  type Mutation { courseTouch(slugs: [String!]!): CourseTouchPayload! }
`;

/** The tables of the toy; notes are a tenant's, with row-level security. No mark is ever made: the toy's rows stay as they are. */
export const TOY_TABLES = `
  create table organisation (id uuid primary key, kind text not null, name text not null, website text, ministry text, hidden boolean not null);
  create table course (id uuid primary key, organisation_id uuid not null, slug text not null, title text not null, seats integer,
    rating real not null, level text not null, created_at timestamptz not null, captions boolean not null, sign_language boolean not null,
    margin integer, hidden boolean not null);
  create table module (id uuid primary key, course_id uuid not null, title text, "position" integer not null, hidden boolean not null);
  create view card as select c.*, o.name as organisation_name, o.kind as organisation_kind, o.hidden as organisation_hidden,
    (select json_agg(json_build_object('id', m.id, 'title', m.title, 'position', m."position", 'hidden', m.hidden)) from module m where m.course_id = c.id) as modules
    from course c join organisation o on o.id = c.organisation_id;
  create table catalogue_mark (slot bigint primary key, mark uuid not null);
  create table note (id uuid primary key, organisation_id uuid not null, body text not null);
  alter table note enable row level security;
  create policy note_own on note for select using (organisation_id::text = current_setting('app.organisation_id', true));
  grant select on organisation, course, module, note, catalogue_mark, card to marketplace_app;
`;
