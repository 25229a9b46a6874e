import { column, computed, connection, idField, one, timestamp, timestampOf, when } from '../../db/reader/fields.js';
import type { Condition, RootList } from '../../db/reader/read.js';
import type { AbstractShape, Arg, Connection, Field, Shape, ValueField, ViewerClass, Writer } from '../../db/reader/shape.js';
import { uuidOf } from '../../lib/ids.js';
import { providerCourses } from '../catalogue/reads/listing.js';
import { importsOfProvider } from '../catalogue/reads/imports.js';
import { invitationsOfOrganisation, isAdministrator, membersOfOrganisation } from '../identity/reads.js';
import { KNOW_ALL_MEMBERS } from '../identity/policy.js';
import type { OrganisationKind, Role } from '../identity/roles.js';
import { subscriptions } from '../subscriptions/reads.js';
import { KNOW_ALL_ORGANISATIONS, organisationActions, type OrganisationFacts } from './policy.js';
import { organisationPrefix, organisationTypeName } from './rules.js';

function knowsAll(w: Writer): boolean {
  return w.viewer.kind === 'system' || w.viewer.has(...KNOW_ALL_ORGANISATIONS);
}

function isMemberSql(row: string, w: Writer): string {
  const own = w.alias('m');
  return `exists (select 1 from membership ${own} where ${own}.user_id = ${w.userId()}`
    + ` and ${own}.organisation_id = ${row}.id and ${own}.state = 'ACTIVE')`;
}

function isApplicantSql(row: string, w: Writer): string {
  return `(${row}.applied_by = ${w.userId()} and ${row}.state in ('APPLIED', 'REJECTED'))`;
}

/** The same rule as `mayKnowOrganisation`. */
function visibleOrganisation(row: string, w: Writer): string {
  if (knowsAll(w)) return 'true';
  if (w.viewer.kind === 'visitor') return `${row}.state = 'VERIFIED'`;
  return `${row}.state = 'VERIFIED' or ${isApplicantSql(row, w)} or ${isMemberSql(row, w)}`;
}

/** For whose eyes the private fields of a row are: its administrator's and the applicant's; null for everybody's who asks. */
function privateSql(row: string, w: Writer, alsoFor: readonly Role[]): string | null {
  if (w.viewer.kind === 'system' || w.viewer.has(...KNOW_ALL_MEMBERS, ...alsoFor)) return null;
  const own = isAdministrator(w) ? `${row}.id = ${w.organisationId()} or ` : '';
  return `(${own}${isApplicantSql(row, w)})`;
}

const signedIn = (viewer: ViewerClass): boolean => viewer.kind !== 'visitor';

/** A field that only those may read whom `privateSql` says. */
function privately(field: ValueField, alsoFor: readonly Role[] = []): ValueField {
  return when(signedIn, {
    ...field,
    sql: (row, w) => {
      const mine = privateSql(row, w, alsoFor);
      return mine === null ? field.sql(row, w) : `case when ${mine} then ${field.sql(row, w)} end`;
    },
  });
}

/** The fields that every kind of organisation has. */
function commonFields(kind: OrganisationKind): Record<string, Field> {
  return {
    id: idField(organisationPrefix(kind)),
    name: column('name'),
    slug: column('slug'),
    state: column('state'),
    about: column('about'),
    website: column('website'),
    address: column('address'),
    indianState: one('IndianState', (row, child) => `${child}.code = ${row}.state_code`),
    createdAt: timestamp('applied_at'),
    decidedAt: privately(timestampOf((row) => `${row}.decided_at`)),
    stateReason: privately(column('state_reason')),
    appliedBy: when(signedIn, one('User', (row, child, w) => `${child}.id = ${row}.applied_by and ${privateSql(row, w, []) ?? 'true'}`)),
    gstin: privately(column('gstin'), ['FINANCE_OFFICER']),
    members: when(signedIn, connection(membersOfOrganisation)),
    invitations: when(signedIn, connection(invitationsOfOrganisation)),
    allowedActions: computed((row, w) => ({
      id: `${row}.id`, kind: `${row}.kind`, state: `${row}.state`, appliedBy: `${row}.applied_by`,
      isMember: w.viewer.kind === 'visitor' ? 'false' : isMemberSql(row, w),
    }), (facts, actor) => organisationActions(actor, facts as unknown as OrganisationFacts)),
  };
}

function organisationShape(kind: OrganisationKind, further: Record<string, Field>): Shape {
  return {
    type: organisationTypeName(kind), table: 'organisation', tenant: true, visible: visibleOrganisation,
    fields: { ...commonFields(kind), ...further },
  };
}

const organisation: AbstractShape = {
  type: 'Organisation', table: 'organisation', tenant: true, visible: visibleOrganisation,
  discriminator: (row) => `${row}.kind`,
  types: { PROVIDER: 'Provider', DEPARTMENT: 'Department', PLATFORM: 'Platform' },
};

const provider = organisationShape('PROVIDER', {
  registrationKind: privately(column('registration_kind')),
  registrationNumber: privately(column('registration_number')),
  courses: connection(providerCourses),
  catalogueImports: when((viewer) => viewer.kind === 'provider' || viewer.has('PLATFORM_ADMIN', 'AUDITOR'), connection(importsOfProvider)),
});

const department = organisationShape('DEPARTMENT', {
  governmentBody: one('GovernmentBody', (row, child) => `${child}.id = ${row}.government_body_id`),
  subscriptions: when(signedIn, connection(subscriptions)),
});

const platform = organisationShape('PLATFORM', {});

const indianState: Shape = {
  type: 'IndianState', table: 'indian_state', tenant: false, visible: () => 'true',
  fields: { code: column('code'), name: column('name') },
};

const nameOrder = {
  orders: { NAME: { sql: (node: string) => `${node}.name`, cast: 'text' } },
  defaultOrder: { field: 'NAME', direction: 'ASC' },
} as const;

const governmentBody: Shape = {
  type: 'GovernmentBody', table: 'government_body', tenant: false, visible: () => 'true',
  fields: {
    id: idField('government_body'),
    code: column('code'),
    name: column('name'),
    kind: column('kind'),
    parent: one('GovernmentBody', (row, child) => `${child}.id = ${row}.parent_id`),
    children: connection({ to: 'GovernmentBody', on: (parent, node) => `${node}.parent_id = ${parent ?? 'null'}.id`, ...nameOrder }),
    department: one('Department', (row, child) => `${child}.government_body_id = ${row}.id and ${child}.state <> 'REJECTED'`),
  },
};

export const organisationsShapes: (Shape | AbstractShape)[] = [organisation, provider, department, platform, indianState, governmentBody];

/** Whether the name contains a text, whatever the case of letters. */
function nameContains(value: Arg, node: string, _side: string, w: Writer): string {
  return `position(lower(${w.param(value, 'text')}) in lower(${node}.name)) > 0`;
}

const providerUuid = (id: unknown): string | null => uuidOf('provider', String(id));
const bodyUuid = (id: unknown): string | null => uuidOf('government_body', String(id));

/** The provider that the argument `by` names. */
export const providerBy: Condition = (row, w, arg) => {
  const id = arg('by')?.get('id');
  if (id !== undefined) return `${row}.id = ${w.param(id, 'uuid', providerUuid)}`;
  const slug = arg('by')?.get('slug');
  return slug === undefined ? 'false' : `${row}.slug = ${w.param(slug, 'text')}`;
};

/** The verified providers. */
export const allProviders: Connection = {
  to: 'Provider',
  on: (_parent, node) => `${node}.state = 'VERIFIED'`,
  filters: {
    nameContains,
    stateCode: (value, node, _side, w) => `${node}.state_code = ${w.param(value, 'text')}`,
  },
  orders: { ...nameOrder.orders, NEWEST: { sql: (node) => `${node}.applied_at`, cast: 'timestamptz' } },
  defaultOrder: nameOrder.defaultOrder,
};

/** Every organisation, for the platform's people who know them all; nothing for others. */
export const allOrganisations: Connection = {
  to: 'Organisation',
  on: (_parent, _node, _side, w) => (knowsAll(w) ? 'true' : 'false'),
  filters: {
    kind: (value, node, _side, w) => `${node}.kind = ${w.param(value, 'organisation_kind')}`,
    state: (value, node, _side, w) => `${node}.state = ${w.param(value, 'organisation_state')}`,
    nameContains,
  },
  ...nameOrder,
};

/** The government's tree, flat. */
export const allGovernmentBodies: Connection = {
  to: 'GovernmentBody',
  filters: {
    kind: (value, node, _side, w) => `${node}.kind = ${w.param(value, 'government_body_kind')}`,
    parentId: (value, node, _side, w) => `${node}.parent_id = ${w.param(value, 'uuid', bodyUuid)}`,
    nameContains,
  },
  ...nameOrder,
};

/** The states and union territories. */
export const allIndianStates: RootList = { on: () => 'true', order: (row) => `${row}.name` };
