import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../../src/config.js';
import { marketplaceOf } from '../../../src/marketplace.js';
import { EXAMPLES } from '../../../src/transport/explorer/examples.js';
import { digestOf, documentIdOf, loadTrustedDocuments } from '../../../src/transport/public/trusted.js';
import { beside, type Beside } from '../../support/beside.js';
import { marketplaceSchema, world, type World } from '../../support/world.js';
import { get, idOf, post } from './support.js';

const SLUGS = 'query Slugs($first: Int) { courses(first: $first) { nodes { slug } } }';
const TWO = 'query One { __typename } query Two { courses(first: 1) { totalCount } }';
const CREATE = 'mutation Create($input: CourseCreateInput!) { courseCreate(input: $input) { course { slug } userErrors { code } } }';

let w: World;
let other: Beside;
let folder = '';
const file = (): string => path.join(folder, 'documents.json');
const write = (documents: unknown): Promise<void> => writeFile(file(), typeof documents === 'string' ? documents : JSON.stringify(documents));

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'karmayogi-documents-'));
  await write({ [idOf(SLUGS)]: SLUGS, [`sha256:${idOf(TWO)}`]: TWO, [idOf(CREATE)]: CREATE });
  w = await world({ demonstration: true });
  other = await beside(w, { trustedDocuments: file() });
});
afterAll(async () => {
  await other.close();
  await w.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a stored document', () => {
  test('is run by its id, by POST and by GET, with and without `sha256:`', async () => {
    const whole = await post(other.url, { query: SLUGS, variables: { first: 2 } });
    expect((whole.data as { courses: { nodes: unknown[] } }).courses.nodes).toHaveLength(2);
    for (const documentId of [idOf(SLUGS), `sha256:${idOf(SLUGS)}`]) {
      expect((await post(other.url, { documentId, variables: { first: 2 } })).data).toEqual(whole.data);
      expect((await get(other.url, { documentId, variables: { first: 2 } })).data).toEqual(whole.data);
    }
  });

  test('needs none of the headers by GET that only scripts can send', async () => {
    const plain = { 'apollo-require-preflight': '' };
    expect((await get(other.url, { documentId: idOf(SLUGS) }, plain)).status).toBe(200);
    expect((await get(other.url, { query: SLUGS }, plain)).codes).toEqual(['BAD_REQUEST']);
  });

  test('answers a browser that opens its address', async () => {
    const response = await fetch(`${other.url}/graphql?documentId=${idOf(SLUGS)}`, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'application/json']);
  });

  test('may have several operations', async () => {
    const documentId = idOf(TWO);
    expect((await get(other.url, { documentId, operationName: 'One' })).data).toEqual({ __typename: 'Query' });
    expect((await get(other.url, { documentId })).codes).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });

  test('may change something, by POST alone', async () => {
    const request = { documentId: idOf(CREATE), variables: { input: { title: 'Stored', languages: ['en'] } } };
    expect((await get(other.url, request, w.headers('author'))).status).toBe(405);
    expect((await post(other.url, request, w.headers('author'))).data).toMatchObject({ courseCreate: { userErrors: [] } });
  });

  test('is judged as any other: its variables, its cost, who asks', async () => {
    expect((await get(other.url, { documentId: idOf(SLUGS), variables: { first: 'x' } })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await post(other.url, { documentId: idOf(CREATE), variables: { input: { title: 'x', languages: ['en'] } } })).codes).toEqual(['UNAUTHENTICATED']);
  });

  test('is found by its exact text only; the error says so and is kept by nobody', async () => {
    for (const documentId of [idOf(`${SLUGS} `), 'abc', `md5:${idOf(SLUGS)}`, idOf(SLUGS).toUpperCase()]) {
      for (const answer of [await get(other.url, { documentId }), await post(other.url, { documentId })]) {
        expect([answer.status, answer.codes, answer.data, answer.headers.get('cache-control')]).toEqual([404, ['PERSISTED_DOCUMENT_NOT_FOUND'], null, 'no-store']);
      }
    }
  });

  test('is named or sent, not both, and by a text', async () => {
    const wrong = [
      await post(other.url, { documentId: idOf(SLUGS), query: SLUGS }), await post(other.url, { documentId: 7 }),
      await get(other.url, { documentId: idOf(SLUGS), query: SLUGS }),
    ];
    for (const { status, codes } of wrong) expect([status, codes]).toEqual([400, ['BAD_REQUEST']]);
    expect((await post(other.url, { documentId: null, query: '{ __typename }' })).data).toEqual({ __typename: 'Query' });
    const twice = await fetch(`${other.url}/graphql?documentId=${idOf(SLUGS)}&documentId=${idOf(TWO)}`);
    expect(twice.status).toBe(400);
  });

  test('is there out of the box where the explorer offers it to visitors', async () => {
    const offered = EXAMPLES.filter(({ role }) => role === 'VISITOR').flatMap(({ examples }) => examples);
    expect(offered.length).toBeGreaterThan(4);
    for (const { query, variables } of offered) {
      const { status, codes } = await get(w.url, { documentId: idOf(query), variables: variables ?? {} });
      expect([status, codes]).toEqual([200, []]);
    }
    expect((await get(w.url, { documentId: idOf(SLUGS) })).status).toBe(404);
  });
});

describe('the file of stored documents', () => {
  const refused = async (documents: unknown): Promise<readonly string[]> => {
    await write(documents);
    const error = await loadTrustedDocuments(file(), await marketplaceSchema()).catch((thrown: unknown) => thrown);
    if (!(error instanceof ConfigError)) throw new Error('it was taken');
    return error.lines;
  };

  test('refuses the start with a line for each document that is wrong', async () => {
    const wrong = { [idOf('{ nothing }')]: '{ nothing }', [idOf('{')]: '{', [idOf('x')]: SLUGS, [`${idOf(SLUGS).slice(1)}`]: SLUGS };
    const lines = await refused(wrong);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toMatch(/^TRUSTED_DOCUMENTS: the document /);
    expect(lines.join('\n')).toMatch(/Cannot query field "nothing"/);
    expect(lines.join('\n')).toMatch(/does not parse: Syntax Error/);
    expect(lines.join('\n')).toContain(`has another SHA-256: ${documentIdOf(SLUGS)}`);
    expect(lines.join('\n')).toMatch(/is not named by the SHA-256 of its text/);
    const begun: string[] = [];
    const marketplace = marketplaceOf(loadConfig({ TRUSTED_DOCUMENTS: file(), DATA_DIR: folder }), pino({ level: 'silent' }), (step) => { begun.push(step); });
    await expect(marketplace.start()).rejects.toThrow(lines.join('\n'));
    await marketplace.stop();
    expect(begun).toEqual([]);
  });

  test('refuses documents beyond the limits on their shape', async () => {
    const deep = `{ courses { nodes { ${'provider { courses { nodes { '.repeat(4)} slug ${'} } } '.repeat(4)} } } }`;
    expect((await refused({ [idOf(deep)]: deep }))[0]).toMatch(/is not valid: Limit on /);
  });

  test('refuses what is no JSON object of texts, and a file that is not there', async () => {
    expect(await refused('{')).toEqual([`TRUSTED_DOCUMENTS: ${file()} is not JSON`]);
    expect(await refused([])).toEqual([`TRUSTED_DOCUMENTS: ${file()} is not a JSON object of ids and documents`]);
    expect(await refused({ [idOf(SLUGS)]: { text: SLUGS } })).toEqual([`TRUSTED_DOCUMENTS: ${file()} has an id whose document is not a text`]);
    await expect(loadTrustedDocuments(path.join(folder, 'none.json'), await marketplaceSchema())).rejects.toThrow(/none.json cannot be read \(ENOENT\)/);
  });

  test('names documents as GraphQL over HTTP does', () => {
    const [text, digest] = ['query ($id: ID!) {\n  user(id: $id) {\n    name\n  }\n}', '7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e'];
    expect(documentIdOf(text)).toBe(digest);
    expect([digestOf(`sha256:${digest}`), digestOf(digest), digestOf(`x-other:${digest}`), digestOf('')]).toEqual([digest, digest, null, null]);
  });
});
