import { EventEmitter } from 'node:events';
import { Logger as QueueLogger, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Logger } from 'pino';
import type { Database } from './db/client.js';
import { EVENT_NAMES, type EventName } from './db/emit.js';
import { failingWhereItIsHeard } from './db/outlive.js';
import { startPresence } from './db/workerPresence.js';
import { startSealer } from './domain/audit/sealer.js';
import { onCatalogueImportStarted } from './domain/catalogue/onCatalogueImportStarted.js';
import { onCourseVersionSuspensionChanged } from './domain/catalogue/onCourseVersionSuspensionChanged.js';
import { onInvitationCreated } from './domain/identity/onInvitationCreated.js';
import { onOrganisationDecided } from './domain/organisations/onOrganisationDecided.js';
import { onCoursePriceDecided } from './domain/pricing/onCoursePriceDecided.js';
import { chargeSavedCards } from './domain/payments/chargeSavedCards.js';
import { onCardChargeRequested } from './domain/payments/onCardChargeRequested.js';
import { onCardMandateChanged } from './domain/payments/onCardMandateChanged.js';
import { onHostedInvoiceChanged } from './domain/payments/onHostedInvoiceChanged.js';
import { onPaymentEventReceived } from './domain/payments/onPaymentEventReceived.js';
import { onRefundSent } from './domain/payments/onRefundSent.js';
import { reconcilePayments } from './domain/payments/reconcilePayments.js';
import type { CardProvider } from './domain/payments/rules/cards.js';
import { onBankStatementStarted } from './domain/payments/onBankStatementStarted.js';
import { onPurchaseRequestMoved } from './domain/procurement/onPurchaseRequestMoved.js';
import { recogniseRevenue } from './domain/ledger/recogniseRevenue.js';
import { digestReviews } from './domain/reviews/digestReviews.js';
import { onCourseVersionDecided } from './domain/reviews/onCourseVersionDecided.js';
import { onReviewAssigned } from './domain/reviews/onReviewAssigned.js';
import { onReviewsAssigned } from './domain/reviews/onReviewsAssigned.js';
import { indexCatalogue } from './domain/search/indexCatalogue.js';
import { onCatalogueChanged } from './domain/search/onCatalogueChanged.js';
import { onSynonymsChanged } from './domain/search/onSynonymsChanged.js';
import { refreshSearch } from './domain/search/refreshSearch.js';
import type { SearchEngine } from './domain/search/rules/engine.js';
import { advanceSubscriptions } from './domain/subscriptions/advanceSubscriptions.js';
import { onSubscriptionMoved } from './domain/subscriptions/onSubscriptionMoved.js';
import { onSeatImportStarted } from './domain/subscriptions/onSeatImportStarted.js';
import { onSeatsReserved } from './domain/subscriptions/onSeatsReserved.js';
import { onSeatTransferMoved } from './domain/subscriptions/onSeatTransferMoved.js';
import type { AnchorPort } from './integrations/anchor/anchor.js';
import type { BulkMailPort } from './integrations/mail/mail.js';
import type { UploadFiles } from './integrations/uploads/files.js';

/** What consumers of events work with. */
export interface ConsumerDeps {
  readonly db: Database;
  readonly mail: BulkMailPort;
  /** The files that were sent here. */
  readonly files: UploadFiles;
  /** The card rail; null where it is absent. */
  readonly cards: CardProvider | null;
  /** The search engine beside the database; null where PostgreSQL answers alone. */
  readonly search: SearchEngine | null;
  readonly now: () => Date;
  readonly log: Logger;
}

export interface WorkerParts extends ConsumerDeps {
  /** The queue's tables are the owner's. */
  readonly ownerUrl: string;
  readonly anchor: AnchorPort;
}

export interface Worker {
  /** Running jobs finish or go back to the queue; the audit events left are sealed. */
  stop(): Promise<void>;
}

/** The consumer of each event; idempotent, since the queue delivers at least once. */
const CONSUMERS: Readonly<Record<EventName, (deps: ConsumerDeps, payload: unknown) => Promise<void>>> = {
  onBankStatementStarted,
  onCardChargeRequested,
  onCardMandateChanged,
  onHostedInvoiceChanged,
  onPaymentEventReceived,
  onRefundSent,
  onInvitationCreated,
  onOrganisationDecided,
  onCourseVersionDecided,
  onCourseVersionSuspensionChanged,
  onCatalogueChanged,
  onCatalogueImportStarted,
  onCoursePriceDecided,
  onPurchaseRequestMoved,
  onReviewAssigned,
  onReviewsAssigned,
  onSeatImportStarted,
  onSeatsReserved,
  onSeatTransferMoved,
  onSubscriptionMoved,
  onSynonymsChanged,
};

/** What is done by the clock, and what does it. */
const BY_THE_CLOCK: Readonly<Record<string, (deps: ConsumerDeps & { readonly signal?: AbortSignal }) => Promise<unknown>>> = {
  digestReviews, advanceSubscriptions, chargeSavedCards, recogniseRevenue, reconcilePayments, indexCatalogue, refreshSearch,
};

/**
 * When: in UTC, as the queue reads it. 02:30 is 08:00 in India, which has no summer time. What was missed because no
 * worker ran is made up for within 15 hours, while it is still the same day there; several workers make one job. At 18:35 the
 * Indian day is five minutes old: subscriptions move to it, saved cards are asked for what falls due, then what was earned is booked,
 * one after the other. Whatever was missed of these is made up for by one run, since they reckon by dates. Every hour the card provider is
 * asked for what we may have missed; it is asked from where the last run stopped. Every minute the search engine beside the database is looked
 * at, and at night (01:35 in India) all of what search knows.
 */
export const CRONTAB = [
  '30 2 * * * digestReviews ?fill=15h&max=12',
  '35 18 * * * advanceSubscriptions ?fill=7d&max=25&queue=daily&jobKey=advanceSubscriptions',
  '35 18 * * * chargeSavedCards ?fill=7d&max=25&queue=daily&jobKey=chargeSavedCards',
  '35 18 * * * recogniseRevenue ?fill=7d&max=25&queue=daily&jobKey=recogniseRevenue',
  '10 * * * * reconcilePayments ?fill=2h&max=3&queue=reconcile&jobKey=reconcilePayments',
  '* * * * * indexCatalogue ?queue=index&jobKey=indexCatalogue&max=3',
  '5 20 * * * refreshSearch ?fill=15h&max=5&queue=index&jobKey=refreshSearch',
].join('\n');

/** Starts what happens after commits: the consumers of events, and the sealer of the audit chain. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { log, ownerUrl } = parts;
  const taskList: TaskList = Object.fromEntries(EVENT_NAMES.map((name) => [
    name, (payload: unknown, { abortSignal }) => failingWhereItIsHeard(parts.db, abortSignal, () => CONSUMERS[name](parts, payload)),
  ]));
  for (const [name, job] of Object.entries(BY_THE_CLOCK)) {
    taskList[name] = (_payload: unknown, { abortSignal }) => failingWhereItIsHeard(parts.db, abortSignal, async () => { await job({ ...parts, signal: abortSignal }); });
  }
  const presence = startPresence(ownerUrl, log);
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => { presence.join(workerPool.id); });
  const runner: Runner = await run({
    connectionString: ownerUrl, taskList, events, crontab: CRONTAB, concurrency: 2, maxPoolSize: 4, pollInterval: 1_000, noHandleSignals: true,
    gracefulShutdownAbortTimeout: 5_000,
    logger: new QueueLogger(() => (level, message, meta) => {
      if (level === 'error') log.error({ job: meta?.['job'] === undefined ? undefined : 'failed' }, message);
      else log.debug(message);
    }),
  });
  // Not only with the next minute: an index that was never built, or lost while nobody worked, is seen to at once.
  if (parts.search !== null) await runner.addJob('indexCatalogue', {}, { queueName: 'index', jobKey: 'indexCatalogue', maxAttempts: 3 });
  const sealer = startSealer(parts);
  return {
    stop: async () => {
      await runner.stop();
      await Promise.all([sealer.stop(), presence.stop()]);
    },
  };
}
