import pino from 'pino';
import { openDatabase } from '../db/client.js';
import { reachDatabase } from '../db/provide.js';
import { recogniseRevenue } from '../domain/ledger/recogniseRevenue.js';
import { chargeSavedCards } from '../domain/payments/chargeSavedCards.js';
import { advanceSubscriptions } from '../domain/subscriptions/advanceSubscriptions.js';
import { configOrNull } from './support/terminal.js';

/**
 * `npm run daily`: runs the daily jobs of subscriptions, of saved cards and of the ledger now, as the worker does each Indian day at 00:05, and
 * prints what they did. Safe at any time, also beside the worker. Exits 1 where something could not be done; the log on standard
 * error names it.
 */
const config = configOrNull();
if (config === null) process.exit(2);
const log = pino({ level: 'error' }, pino.destination(2));
const database = await reachDatabase(config, log);
const db = openDatabase({
  url: database.appUrl, max: 2, applicationName: 'marketplace-daily', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000,
});
const deps = { db, log, now: () => new Date() };
try {
  const { keysLetGo, ...parts } = await advanceSubscriptions(deps);
  for (const [name, { done }] of Object.entries(parts)) console.log(`${name}: ${done} looked after`);
  console.log(`idempotency keys let go: ${keysLetGo}`);
  const { endedSavedCards, invoicesBySavedCard } = await chargeSavedCards({ ...deps, cards: config.stripe });
  console.log(`saved cards of subscriptions that are over: ${endedSavedCards.done} looked after`);
  console.log(`invoices with a saved card: ${invoicesBySavedCard.done} looked after`);
  const { entries } = await recogniseRevenue(deps);
  console.log(`journal entries of revenue: ${entries}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await db.close();
  await database.stop();
}
