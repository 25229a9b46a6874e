import { isDeepStrictEqual } from 'node:util';
import { textOf, total } from './arithmetic.js';
import { recognised, seatsOf, type Department } from './books.js';
import { Disagreement, type Play } from './office.js';

/** What a department looks like, by the rows: the same shape that `foretold` gives. Amounts are texts. */
const SEEN = `
  select json_build_object(
    'subscriptions', (select coalesce(json_object_agg(s.id, json_build_object('state', s.state, 'at', t.seq - 1, 'cancelled', s.cancelled_at is not null,
        'assigned', t.assigned, 'active', t.active, 'reassigned', t.reassigned,
        'terms', (select json_agg(json_build_array(x.starts_on::text, x.ends_on::text, x.quantity) order by x.seq) from term x where x.subscription_id = s.id))), '{}')
      from subscription s join term t on t.id = s.current_term_id where s.department_id = o.id),
    'invoices', (select coalesce(json_object_agg(i.id, json_build_object('state', i.state, 'issued', i.issued_on::text, 'taxable', i.taxable_paise::text,
        'cgst', i.cgst_paise::text, 'sgst', i.sgst_paise::text, 'igst', i.igst_paise::text, 'total', i.total_paise::text, 'settled', i.settled_paise::text,
        'credited', i.credited_paise::text, 'share', l.provider_share_paise::text, 'from', l.starts_on::text, 'to', l.ends_on::text,
        'parts', (select coalesce(json_agg(json_build_array(p.due_on::text, p.amount_paise::text) order by p.seq), '[]') from expected_payment p where p.invoice_id = i.id),
        'revenue', (select (- coalesce(sum(p.amount_paise), 0))::text from posting p where p.invoice_line_id = l.id and p.account = 'REVENUE'))), '{}')
      from invoice i join invoice_line l on l.invoice_id = i.id where i.department_id = o.id),
    'sources', (select coalesce(json_object_agg(s.id, json_build_array(s.allocated::text, s.refunded::text)), '{}') from (
        select r.id, r.allocated_paise as allocated, r.refunded_paise as refunded from receipt r where r.department_id = o.id union all
        select n.id, n.allocated_paise, n.refunded_paise from credit_note n where n.department_id = o.id union all
        select w.id, w.allocated_paise, 0 from tax_withheld w where w.department_id = o.id) s),
    'employees', (select coalesce(json_object_agg(e.email, json_build_object('left', e.state = 'LEFT', 'seats', (
        select coalesce(json_object_agg(case when x.course_id is null then 'SEATS' else 'COURSE' end, x.state), '{}')
        from seat x where x.employee_id = e.id and x.state <> 'RELEASED'))), '{}') from employee e where e.department_id = o.id)) as seen
  from organisation o where o.id = $1::uuid`;

/** The same, as the model foretells it. */
function foretold(department: Department, today: number): Record<string, Record<string, unknown>> {
  const { subscriptions, invoices, sources, employees } = department;
  return {
    subscriptions: Object.fromEntries(subscriptions.map((subscription) => {
      const { id, state, at, isCancelled: cancelled, terms } = subscription;
      const isOver = state === 'EXPIRED' || state === 'CANCELLED';
      const { live, active } = isOver ? { live: 0, active: 0 } : seatsOf(department, subscription.product);
      const quantities = terms.map(({ from, to, quantity }) => [textOf(from), textOf(to), quantity]);
      return [id, { state, at, cancelled, assigned: live, active, reassigned: terms[at]?.reassigned ?? 0, terms: quantities }];
    })),
    invoices: Object.fromEntries(invoices.map((invoice) => {
      const { state, issued, taxable, cgst, sgst, igst, settled, credited, share, from, to, parts } = invoice;
      return [invoice.id, {
        state, issued: issued === null ? null : textOf(issued), taxable: String(taxable), cgst: String(cgst), sgst: String(sgst), igst: String(igst),
        total: String(invoice.total), settled: String(settled), credited: String(credited), share: String(share), from: textOf(from), to: textOf(to),
        parts: parts.map(({ due, amount }) => [textOf(due), String(amount)]), revenue: String(recognised(invoice, today)),
      }];
    })),
    sources: Object.fromEntries(sources.filter(({ state }) => !state.endsWith('UNMATCHED'))
      .map(({ id, set, refunded }) => [id, [String(total(set.values())), String(refunded)]])),
    employees: Object.fromEntries([...employees.values()].map(({ email, hasLeft, seats }) =>
      [email, { left: hasLeft, seats: Object.fromEntries([...seats].map(([product, { state }]) => [product, state])) }])),
  };
}

/** Compares a department with what the model foretells of it. */
export async function compare({ w, today }: Play, department: Department): Promise<void> {
  const [row] = await w.owner.unsafe<{ seen: Record<string, Record<string, unknown>> }[]>(SEEN, [department.id], { prepare: true });
  const wanted = foretold(department, today);
  const found = row?.seen ?? {};
  if (isDeepStrictEqual(found, wanted)) return;
  const differences = Object.keys(wanted).flatMap((part) => {
    const [a, b] = [wanted[part] ?? {}, found[part] ?? {}];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !isDeepStrictEqual(a[key], b[key]))
      .map((key) => `${part} ${key}\n  the model: ${JSON.stringify(a[key])}\n  the rows:  ${JSON.stringify(b[key])}`);
  });
  throw new Disagreement(`department ${department.index} is not as the model foretells:\n${differences.join('\n')}`);
}
