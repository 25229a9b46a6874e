import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { stripeClient } from '../support/stripeClient.js';
import { bareEnvironment } from '../support/environment.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs `npm run stripe:double` as it is built. */
function command(...args: string[]) {
  return spawn(process.execPath, ['dist/cli/stripeDouble.js', ...args], { cwd: ROOT, env: bareEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
}

test('npm run stripe:double says how the marketplace is started beside it, and ends when it is asked to', { timeout: 20_000 }, async () => {
  const running = command('--port', '0');
  const [line] = await once(running.stdout, 'data') as [Buffer];
  const [, secretKey = '', url = ''] = /^STRIPE_SECRET_KEY=(\S+) STRIPE_WEBHOOK_SECRETS=whsec_double STRIPE_PUBLISHABLE_KEY=pk_test_double STRIPE_API_URL=(\S+) npm start\n$/.exec(line.toString()) ?? [];
  expect(await stripeClient({ url, secretKey }).customers.create({ name: 'A department' })).toMatchObject({ object: 'customer' });
  expect(await (await fetch(`${url}/`)).text()).toContain('The desk of the stand-in for Stripe');
  running.kill('SIGTERM');
  expect(await once(running, 'exit')).toEqual([0, null]);
});

test.each([[['--port', 'many'], '--port: must be a number'], [['--webhook', 'nowhere'], '--webhook: must be an address'], [['--fast'], "Unknown option '--fast'"]])(
  'npm run stripe:double -- %j is not begun', { timeout: 20_000 }, async (args, reason) => {
    const running = command(...args);
    let said = '';
    running.stderr.on('data', (part: Buffer) => { said += part.toString(); });
    expect(await once(running, 'close')).toEqual([2, null]);
    expect(said).toContain(reason);
  });
