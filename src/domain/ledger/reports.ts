import { inRead, type Ctx } from '../../context.js';
import type { IndianDate } from '../../lib/indianDate.js';
import { moneyOfPaise, type MoneyValue } from '../../lib/money.js';
import type { Account } from './lifecycle.js';
import { readsJournal } from './policy.js';

/** An account at the end of a day. */
export interface TrialBalanceLine {
  readonly account: Account;
  readonly debit: MoneyValue;
  readonly credit: MoneyValue;
  /** Debits less credits: negative for what we owe and what we earned. */
  readonly balance: MoneyValue;
}

export interface TrialBalance {
  readonly on: IndianDate;
  readonly lines: readonly TrialBalanceLine[];
  readonly debit: MoneyValue;
  readonly credit: MoneyValue;
}

/** The sums of every account over what was booked up to the end of an Indian day; null for whoever may not see the books. */
export async function trialBalance(ctx: Ctx, on: IndianDate): Promise<TrialBalance | null> {
  if (!readsJournal(ctx.actor)) return null;
  const rows = await inRead(ctx, (sql) => sql<{ account: Account; debit: string; credit: string }[]>`
    select a.account, coalesce(sum(p.amount_paise) filter (where p.amount_paise > 0), 0)::text as debit,
      coalesce(-sum(p.amount_paise) filter (where p.amount_paise < 0), 0)::text as credit
    from unnest(enum_range(null::account)) as a(account) left join posting p on p.account = a.account and p.booked_on <= ${on}::date
    group by a.account order by a.account`);
  const lines = rows.map(({ account, debit, credit }) => ({
    account, debit: moneyOfPaise(BigInt(debit)), credit: moneyOfPaise(BigInt(credit)), balance: moneyOfPaise(BigInt(debit) - BigInt(credit)),
  }));
  const sum = (key: 'debit' | 'credit'): MoneyValue => moneyOfPaise(lines.reduce((all, line) => all + line[key].amountMinor, 0n));
  return { on, lines, debit: sum('debit'), credit: sum('credit') };
}

/** What of the revenue that is deferred will be earned in a month. */
export interface DeferredMonth {
  /** Its first day. */
  readonly month: IndianDate;
  readonly amount: MoneyValue;
}

export interface DeferredRevenue {
  readonly on: IndianDate;
  readonly total: MoneyValue;
  readonly months: readonly DeferredMonth[];
}

/**
 * What is invoiced and not recognised as revenue at the end of an Indian day, by the months in which it will be: the months sum to
 * the balance of the account exactly. What should have been recognised by then and was not, is in the first month. Null for whoever
 * may not see the books.
 */
export async function deferredRevenue(ctx: Ctx, on: IndianDate): Promise<DeferredRevenue | null> {
  if (!readsJournal(ctx.actor)) return null;
  const rows = await inRead(ctx, (sql) => sql<{ month: IndianDate; amount: string }[]>`
    with line as (
      select p.invoice_line_id, coalesce(-sum(p.amount_paise) filter (where e.kind <> 'REVENUE_RECOGNISED'), 0) as whole,
        coalesce(sum(p.amount_paise) filter (where e.kind = 'REVENUE_RECOGNISED'), 0) as earned
      from posting p join journal_entry e on e.id = p.entry_id
      where p.account = 'DEFERRED_REVENUE' and p.booked_on <= ${on}::date group by p.invoice_line_id having sum(p.amount_paise) <> 0),
    span as (
      select l.whole, l.earned, i.starts_on, i.ends_on, i.ends_on - i.starts_on as days from line l join invoice_line i on i.id = l.invoice_line_id),
    month as (
      select m.first::date as first, (m.first + interval '1 month')::date as next
      from generate_series(date_trunc('month', ${on}::timestamp),
        greatest(date_trunc('month', (select max(s.ends_on) - 1 from span s)::timestamp), date_trunc('month', ${on}::timestamp)), interval '1 month') as m(first)),
    earned as (
      select m.first, sum(div(s.whole * least(greatest(m.next - s.starts_on, 0), s.days), s.days::numeric)) as by_then
      from month m cross join span s group by m.first)
    select d.month::text as month, d.amount::text as amount from (
      select e.first as month, e.by_then - coalesce(lag(e.by_then) over (order by e.first), (select sum(s.earned) from span s)) as amount from earned e) d
    where d.amount <> 0 order by d.month`);
  const months = rows.map(({ month, amount }) => ({ month, amount: moneyOfPaise(BigInt(amount)) }));
  return { on, total: moneyOfPaise(months.reduce((all, { amount }) => all + amount.amountMinor, 0n)), months };
}
