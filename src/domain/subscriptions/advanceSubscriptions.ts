import { sql } from 'drizzle-orm';
import { systemCtx, type Ctx, type Tx } from '../../context.js';
import { asSystem } from '../../db/asSystem.js';
import { daily, runPart, type DailyDeps, type Done, type Part } from '../../db/daily.js';
import { addDays, indianDateOf, type IndianDate } from '../../lib/indianDate.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { issueInvoice } from '../billing/steps.js';
import { businessTermsOn } from '../pricing/steps.js';
import { prepareRenewal } from '../procurement/steps.js';
import { advance } from './advance.js';
import { isOver } from './lifecycle.js';
import { emitTold } from './moved.js';
import { endSeats } from './steps.js';

const ACTION = 'advanceSubscriptions';
/** Seats that are released in one transaction. */
const SEATS = 5_000;
/** Days for which a mutation can be sent again under its key, and records let go of at once. */
const KEPT_DAYS = 30;
const RECORDS = 5_000;

/** What a run did, by part. */
export interface AdvanceReport {
  readonly subscriptions: Done;
  readonly invoices: Done;
  readonly renewals: Done;
  readonly endedSubscriptions: Done;
  readonly keysLetGo: number;
}

/**
 * The daily job: subscriptions begin, roll over, expire, and go to GRACE and SUSPENDED by what is overdue today; drafts of invoices
 * whose period has begun are issued; renewals are prepared ahead of the end of a term, once for each; the seats of what is over are
 * released; and idempotency keys older than 30 days are let go. Each row has transactions of its own and is judged under its lock:
 * run twice, or in two processes at once, it does nothing twice, and days on which it did not run make no difference. A row that
 * cannot be done is logged; the others go on, and the job then fails as a whole, so that it is tried again.
 */
export async function advanceSubscriptions({ db, now, log }: DailyDeps): Promise<AdvanceReport> {
  const ctx = systemCtx({ db, now, log }, ACTION);
  const today = indianDateOf(now());
  const report: AdvanceReport = {
    subscriptions: await runPart(ctx, moving),
    invoices: await runPart(ctx, issuing(today)),
    renewals: await runPart(ctx, renewing(today)),
    endedSubscriptions: await runPart(ctx, releasing),
    keysLetGo: await letKeysGo(ctx),
  };
  log.info({ job: ACTION, today, ...report }, 'the daily job has run');
  const failed = [report.subscriptions, report.invoices, report.renewals, report.endedSubscriptions].reduce((sum, part) => sum + part.failed, 0);
  if (failed > 0) throw new Error(`${ACTION}: ${failed} rows could not be done; the log names them`);
  return report;
}

const moving: Part = {
  what: 'subscription',
  page: async (db, after, most) => db<{ id: string }[]>`
    select s.id from subscription s where s.state in ('PENDING', 'ACTIVE', 'GRACE', 'SUSPENDED') and s.id > ${after} order by s.id limit ${most}`,
  one: (ctx, id) => daily(ctx, ACTION, (tx) => advance(tx, id)),
};

/** Invoices of terms that have begun. What was ordered and never began is discarded at the end of its subscription. */
function issuing(today: IndianDate): Part {
  return {
    what: 'invoice',
    page: async (db, after, most) => db<{ id: string }[]>`
      select i.id from invoice i join subscription s on s.id = i.subscription_id join term t on t.id = i.term_id
        join term c on c.id = s.current_term_id
      where i.state = 'DRAFT' and i.id > ${after} and s.state not in ('PENDING', 'CANCELLED') and t.seq <= c.seq
        and exists (select 1 from invoice_line l where l.invoice_id = i.id and l.starts_on <= ${today})
      order by i.id limit ${most}`,
    one: (ctx, id) => daily(ctx, ACTION, (tx) => issue(tx, id)),
  };
}

async function issue(tx: Tx, id: string): Promise<Outcome<unknown>> {
  const [draft] = await tx.orm.execute<{ id: string }>(sql`
    select i.id from invoice i where i.id = ${id}::uuid and i.state = 'DRAFT' for update`);
  return draft === undefined ? null : issueInvoice(tx, id);
}

/** Subscriptions near the end of a term that nobody has asked to renew, in whatever became of the asking. */
function renewing(today: IndianDate): Part {
  return {
    what: 'subscription',
    page: async (db, after, most) => db<{ id: string }[]>`
      select s.id from subscription s join term t on t.id = s.current_term_id
      where s.state in ('ACTIVE', 'GRACE', 'SUSPENDED') and s.cancelled_at is null and s.id > ${after} and t.ends_on > ${today}
        and t.ends_on - (select b.renewal_notice_days from business_terms b where b.in_force_from <= ${today}
          order by b.in_force_from desc limit 1) <= ${today}
        and not exists (select 1 from purchase_request r where r.term_id = t.id and r.purpose = 'RENEWAL')
      order by s.id limit ${most}`,
    one: (ctx, id) => daily(ctx, ACTION, (tx) => renew(tx, id, today)),
  };
}

async function renew(tx: Tx, id: string, today: IndianDate): Promise<Outcome<unknown>> {
  const now = await advance(tx, id);
  if (now === null || now.subscription.cancelledAt !== null || isOver(now.subscription.state)) return null;
  const notice = (await businessTermsOn(tx, today))?.renewalNoticeDays ?? 0;
  if (addDays(now.term.endsOn, -notice) > today) return null;
  const prepared = await prepareRenewal(tx, id);
  if (prepared !== null) await emitTold(tx, id, 'QUOTED');
  return prepared;
}

const releasing: Part = {
  what: 'subscription',
  page: async (db, after, most) => db<{ id: string }[]>`
    select s.id from subscription s join term t on t.id = s.current_term_id
    where s.state in ('EXPIRED', 'CANCELLED') and t.assigned > 0 and s.id > ${after} order by s.id limit ${most}`,
  one: async (ctx, id) => {
    for (;;) {
      const released = await daily(ctx, ACTION, (tx) => endSeats(tx, id, SEATS));
      if (isRefused(released) || released < SEATS) return released;
    }
  },
};

/** Bookkeeping, of no person's affairs: outside the audit log. */
async function letKeysGo(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000);
  for (let all = 0; ;) {
    const gone = await asSystem(ctx.db, async (db) => (await db`
      delete from idempotency_record r using (
        select k.owner_id, k.mutation, k.key from idempotency_record k where k.created_at < ${before.toISOString()} limit ${RECORDS}) old
      where (r.owner_id, r.mutation, r.key) = (old.owner_id, old.mutation, old.key)`).count);
    all += gone;
    if (gone < RECORDS) return all;
  }
}
