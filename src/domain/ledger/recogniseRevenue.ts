import { sql } from 'drizzle-orm';
import { systemCtx, type Tx } from '../../context.js';
import { daily, type DailyDeps } from '../../db/daily.js';
import { NIL_UUID } from '../../lib/ids.js';
import { firstOfMonth, indianDateOf, type IndianDate } from '../../lib/indianDate.js';
import { isRefused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';

const ACTION = 'recogniseRevenue';
/** Lines that are booked in one transaction. */
const LINES = 2_000;

/** What a run booked. */
export interface RecognitionReport {
  readonly entries: number;
}

/**
 * The daily job that books what was earned: for every line of an issued invoice and every month that is over, one entry from
 * DEFERRED_REVENUE to REVENUE, on the last day of the month (or on the day of the issue, where that came later). Of our part T of the
 * line (its taxable value without the provider's share) floor(T * elapsed / days) is earned by the end of a month, as
 * `recognisedBy` says; credit notes issued by then have lowered T, and what was booked too much goes back. The month's entry is the
 * difference to what is booked. It reckons by dates alone, so that a run that was missed, or that runs twice or beside another, books
 * the same. Lines are taken page by page, each in one statement.
 */
export async function recogniseRevenue({ db, now, log }: DailyDeps): Promise<RecognitionReport> {
  const ctx = systemCtx({ db, now, log }, ACTION);
  const month = firstOfMonth(indianDateOf(now()));
  let entries = 0;
  for (let after: string | null = NIL_UUID; after !== null;) {
    const from: string = after;
    const page = await daily(ctx, ACTION, (tx) => bookPage(tx, from, month));
    if (isRefused(page)) throw new Error(`${ACTION}: ${page.errors[0]?.message ?? 'refused'}`);
    entries += page.entries;
    after = page.last;
  }
  log.info({ job: ACTION, month, entries }, 'revenue is recognised');
  return { entries };
}

interface Page {
  readonly entries: number;
  /** The last line that was looked at; null when there are no more. */
  readonly last: string | null;
}

async function bookPage(tx: Tx, after: string, month: IndianDate): Promise<Page> {
  const lines = await openLines(tx, after, month);
  const last = lines.length < LINES ? null : lines.at(-1) ?? null;
  if (lines.length === 0) return { entries: 0, last };
  const [booked] = await tx.orm.execute<Booked>(bookLines(lines, month, tx.now));
  if (booked === undefined || booked.first_entry === null) return { entries: 0, last };
  await record(tx, {
    subject: { prefix: 'journal_entry', id: booked.first_entry }, organisationId: null, before: null,
    after: { entries: booked.entries, revenuePaise: booked.revenue, before: month, entriesSha256: booked.digest },
  });
  return { entries: booked.entries, last };
}

/** The next lines of issued invoices that began before this month and are not wholly booked until it, or of which something was credited. */
async function openLines(tx: Tx, after: string, month: IndianDate): Promise<string[]> {
  const rows = await tx.orm.execute<{ id: string }>(sql`
    select l.id from invoice_line l join invoice i on i.id = l.invoice_id
    where l.id > ${after}::uuid and i.issued_on is not null and l.starts_on < ${month}::date and l.taxable_paise > l.provider_share_paise
      and (not exists (select 1 from journal_entry e where e.business_key = 'REVENUE_RECOGNISED:' || l.id || ':'
          || to_char(least(${month}::date, l.ends_on) - 1, 'YYYY-MM'))
        or exists (select 1 from credit_note_line c where c.invoice_line_id = l.id))
    order by l.id limit ${LINES}`);
  return rows.map(({ id }) => id);
}

interface Booked {
  readonly [key: string]: unknown;
  readonly entries: number;
  /** Paise, as text. */
  readonly revenue: string | null;
  readonly first_entry: string | null;
  readonly digest: string | null;
}

/**
 * One statement for all entries and postings of some lines. Months after the last one that is booked for a line, and before
 * `month`: those of its period, and those in which something of it was credited.
 */
function bookLines(lines: readonly string[], month: IndianDate, now: Date): ReturnType<typeof sql> {
  return sql`
    with line as (
      select l.id, l.invoice_id, l.department_id, l.starts_on, l.ends_on, l.taxable_paise - l.provider_share_paise as ours,
        i.issued_on, i.number,
        (select max(right(e.business_key, 7)) from journal_entry e where e.subject_id = l.id and e.kind = 'REVENUE_RECOGNISED') as through,
        (select - coalesce(sum(p.amount_paise), 0) from posting p where p.invoice_line_id = l.id and p.account = 'REVENUE') as booked
      from jsonb_array_elements_text(${JSON.stringify(lines)}::jsonb) as wanted(id)
        join invoice_line l on l.id = wanted.id::uuid join invoice i on i.id = l.invoice_id),
    month as (
      select l.*, m.first::date as first, (m.first + interval '1 month')::date as next
      from line l cross join lateral (
        select s.first from generate_series(date_trunc('month', l.starts_on::timestamp),
          least(date_trunc('month', (l.ends_on - 1)::timestamp), ${month}::timestamp - interval '1 month'), interval '1 month') as s(first)
        union
        select date_trunc('month', n.issued_on::timestamp) from credit_note_line c join credit_note n on n.id = c.credit_note_id
        where c.invoice_line_id = l.id and n.issued_on < ${month}::date) m
      where l.through is null or to_char(m.first, 'YYYY-MM') > l.through),
    earned as (
      select m.*, div((m.ours - (
          select coalesce(sum(c.taxable_paise - c.provider_share_paise), 0) from credit_note_line c join credit_note n on n.id = c.credit_note_id
          where c.invoice_line_id = m.id and n.issued_on < m.next)) * least(greatest(m.next - m.starts_on, 0), m.ends_on - m.starts_on),
        (m.ends_on - m.starts_on)::numeric) as by_then
      from month m),
    due as (
      select e.*, 'REVENUE_RECOGNISED:' || e.id || ':' || to_char(e.first, 'YYYY-MM') as key,
        (e.by_then - lag(e.by_then, 1, e.booked) over (partition by e.id order by e.first))::bigint as amount
      from earned e),
    entry as (
      insert into journal_entry (id, kind, business_key, booked_on, subject_id, department_id, narration, created_at)
      select uuidv7(), 'REVENUE_RECOGNISED', d.key, greatest(d.next - 1, d.issued_on), d.id, d.department_id,
        'Revenue of ' || to_char(d.first, 'FMMonth YYYY') || ', invoice ' || d.number, ${now.toISOString()}::timestamptz
      from due d where d.amount <> 0 order by d.id, d.first
      on conflict (business_key) do nothing returning id, business_key, booked_on),
    booked as (
      insert into posting (id, entry_id, account, amount_paise, booked_on, department_id, invoice_id, invoice_line_id)
      select uuidv7(), e.id, side.account::account, side.sign * d.amount, e.booked_on, d.department_id, d.invoice_id, d.id
      from entry e join due d on d.key = e.business_key cross join (values ('DEFERRED_REVENUE', 1), ('REVENUE', -1)) as side(account, sign)
      returning entry_id, account, amount_paise)
    select count(*)::int as entries, (- sum(b.amount_paise))::text as revenue, min(b.entry_id::text) as first_entry,
      encode(sha256(convert_to(string_agg(b.entry_id::text, ',' order by b.entry_id), 'UTF8')), 'hex') as digest
    from booked b where b.account = 'REVENUE'`;
}
