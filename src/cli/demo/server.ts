import 'reflect-metadata';
import { pino, type Logger } from 'pino';
import { loadConfig, type Config } from '../../config.js';
import { openDatabase } from '../../db/client.js';
import { reachDatabase } from '../../db/provide.js';
import { recogniseRevenue } from '../../domain/ledger/recogniseRevenue.js';
import { advanceSubscriptions } from '../../domain/subscriptions/advanceSubscriptions.js';
import { addDays, addYears, daysBetween, indianDateOf, startOfIndianDate, type IndianDate } from '../../lib/indianDate.js';
import { startStripeDouble } from '../../integrations/payments/double/double.js';
import { marketplaceOf } from '../../marketplace.js';

/** The clock of a demonstration: it goes as clocks do, and can be moved on. */
export interface DemonstrationClock {
  today(): IndianDate;
  /** Moves on to noon of a day to come, and does what is done at the beginning of each day. */
  moveTo(day: IndianDate): Promise<void>;
}

/** A development marketplace of one's own. */
export interface DemonstrationServer {
  readonly url: string;
  readonly clock: DemonstrationClock;
  /** Pays on a page of the card provider, which is a stand-in for Stripe. */
  payByCard(pageUrl: string): Promise<void>;
  stop(): Promise<void>;
}

const HALF_A_DAY_MS = 43_200_000;
const WEBHOOK_SECRET = 'whsec_demonstration';

/**
 * Starts a development marketplace with data of its own on a free port, quietly. Its clock begins today, or, where the year from
 * today has a 29 February, on the first day from which a year has 365 days: the story tells amounts to the paisa.
 */
export async function startDemonstrationServer({ dataDir }: { dataDir: string }): Promise<DemonstrationServer> {
  let shift = noonOf(ordinaryYearFrom(indianDateOf(new Date()))) - Date.now();
  const now = (): Date => new Date(Date.now() + shift);
  const cards = await startStripeDouble({ now });
  const config = loadConfig({
    DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', STRIPE_SECRET_KEY: cards.secretKey, STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET, STRIPE_API_URL: cards.url,
  });
  const log = pino({ level: 'error' }, pino.destination(2));
  const marketplace = marketplaceOf(config, log, () => undefined, now);
  const stop = async (): Promise<void> => {
    await marketplace.stop();
    await cards.close();
  };
  try {
    const url = await marketplace.start();
    cards.sendTo({ url: `${url}/webhooks/stripe`, secrets: [WEBHOOK_SECRET] });
    return {
      url, stop,
      payByCard: async (pageUrl) => { await cards.payHostedInvoice(pageUrl.slice(pageUrl.lastIndexOf('/') + 1)); },
      clock: {
        today: () => indianDateOf(now()),
        moveTo: async (day) => {
          shift = noonOf(day) - Date.now();
          await beginDay(config, log, now);
        },
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const noonOf = (day: IndianDate): number => startOfIndianDate(day).getTime() + HALF_A_DAY_MS;

function ordinaryYearFrom(day: IndianDate): IndianDate {
  return daysBetween(day, addYears(day, 1)) === 365 ? day : ordinaryYearFrom(addDays(day, 1));
}

/** The daily jobs, which the worker's crontab runs by the clock on the wall. */
async function beginDay(config: Config, log: Logger, now: () => Date): Promise<void> {
  const database = await reachDatabase(config, log);
  const db = openDatabase({
    url: database.appUrl, max: 2, applicationName: 'demonstration-daily', statementTimeoutMs: 60_000, lockTimeoutMs: 5_000,
  });
  try {
    await advanceSubscriptions({ db, log, now });
    await recogniseRevenue({ db, log, now });
  } finally {
    await db.close();
    await database.stop();
  }
}
