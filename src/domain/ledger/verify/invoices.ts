import { told, type Check } from './check.js';

const sums = (row: string): string => `(${row}.taxable_paise, ${row}.cgst_paise, ${row}.sgst_paise, ${row}.igst_paise)`;

/** Invoices and credit notes against their lines, their allocations and the journal. */
export const INVOICE_CHECKS: readonly Check[] = [
  {
    kind: 'INVOICE_LINES', prefix: 'invoice', sql: `
      select i.id as subject, 'its amounts are not the sums of its lines' as message from invoice i left join (
        select l.invoice_id, sum(l.taxable_paise) as taxable_paise, sum(l.cgst_paise) as cgst_paise, sum(l.sgst_paise) as sgst_paise, sum(l.igst_paise) as igst_paise
        from invoice_line l group by l.invoice_id) s on s.invoice_id = i.id where ${sums('i')} is distinct from ${sums('s')}`,
  },
  {
    kind: 'INVOICE_EXPECTED', prefix: 'invoice', sql: `
      select i.id as subject, ${told('the total', 'i.total_paise', 'e.amount')} as message from invoice i
      left join (select p.invoice_id, sum(p.amount_paise) as amount from expected_payment p group by p.invoice_id) e on e.invoice_id = i.id
      where coalesce(e.amount, 0) <> case when i.number is null then 0 else i.total_paise end`,
  },
  {
    kind: 'INVOICE_SETTLED', prefix: 'invoice', sql: `
      select i.id as subject, ${told('what is settled', 'i.settled_paise', 'coalesce(a.amount, 0)')} as message from invoice i
      left join (select a.invoice_id, sum(a.amount_paise) as amount from allocation a group by a.invoice_id) a on a.invoice_id = i.id
      where i.settled_paise <> coalesce(a.amount, 0)`,
  },
  {
    kind: 'INVOICE_STATE', prefix: 'invoice', sql: `
      select i.id as subject, 'it is ' || i.state || ' with ' || i.settled_paise || ' of ' || i.total_paise || ' settled'
        || case when w.id is null then '' else ' and written off in the journal' end as message
      from invoice i left join journal_entry w on w.business_key = 'INVOICE_WRITTEN_OFF:' || i.id
      where not case i.state when 'ISSUED' then i.settled_paise = 0 when 'PART_SETTLED' then i.settled_paise > 0 and i.settled_paise < i.total_paise
          when 'SETTLED' then i.settled_paise = i.total_paise else true end
        or (i.state = 'UNCOLLECTIBLE') <> (w.id is not null)`,
  },
  {
    kind: 'INVOICE_CREDITED', prefix: 'invoice', sql: `
      select i.id as subject, ${told('what is credited', 'i.credited_paise', 'coalesce(n.amount, 0)')} as message from invoice i
      left join (select n.invoice_id, sum(n.total_paise) as amount from credit_note n group by n.invoice_id) n on n.invoice_id = i.id
      where i.credited_paise <> coalesce(n.amount, 0)`,
  },
  {
    kind: 'INVOICE_RECEIVABLE', prefix: 'invoice', sql: `
      select i.id as subject, ${told('the receivable', 'coalesce(p.amount, 0)',
    "case when i.state in ('ISSUED', 'PART_SETTLED') then i.total_paise - i.settled_paise else 0 end")} as message
      from invoice i left join (select p.invoice_id, sum(p.amount_paise) as amount from posting p where p.account = 'RECEIVABLE' group by p.invoice_id) p on p.invoice_id = i.id
      where coalesce(p.amount, 0) <> case when i.state in ('ISSUED', 'PART_SETTLED') then i.total_paise - i.settled_paise else 0 end`,
  },
  {
    kind: 'INVOICE_ENTRY', prefix: 'invoice', sql: `
      select i.id as subject, 'its entry does not book what it says' as message from invoice i
      left join journal_entry e on e.business_key = 'INVOICE_ISSUED:' || i.id
      left join lateral (select coalesce(sum(p.amount_paise) filter (where p.account = 'RECEIVABLE'), 0) as total,
          coalesce(-sum(p.amount_paise) filter (where p.account = 'CGST'), 0) as cgst, coalesce(-sum(p.amount_paise) filter (where p.account = 'SGST'), 0) as sgst,
          coalesce(-sum(p.amount_paise) filter (where p.account = 'IGST'), 0) as igst from posting p where p.entry_id = e.id) p on true
      where i.number is not null and (e.id is null or e.booked_on <> i.issued_on or e.department_id <> i.department_id
        or (p.total, p.cgst, p.sgst, p.igst) is distinct from (i.total_paise::numeric, i.cgst_paise::numeric, i.sgst_paise::numeric, i.igst_paise::numeric))`,
  },
  {
    kind: 'ORDER_INVOICE', prefix: 'purchase_request', sql: `
      select r.id as subject, case when i.id is null then 'it is ordered and has no invoice' else 'it has an invoice and is ' || r.state end as message
      from purchase_request r full join invoice i on i.purchase_request_id = r.id where (r.state = 'ORDERED') is distinct from (i.id is not null)`,
  },
  {
    kind: 'CREDIT_NOTE_LINES', prefix: 'credit_note', sql: `
      select n.id as subject, 'its amounts are not the sums of its lines' as message from credit_note n left join (
        select l.credit_note_id, sum(l.taxable_paise) as taxable_paise, sum(l.cgst_paise) as cgst_paise, sum(l.sgst_paise) as sgst_paise, sum(l.igst_paise) as igst_paise
        from credit_note_line l group by l.credit_note_id) s on s.credit_note_id = n.id where ${sums('n')} is distinct from ${sums('s')}`,
  },
  {
    kind: 'CREDIT_NOTE_USED', prefix: 'credit_note', sql: `
      select n.id as subject, 'it is used to ' || n.allocated_paise || ' and ' || n.refunded_paise || ', by its rows to ' || coalesce(a.amount, 0) || ' and ' || coalesce(f.amount, 0) as message
      from credit_note n left join (select a.credit_note_id as id, sum(a.amount_paise) as amount from allocation a where a.source = 'CREDIT_NOTE' group by a.credit_note_id) a on a.id = n.id
      left join (select f.credit_note_id as id, sum(f.amount_paise) as amount from refund f where f.state = 'PAID' group by f.credit_note_id) f on f.id = n.id
      where n.allocated_paise <> coalesce(a.amount, 0) or n.refunded_paise <> coalesce(f.amount, 0)`,
  },
  {
    kind: 'CREDIT_NOTE_ENTRY', prefix: 'credit_note', sql: `
      select n.id as subject, 'its entry does not book what it says' as message from credit_note n
      left join journal_entry e on e.business_key = 'CREDIT_NOTE_ISSUED:' || n.id
      left join lateral (select coalesce(-sum(p.amount_paise) filter (where p.account in ('RECEIVABLE', 'CUSTOMER_CREDIT')), 0) as total,
          coalesce(sum(p.amount_paise) filter (where p.account in ('CGST', 'SGST', 'IGST')), 0) as tax from posting p where p.entry_id = e.id) p on true
      where e.id is null or e.booked_on <> n.issued_on or p.total <> n.total_paise or p.tax <> n.cgst_paise + n.sgst_paise + n.igst_paise`,
  },
];
