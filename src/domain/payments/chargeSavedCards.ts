import { eq, sql } from 'drizzle-orm';
import { systemCtx, type Tx } from '../../context.js';
import { daily, runPart, type DailyDeps, type Done, type Part } from '../../db/daily.js';
import { emit } from '../../db/emit.js';
import { cardCharge, cardMandate } from '../../db/tables/cards.js';
import { newId } from '../../lib/ids.js';
import { addDays, indianDateOf, type IndianDate } from '../../lib/indianDate.js';
import type { Outcome } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { isOver } from '../subscriptions/lifecycle.js';
import { lockSubscription } from '../subscriptions/steps.js';
import { lockMandate, moveMandate, type CardMandateRow } from './cards/mandates.js';
import { lockDues, type DueInvoice } from './dues.js';
import { DAYS_AHEAD, LIVE_MANDATE_STATES, toCharge, type DueInstalment } from './rules/mandates.js';

const ACTION = 'chargeSavedCards';

/** What a run did, by part. */
export interface ChargeReport {
  readonly endedSavedCards: Done;
  readonly invoicesBySavedCard: Done;
}

/** What the job runs with. */
export interface ChargeDeps extends DailyDeps {
  /** Whether the card rail is there: null where it is absent. */
  readonly cards: object | null;
}

/**
 * The daily job of saved cards: those of subscriptions that are over are ENDED; and each instalment of a renewal that is due within two
 * days, or overdue, is asked of the subscription's saved card, once. An instalment above what a saved card is charged is not asked for:
 * the department is told once how to pay it. Each row has a transaction of its own and is judged under its locks: run twice, or after a
 * week in which it did not run, it asks for nothing twice. A row that cannot be done is logged; the job then fails as a whole, so that
 * it is tried again.
 */
export async function chargeSavedCards({ db, now, log, cards }: ChargeDeps): Promise<ChargeReport> {
  const ctx = systemCtx({ db, now, log }, ACTION);
  const today = indianDateOf(now());
  const report: ChargeReport = {
    endedSavedCards: await runPart(ctx, ending),
    invoicesBySavedCard: cards === null ? { done: 0, failed: 0 } : await runPart(ctx, charging(today)),
  };
  log.info({ job: ACTION, today, ...report }, 'the daily job of saved cards has run');
  const failed = report.endedSavedCards.failed + report.invoicesBySavedCard.failed;
  if (failed > 0) throw new Error(`${ACTION}: ${failed} rows could not be done; the log names them`);
  return report;
}

const ending: Part = {
  what: 'saved card',
  page: async (db, after, most) => db<{ id: string }[]>`
    select m.id from card_mandate m join subscription s on s.id = m.subscription_id
    where m.state in ('REQUESTED', 'OFFERED', 'ACTIVE') and s.state in ('EXPIRED', 'CANCELLED') and m.id > ${after} order by m.id limit ${most}`,
  one: (ctx, id) => daily(ctx, ACTION, (tx) => end(tx, id)),
};

async function end(tx: Tx, cardMandateId: string): Promise<Outcome<unknown>> {
  const [seen] = await tx.orm.select({ subscriptionId: cardMandate.subscriptionId }).from(cardMandate).where(eq(cardMandate.id, cardMandateId));
  const now = seen === undefined ? null : await lockSubscription(tx, seen.subscriptionId);
  const row = await lockMandate(tx, cardMandateId);
  if (now === null || row === null || !isOver(now.subscription.state) || !isLive(row)) return null;
  return moveMandate(tx, row, { event: 'end', reason: 'The subscription is over.' });
}

function isLive({ state }: CardMandateRow): boolean {
  return (LIVE_MANDATE_STATES as readonly string[]).includes(state);
}

/** Invoices that are not paid, of subscriptions with a saved card; which of them it is charged with is judged under the locks. */
function charging(today: IndianDate): Part {
  const until = addDays(today, DAYS_AHEAD);
  return {
    what: 'invoice',
    page: async (db, after, most) => db<{ id: string }[]>`
      select i.id from card_mandate m join invoice i on i.subscription_id = m.subscription_id
      where m.state = 'ACTIVE' and i.state in ('ISSUED', 'PART_SETTLED') and i.id > ${after}
        and exists (select 1 from expected_payment p where p.invoice_id = i.id and p.due_on <= ${until})
      order by i.id limit ${most}`,
    one: (ctx, id) => daily(ctx, ACTION, (tx) => charge(tx, id, today)),
  };
}

async function charge(tx: Tx, invoiceId: string, today: IndianDate): Promise<Outcome<unknown>> {
  const [due] = await lockDues(tx, [invoiceId]);
  const row = due === undefined || due.outstandingPaise === 0n ? null : await mandateOf(tx, due);
  if (due === undefined || row === null) return null;
  const asked = await tx.orm.select({ seq: cardCharge.seq }).from(cardCharge).where(eq(cardCharge.invoiceId, invoiceId));
  for (const part of toCharge(today, due.parts, new Set(asked.map(({ seq }) => seq)))) {
    if (part.unpaidPaise <= row.maximumPaise) await ask(tx, row, due, part);
    else await tellTooMuch(tx, row, due, part);
  }
  return null;
}

/** The saved card, locked, that an invoice is charged to: a renewal's, of a term that began after the card was saved; null where there is none. */
async function mandateOf(tx: Tx, { id, subscriptionId }: DueInvoice): Promise<CardMandateRow | null> {
  const [found] = await tx.orm.execute<{ id: string }>(sql`
    select m.id from card_mandate m join invoice i on i.subscription_id = m.subscription_id join term t on t.id = i.term_id
      join purchase_request r on r.id = i.purchase_request_id
    where i.id = ${id}::uuid and m.subscription_id = ${subscriptionId}::uuid and m.state = 'ACTIVE' and r.purpose = 'RENEWAL'
      and t.starts_on > (m.requested_at at time zone 'Asia/Kolkata')::date`);
  const row = found === undefined ? null : await lockMandate(tx, found.id);
  return row?.state === 'ACTIVE' ? row : null;
}

/** The charge is kept; its consumer makes it. */
async function ask(tx: Tx, mandate: CardMandateRow, { id: invoiceId, departmentId, number }: DueInvoice, { seq, unpaidPaise }: DueInstalment): Promise<void> {
  const cardChargeId = newId();
  const fields = { cardMandateId: mandate.id, invoiceId, departmentId, seq, state: 'REQUESTED' as const, amountPaise: unpaidPaise };
  await tx.orm.insert(cardCharge).values({ ...fields, id: cardChargeId, requestedAt: tx.now, stateChangedAt: tx.now });
  await record(tx, { subject: { prefix: 'card_charge', id: cardChargeId }, organisationId: departmentId, before: null, after: { ...fields, number } });
  await emit(tx, 'onCardChargeRequested', { cardChargeId }, `card_charge:${cardChargeId}`);
}

/** Says once, of an instalment that a saved card is not charged with, that it is to be paid by transfer. */
async function tellTooMuch(tx: Tx, mandate: CardMandateRow, { id: invoiceId, departmentId }: DueInvoice, { seq, unpaidPaise }: DueInstalment): Promise<void> {
  const [told] = await tx.orm.execute(sql`
    select 1 from audit_event e where e.subject_id = ${mandate.id}::uuid and e.action = ${ACTION}
      and e.after->>'invoiceId' = ${invoiceId} and e.after->>'seq' = ${String(seq)} limit 1`);
  if (told !== undefined) return;
  await record(tx, {
    subject: { prefix: 'card_mandate', id: mandate.id }, organisationId: departmentId, before: null,
    after: { invoiceId, seq, unpaidPaise, maximumPaise: mandate.maximumPaise }, reason: 'The instalment is more than a saved card is charged; it is paid by transfer.',
  });
  await emit(tx, 'onCardChargeRequested', { cardMandateId: mandate.id, invoiceId, seq }, `card_mandate:${mandate.id}`);
}
