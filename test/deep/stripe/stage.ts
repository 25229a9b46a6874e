import { pino } from 'pino';
import type { Ctx } from '../../../src/context.js';
import type { Actor } from '../../../src/domain/identity/actor.js';
import type { CardDeps } from '../../../src/domain/payments/cards/deps.js';
import { chargeSavedCards } from '../../../src/domain/payments/chargeSavedCards.js';
import { onCardChargeRequested } from '../../../src/domain/payments/onCardChargeRequested.js';
import { onCardMandateChanged } from '../../../src/domain/payments/onCardMandateChanged.js';
import { onHostedInvoiceChanged } from '../../../src/domain/payments/onHostedInvoiceChanged.js';
import { onPaymentEventReceived } from '../../../src/domain/payments/onPaymentEventReceived.js';
import { onRefundSent } from '../../../src/domain/payments/onRefundSent.js';
import { reconcilePayments } from '../../../src/domain/payments/reconcilePayments.js';
import type { Chance } from '../../../src/lib/chance.js';
import { onDay } from '../../support/buying.js';
import { stripeWorld, type StripeWorld } from '../../support/stripe.js';
import { inTurns, PLAYED_ON, type Buyer, type Template } from './template.js';

type Consumer = (deps: CardDeps, payload: unknown) => Promise<void>;

/** What the lives go through; a test of the test replaces something by a naive version. */
export interface Naive {
  /** Consumers by the name of their job. */
  readonly consumers?: Readonly<Record<string, Consumer>>;
  readonly reconcile?: (deps: CardDeps) => Promise<unknown>;
  /** Called once the marketplace is ready: something is broken here. */
  readonly spoil?: (s: StripeWorld) => Promise<void>;
}

/** A copy of the template in which a batch of lives is played. */
export interface Stage extends StripeWorld {
  readonly chance: Chance;
  readonly buyers: readonly Buyer[];
  readonly planId: string;
  /** The two who keep the books. */
  readonly finance: readonly [Ctx, Ctx];
  readonly as: (actor: Actor) => Ctx;
  /** Does the jobs of the card rail until none is left: several queues at once, each in its order. What fails is tried again, as by the queue. */
  work(): Promise<void>;
  reconcile(): Promise<void>;
  /** The daily job that charges saved cards, and the charges themselves. */
  charge(): Promise<void>;
}

const SILENT = pino({ level: 'silent' });
const CONSUMERS: Readonly<Record<string, Consumer>> = {
  onHostedInvoiceChanged, onCardMandateChanged, onCardChargeRequested, onRefundSent, onPaymentEventReceived,
};
/** As many as the queue allows. */
const ATTEMPTS = 12;
const AT_ONCE = 6;

export async function openStage(template: Template, chance: Chance, naive: Naive = {}): Promise<Stage> {
  const s = await stripeWorld({ copyOf: template.name, seed: chance.between(1, 2 ** 30), pool: AT_ONCE + 2 });
  onDay(s.w, PLAYED_ON);
  s.double.hold();
  const finance = [await s.w.ctx('finance-officer'), await s.w.ctx('finance-officer-2')] as const;
  const deps: CardDeps = { ...s.deps, log: SILENT, mail: { send: () => Promise.resolve() } };
  const consumers = { ...CONSUMERS, ...naive.consumers };
  await naive.spoil?.(s);
  return {
    ...s, chance, buyers: template.buyers, planId: template.planId, finance,
    as: (actor) => ({ ...finance[0], actor }),
    work: () => work(s, deps, consumers),
    reconcile: async () => { await (naive.reconcile ?? reconcilePayments)(deps); },
    charge: async () => {
      await chargeSavedCards(deps);
      await work(s, deps, consumers);
    },
  };
}

interface Job {
  readonly id: string;
  readonly task: string;
  readonly queue: string;
  readonly payload: unknown;
}

async function work({ w }: StripeWorld, deps: CardDeps, consumers: Readonly<Record<string, Consumer>>): Promise<void> {
  const names = Object.keys(consumers);
  for (;;) {
    const jobs = await w.owner<Job[]>`
      select j.id::text as id, t.identifier as task, coalesce(q.queue_name, j.id::text) as queue, j.payload
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where t.identifier = any(${names}) and j.attempts < ${ATTEMPTS} order by j.id`;
    if (jobs.length === 0) return;
    const done: string[] = [];
    const failed: string[] = [];
    const queues = new Map<string, Job[]>();
    for (const job of jobs) queues.set(job.queue, [...queues.get(job.queue) ?? [], job]);
    await inTurns([...queues.values()], async (queue) => {
      for (const { id, task, payload } of queue) {
        try {
          await consumers[task]?.(deps, payload);
          done.push(id);
        } catch {
          failed.push(id);
        }
      }
    }, AT_ONCE);
    await w.owner`delete from graphile_worker._private_jobs where id = any(${done}::bigint[])`;
    if (failed.length > 0) await w.owner`update graphile_worker._private_jobs set attempts = attempts + 1 where id = any(${failed}::bigint[])`;
  }
}
