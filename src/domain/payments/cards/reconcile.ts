import { systemCtx } from '../../../context.js';
import type { TransactionSql } from 'postgres';
import { asSystem } from '../../../db/asSystem.js';
import { newId, NIL_UUID } from '../../../lib/ids.js';
import { isRefused, sentencesOf, type Outcome } from '../../../lib/refusal.js';
import { onCardChargeRequested } from '../onCardChargeRequested.js';
import { onCardMandateChanged } from '../onCardMandateChanged.js';
import { applySetup } from './applySetup.js';
import type { CardRail } from './customer.js';
import { followHostedInvoice } from './hosted.js';
import { keepEvent } from './keepEvent.js';
import { followRefund } from './sentBack.js';
import { syncPayment } from './syncPayment.js';

const HOUR_MS = 3_600_000;
/** The provider keeps what happened for as long. */
const KEPT_MS = 30 * 24 * HOUR_MS;
const PAGE = 500;

/** What a run found. */
export interface ReconciliationReport {
  /** From when on the provider was asked for what happened. */
  readonly since: Date;
  readonly eventsRead: number;
  /** Of these, how many had not been delivered. */
  readonly eventsMissed: number;
  readonly objectsRead: number;
  /** Objects that could not be looked at; the log names them. */
  readonly objectsFailed: number;
}

/**
 * Asks the card provider for what we may have missed. What happened since an hour before the last run (the first time: in 30 days) is kept as
 * if it had been delivered, with the job that works on it, where it was not; then everything of ours that is under way (pages, charges, saved
 * cards, refunds) is compared with what the provider has of it now. One that fails is logged and stops none of the others. The run is
 * stored; one that breaks off is begun again from where the last finished one stopped. `say` is told what is being done.
 */
export async function reconcile(rail: CardRail, say: (line: string) => void): Promise<ReconciliationReport> {
  const startedAt = rail.now();
  const last = await lastThrough(rail);
  const since = new Date(last === null ? startedAt.getTime() - KEPT_MS : Math.max(last.getTime() - HOUR_MS, startedAt.getTime() - KEPT_MS));
  const id = newId();
  await asSystem(rail.db, (sql) => sql`insert into payment_reconciliation (id, started_at, through) values (${id}, ${startedAt.toISOString()}, ${startedAt.toISOString()})`);
  say(`reading what happened since ${since.toISOString()}`);
  const events = await keepEvents(rail, since, say);
  const objects = await followObjects(rail, say);
  const report = { since, ...events, ...objects };
  await asSystem(rail.db, (sql) => sql`update payment_reconciliation set finished_at = ${rail.now().toISOString()}, events_read = ${report.eventsRead},
    events_missed = ${report.eventsMissed}, objects_read = ${report.objectsRead} where id = ${id}`);
  return report;
}

async function lastThrough({ db }: CardRail): Promise<Date | null> {
  const [row] = await asSystem(db, (sql) => sql<{ ms: number | null }[]>`
    select extract(epoch from max(r.through))::float8 * 1000 as ms from payment_reconciliation r where r.finished_at is not null`);
  return row?.ms == null ? null : new Date(row.ms);
}

async function keepEvents(rail: CardRail, since: Date, say: (line: string) => void): Promise<{ eventsRead: number; eventsMissed: number }> {
  const counts = { eventsRead: 0, eventsMissed: 0 };
  for await (const event of rail.cards.eventsSince(since)) {
    if (event.isLive !== (rail.cards.mode === 'LIVE')) continue;
    counts.eventsRead += 1;
    if (await keepEvent(rail.db, event, 'RECONCILIATION', rail.now())) {
      counts.eventsMissed += 1;
      say(`missed: ${event.type} of ${event.objectId}`);
    }
    if (counts.eventsRead % PAGE === 0) say(`${counts.eventsRead} events read`);
  }
  return counts;
}

/** Something of ours under way, with the provider's id of it where it is known. */
interface Live {
  readonly id: string;
  readonly external_id: string | null;
}

interface Kind {
  readonly what: string;
  readonly page: (sql: TransactionSql, after: string) => Promise<readonly Live[]>;
  readonly follow: (rail: CardRail, live: Live) => Promise<void>;
}

const KINDS: readonly Kind[] = [
  {
    what: 'pages',
    page: (sql, after) => sql<Live[]>`select h.id, h.external_id from hosted_invoice h where h.state in ('REQUESTED', 'OPEN') and h.id > ${after} order by h.id limit ${PAGE}`,
    follow: (rail, { id }) => followHostedInvoice(rail, id),
  },
  {
    what: 'charges',
    page: (sql, after) => sql<Live[]>`select c.id, c.external_id from card_charge c where c.state in ('REQUESTED', 'PROCESSING') and c.id > ${after} order by c.id limit ${PAGE}`,
    follow: followCharge,
  },
  {
    what: 'saved cards',
    page: (sql, after) => sql<Live[]>`select m.id, m.setup_external_id as external_id from card_mandate m
      where m.state in ('REQUESTED', 'OFFERED', 'ACTIVE') and m.id > ${after} order by m.id limit ${PAGE}`,
    follow: followMandate,
  },
  {
    what: 'refunds',
    page: (sql, after) => sql<Live[]>`select f.id, f.external_id from refund f where f.rail = 'CARD' and f.state = 'SENT' and f.id > ${after} order by f.id limit ${PAGE}`,
    follow: (rail, { id }) => followRefund(rail, id),
  },
];

async function followCharge(rail: CardRail, { id, external_id: externalId }: Live): Promise<void> {
  const booked = externalId === null ? null : await syncPayment(systemCtx(rail, 'reconciliation'), rail.cards, externalId);
  if (booked === null) await onCardChargeRequested(rail, { cardChargeId: id });
  else mustHold(booked);
}

async function followMandate(rail: CardRail, { id, external_id: externalId }: Live): Promise<void> {
  const setup = externalId === null ? null : await rail.cards.setup(externalId);
  if (setup === null) await onCardMandateChanged(rail, { cardMandateId: id });
  else mustHold(await applySetup(systemCtx(rail, 'reconciliation'), setup));
}

function mustHold(outcome: Outcome<unknown>): void {
  if (isRefused(outcome)) throw new Error(sentencesOf(outcome));
}

async function followObjects(rail: CardRail, say: (line: string) => void): Promise<{ objectsRead: number; objectsFailed: number }> {
  const counts = { objectsRead: 0, objectsFailed: 0 };
  for (const kind of KINDS) {
    const before = counts.objectsRead;
    for (let after = NIL_UUID; ;) {
      const from = after;
      const rows = await asSystem(rail.db, (sql) => kind.page(sql, from));
      for (const live of rows) {
        counts.objectsRead += 1;
        if (!await isFollowed(rail, kind, live)) counts.objectsFailed += 1;
        after = live.id;
      }
      if (rows.length < PAGE) break;
    }
    say(`${counts.objectsRead - before} ${kind.what} looked at`);
  }
  return counts;
}

async function isFollowed(rail: CardRail, { what, follow }: Kind, live: Live): Promise<boolean> {
  try {
    await follow(rail, live);
    return true;
  } catch (error) {
    rail.log.error({ err: error, id: live.id }, `reconciliation: one of the ${what} could not be compared`);
    return false;
  }
}
