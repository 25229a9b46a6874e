import { parseArgs } from 'node:util';
import { startStripeDouble } from '../integrations/payments/double/double.js';
import { say, stop } from './support/terminal.js';

/**
 * `npm run stripe:double [-- --port 12111 --webhook http://localhost:4000/webhooks/stripe]`: runs the stand-in for Stripe for development,
 * until it is stopped. It says with which variables the marketplace is started beside it, serves the pages on which invoices are paid,
 * and at `/` a desk at which a developer is the banks and the holders of cards. It keeps nothing when it ends.
 */
const SECRET_KEY = 'sk_test_double';
const WEBHOOK_SECRET = 'whsec_double';

async function main(args: readonly string[]): Promise<number> {
  const { port, webhook } = parseArgs({
    args: [...args],
    options: { port: { type: 'string', default: '12111' }, webhook: { type: 'string', default: 'http://localhost:4000/webhooks/stripe' } },
  }).values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return stop(`--port: must be a number from 0 to 65535, not '${port}'`);
  if (!URL.canParse(webhook)) return stop(`--webhook: must be an address such as http://localhost:4000/webhooks/stripe, not '${webhook}'`);
  const double = await startStripeDouble({ port: Number(port), secretKey: SECRET_KEY, webhook: { url: webhook, secrets: [WEBHOOK_SECRET] } });
  say(`the stand-in for Stripe answers at ${double.url}; its events go to ${webhook}`);
  say('start the marketplace beside it with:');
  console.log(`STRIPE_SECRET_KEY=${SECRET_KEY} STRIPE_WEBHOOK_SECRETS=${WEBHOOK_SECRET} STRIPE_PUBLISHABLE_KEY=pk_test_double STRIPE_API_URL=${double.url} npm start`);
  say(`pages are paid, cards saved and charged at ${double.url}/`);
  say('it keeps nothing when it ends: what a marketplace made known to it before is unknown to the next');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { resolve(); });
  });
  await double.close();
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = stop(error instanceof Error ? error.message : String(error));
}
