import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { loadConfig } from '../config.js';
import { NotAsTold, playStory, type Ask } from './demo/story.js';
import { startDemonstrationServer } from './demo/server.js';

/**
 * `npm run demo`: plays the first story over HTTP, as the people of the development sign-in. Against the server at
 * `http://localhost:<PORT>` where one runs (or the address given), else against one of its own with throw-away data.
 * Exits 1 at the first step that does not go as told.
 */
const given = process.argv[2];
const server = given !== undefined ? { url: given.replace(/\/+$/, ''), stop: () => Promise.resolve() } : await running() ?? await ownServer();

const tokens = new Map<string, Promise<string>>();

async function tokenOf(who: string): Promise<string> {
  const response = await fetch(`${server.url}/dev/token?as=${encodeURIComponent(who)}`);
  if (!response.ok) throw new Error(`${server.url} gives no token for '${who}': is it a development server?`);
  return ((await response.json()) as { access_token: string }).access_token;
}

const ask: Ask = async <Data, Variables>(
  who: string | null, document: TypedDocumentNode<Data, Variables>, variables: Variables, membership?: string,
): Promise<Data> => {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (who !== null) {
    const token = tokens.get(who) ?? tokenOf(who);
    tokens.set(who, token);
    headers['authorization'] = `Bearer ${await token}`;
  }
  if (membership !== undefined) headers['x-membership'] = membership;
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: print(document), variables }) });
  const body = await response.json() as { data?: Data; errors?: { message: string }[] };
  if (body.errors !== undefined || body.data === undefined) {
    throw new NotAsTold(`the server answered with an error: ${body.errors?.map((e) => e.message).join('; ') ?? 'no data'}`);
  }
  return body.data;
};

async function running(): Promise<{ url: string; stop: () => Promise<void> } | null> {
  const url = `http://localhost:${loadConfig().port}`;
  try {
    const response = await fetch(`${url}/dev/people`, { signal: AbortSignal.timeout(1_000) });
    return response.ok ? { url, stop: () => Promise.resolve() } : null;
  } catch {
    return null;
  }
}

async function ownServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  console.log('No development server is running; starting one with data of its own, which is thrown away afterwards.');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'karmayogi-demo-'));
  const own = await startDemonstrationServer({ dataDir });
  return { url: own.url, stop: async () => { await own.stop(); await rm(dataDir, { recursive: true, force: true }); } };
}

try {
  console.log(`The story, played at ${server.url}\n`);
  let number = 0;
  const steps = await playStory(ask, (line) => { number += 1; console.log(`${String(number).padStart(2)}. ${line}`); });
  console.log(`\n${steps} steps, every one as told.`);
} catch (error) {
  console.error(`\nNot as told: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await server.stop();
}
