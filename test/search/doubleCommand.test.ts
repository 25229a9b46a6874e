import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { meilisearchEngine } from '../../src/integrations/search/meilisearch/engine.js';
import { bareEnvironment } from '../support/environment.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a script as it is built or written. */
function command(script: string, ...args: string[]) {
  return spawn(process.execPath, [script, ...args], { cwd: ROOT, env: bareEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
}

test('npm run search:double says how the marketplace is started beside it, and ends when it is asked to', { timeout: 20_000 }, async () => {
  const running = command('dist/cli/searchDouble.js', '--port', '0');
  const [line] = await once(running.stdout, 'data') as [Buffer];
  const [, url = '', key = ''] = /^MEILI_URL=(\S+) MEILI_KEY=(\S+) npm start\n$/.exec(line.toString()) ?? [];
  expect(await meilisearchEngine({ url, key, liveIndex: 'courses' }).version()).toMatch(/^1\./);
  running.kill('SIGTERM');
  expect(await once(running, 'exit')).toEqual([0, null]);
});

test.each([
  ['dist/cli/searchDouble.js', ['--port', 'many'], '--port: must be a number'],
  ['dist/cli/searchDouble.js', ['--fast'], "Unknown option '--fast'"],
  ['scripts/testMeilisearch.mjs', [], 'MEILI_URL and MEILI_KEY: must name a Meilisearch'],
] as const)('%s %j is not begun', { timeout: 20_000 }, async (script, args, reason) => {
  const running = command(script, ...args);
  let said = '';
  running.stderr.on('data', (part: Buffer) => { said += part.toString(); });
  expect(await once(running, 'close')).toEqual([2, null]);
  expect(said).toContain(reason);
});
