import { column, computed, expression, idField, list, money, one, timestamp, when } from '../../db/reader/fields.js';
import { literal } from '../../db/reader/registry.js';
import type { Arg, Connection, Field, Shape, ValueField, ViewerClass, Writer } from '../../db/reader/shape.js';
import { uuidOf } from '../../lib/ids.js';
import { coursePriceActions, KNOW_ALL_PRICES, type CoursePriceFacts } from './policy.js';

const signedIn = (viewer: ViewerClass): boolean => viewer.kind !== 'visitor';
const toSignedIn = (_row: string, w: Writer): string => (signedIn(w.viewer) ? 'true' : 'false');

/** Today's Indian date, by the clock of the context. */
function today(w: Writer): string {
  return `(${w.now()} at time zone 'Asia/Kolkata')::date`;
}

/** The latest date of a table that is not after a day: from then on its row is in force on that day. */
function latest(table: string, day: string, w: Writer): string {
  const other = w.alias('d');
  return `(select max(${other}.in_force_from) from ${table} ${other} where ${other}.in_force_from <= ${day})`;
}

/** The day on which the next row of a table comes into force, after which this one does no longer. */
function until(table: string): ValueField {
  return expression((row, w) => {
    const other = w.alias('d');
    return `(select min(${other}.in_force_from) from ${table} ${other} where ${other}.in_force_from > ${row}.in_force_from)`;
  });
}

/** The fields that everything has which is in force from a date. */
function dated(table: string): Record<string, Field> {
  return {
    inForceFrom: column('in_force_from'),
    inForceUntil: until(table),
    isInForce: expression((row, w) => `coalesce(${row}.in_force_from = ${latest(table, today(w), w)}, false)`),
    reason: column('reason'),
    createdAt: timestamp('created_at'),
  };
}

const priceVersion: Shape = {
  type: 'PriceVersion', table: 'price_version', tenant: false,
  visible: (row, w) => (signedIn(w.viewer) ? 'true' : `${row}.in_force_from = ${latest('price_version', today(w), w)}`),
  fields: { id: idField('price_version'), price: money('seat_year_paise'), ...dated('price_version'), inForceUntil: when(signedIn, until('price_version')) },
};

/** Whether a tax rule is the one in force on a day. */
function inForceRule(rule: string, day: string, w: Writer): string {
  const period = w.alias('f');
  return `exists (select 1 from tax_rule_in_force ${period} where ${period}.tax_rule_id = ${rule}.id
    and ${period}.in_force_from = ${latest('tax_rule_in_force', day, w)})`;
}

const taxRule: Shape = {
  type: 'TaxRule', table: 'tax_rule', tenant: false, visible: toSignedIn,
  fields: {
    id: idField('tax_rule'),
    sac: column('sac'),
    kind: column('kind'),
    rateBasisPoints: column('rate_basis_points'),
    description: column('description'),
    legalReference: column('legal_reference'),
    isInForce: expression((row, w) => inForceRule(row, today(w), w)),
    inForce: list('TaxRuleInForce', (row, child) => `${child}.tax_rule_id = ${row}.id`, (child) => `${child}.in_force_from`),
    createdAt: timestamp('created_at'),
  },
};

const taxRuleInForce: Shape = {
  type: 'TaxRuleInForce', table: 'tax_rule_in_force', tenant: false, visible: toSignedIn,
  fields: dated('tax_rule_in_force'),
};

const businessTerms: Shape = {
  type: 'BusinessTerms', table: 'business_terms', tenant: false, visible: toSignedIn,
  fields: {
    id: idField('business_terms'),
    reassignmentCapBasisPoints: column('reassignment_cap_basis_points'),
    graceDays: column('grace_days'),
    renewalNoticeDays: column('renewal_notice_days'),
    quoteValidDays: column('quote_valid_days'),
    ...dated('business_terms'),
  },
};

const instalmentPlan: Shape = {
  type: 'InstalmentPlan', table: 'instalment_plan', tenant: false, visible: toSignedIn,
  fields: {
    id: idField('instalment_plan'),
    code: column('code'),
    name: column('name'),
    legalReference: column('legal_reference'),
    parts: list('InstalmentPlanPart', (row, child) => `${child}.plan_id = ${row}.id`, (child) => `${child}.seq`),
    createdAt: timestamp('created_at'),
  },
};

const instalmentPlanPart: Shape = {
  type: 'InstalmentPlanPart', table: 'instalment_plan_part', tenant: false, visible: toSignedIn,
  fields: { seq: column('seq'), shareBasisPoints: column('share_basis_points'), dueDays: column('due_days') },
};

const collectingAccount: Shape = {
  type: 'CollectingAccount', table: 'collecting_account', tenant: false, visible: toSignedIn,
  fields: {
    id: idField('collecting_account'),
    accountName: column('account_name'),
    accountNumber: column('account_number'),
    ifsc: column('ifsc'),
    bankName: column('bank_name'),
    ...dated('collecting_account'),
  },
};

function knowsAllPrices(w: Writer): boolean {
  return w.viewer.kind === 'system' || w.viewer.has(...KNOW_ALL_PRICES);
}

/** Whether a price is the one that a course is sold at: approved, and none approved after it for the same basis. */
function sold(row: string, w: Writer): string {
  const later = w.alias('lp');
  return `(${row}.state = 'APPROVED' and not exists (select 1 from course_price ${later} where ${later}.course_id = ${row}.course_id
    and ${later}.basis = ${row}.basis and ${later}.state = 'APPROVED' and (${later}.decided_at, ${later}.id) > (${row}.decided_at, ${row}.id)))`;
}

/** As `mayKnowCoursePrice`; visitors know the prices in force of what the catalogue lists. */
function visibleCoursePrice(row: string, w: Writer): string {
  if (knowsAllPrices(w)) return 'true';
  if (w.viewer.kind === 'provider') return `${row}.state = 'APPROVED' or ${row}.provider_id = ${w.organisationId()}`;
  if (w.viewer.kind !== 'visitor') return `${row}.state = 'APPROVED'`;
  const entry = w.alias('ce');
  return `${sold(row, w)} and exists (select 1 from catalogue_entry ${entry} where ${entry}.course_id = ${row}.course_id and ${entry}.listed)`;
}

/** A field for the provider's own people and for those of the platform who know every price. */
function betweenUs(field: ValueField): ValueField {
  return when((viewer) => viewer.kind === 'system' || viewer.kind === 'provider' || viewer.has(...KNOW_ALL_PRICES), {
    ...field,
    sql: (row, w) => (knowsAllPrices(w) ? field.sql(row, w)
      : `case when ${row}.provider_id = ${w.organisationId()} then ${field.sql(row, w)} end`),
  });
}

const coursePrice: Shape = {
  type: 'CoursePrice', table: 'course_price', tenant: true, visible: visibleCoursePrice,
  fields: {
    id: idField('course_price'),
    course: one('Course', (row, child) => `${child}.id = ${row}.course_id`),
    provider: one('Provider', (row, child) => `${child}.id = ${row}.provider_id`),
    basis: column('basis'),
    price: money('year_paise'),
    providerShareBasisPoints: betweenUs(column('provider_share_basis_points')),
    state: column('state'),
    isInForce: expression(sold),
    proposedBy: one('User', (row, child) => `${child}.id = ${row}.proposed_by`),
    proposedAt: timestamp('proposed_at'),
    decidedBy: one('User', (row, child) => `${child}.id = ${row}.decided_by`),
    decidedAt: timestamp('decided_at'),
    reason: betweenUs(column('reason')),
    allowedActions: computed((row, w) => {
      const [provider, own] = [w.alias('po'), w.alias('m')];
      return {
        providerId: `${row}.provider_id`, state: `${row}.state`, proposedBy: `${row}.proposed_by`,
        providerState: `(select ${provider}.state from organisation ${provider} where ${provider}.id = ${row}.provider_id)`,
        isMember: w.viewer.kind === 'visitor' ? 'false' : `exists (select 1 from membership ${own} where ${own}.user_id = ${w.userId()}
          and ${own}.organisation_id = ${row}.provider_id and ${own}.state = 'ACTIVE')`,
      };
    }, (facts, actor) => coursePriceActions(actor, facts as unknown as CoursePriceFacts)),
  },
};

export const pricingShapes: Shape[] = [
  priceVersion, taxRule, taxRuleInForce, businessTerms, instalmentPlan, instalmentPlanPart, collectingAccount, coursePrice,
];

/** What a list of the price list can be narrowed to: what is in force on a day. */
function inForceOn(table: string) {
  return (value: Arg, node: string, _side: string, w: Writer): string => `${node}.in_force_from = ${latest(table, w.param(value, 'date'), w)}`;
}

/** A list of what is in force from dates, the latest first. */
function datedList(to: string, table: string): Connection {
  return {
    to,
    filters: { inForceOn: inForceOn(table) },
    orders: { IN_FORCE_FROM: { sql: (node) => `${node}.in_force_from::text`, cast: 'text' } },
    defaultOrder: { field: 'IN_FORCE_FROM', direction: 'DESC' },
  };
}

/** `priceVersions`. */
export const allPriceVersions = datedList('PriceVersion', 'price_version');
/** `businessTerms`. */
export const allBusinessTerms = datedList('BusinessTerms', 'business_terms');
/** `collectingAccounts`. */
export const allCollectingAccounts = datedList('CollectingAccount', 'collecting_account');

/** `taxRules`: those that were made first come first. */
export const allTaxRules: Connection = {
  to: 'TaxRule',
  filters: {
    kind: (value, rule) => `${rule}.kind = ${literal(String(value.constant))}`,
    inForceOn: (value, rule, _side, w) => inForceRule(rule, w.param(value, 'date'), w),
  },
  orders: { CREATED_AT: { sql: (rule) => `${rule}.created_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'CREATED_AT', direction: 'ASC' },
};

/** `instalmentPlans`, by code. */
export const allInstalmentPlans: Connection = {
  to: 'InstalmentPlan',
  orders: { CODE: { sql: (plan) => `${plan}.code`, cast: 'text' } },
  defaultOrder: { field: 'CODE', direction: 'ASC' },
};

const courseUuid = (id: unknown): string | null => uuidOf('course', String(id));
const providerUuid = (id: unknown): string | null => uuidOf('provider', String(id));

/** `coursePrices`: those that were proposed last come first. */
export const allCoursePrices: Connection = {
  to: 'CoursePrice',
  filters: {
    state: (value, price) => `${price}.state = ${literal(String(value.constant))}`,
    basis: (value, price) => `${price}.basis = ${literal(String(value.constant))}`,
    inForce: (value, price, _side, w) => (value.constant === true ? sold(price, w) : `not ${sold(price, w)}`),
    courseId: (value, price, _side, w) => `${price}.course_id = ${w.param(value, 'uuid', courseUuid)}`,
    providerId: (value, price, _side, w) => `${price}.provider_id = ${w.param(value, 'uuid', providerUuid)}`,
  },
  orders: { PROPOSED_AT: { sql: (price) => `${price}.proposed_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'PROPOSED_AT', direction: 'DESC' },
};

/** `prices` of a course: what it is sold at now, one at most for each basis. */
export const pricesOfCourse = list('CoursePrice', (course, price, w) => `${price}.course_id = ${course}.id and ${sold(price, w)}`, (price) => `${price}.basis`);
