import { column, computed, expression, idField, list, money, one, timestamp, withParent } from '../../db/reader/fields.js';
import { literal } from '../../db/reader/registry.js';
import type { Arg, Connection, OneField, Shape, Writer } from '../../db/reader/shape.js';
import { uuidOf, type IdPrefix } from '../../lib/ids.js';
import { indianDateOf } from '../../lib/indianDate.js';
import { PURCHASES_SEEN_BY, PURCHASING_ROLES, requestActions, type RequestFacts } from './policy.js';

/** What a department buys is seen by its people who buy, and by the platform's; `seesPurchases` of the policy is the same in code. */
function purchasesVisible(row: string, w: Writer): string {
  if (w.viewer.kind === 'system' || w.viewer.has(...PURCHASES_SEEN_BY)) return 'true';
  const isTheirs = w.viewer.kind === 'department' && w.viewer.has(...PURCHASING_ROLES);
  return isTheirs ? `${row}.department_id = ${w.organisationId()}` : 'false';
}

const today = (w: Writer): string => w.runParam('date', ({ now }) => indianDateOf(now));

const user = (name: string): OneField => one('User', (row, child) => `${child}.id = ${row}.${name}`);

/** The latest quote of a request as it stands. */
function latestQuoteId(row: string, w: Writer): string {
  const q = w.alias('q');
  return `(select ${q}.id from quote ${q} where ${q}.purchase_request_id = ${row}.id and ${q}.revision = ${row}.revision
    order by ${q}.created_at desc, ${q}.id desc limit 1)`;
}

/** The term that an order made or added to; until then the one that was asked for. */
function termId(row: string, w: Writer): string {
  const c = w.alias('c');
  return `coalesce((select ${c}.term_id from quantity_change ${c} where ${c}.purchase_request_id = ${row}.id), ${row}.term_id)`;
}

const purchaseRequest: Shape = {
  type: 'PurchaseRequest', table: 'purchase_request', tenant: true, visible: purchasesVisible,
  fields: {
    id: idField('purchase_request'),
    department: withParent(one('Department', (row, child) => `${child}.id = ${row}.department_id`)),
    kind: column('kind'),
    purpose: column('purpose'),
    state: column('state'),
    revision: column('revision'),
    quantity: column('quantity'),
    course: one('Course', (row, child) => `${child}.id = ${row}.course_id`),
    basis: column('basis'),
    subscription: one('Subscription', (row, child, w) => {
      const t = w.alias('t');
      return `${child}.id = coalesce(${row}.subscription_id, (select ${t}.subscription_id from term ${t} where ${t}.id = ${termId(row, w)}))`;
    }),
    term: one('Term', (row, child, w) => `${child}.id = ${termId(row, w)}`),
    startsOn: column('starts_on'),
    instalmentPlan: one('InstalmentPlan', (row, child) => `${child}.id = ${row}.instalment_plan_id`),
    justification: column('justification'),
    budgetHead: column('budget_head'),
    requestedBy: withParent(user('requested_by')),
    submittedAt: timestamp('submitted_at'),
    approvedBy: withParent(user('approved_by')),
    approvedAt: timestamp('approved_at'),
    sanction: one('Sanction', (row, child) => `${child}.id = ${row}.id and ${row}.sanction_number is not null`),
    orderedBy: user('ordered_by'),
    orderedAt: timestamp('ordered_at'),
    closedBy: user('closed_by'),
    closedAt: timestamp('closed_at'),
    stateReason: column('state_reason'),
    quotes: withParent(list('Quote', (row, child) => `${child}.purchase_request_id = ${row}.id`, (child) => `${child}.created_at desc, ${child}.id desc`)),
    latestQuote: withParent(one('Quote', (row, child, w) => `${child}.id = ${latestQuoteId(row, w)}`)),
    orderedQuote: withParent(one('Quote', (row, child) => `${child}.id = ${row}.quote_id`)),
    invoice: one('Invoice', (row, child) => `${child}.purchase_request_id = ${row}.id`),
    createdAt: timestamp('created_at'),
    updatedAt: timestamp('updated_at'),
    allowedActions: computed((row, w) => {
      const o = w.alias('o');
      return {
        departmentId: `${row}.department_id`, state: `${row}.state`, requestedBy: `${row}.requested_by`,
        departmentState: `(select ${o}.state from organisation ${o} where ${o}.id = ${row}.department_id)`,
      };
    }, (parts, actor) => requestActions(actor, parts as unknown as RequestFacts)),
  },
};

/** The sanction is a part of its request's row. */
const sanctionShape: Shape = {
  type: 'Sanction', table: 'purchase_request', tenant: true, visible: purchasesVisible,
  fields: {
    number: column('sanction_number'),
    date: column('sanction_date'),
    amount: money('sanction_paise'),
    budgetHead: column('sanction_budget_head'),
    givenBy: user('sanctioned_by'),
    givenAt: timestamp('sanctioned_at'),
  },
};

/** Whether a quote can be sanctioned and ordered: of the request as it stands, in time, and of the tax rule in force. */
function quoteHolds(row: string, w: Writer): string {
  const [r, f] = [w.alias('r'), w.alias('f')];
  return `(${row}.valid_until >= ${today(w)} and exists (select 1 from purchase_request ${r} where ${r}.id = ${row}.purchase_request_id
      and ${r}.revision = ${row}.revision and ${r}.state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'SANCTIONED') and ${row}.id = ${latestQuoteId(r, w)})
    and ${row}.tax_rule_id = (select ${f}.tax_rule_id from tax_rule_in_force ${f} where ${f}.in_force_from <= ${today(w)}
      order by ${f}.in_force_from desc limit 1))`;
}

const amounts = {
  taxable: money('taxable_paise'), cgst: money('cgst_paise'), sgst: money('sgst_paise'), igst: money('igst_paise'), total: money('total_paise'),
};

const quote: Shape = {
  type: 'Quote', table: 'quote', tenant: true, visible: purchasesVisible,
  fields: {
    id: idField('quote'),
    purchaseRequest: withParent(one('PurchaseRequest', (row, child) => `${child}.id = ${row}.purchase_request_id`)),
    revision: column('revision'),
    lines: list('QuoteLine', (row, child) => `${child}.quote_id = ${row}.id`, (child) => `${child}.seq`),
    ...amounts,
    placeOfSupply: one('IndianState', (row, child) => `${child}.code = ${row}.place_of_supply`),
    placeReason: column('place_reason'),
    validUntil: column('valid_until'),
    isValid: expression(quoteHolds),
    priceVersion: one('PriceVersion', (row, child) => `${child}.id = ${row}.price_version_id`),
    coursePrice: one('CoursePrice', (row, child) => `${child}.id = ${row}.course_price_id`),
    taxRule: one('TaxRule', (row, child) => `${child}.id = ${row}.tax_rule_id`),
    createdAt: timestamp('created_at'),
  },
};

const quoteLine: Shape = {
  type: 'QuoteLine', table: 'quote_line', tenant: true, visible: () => 'true',
  fields: {
    description: column('description'),
    sac: column('sac'),
    quantity: column('quantity'),
    unitPrice: money('unit_paise'),
    startsOn: column('starts_on'),
    endsOn: column('ends_on'),
    daysOfTerm: column('days_of_term'),
    daysLeft: column('days_left'),
    addedThatDay: column('added_that_day'),
    rateBasisPoints: column('rate_basis_points'),
    ...amounts,
  },
};

export const procurementShapes: readonly Shape[] = [purchaseRequest, sanctionShape, quote, quoteLine];

const decode = (prefix: IdPrefix) => (id: unknown): string | null => uuidOf(prefix, String(id));
const departmentUuid = decode('department');
const subscriptionUuid = decode('subscription');

/** A condition on an enum's value, which is known when the statement is made. */
const is = (name: string) => (value: Arg, row: string): string => `${row}.${name} = ${literal(String(value.constant))}`;

/** `purchaseRequests`: those that the viewer may see. */
export const purchaseRequests: Connection = {
  to: 'PurchaseRequest',
  filters: {
    state: is('state'),
    purpose: is('purpose'),
    kind: is('kind'),
    departmentId: (value, row, _side, w) => `${row}.department_id = ${w.param(value, 'uuid', departmentUuid)}`,
    subscriptionId: (value, row, _side, w) => {
      const t = w.alias('t');
      return `exists (select 1 from term ${t} where ${t}.id = ${termId(row, w)} and ${t}.subscription_id = ${w.param(value, 'uuid', subscriptionUuid)})`;
    },
  },
  orders: {
    CREATED_AT: { sql: (row) => `${row}.created_at`, cast: 'timestamptz' },
    UPDATED_AT: { sql: (row) => `${row}.updated_at`, cast: 'timestamptz' },
  },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};
