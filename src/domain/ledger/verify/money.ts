import { told, type Check } from './check.js';

/** What the journal books on the accounts given, for an entry of a kind and a subject. */
export const bookedFor = (kind: string, subject: string, accounts: string): string =>
  `(select coalesce(sum(p.amount_paise), 0) from journal_entry e join posting p on p.entry_id = e.id
    where e.business_key = '${kind}:' || ${subject} and p.account in (${accounts}))`;

/** Receipts, tax withheld and refunds against their allocations and the journal; terms against their orders and seats. */
export const MONEY_CHECKS: readonly Check[] = [
  {
    kind: 'RECEIPT_USED', prefix: 'receipt', sql: `
      select r.id as subject, 'it is used to ' || r.allocated_paise || ' and ' || r.refunded_paise || ', by its rows to ' || coalesce(a.amount, 0) || ' and ' || coalesce(f.amount, 0) as message
      from receipt r left join (select a.receipt_id as id, sum(a.amount_paise) as amount from allocation a where a.source = 'RECEIPT' group by a.receipt_id) a on a.id = r.id
      left join (select f.receipt_id as id, sum(f.amount_paise) as amount from refund f where f.state = 'PAID' group by f.receipt_id) f on f.id = r.id
      where r.allocated_paise <> coalesce(a.amount, 0) or r.refunded_paise <> coalesce(f.amount, 0)`,
  },
  {
    kind: 'RECEIPT_ENTRY', prefix: 'receipt', sql: `
      select x.id as subject, 'it is ' || x.state || ' of ' || x.amount_paise || ', and ' || x.confirmed || ' is booked as received, ' || -x.reversed || ' as taken back' as message
      from (select r.id, r.state, r.amount_paise, ${bookedFor('RECEIPT_CONFIRMED', 'r.id', "'BANK', 'CARD_CLEARING'")} as confirmed,
        ${bookedFor('RECEIPT_REVERSED', 'r.id', "'BANK', 'CARD_CLEARING'")} as reversed from receipt r) x
      where x.confirmed <> case when x.state in ('SUCCEEDED', 'REVERSED') then x.amount_paise else 0 end
        or -x.reversed <> case when x.state = 'REVERSED' then x.amount_paise else 0 end`,
  },
  {
    kind: 'TAX_WITHHELD_USED', prefix: 'tax_withheld', sql: `
      select t.id as subject, ${told('what is set against its invoice', 't.allocated_paise', 'coalesce(a.amount, 0)')} as message from tax_withheld t
      left join (select a.tax_withheld_id as id, sum(a.amount_paise) as amount from allocation a where a.source = 'TAX_WITHHELD' group by a.tax_withheld_id) a on a.id = t.id
      where t.allocated_paise <> coalesce(a.amount, 0) or t.allocated_paise <> case when t.state = 'DISALLOWED' then 0 else t.amount_paise end`,
  },
  {
    kind: 'TAX_WITHHELD_ENTRY', prefix: 'tax_withheld', sql: `
      select x.id as subject, 'it is ' || x.state || ' of ' || x.amount_paise || ', and ' || x.claimed || ' is booked as claimed, ' || -x.disallowed || ' as disallowed' as message
      from (select t.id, t.state, t.amount_paise, ${bookedFor('TAX_WITHHELD_CLAIMED', 't.id', "'TAX_WITHHELD'")} as claimed,
        ${bookedFor('TAX_WITHHELD_DISALLOWED', 't.id', "'TAX_WITHHELD'")} as disallowed from tax_withheld t) x
      where x.claimed <> x.amount_paise or -x.disallowed <> case when x.state = 'DISALLOWED' then x.amount_paise else 0 end`,
  },
  {
    kind: 'REFUND_ENTRY', prefix: 'refund', sql: `
      select x.id as subject, 'it is ' || x.state || ' of ' || x.amount_paise || ', and ' || -x.paid || ' is booked as paid' as message
      from (select f.id, f.state, f.amount_paise,
        case f.rail when 'CARD' then ${bookedFor('REFUND_PAID', 'f.id', "'CARD_CLEARING'")} else ${bookedFor('REFUND_PAID', 'f.id', "'BANK'")} end as paid from refund f) x
      where -x.paid <> case when x.state = 'PAID' then x.amount_paise else 0 end`,
  },
  {
    kind: 'TERM_QUANTITY', prefix: 'term', sql: `
      select t.id as subject, ${told('the quantity', 't.quantity', 'coalesce(c.added, 0)')} as message from term t
      left join (select c.term_id, sum(c.added) as added from quantity_change c group by c.term_id) c on c.term_id = t.id where t.quantity <> coalesce(c.added, 0)`,
  },
  {
    kind: 'TERM_SEATS', prefix: 'term', sql: `
      select t.id as subject, t.assigned || ' seats are assigned and ' || t.active || ' active, by its rows ' || coalesce(s.assigned, 0) || ' and ' || coalesce(s.active, 0) as message
      from subscription u join term t on t.id = u.current_term_id
      left join (select s.subscription_id, count(*) as assigned, count(*) filter (where s.state = 'ACTIVE') as active
        from seat s where s.state in ('RESERVED', 'ACTIVE') group by s.subscription_id) s on s.subscription_id = u.id
      where t.assigned <> coalesce(s.assigned, 0) or t.active <> coalesce(s.active, 0)`,
  },
];

/** Documents: their numbers without a gap, and what they are of. */
export const DOCUMENT_CHECKS: readonly Check[] = [
  {
    kind: 'DOCUMENT_NUMBERS', prefix: null, sql: `
      select coalesce(c.supplier_gstin, d.supplier_gstin) || ' ' || coalesce(c.financial_year, d.financial_year) || ' ' || coalesce(c.kind, d.kind) as subject,
        'the last number is ' || coalesce(c.last, 0) || '; there are ' || coalesce(d.documents, 0) || ' documents, from ' || coalesce(d.first, 0) || ' to ' || coalesce(d.last, 0) as message
      from document_counter c full join (
        select d.supplier_gstin, d.financial_year, d.kind, count(distinct d.seq) as documents, min(d.seq) as first, max(d.seq) as last
        from issued_document d group by d.supplier_gstin, d.financial_year, d.kind) d
        on d.supplier_gstin = c.supplier_gstin and d.financial_year = c.financial_year and d.kind = c.kind
      where (coalesce(c.last, 0), coalesce(c.last, 0)) is distinct from (coalesce(d.documents, 0)::integer, coalesce(d.last, 0)) or d.first > 1`,
  },
  {
    kind: 'DOCUMENT_OF', prefix: null, sql: `
      with issued as (
        select 'INVOICE'::document_kind as kind, i.id, i.number, i.total_paise as amount, i.issued_on from invoice i where i.number is not null
        union all select 'CREDIT_NOTE', n.id, n.number, n.total_paise, n.issued_on from credit_note n
        union all select 'RECEIPT', r.id, r.number, r.amount_paise, null from receipt r where r.number is not null)
      select coalesce(s.number, d.number) as subject, case when d.id is null then 'it has no document' when s.id is null then 'its document is of nothing'
        else 'its document says another number, day or amount' end as message
      from issued s full join issued_document d on d.subject_id = s.id and d.kind = s.kind
      where d.id is null or s.id is null or d.number <> s.number or d.issued_on <> s.issued_on or d.body ->> 'number' is distinct from d.number
        or d.body ->> 'issuedOn' is distinct from d.issued_on::text
        or coalesce(d.body -> 'totals' ->> 'total', d.body ->> 'amount') is distinct from s.amount::text`,
  },
];
