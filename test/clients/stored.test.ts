import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { post } from '../api/public/support.js';
import { beside, type Beside } from '../support/beside.js';
import { given } from '../support/given.js';
import { world, type World } from '../support/world.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

let folder = '';
let w: World;
let server: Beside;

/** What the Relay compiler stores of the screens in test/clients/relay, with the configuration of docs/clients.md. */
async function storedByRelay(): Promise<string> {
  await mkdir(path.join(folder, 'src'));
  await copyFile(path.join(ROOT, 'schema.graphql'), path.join(folder, 'schema.graphql'));
  await copyFile(path.join(ROOT, 'test/clients/relay/relay.ts'), path.join(folder, 'src', 'relay.ts'));
  const file = path.join(folder, 'documents.json');
  await writeFile(file, '{}');
  await writeFile(path.join(folder, 'relay.config.json'), JSON.stringify({
    src: './src', schema: './schema.graphql', language: 'typescript', persistConfig: { file: 'documents.json', algorithm: 'SHA256' },
  }));
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'node_modules/relay-compiler/cli.js'), 'relay.config.json', '--noWatchman'], { cwd: folder });
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'karmayogi-relay-'));
  w = await world();
  await given.publishedCourse(w);
  server = await beside(w, { trustedDocuments: await storedByRelay() });
});
afterAll(async () => {
  await server.close();
  await w.close();
  await rm(folder, { recursive: true, force: true });
});

test('the file that Relay writes is taken by the server, and its ids are what Relay sends', async () => {
  const documents = JSON.parse(await readFile(path.join(folder, 'documents.json'), 'utf8')) as Record<string, string>;
  const documentId = Object.keys(documents).find((id) => documents[id]?.startsWith('query relayCatalogueQuery'));
  const artifact = await readFile(path.join(folder, 'src', '__generated__', 'relayCatalogueQuery.graphql.ts'), 'utf8');
  expect(artifact).toContain(`"id": "${documentId ?? 'none'}"`);
  const { data, codes } = await post<{ courses: { edges: unknown[] } }>(server.url, { documentId, variables: { first: 5 } });
  expect(codes).toEqual([]);
  expect(data?.courses.edges).toHaveLength(1);
});
