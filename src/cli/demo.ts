import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { loadConfig } from '../config.js';
import { startDemonstrationServer, type DemonstrationServer } from './demo/server.js';
import { playStory } from './demo/story.js';
import { NotAsTold, type Ask, type Say } from './demo/telling.js';
import { formatIndianDate } from '../lib/indianDate.js';
import { playYear } from './demo/year/story.js';

/**
 * `npm run demo`: plays two stories over HTTP, as the people of the development sign-in. The first, how a course is published, against
 * the server at `http://localhost:<PORT>` where one runs (or the address given), else against one of its own with throw-away data. The
 * second, a department's year, always against one of its own: a year passes in it. Exits 1 at the first step that does not go as told.
 */
let own: { readonly server: DemonstrationServer; readonly dataDir: string } | null = null;

/** Sends operations to a server as demonstration people; `forget` has everybody sign in again, once a day has passed. */
function askAt(url: string): { readonly ask: Ask; readonly forget: () => void } {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = async (who: string): Promise<string> => {
    const response = await fetch(`${url}/dev/token?as=${encodeURIComponent(who)}`);
    if (!response.ok) throw new Error(`${url} gives no token for '${who}': is it a development server?`);
    return ((await response.json()) as { access_token: string }).access_token;
  };
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
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: print(document), variables }) });
    const body = await response.json() as { data?: Data; errors?: { message: string }[] };
    if (body.errors !== undefined || body.data === undefined) {
      throw new NotAsTold(`the server answered with an error: ${body.errors?.map((e) => e.message).join('; ') ?? 'no data'}`);
    }
    return body.data;
  };
  return { ask, forget: () => { tokens.clear(); } };
}

async function running(): Promise<string | null> {
  const url = `http://localhost:${loadConfig().port}`;
  try {
    const response = await fetch(`${url}/dev/people`, { signal: AbortSignal.timeout(1_000) });
    return response.ok ? url : null;
  } catch {
    return null;
  }
}

async function ownServer(why: string): Promise<DemonstrationServer> {
  if (own !== null) return own.server;
  console.log(why);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'karmayogi-demo-'));
  try {
    own = { server: await startDemonstrationServer({ dataDir }), dataDir };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
  return own.server;
}

/** Sends a file to the address that was given for it. */
async function send(url: string, text: string): Promise<void> {
  const response = await fetch(url, { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: text });
  if (!response.ok) throw new NotAsTold(`the file was not taken: ${response.status} ${await response.text()}`);
}

/** Numbers the steps as they are told. */
function numbered(): Say {
  let number = 0;
  return (line) => { number += 1; console.log(`${String(number).padStart(2)}. ${line}`); };
}

async function tell(): Promise<void> {
  const given = process.argv[2]?.replace(/\/+$/, '');
  const url = given ?? await running()
    ?? (await ownServer('No development server is running; starting one with data of its own, which is thrown away afterwards.')).url;
  console.log(`How a course is published, played at ${url}\n`);
  const steps = await playStory(askAt(url).ask, numbered());
  console.log(`\n${steps} steps, every one as told.\n`);
  const { url: ownUrl, clock, payByCard } = await ownServer('The next story takes a year: it is played on a server of its own, whose clock can be moved, with data that is thrown away.');
  console.log(`A department's year, played at ${ownUrl} from ${formatIndianDate(clock.today())} on\n`);
  const { ask, forget } = askAt(ownUrl);
  const yearSteps = await playYear({
    ask, send, payByCard,
    clock: { today: () => clock.today(), moveTo: async (day) => { await clock.moveTo(day); forget(); } },
  }, numbered());
  console.log(`\n${yearSteps} steps, every one as told.`);
}

try {
  await tell();
} catch (error) {
  console.error(`\nNot as told: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  // Read anew: the compiler does not see it being set.
  const ours = own as { readonly server: DemonstrationServer; readonly dataDir: string } | null;
  if (ours !== null) {
    await ours.server.stop();
    await rm(ours.dataDir, { recursive: true, force: true });
  }
}
