import { pino } from 'pino';
import type { StripeConfig } from '../../src/config.js';
import type { CardDeps } from '../../src/domain/payments/cards/deps.js';
import { pinMode } from '../../src/domain/payments/cards/mode.js';
import { onCardChargeRequested } from '../../src/domain/payments/onCardChargeRequested.js';
import { onCardMandateChanged } from '../../src/domain/payments/onCardMandateChanged.js';
import { onHostedInvoiceChanged } from '../../src/domain/payments/onHostedInvoiceChanged.js';
import { onPaymentEventReceived } from '../../src/domain/payments/onPaymentEventReceived.js';
import { onRefundSent } from '../../src/domain/payments/onRefundSent.js';
import type { CardProvider } from '../../src/domain/payments/rules/cards.js';
import { createMail } from '../../src/integrations/mail/create.js';
import { startStripeDouble, type StripeDouble } from '../../src/integrations/payments/double/double.js';
import { stripeCards } from '../../src/integrations/payments/stripe/provider.js';
import { world, type World, type WorldOptions } from './world.js';

/** A marketplace whose card rail is a double of Stripe, reached through the real adapter. */
export interface StripeWorld {
  readonly w: World;
  readonly double: StripeDouble;
  readonly stripe: StripeConfig;
  /** The real adapter, on the double. */
  readonly cards: CardProvider;
  readonly deps: CardDeps;
  /** Waits for the events that are under way, then runs the jobs of the card rail that are due, one after the other, until none is left. */
  drain(options?: Draining): Promise<Drained>;
  close(): Promise<void>;
}

export interface StripeWorldOptions extends WorldOptions {
  readonly seed?: number;
  /** Over what is usual of the configuration. */
  readonly config?: Partial<StripeConfig>;
}

export interface Draining {
  /** Also jobs that failed and wait for their next attempt. */
  readonly again?: boolean;
  /** Jobs at most. */
  readonly most?: number;
}

export interface Drained {
  readonly done: number;
  /** What failed, and stays in the queue. */
  readonly failed: readonly { readonly task: string; readonly error: string }[];
}

/** With which the double signs what it sends to `w.url`. */
export const WEBHOOK_SECRET = 'whsec_test';

/** The clock of the double is the world's: `w.clock.advance` moves both. Events go to the webhook of the world at once, in order. */
export async function stripeWorld({ seed = 1, config, ...options }: StripeWorldOptions = {}): Promise<StripeWorld> {
  let clock = (): Date => new Date();
  const double = await startStripeDouble({ seed, secretKey: 'sk_test_double', now: () => clock() });
  const stripe: StripeConfig = {
    mode: 'TEST', secretKey: double.secretKey, webhookSecrets: [WEBHOOK_SECRET], publishableKey: 'pk_test_double', apiUrl: double.url,
    paymentMaximumPaise: 99_999_999n, mandateMaximumPaise: 1_500_000n, ...config,
  };
  const w = await world({ ...options, stripe });
  clock = w.clock.now;
  await pinMode(w.db, 'TEST', w.clock.now());
  double.sendTo({ url: `${w.url}/webhooks/stripe`, secrets: [WEBHOOK_SECRET] });
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  const mail = createMail({ smtpUrl: null, from: 'marketplace@example.in' }, { db: w.db, log, now: w.clock.now });
  const cards = stripeCards(stripe);
  const deps: CardDeps = { db: w.db, mail, now: w.clock.now, log, cards };
  return {
    w, double, stripe, cards, deps,
    drain: async (draining) => {
      await double.settled();
      return drain(w, deps, draining);
    },
    close: async () => {
      await double.close();
      await w.close();
    },
  };
}

const CONSUMERS: Readonly<Record<string, (deps: CardDeps, payload: unknown) => Promise<void>>> = {
  onHostedInvoiceChanged, onCardMandateChanged, onCardChargeRequested, onRefundSent, onPaymentEventReceived,
};

interface Job {
  readonly id: string;
  readonly task: string;
  readonly payload: unknown;
}

async function drain(w: World, deps: CardDeps, { again = false, most = 10_000 }: Draining = {}): Promise<Drained> {
  const failed: { task: string; error: string }[] = [];
  // A job that failed in this run is not tried again in it.
  const tried: string[] = [];
  let done = 0;
  for (let run = 0; run < most; run += 1) {
    const job = await taken(w, again, tried);
    if (job === null) return { done, failed };
    try {
      await CONSUMERS[job.task]?.(deps, job.payload);
      await w.owner`delete from graphile_worker._private_jobs where id = ${job.id}`;
      done += 1;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      failed.push({ task: job.task, error: reason });
      tried.push(job.id);
      // As the queue does: the longer it fails, the longer it waits.
      await w.owner`update graphile_worker._private_jobs set locked_by = null, locked_at = null, last_error = ${reason},
        run_at = now() + exp(least(10, attempts)) * interval '1 second' where id = ${job.id}`;
    }
  }
  return { done, failed };
}

/** The oldest job that is due, of a queue that nobody works on: now ours. One at a time may choose, or two would choose of one queue. */
async function taken(w: World, again: boolean, tried: readonly string[]): Promise<Job | null> {
  return w.owner.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtext('drain'))`;
    const [job] = await sql<Job[]>`
      with next as (
        select j.id, t.identifier as task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier in ${sql(Object.keys(CONSUMERS))} and j.locked_at is null and j.attempts < j.max_attempts
          and (${again} or j.run_at <= now()) and not j.id = any(${sql.array([...tried], 20)})
          and not exists (select 1 from graphile_worker._private_jobs o where o.job_queue_id = j.job_queue_id and o.locked_at is not null)
        order by j.id limit 1
      )
      update graphile_worker._private_jobs j set attempts = j.attempts + 1, locked_by = 'drain', locked_at = now() from next n
      where j.id = n.id returning j.id::text as id, n.task, j.payload`;
    return job ?? null;
  });
}
