import pino from 'pino';
import { ConfigError, type Config } from '../config.js';
import { asSystem } from '../db/asSystem.js';
import { openDatabase, type Database } from '../db/client.js';
import { reachDatabase } from '../db/provide.js';
import { reconcile } from '../domain/payments/cards/reconcile.js';
import { createMail } from '../integrations/mail/create.js';
import { stripeCards } from '../integrations/payments/stripe/provider.js';
import { holdMode } from '../marketplace.js';
import { configOrNull, say, stop } from './support/terminal.js';

/**
 * `npm run stripe:reconcile`: asks Stripe for what we may have missed, as the hourly job does, and prints what it found. What was missed is
 * worked on by the running marketplace. Exits 1 where an event is DEAD, or something could not be compared; 2 where there is no rail.
 */
async function main(): Promise<number> {
  const config = configOrNull();
  if (config === null) return 2;
  const { stripe } = config;
  if (stripe === null) return stop('STRIPE_SECRET_KEY: is not set: the card rail is absent, and there is nothing to reconcile');
  const database = await reachDatabase(config, pino({ level: 'silent' }));
  const db = openDatabase({
    url: database.appUrl, max: 2, applicationName: 'marketplace-stripe-reconcile', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000,
  });
  try {
    await holdMode(stripe, db, new Date());
    return await run(config, db, stripeCards(stripe));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return stop(...error.lines);
  } finally {
    await db.close();
    await database.stop();
  }
}

async function run(config: Config, db: Database, cards: ReturnType<typeof stripeCards>): Promise<number> {
  const log = pino({ level: config.logLevel === 'silent' ? 'silent' : 'warn' }, pino.destination(2));
  const now = (): Date => new Date();
  const report = await reconcile({ db, cards, log, now, mail: createMail(config.mail, { db, log, now }) }, say);
  const left = await waiting(db);
  console.log(`events ${report.eventsRead}, missed ${report.eventsMissed}; compared ${report.objectsRead}, could not be compared ${report.objectsFailed}`);
  console.log(`events pending ${left.pending}, failed ${left.failed}, dead ${left.dead}; calls pending ${left.calls_pending}, refused ${left.calls_failed}`);
  return left.dead > 0 || report.objectsFailed > 0 ? 1 : 0;
}

interface Waiting {
  readonly pending: number;
  readonly failed: number;
  readonly dead: number;
  readonly calls_pending: number;
  readonly calls_failed: number;
}

async function waiting(db: Database): Promise<Waiting> {
  const [row] = await asSystem(db, (sql) => sql<Waiting[]>`
    select count(*) filter (where e.state = 'PENDING')::int as pending, count(*) filter (where e.state = 'FAILED')::int as failed,
      count(*) filter (where e.state = 'DEAD')::int as dead,
      (select count(*) from payment_call c where c.state = 'PENDING')::int as calls_pending,
      (select count(*) from payment_call c where c.state = 'FAILED')::int as calls_failed
    from payment_event e where e.state in ('PENDING', 'FAILED', 'DEAD')`);
  if (row === undefined) throw new Error('nothing was counted');
  return row;
}

process.exitCode = await main();
