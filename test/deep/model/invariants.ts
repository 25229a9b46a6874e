import type { Sql } from 'postgres';
import { Disagreement } from './office.js';

/**
 * What must hold of the rows after every step, whatever was done: each answers the rows that break it. `$1` are the departments that the
 * step was about (null: all), so that a step costs the same at the end of a history as at its beginning.
 */
const INVARIANTS: Readonly<Record<string, string>> = {
  'an entry sums to zero': `
    select e.business_key as subject, coalesce(sum(p.amount_paise), 0)::text as found from journal_entry e left join posting p on p.entry_id = e.id
    where $1::uuid[] is null or e.department_id = any($1) group by e.id having coalesce(sum(p.amount_paise), 0) <> 0 or count(p.id) < 2`,
  'the receivable of an invoice is what is not settled of it': `
    select i.id::text as subject, b.balance::text as found from invoice i, lateral (
      select coalesce(sum(p.amount_paise), 0) as balance from posting p where p.invoice_id = i.id and p.account = 'RECEIVABLE') b
    where ($1::uuid[] is null or i.department_id = any($1)) and b.balance <>
      case when i.state in ('DRAFT', 'DISCARDED', 'UNCOLLECTIBLE') then 0 else i.total_paise - i.settled_paise end`,
  'what is settled of an invoice is the sum of its allocations, and its state says so': `
    select i.id::text as subject, i.state || ' ' || i.settled_paise || ' but ' || s.settled as found from invoice i, lateral (
      select coalesce(sum(a.amount_paise), 0) as settled from allocation a where a.invoice_id = i.id) s
    where ($1::uuid[] is null or i.department_id = any($1)) and (i.settled_paise <> s.settled
      or i.state not in ('DRAFT', 'DISCARDED', 'UNCOLLECTIBLE') and i.state::text <>
        case when s.settled = 0 then 'ISSUED' when s.settled = i.total_paise then 'SETTLED' else 'PART_SETTLED' end)`,
  'what is credited of an invoice is the sum of its credit notes': `
    select i.id::text as subject, i.credited_paise::text as found from invoice i
    where ($1::uuid[] is null or i.department_id = any($1))
      and i.credited_paise <> (select coalesce(sum(n.total_paise), 0) from credit_note n where n.invoice_id = i.id)`,
  'what a source has settled is the sum of its allocations': `
    select s.id::text as subject, s.allocated::text as found from (
      select r.id, r.department_id, r.allocated_paise as allocated from receipt r union all
      select n.id, n.department_id, n.allocated_paise from credit_note n union all
      select t.id, t.department_id, t.allocated_paise from tax_withheld t) s
    where ($1::uuid[] is null or s.department_id = any($1)) and s.allocated <> (select coalesce(sum(a.amount_paise), 0) from allocation a
      where s.id in (a.receipt_id, a.credit_note_id, a.tax_withheld_id))`,
  'the credit of a department is what its receipts and credit notes have left': `
    select d.id::text as subject, d.booked || ' but ' || d.left_over as found from (
      select o.id, (select coalesce(sum(p.amount_paise), 0) from posting p where p.department_id = o.id and p.account = 'CUSTOMER_CREDIT') as booked,
        (select coalesce(sum(r.amount_paise - r.allocated_paise - r.refunded_paise), 0) from receipt r where r.department_id = o.id and r.state = 'SUCCEEDED')
        + (select coalesce(sum(n.total_paise - n.allocated_paise - n.refunded_paise), 0) from credit_note n where n.department_id = o.id) as left_over
      from organisation o where o.kind = 'DEPARTMENT' and ($1::uuid[] is null or o.id = any($1))) d where d.booked + d.left_over <> 0`,
  'each account holds what the rows say': `
    select a.account as subject, a.booked || ' but ' || a.rows as found from (
      select w.account, (select coalesce(sum(p.amount_paise), 0) from posting p where p.account::text = w.account) as booked, w.rows from (values
        ('BANK', (select coalesce(sum(r.amount_paise), 0) from receipt r where r.state = 'SUCCEEDED')
          - (select coalesce(sum(f.amount_paise), 0) from refund f where f.state = 'PAID')),
        ('UNMATCHED_RECEIPTS', - (select coalesce(sum(r.amount_paise), 0) from receipt r where r.state = 'SUCCEEDED' and r.department_id is null)),
        ('TAX_WITHHELD', (select coalesce(sum(t.amount_paise), 0) from tax_withheld t where t.state <> 'DISALLOWED')),
        ('BAD_DEBT', (select coalesce(sum(i.total_paise - i.settled_paise), 0) from invoice i where i.state = 'UNCOLLECTIBLE')),
        ('CGST', (select coalesce(sum(n.cgst_paise), 0) from credit_note n) - (select coalesce(sum(i.cgst_paise), 0) from invoice i where i.number is not null)),
        ('SGST', (select coalesce(sum(n.sgst_paise), 0) from credit_note n) - (select coalesce(sum(i.sgst_paise), 0) from invoice i where i.number is not null)),
        ('IGST', (select coalesce(sum(n.igst_paise), 0) from credit_note n) - (select coalesce(sum(i.igst_paise), 0) from invoice i where i.number is not null)),
        ('PROVIDER_PAYABLE', (select coalesce(sum(c.provider_share_paise), 0) from credit_note_line c)
          - (select coalesce(sum(l.provider_share_paise), 0) from invoice_line l join invoice i on i.id = l.invoice_id where i.number is not null))
        ) as w(account, rows)) a where a.booked <> a.rows`,
  'what is deferred of a line is what is ours of it, less what is credited and recognised': `
    select l.id::text as subject, b.deferred || ' of ' || l.taxable_paise as found from invoice_line l join invoice i on i.id = l.invoice_id, lateral (
      select coalesce(sum(p.amount_paise) filter (where p.account = 'DEFERRED_REVENUE'), 0) as deferred,
        coalesce(sum(p.amount_paise) filter (where p.account = 'REVENUE'), 0) as revenue from posting p where p.invoice_line_id = l.id) b
    where ($1::uuid[] is null or l.department_id = any($1)) and b.deferred + b.revenue <> case when i.number is null then 0 else
      - (l.taxable_paise - l.provider_share_paise) + (select coalesce(sum(c.taxable_paise - c.provider_share_paise), 0)
        from credit_note_line c where c.invoice_line_id = l.id) end`,
  'the counters of a term are its rows, and no more seats live than were bought': `
    select t.id::text as subject, t.quantity || ' ' || t.assigned || ' ' || t.active as found from term t join subscription s on s.current_term_id = t.id, lateral (
      select count(*) filter (where x.state <> 'RELEASED') as live, count(*) filter (where x.state = 'ACTIVE') as active from seat x where x.subscription_id = s.id) c
    where ($1::uuid[] is null or s.department_id = any($1)) and (t.assigned <> c.live or t.active <> c.active or c.live > t.quantity
      or t.quantity <> (select coalesce(sum(q.added), 0) from quantity_change q where q.term_id = t.id)
      or exists (select 1 from term n where n.prior_term_id = t.id and n.quantity < c.live))`,
  'an employee has one live seat of a thing at most, and none when he has left or what it is of is over': `
    select e.id::text as subject, count(*)::text as found from seat x join employee e on e.id = x.employee_id join subscription s on s.id = x.subscription_id
    where x.state <> 'RELEASED' and ($1::uuid[] is null or e.department_id = any($1)) group by e.id, x.course_id
    having count(*) > 1 or bool_or(e.state = 'LEFT') or bool_or(s.state in ('EXPIRED', 'CANCELLED'))`,
  'documents are numbered without a gap, one for each that was issued': `
    select c.kind || ' ' || c.financial_year as subject, c.last || ' but ' || n.count as found from document_counter c, lateral (
      select count(*) as count, max(d.seq) as last from issued_document d
      where d.kind = c.kind and d.financial_year = c.financial_year and d.supplier_gstin = c.supplier_gstin) n
    where n.count <> c.last or n.last is distinct from nullif(c.last, 0)
    union all select 'documents', count(*)::text from issued_document d having count(*) <>
      (select count(*) from invoice i where i.number is not null) + (select count(*) from credit_note) + (select count(*) from receipt r where r.number is not null)`,
  'what is expected of an issued invoice is its total': `
    select i.id::text as subject, sum(p.amount_paise)::text as found from invoice i left join expected_payment p on p.invoice_id = i.id
    where i.number is not null and ($1::uuid[] is null or i.department_id = any($1)) group by i.id having sum(p.amount_paise) is distinct from i.total_paise`,
};

const TOGETHER = Object.entries(INVARIANTS)
  .map(([name, query]) => `select '${name.replaceAll("'", "''")}' as rule, v.subject, v.found from (${query}) v`).join(' union all ');

/** Checks every invariant in one statement, of the departments given, or of all. */
export async function checkInvariants(owner: Sql, departments: readonly string[] | null): Promise<void> {
  const broken = await owner.unsafe<{ rule: string; subject: string; found: string }[]>(
    TOGETHER, [departments as string[] | null], { prepare: true });
  if (broken.length > 0) throw new Disagreement(broken.map(({ rule, subject, found }) => `not so: ${rule} (${subject}: ${found})`).join('\n'));
}
