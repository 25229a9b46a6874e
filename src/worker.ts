import { Logger as QueueLogger, run, type Runner, type TaskList } from 'graphile-worker';
import type { Logger } from 'pino';
import type { Database } from './db/client.js';
import { EVENT_NAMES, type EventName } from './db/emit.js';
import { startSealer } from './domain/audit/sealer.js';
import { onCourseVersionSuspensionChanged } from './domain/catalogue/onCourseVersionSuspensionChanged.js';
import { onInvitationCreated } from './domain/identity/onInvitationCreated.js';
import { onOrganisationDecided } from './domain/organisations/onOrganisationDecided.js';
import { onCourseVersionDecided } from './domain/reviews/onCourseVersionDecided.js';
import { onReviewAssigned } from './domain/reviews/onReviewAssigned.js';
import type { AnchorPort } from './integrations/anchor/anchor.js';
import type { MailPort } from './integrations/mail/mail.js';

/** What consumers of events work with. */
export interface ConsumerDeps {
  readonly db: Database;
  readonly mail: MailPort;
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
  onInvitationCreated,
  onOrganisationDecided,
  onCourseVersionDecided,
  onCourseVersionSuspensionChanged,
  onReviewAssigned,
};

/** Starts what happens after commits: the consumers of events, and the sealer of the audit chain. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { log, ownerUrl } = parts;
  const taskList: TaskList = Object.fromEntries(EVENT_NAMES.map((name) => [
    name, (payload: unknown) => CONSUMERS[name](parts, payload),
  ]));
  const runner: Runner = await run({
    connectionString: ownerUrl, taskList, concurrency: 2, maxPoolSize: 4, pollInterval: 1_000, noHandleSignals: true,
    gracefulShutdownAbortTimeout: 5_000,
    logger: new QueueLogger(() => (level, message, meta) => {
      if (level === 'error') log.error({ job: meta?.['job'] === undefined ? undefined : 'failed' }, message);
      else log.debug(message);
    }),
  });
  const sealer = startSealer(parts);
  return {
    stop: async () => {
      await runner.stop();
      await sealer.stop();
    },
  };
}
