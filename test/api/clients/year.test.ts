import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { print } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDemonstrationServer, type DemonstrationServer } from '../../../src/cli/demo/server.js';
import type { Ask } from '../../../src/cli/demo/telling.js';
import { playYear } from '../../../src/cli/demo/year/story.js';
import type { Stage } from '../../../src/cli/demo/year/telling.js';
import { addYears, daysBetween } from '../../../src/lib/indianDate.js';

let dataDir: string;
let server: DemonstrationServer;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'karmayogi-year-'));
  server = await startDemonstrationServer({ dataDir });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The steps that the story has; one more or less is a change of the story. */
const STEPS = 18;

const ask: Ask = async <Data, Variables>(who: string | null, document: Parameters<typeof print>[0], variables: Variables): Promise<Data> => {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (who !== null) {
    const token = await (await fetch(`${server.url}/dev/token?as=${who}`)).json() as { access_token: string };
    headers['authorization'] = `Bearer ${token.access_token}`;
  }
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query: print(document), variables }) });
  const { data, errors } = await response.json() as { data?: Data; errors?: { message: string }[] };
  if (errors !== undefined || data === undefined) throw new Error(JSON.stringify(errors));
  return data;
};

function stage(asked: Ask = ask): Stage {
  return {
    ask: asked, clock: server.clock, payByCard: server.payByCard,
    send: async (url, text) => { expect((await fetch(url, { method: 'PUT', body: text })).status).toBe(200); },
  };
}

it('begins on a day from which a year has 365 days', () => {
  expect(daysBetween(server.clock.today(), addYears(server.clock.today(), 1))).toBe(365);
});

it('fails where an amount is a paisa off', async () => {
  const off: Ask = async (who, document, variables, membership) => {
    const data = await ask(who, document, variables, membership);
    return JSON.parse(JSON.stringify(data).replaceAll('"4848750"', '"4848751"')) as typeof data;
  };
  const told: string[] = [];
  await expect(playYear(stage(off), (line) => { told.push(line); })).rejects.toThrow('the central tax is 4848751 paise, not 4848750');
  expect(told).toEqual([]);
});

it('tells a department\'s year to the paisa, and refuses to tell it twice on one department', async () => {
  const told: string[] = [];
  expect(await playYear(stage(), (line) => { told.push(line); })).toBe(STEPS);
  expect(told.at(-1)).toContain('debits and credits are both');
  await expect(playYear(stage(), () => undefined)).rejects.toThrow('was refused');
}, 120_000);
