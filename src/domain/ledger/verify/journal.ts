import { told, type Check } from './check.js';

/** The journal by itself, and every account against the rows that it tells of. */
export const JOURNAL_CHECKS: readonly Check[] = [
  {
    kind: 'ENTRY_UNBALANCED', prefix: 'journal_entry', sql: `
      select e.id as subject, e.business_key || ' has ' || coalesce(p.postings, 0) || ' postings, which sum to ' || coalesce(p.balance, 0) as message
      from journal_entry e left join (select p.entry_id, count(*) as postings, sum(p.amount_paise) as balance from posting p group by p.entry_id) p on p.entry_id = e.id
      where coalesce(p.postings, 0) < 2 or p.balance <> 0`,
  },
  {
    kind: 'POSTING_ASTRAY', prefix: 'journal_entry', sql: `
      select p.entry_id as subject, 'a posting of ' || p.amount_paise || ' on ' || p.account || case when e.id is null then ' has no entry'
        else ' is of ' || p.booked_on || ', its entry of ' || e.booked_on end as message
      from posting p left join journal_entry e on e.id = p.entry_id where e.id is null or e.booked_on <> p.booked_on`,
  },
  {
    kind: 'ENTRY_KEY', prefix: 'journal_entry', sql: `
      select e.id as subject, 'the key ' || e.business_key || ' is not that of ' || e.kind || ' of ' || e.subject_id as message from journal_entry e
      where e.business_key <> e.kind || ':' || e.subject_id || case when e.kind = 'REVENUE_RECOGNISED' then right(e.business_key, 8) else '' end`,
  },
  {
    kind: 'ENTRY_WITHOUT_SUBJECT', prefix: 'journal_entry', sql: `
      select e.id as subject, e.business_key || ' tells of what there is not, or is not in such a state' as message from journal_entry e
      where not case e.kind
        when 'INVOICE_ISSUED' then exists (select 1 from invoice x where x.id = e.subject_id and x.number is not null)
        when 'INVOICE_WRITTEN_OFF' then exists (select 1 from invoice x where x.id = e.subject_id and x.state = 'UNCOLLECTIBLE')
        when 'CREDIT_NOTE_ISSUED' then exists (select 1 from credit_note x where x.id = e.subject_id)
        when 'RECEIPT_CONFIRMED' then exists (select 1 from receipt x where x.id = e.subject_id and x.state in ('SUCCEEDED', 'REVERSED'))
        when 'RECEIPT_REVERSED' then exists (select 1 from receipt x where x.id = e.subject_id and x.state = 'REVERSED')
        when 'CREDIT_ALLOCATED' then exists (select 1 from allocation x where x.id = e.subject_id) or exists (select 1 from receipt x where x.id = e.subject_id)
        when 'TAX_WITHHELD_CLAIMED' then exists (select 1 from tax_withheld x where x.id = e.subject_id)
        when 'TAX_WITHHELD_DISALLOWED' then exists (select 1 from tax_withheld x where x.id = e.subject_id and x.state = 'DISALLOWED')
        when 'REFUND_PAID' then exists (select 1 from refund x where x.id = e.subject_id and x.state = 'PAID')
        when 'CARD_PAYOUT_PAID' then exists (select 1 from card_payout x where x.id = e.subject_id)
        when 'CARD_PAYOUT_FAILED' then exists (select 1 from card_payout x where x.id = e.subject_id and x.state = 'FAILED')
        when 'REVENUE_RECOGNISED' then exists (select 1 from invoice_line x where x.id = e.subject_id) end`,
  },
  {
    kind: 'ACCOUNT_BALANCE', prefix: null, sql: `
      with kept(account, amount) as (
        select 'BANK', (select coalesce(sum(r.amount_paise), 0) from receipt r where r.rail = 'TRANSFER' and r.state = 'SUCCEEDED')
          - (select coalesce(sum(f.amount_paise), 0) from refund f where f.rail = 'TRANSFER' and f.state = 'PAID')
          + (select coalesce(sum(o.amount_paise), 0) from card_payout o where o.state = 'PAID')
        union all select 'CARD_CLEARING', (select coalesce(sum(r.amount_paise), 0) from receipt r where r.rail = 'CARD' and r.state = 'SUCCEEDED')
          - (select coalesce(sum(f.amount_paise), 0) from refund f where f.rail = 'CARD' and f.state = 'PAID')
          - (select coalesce(sum(o.fee_paise + case o.state when 'PAID' then o.amount_paise else 0 end), 0) from card_payout o)
        union all select 'CARD_FEES', coalesce(sum(o.fee_paise), 0) from card_payout o
        union all select 'RECEIVABLE', coalesce(sum(i.total_paise - i.settled_paise), 0) from invoice i where i.state in ('ISSUED', 'PART_SETTLED')
        union all select 'BAD_DEBT', coalesce(sum(i.total_paise - i.settled_paise), 0) from invoice i where i.state = 'UNCOLLECTIBLE'
        union all select 'TAX_WITHHELD', coalesce(sum(t.amount_paise), 0) from tax_withheld t where t.state <> 'DISALLOWED'
        union all select 'UNMATCHED_RECEIPTS', -coalesce(sum(r.amount_paise), 0) from receipt r where r.state = 'SUCCEEDED' and r.department_id is null
        union all select x.account, (select coalesce(sum(case x.account when 'CGST' then n.cgst_paise when 'SGST' then n.sgst_paise else n.igst_paise end), 0) from credit_note n)
          - (select coalesce(sum(case x.account when 'CGST' then i.cgst_paise when 'SGST' then i.sgst_paise else i.igst_paise end), 0) from invoice i where i.number is not null)
          from (values ('CGST'), ('SGST'), ('IGST')) as x(account))
      select k.account as subject, ${told('the balance', 'coalesce(b.amount, 0)', 'k.amount')} as message
      from kept k left join (select p.account::text as account, sum(p.amount_paise) as amount from posting p group by p.account) b on b.account = k.account
      where coalesce(b.amount, 0) <> k.amount`,
  },
  {
    kind: 'CUSTOMER_CREDIT', prefix: 'department', sql: `
      with kept as (
        select x.department_id, sum(x.amount) as amount from (
          select r.department_id, r.amount_paise - r.allocated_paise - r.refunded_paise as amount from receipt r where r.state = 'SUCCEEDED' and r.department_id is not null
          union all select n.department_id, n.total_paise - n.allocated_paise - n.refunded_paise from credit_note n) x group by x.department_id),
      booked as (select p.department_id, -sum(p.amount_paise) as amount from posting p where p.account = 'CUSTOMER_CREDIT' group by p.department_id)
      select coalesce(k.department_id, b.department_id) as subject, ${told('its credit', 'coalesce(b.amount, 0)', 'coalesce(k.amount, 0)')} as message
      from kept k full join booked b on b.department_id = k.department_id where coalesce(k.amount, 0) <> coalesce(b.amount, 0)`,
  },
  {
    kind: 'PROVIDER_PAYABLE', prefix: 'provider', sql: `
      with kept as (
        select x.provider_id, sum(x.amount) as amount from (
          select l.provider_id, l.provider_share_paise as amount from invoice_line l join invoice i on i.id = l.invoice_id
            where i.number is not null and l.provider_share_paise > 0
          union all select l.provider_id, -c.provider_share_paise from credit_note_line c join invoice_line l on l.id = c.invoice_line_id
            where c.provider_share_paise > 0) x group by x.provider_id),
      booked as (select p.provider_id, -sum(p.amount_paise) as amount from posting p where p.account = 'PROVIDER_PAYABLE' group by p.provider_id)
      select coalesce(k.provider_id, b.provider_id) as subject, ${told('what it is owed', 'coalesce(b.amount, 0)', 'coalesce(k.amount, 0)')} as message
      from kept k full join booked b on b.provider_id = k.provider_id where coalesce(k.amount, 0) <> coalesce(b.amount, 0)`,
  },
  {
    kind: 'DEFERRED_BY_LINE', prefix: 'invoice_line', sql: `
      with booked as (
        select p.invoice_line_id as id, -sum(p.amount_paise) filter (where p.account = 'DEFERRED_REVENUE') as deferred,
          -sum(p.amount_paise) filter (where p.account = 'REVENUE') as earned
        from posting p where p.invoice_line_id is not null and p.account in ('DEFERRED_REVENUE', 'REVENUE') group by p.invoice_line_id),
      credited as (
        select c.invoice_line_id as id, sum(c.taxable_paise - c.provider_share_paise) as ours from credit_note_line c group by c.invoice_line_id)
      select l.id as subject, ${told('what is deferred', 'coalesce(b.deferred, 0)', '(l.taxable_paise - l.provider_share_paise - coalesce(c.ours, 0) - coalesce(b.earned, 0))')} as message
      from invoice_line l join invoice i on i.id = l.invoice_id left join booked b on b.id = l.id left join credited c on c.id = l.id
      where coalesce(b.deferred, 0) <> case when i.number is null then 0
        else l.taxable_paise - l.provider_share_paise - coalesce(c.ours, 0) - coalesce(b.earned, 0) end`,
  },
  {
    // What is earned by the end of the last month that is booked; the same rule as recognisedBy.
    kind: 'REVENUE_BY_LINE', prefix: 'invoice_line', sql: `
      with booked as (
        select e.subject_id as id, max(right(e.business_key, 7)) as through, -sum(p.amount_paise) as earned
        from journal_entry e join posting p on p.entry_id = e.id and p.account = 'REVENUE' where e.kind = 'REVENUE_RECOGNISED' group by e.subject_id),
      due as (
        select l.id, b.earned, div((l.taxable_paise - l.provider_share_paise - coalesce((
            select sum(c.taxable_paise - c.provider_share_paise) from credit_note_line c join credit_note n on n.id = c.credit_note_id
            where c.invoice_line_id = l.id and n.issued_on < (to_date(b.through, 'YYYY-MM') + interval '1 month')::date), 0))
          * least(greatest((to_date(b.through, 'YYYY-MM') + interval '1 month')::date - l.starts_on, 0), l.ends_on - l.starts_on), (l.ends_on - l.starts_on)::numeric) as by_then
        from booked b join invoice_line l on l.id = b.id)
      select d.id as subject, ${told('what is earned', 'd.earned', 'd.by_then')} as message from due d where d.earned <> d.by_then`,
  },
];
