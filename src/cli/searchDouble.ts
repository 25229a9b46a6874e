import { parseArgs } from 'node:util';
import { startSearchDouble } from '../integrations/search/double/double.js';
import { say, stop } from './support/terminal.js';

/**
 * `npm run search:double [-- --port 7700]`: runs the stand-in for Meilisearch for development, until it is stopped. It says with which
 * variables the marketplace is started beside it. It keeps nothing when it ends.
 */
const KEY = 'double-master-key';

async function main(args: readonly string[]): Promise<number> {
  const { port } = parseArgs({ args: [...args], options: { port: { type: 'string', default: '7700' } } }).values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return stop(`--port: must be a number from 0 to 65535, not '${port}'`);
  const double = await startSearchDouble({ port: Number(port), key: KEY });
  say(`the stand-in for Meilisearch answers at ${double.url}`);
  say('start the marketplace beside it with:');
  console.log(`MEILI_URL=${double.url} MEILI_KEY=${KEY} npm start`);
  say('it keeps nothing when it ends: the marketplace builds its index anew when the next one is there');
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
