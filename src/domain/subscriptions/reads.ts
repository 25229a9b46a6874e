import { column, computed, connection, expression, idField, list, money, one, timestamp, when } from '../../db/reader/fields.js';
import type { Condition } from '../../db/reader/read.js';
import type { Connection, Field, Shape, ViewerClass, Writer } from '../../db/reader/shape.js';
import { uuidOf, type IdPrefix } from '../../lib/ids.js';
import { invoices } from '../billing/reads/lists.js';
import { PURCHASES_SEEN_BY, PURCHASING_ROLES } from '../procurement/policy.js';
import { purchaseRequests } from '../procurement/reads.js';
import { subscriptionActions, type SubscriptionFacts } from './policy.js';

/** Whether all that a department has subscribed to is shown to a class of viewers: `seesSubscriptions` of the policy, but for whose it is. */
function seesAll(viewer: ViewerClass): boolean {
  return viewer.kind === 'system' || viewer.has(...PURCHASES_SEEN_BY) || (viewer.kind === 'department' && viewer.has(...PURCHASING_ROLES));
}

/** A department's subscriptions are seen by its people who buy, and by the platform's. A person also knows of the one behind his own seat. */
function subscriptionVisible(subscriptionId: (row: string) => string): (row: string, w: Writer) => string {
  return (row, w) => {
    if (w.viewer.kind === 'system' || w.viewer.has(...PURCHASES_SEEN_BY)) return 'true';
    if (w.viewer.kind !== 'department') return 'false';
    if (w.viewer.has(...PURCHASING_ROLES)) return `${row}.department_id = ${w.organisationId()}`;
    const s = w.alias('s');
    return `exists (select 1 from seat ${s} where ${s}.subscription_id = ${subscriptionId(row)} and ${s}.user_id = ${w.userId()} and ${s}.state <> 'RELEASED')`;
  };
}

/** A field for those who see the department's purchases; null for a learner. */
const forBuyers = <F extends Field>(field: F): F => when(seesAll, field);

/** The purchase requests that made it or add to it, and those for it that are not ordered. */
const purchaseRequestsOfSubscription: Connection = {
  ...purchaseRequests,
  on: (parent, node, _side, w) => {
    if (parent === null) return 'true';
    const [c, t] = [w.alias('c'), w.alias('t')];
    return `(${node}.subscription_id = ${parent}.id or exists (select 1 from term ${t} join quantity_change ${c} on ${c}.term_id = ${t}.id
      where ${t}.subscription_id = ${parent}.id and ${c}.purchase_request_id = ${node}.id))`;
  },
};

const invoicesOfSubscription: Connection = {
  ...invoices, on: (parent, node) => (parent === null ? 'true' : `${node}.subscription_id = ${parent}.id`),
};

const subscription: Shape = {
  type: 'Subscription', table: 'subscription', tenant: true, visible: subscriptionVisible((row) => `${row}.id`),
  fields: {
    id: idField('subscription'),
    department: one('Department', (row, child) => `${child}.id = ${row}.department_id`),
    kind: column('kind'),
    course: one('Course', (row, child) => `${child}.id = ${row}.course_id`),
    basis: column('basis'),
    state: column('state'),
    stateChangedAt: timestamp('state_changed_at'),
    currentTerm: one('Term', (row, child) => `${child}.id = ${row}.current_term_id`),
    terms: list('Term', (row, child) => `${child}.subscription_id = ${row}.id`, (child) => `${child}.seq`),
    seatUse: forBuyers(one('SeatUse', (row, child) => `${child}.subscription_id = ${row}.id`)),
    graceDays: forBuyers(column('grace_days')),
    reassignmentCapBasisPoints: forBuyers(column('reassignment_cap_basis_points')),
    cardMandate: forBuyers(one('CardMandate', (row, child, w) => {
      const m = w.alias('m');
      return `${child}.id = (select ${m}.id from card_mandate ${m} where ${m}.subscription_id = ${row}.id order by ${m}.requested_at desc, ${m}.id desc limit 1)`;
    })),
    cancelledAt: timestamp('cancelled_at'),
    cancelledBy: forBuyers(one('User', (row, child) => `${child}.id = ${row}.cancelled_by`)),
    cancelReason: forBuyers(column('cancel_reason')),
    invoices: forBuyers(connection(invoicesOfSubscription)),
    purchaseRequests: forBuyers(connection(purchaseRequestsOfSubscription)),
    createdAt: timestamp('created_at'),
    allowedActions: computed(
      (row) => ({ departmentId: `${row}.department_id`, state: `${row}.state`, isCancelled: `${row}.cancelled_at is not null` }),
      (parts, actor) => subscriptionActions(actor, parts as unknown as SubscriptionFacts),
    ),
  },
};

const term: Shape = {
  type: 'Term', table: 'term', tenant: true, visible: subscriptionVisible((row) => `${row}.subscription_id`),
  fields: {
    id: idField('term'),
    subscription: one('Subscription', (row, child) => `${child}.id = ${row}.subscription_id`),
    seq: column('seq'),
    startsOn: column('starts_on'),
    endsOn: column('ends_on'),
    unitPrice: forBuyers(money('unit_paise')),
    quantity: forBuyers(column('quantity')),
    assigned: forBuyers(column('assigned')),
    active: forBuyers(column('active')),
    reassigned: forBuyers(column('reassigned')),
    free: forBuyers(expression((row) => `(${row}.quantity - ${row}.assigned)`)),
    quantityChanges: forBuyers(list('QuantityChange', (row, child) => `${child}.term_id = ${row}.id`, (child) => `${child}.effective_on, ${child}.created_at, ${child}.id`)),
    priorTerm: one('Term', (row, child) => `${child}.id = ${row}.prior_term_id`),
  },
};

const quantityChange: Shape = {
  type: 'QuantityChange', table: 'quantity_change', tenant: true, visible: subscriptionVisible((row) => `(select qt.subscription_id from term qt where qt.id = ${row}.term_id)`),
  fields: {
    purpose: column('purpose'),
    effectiveOn: column('effective_on'),
    added: column('added'),
    purchaseRequest: one('PurchaseRequest', (row, child) => `${child}.id = ${row}.purchase_request_id`),
    createdAt: timestamp('created_at'),
  },
};

/** How many seats of an active count may be given back for somebody else, and not for a reason that a department has no say in. */
const cap = (subscription_: string, term_: string): string =>
  `((${subscription_}.reassignment_cap_basis_points * ${term_}.active + 9999) / 10000)`;

/** Sums over subscriptions to seats that run: of the counters of their terms, never of the seats. */
const sums = (from: string): string => `(select coalesce(sum(t.quantity), 0)::bigint as quantity, coalesce(sum(t.assigned), 0)::bigint as assigned,
  coalesce(sum(t.active), 0)::bigint as active, coalesce(sum(t.reassigned), 0)::bigint as reassigned, coalesce(sum(${cap('s', 't')}), 0)::bigint as cap
  from ${from} join term t on t.id = s.current_term_id where s.kind = 'SEATS' and s.state in ('ACTIVE', 'GRACE', 'SUSPENDED'))`;

/**
 * A row for each subscription, for each department, and for each government body with all that are below it. The one asked for is
 * reckoned and no other. Whose it is decides who sees it: nobody of a department sees the sums of others.
 */
const SEAT_USE = `(
  select s.id as subscription_id, null::uuid as of_department_id, null::uuid as body_id, s.department_id,
    t.quantity, t.assigned, t.active, t.reassigned, ${cap('s', 't')} as cap
  from subscription s join term t on t.id = s.current_term_id where s.basis is distinct from 'WHOLE_DEPARTMENT'
  union all
  select null, o.id, null, o.id, u.quantity, u.assigned, u.active, u.reassigned, u.cap
  from organisation o cross join lateral ${sums('(select x.* from subscription x where x.department_id = o.id) s')} u where o.kind = 'DEPARTMENT'
  union all
  select null, null, b.id, null, u.quantity, u.assigned, u.active, u.reassigned, u.cap
  from government_body b cross join lateral ${sums(`(
    with recursive below as (select b.id union all select g.id from below join government_body g on g.parent_id = below.id)
    select x.* from below join organisation d on d.government_body_id = below.id and d.kind = 'DEPARTMENT' join subscription x on x.department_id = d.id) s`)} u)`;

const seatUse: Shape = {
  type: 'SeatUse', table: SEAT_USE, tenant: true,
  visible: (row, w) => {
    if (w.viewer.kind === 'system' || w.viewer.has(...PURCHASES_SEEN_BY)) return 'true';
    return seesAll(w.viewer) ? `${row}.department_id = ${w.organisationId()}` : 'false';
  },
  fields: {
    bought: column('quantity'),
    assigned: column('assigned'),
    active: column('active'),
    reserved: expression((row) => `(${row}.assigned - ${row}.active)`),
    free: expression((row) => `(${row}.quantity - ${row}.assigned)`),
    reassigned: column('reassigned'),
    reassignmentCap: column('cap'),
  },
};

export const subscriptionsShapes: readonly Shape[] = [subscription, term, quantityChange, seatUse];

const decode = (prefix: IdPrefix) => (id: unknown): string | null => uuidOf(prefix, String(id));
const departmentUuid = decode('department');
const courseUuid = decode('course');
const bodyUuid = decode('government_body');

/** `subscriptions`: those that the viewer may know of, the newest first; and those of a department. */
export const subscriptions: Connection = {
  to: 'Subscription',
  from: (node, side) => `subscription ${node} join term ${side} on ${side}.id = ${node}.current_term_id`,
  on: (parent, node) => (parent === null ? 'true' : `${node}.department_id = ${parent}.id`),
  filters: {
    state: (value, node, _side, w) => `${node}.state = ${w.param(value, 'subscription_state')}`,
    kind: (value, node, _side, w) => `${node}.kind = ${w.param(value, 'purchase_kind')}`,
    departmentId: (value, node, _side, w) => `${node}.department_id = ${w.param(value, 'uuid', departmentUuid)}`,
    courseId: (value, node, _side, w) => `${node}.course_id = ${w.param(value, 'uuid', courseUuid)}`,
    endsBefore: (value, _node, side, w) => `${side}.ends_on < ${w.param(value, 'date')}`,
    isCancelled: (value, node) => `${node}.cancelled_at is ${value.constant === true ? 'not ' : ''}null`,
  },
  orders: {
    CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' },
    ENDS_ON: { sql: (_node, side) => `${side}.ends_on::text`, cast: 'text' },
  },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};

/** The use that the argument `by` asks for: of a department, or of all departments of a government body and below it. */
export const seatUseBy: Condition = (row, w, arg) => {
  const department = arg('by')?.get('departmentId');
  if (department !== undefined) return `${row}.of_department_id = ${w.param(department, 'uuid', departmentUuid)}`;
  const body = arg('by')?.get('governmentBodyId');
  return body === undefined ? 'false' : `${row}.body_id = ${w.param(body, 'uuid', bodyUuid)}`;
};
