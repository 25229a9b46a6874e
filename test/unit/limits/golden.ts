/** Twenty-two operations of the toy schema with the cost they must have, whatever becomes of the code that counts. */
export interface Golden {
  readonly title: string;
  readonly cost: number;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

export const GOLDEN: readonly Golden[] = [
  { title: 'nothing but scalars', cost: 1, query: '{ __typename echo(text: "a") }' },
  { title: 'one object', cost: 1, query: '{ viewer { name } }' },
  { title: 'an object in an object', cost: 2, query: '{ course(id: 1) { provider { name } } }' },
  { title: 'two aliased objects', cost: 2, query: '{ a: viewer { name } b: viewer { name } }' },
  { title: 'a connection, nodes: 1 + 10 x 1', cost: 11, query: '{ courses(first: 10) { nodes { id } } }' },
  { title: 'a connection, edges: 1 + 10 x (edge 1 + node 1)', cost: 21, query: '{ courses(first: 10) { edges { cursor node { id } } } }' },
  { title: 'a connection with the page of the schema: 1 + 1 + 20', cost: 22, query: '{ node(id: 1) { ... on Provider { courses { nodes { id } } } } }' },
  { title: 'a connection without nodes, with pageInfo', cost: 2, query: '{ courses(first: 100) { totalCount pageInfo { hasNextPage } } }' },
  { title: 'last counts as first', cost: 31, query: '{ courses(last: 30) { nodes { id } } }' },
  { title: 'first by variable', cost: 51, query: 'query($n: Int) { courses(first: $n) { nodes { id } } }', variables: { n: 50 } },
  { title: 'first by the default of a variable', cost: 8, query: 'query($n: Int = 7) { courses(first: $n) { nodes { id } } }' },
  { title: 'first by a variable that is not given', cost: 21, query: 'query($n: Int) { courses(first: $n) { nodes { id } } }' },
  { title: 'a connection in a connection: 1 + 10 x (1 + 1 + 5)', cost: 71, query: '{ courses(first: 10) { nodes { related(first: 5) { nodes { id } } } } }' },
  { title: 'a catalogue page: 1 + 20 x (1 + 1) + pageInfo 1', cost: 42, query: '{ courses(first: 20) { nodes { id title provider { name } } pageInfo { hasNextPage } } }' },
  { title: 'a plain list is taken for 5: 1 + 5', cost: 6, query: '{ course(id: 1) { modules { title } } }' },
  { title: 'ids by their number', cost: 3, query: '{ nodes(ids: [1, 2, 3]) { id } }' },
  { title: 'ids by variable', cost: 4, query: 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: ['1', '2', '3', '4'] } },
  { title: 'fragments at each spread', cost: 62, query: '{ a: courses(first: 10) { ...P } b: courses(first: 20) { ...P } } fragment P on CourseConnection { nodes { ...C } } fragment C on Course { provider { name } }' },
  { title: 'a mutation: 10 + course 1 + 5 userErrors', cost: 16, query: 'mutation { courseRename(text: "a") { course { id } userErrors { message } } }' },
  { title: 'two mutations', cost: 22, query: 'mutation { a: courseRename(text: "a") { course { id } } b: courseRename(text: "b") { course { id } } }' },
  { title: 'a type by introspection', cost: 500, query: '{ __type(name: "Course") { fields { name type { name } } } }' },
  { title: '@skip does not lower it', cost: 11, query: '{ courses(first: 10) { nodes @skip(if: true) { id } } }' },
];
