import type { Sql } from 'postgres';

/** A department's money as its rows and the journal have it: paise, without ids, numbers and times; lists in the order of what they say. */
export interface Books {
  /** State, total and what is settled of it, of each invoice. */
  readonly invoices: readonly string[];
  readonly subscriptions: readonly string[];
  /** Rail, state, amount, currency, what it settles and what of it went back, of each receipt. */
  readonly receipts: readonly string[];
  readonly refunds: readonly string[];
  readonly pages: readonly string[];
  readonly charges: readonly string[];
  readonly cards: readonly string[];
  /** The balance of each account that money moves through, where there is one: debits above zero. */
  readonly journal: Readonly<Record<string, number>>;
}

/** Reads the books of a department. */
export async function booksOf(owner: Sql, departmentId: string): Promise<Books> {
  const [row] = await owner<Books[]>`
    select
      (select coalesce(array_agg(i.state || ' ' || i.total_paise || ' ' || i.settled_paise order by i.state, i.total_paise, i.settled_paise), '{}')
        from invoice i where i.department_id = ${departmentId}) as invoices,
      (select coalesce(array_agg(s.state::text order by s.state), '{}') from subscription s where s.department_id = ${departmentId}) as subscriptions,
      (select coalesce(array_agg(x.line order by x.line), '{}') from (select r.rail || ' ' || r.state || ' ' || r.amount_paise || ' ' || r.currency || ' '
        || r.match || ' settles ' || r.allocated_paise || ' back ' || r.refunded_paise as line from receipt r where r.department_id = ${departmentId}) x) as receipts,
      (select coalesce(array_agg(x.line order by x.line), '{}') from (select f.rail || ' ' || f.state || ' ' || f.amount_paise || case when f.recorded_by is null then ' by the provider' else '' end
        as line from refund f where f.department_id = ${departmentId}) x) as refunds,
      (select coalesce(array_agg(x.line order by x.line), '{}') from (select h.state || ' ' || h.amount_paise as line from hosted_invoice h where h.department_id = ${departmentId}) x) as pages,
      (select coalesce(array_agg(x.line order by x.line), '{}') from (select c.seq || ' ' || c.state || ' ' || c.amount_paise as line from card_charge c where c.department_id = ${departmentId}) x) as charges,
      (select coalesce(array_agg(m.state::text order by m.state), '{}') from card_mandate m where m.department_id = ${departmentId}) as cards,
      (select coalesce(json_object_agg(b.account, b.balance), '{}') from (select p.account, sum(p.amount_paise) as balance from posting p
        where p.department_id = ${departmentId} and p.account not in ('DEFERRED_REVENUE', 'REVENUE', 'CGST', 'SGST', 'IGST')
        group by p.account having sum(p.amount_paise) <> 0 order by p.account) b) as journal`;
  if (row === undefined) throw new Error('no books');
  return row;
}

/**
 * What stands of the books of a department, whichever way it came to stand: money that came and went again without a trace in between (a
 * dispute that was won before we heard of it) is not in it. That the journal says the same as the rows is `ledgerFaults`.
 */
export async function standingOf(owner: Sql, departmentId: string): Promise<object> {
  const { receipts: _receipts, refunds: _refunds, ...books } = await booksOf(owner, departmentId);
  const [row] = await owner<{ held: string; waits: string; settles: string[] }[]>`
    select (select coalesce(sum(r.amount_paise - r.refunded_paise), 0)::text from receipt r
        where r.department_id = ${departmentId} and r.rail = 'CARD' and r.state = 'SUCCEEDED') as held,
      (select coalesce(string_agg(r.amount_paise || ' ' || r.currency, ', ' order by r.amount_paise, r.currency), '') from receipt r
        where r.department_id = ${departmentId} and r.state = 'PENDING') as waits,
      (select coalesce(array_agg(a.settled::text order by a.settled), '{}') from (select sum(x.amount_paise) as settled from allocation x
        where x.department_id = ${departmentId} and x.receipt_id is not null group by x.invoice_id having sum(x.amount_paise) <> 0) a) as settles`;
  return { ...books, ...row };
}
