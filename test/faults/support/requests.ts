import type { Chance } from './chance.js';
import type { Operation } from './operations.js';

/** One HTTP request as it goes out. */
export interface Sent {
  readonly method: 'GET' | 'POST';
  /** What follows the address of the API. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** A well-formed request for an operation; queries also by GET. */
export function requestFor(operation: Operation, chance: Chance, credentials: Readonly<Record<string, string>>): Sent {
  const accept = chance.pick(['application/graphql-response+json', 'application/json', '*/*', 'application/graphql-response+json, application/json;q=0.9']);
  const headers = { ...credentials, accept };
  const { query, variables } = operation;
  if (operation.kind === 'query' && chance.yes(0.2)) {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const url = `?${search.toString()}`;
    if (url.length < 12_000) return { method: 'GET', search: url, headers: { ...headers, 'apollo-require-preflight': '1' }, body: null };
  }
  const body = JSON.stringify({ query, variables, ...(chance.yes(0.3) ? { operationName: 'Chance' } : {}) });
  return { method: 'POST', search: '', headers: { ...headers, 'content-type': 'application/json' }, body };
}

/** The same request with something about it broken. */
export function broken(operation: Operation, sent: Sent, chance: Chance): Sent {
  if (sent.method === 'GET') return { ...sent, search: chance.pick(GET_BREAKS)(sent.search, chance) };
  const text = String(sent.body);
  const headers = sent.headers;
  switch (chance.int(6)) {
    case 0: return { ...sent, body: damaged(text, chance) };
    case 1: return { ...sent, body: JSON.stringify({ query: damagedText(operation.query, chance), variables: operation.variables }) };
    case 2: return { ...sent, body: chance.pick(ODD_BODIES) };
    case 3: return { ...sent, body: JSON.stringify({ query: operation.query, variables: operation.variables, ...chance.pick(ODD_MEMBERS) }) };
    case 4: return { ...sent, headers: { ...headers, ...chance.pick(ODD_HEADERS) } };
    default: return { ...sent, body: JSON.stringify({ query: chance.pick(ODD_DOCUMENTS), variables: operation.variables }) };
  }
}

type Break = (search: string, chance: Chance) => string;

const GET_BREAKS: readonly Break[] = [
  (search, chance) => search.slice(0, chance.int(search.length)),
  (search) => `${search}&variables=%7B`, (search) => `${search}%`, (search) => `${search}&query=%00`, () => '?query=%C3%28',
  () => '?', () => '?query=', () => '?query={viewer{__typename}}&variables=null', () => '?query=mutation{__typename}',
  (search) => `${search}&extensions=[]`, (search) => `${search}&operationName=Nobody`,
];

/** Bytes overwritten, cut off, doubled or put in. */
function damaged(text: string, chance: Chance): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Buffer.from(text));
  const at = chance.int(bytes.length);
  if (chance.yes(0.3)) return bytes.slice(0, at);
  for (let times = 1 + chance.int(4); times > 0; times -= 1) bytes[chance.int(bytes.length)] = chance.int(256);
  return bytes;
}

/** Characters of the document left out, put in or swapped. */
function damagedText(text: string, chance: Chance): string {
  const at = chance.int(text.length);
  const junk = chance.pick(['{', '}', '(', ')', '"', '"""', '$', '@', '...', '#', '\u0000', '\ud800', '!', ':', '0', '\ufeff', ' on ', 'null']);
  return text.slice(0, at) + junk + text.slice(at + chance.int(4));
}

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);

const ODD_BODIES: readonly string[] = [
  '', 'null', '0', '"query"', '[]', '[{"query":"{ __typename }"}]', '{}', '{"query":null}', '{"query":5}', '{"query":["{ __typename }"]}',
  '{"query":{}}', '{"query":""}', '{"query":"#"}', '{"query":"{ __typename }","variables":"{}"}', '{"query":"{ __typename }","variables":[]}',
  '{"query":"{ __typename }","operationName":5}', '{"query":"{ __typename }","extensions":[]}', '{"query":"{ __typename }","__proto__":{"a":1}}',
  '{"query":"{ __typename }","constructor":{"prototype":{"a":1}}}', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}',
  `{"query":"{ __typename }","variables":{"a":${nested('[', ']', 20_000)}}}`, `{"query":"{ __typename }","variables":{"a":${nested('{"a":', '}', 5_000).replace('{"a":}', '{"a":1}')}}}`,
  '{"query":"\\ud800"}', '{"query":"{ __typename }" ', '\ufeff{"query":"{ __typename }"}', `{"query":"{ __typename }","pad":"${'x'.repeat(101_000)}"}`,
];

const ODD_MEMBERS: readonly Record<string, unknown>[] = [
  { operationName: 'Nobody' }, { operationName: '' }, { operationName: '\u0000' }, { variables: null }, { variables: 'x' }, { variables: [1] },
  { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }, { extensions: 'x' }, { variables: { v0: { v0: { v0: null } } } },
  { documentId: 'x' }, { variables: {} },
];

const ODD_HEADERS: readonly Record<string, string>[] = [
  { 'content-type': 'text/plain' }, { 'content-type': 'application/json; charset=utf-16' }, { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/graphql' }, { 'content-type': 'x' }, { 'content-encoding': 'gzip' }, { accept: 'text/html' }, { accept: 'image/png' },
  { accept: '' }, { authorization: 'Bearer' }, { authorization: 'Basic eDp4' }, { authorization: 'Bearer a.b.c' }, { authorization: `Bearer ${'a'.repeat(5_000)}.b.c` },
  { 'x-membership': 'membership_00000000000000000000000000' }, { 'x-membership': '\u00ff' }, { 'x-membership': '' }, { 'x-request-id': 'a'.repeat(500) },
  { 'x-request-id': '{"$ne":1}' }, { 'x-forwarded-for': '::::' }, { 'accept-encoding': 'nonsense' },
];

const ODD_DOCUMENTS: readonly string[] = [
  '{', '}', '{ }', 'query', 'query {', 'query A { __typename } query A { __typename }', 'query A { __typename } query B { __typename }',
  'subscription { courses }', 'fragment F on Query { ...F } { ...F }', 'fragment F on Query { ...G } fragment G on Query { ...F } { ...F }', '{ ...Nobody }',
  '{ noSuchField }', '{ courses }', '{ viewer { noSuchField } }', `{ ${'a: __typename '.repeat(400)} }`, `{ ${'__typename '.repeat(2_000)} }`,
  nested('{ viewer ', '}', 200), `{ course(by: ${nested('{id: ', '}', 300).replace('{id: }', '{id: "x"}')}) { id } }`, 'query ($a: NoSuch) { __typename }',
  'query ($a: Course) { __typename }', 'query ($a: Int = "x") { __typename }', '{ __typename @include }', '{ __typename @include(if: 5) }', '{ __typename @nobody }',
  '{ __schema { types { fields { type { ofType { fields { name } } } } } } }', 'type A { b: Int }', 'schema { query: A }', '{ __type(name: "\u0000") { name } }',
  'mutation { __typename }', '{ courses(first: 99999999999) { totalCount } }', '{ courses(first: -1) { totalCount } }', '{ courses(first: 0, last: 0) { totalCount } }',
  '{ nodes(ids: []) { id } }', '{ node(id: "") { id } }', '"""text""" { __typename }', '{ __typename }\u0000', '\ufeff{ __typename }', '{ a: courses(after: "W10") { totalCount } }',
];
