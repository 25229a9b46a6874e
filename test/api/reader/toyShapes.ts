import {
  column, computed, connection, expression, idField, list, moneyOf, object, one, timestamp, when,
} from '../../../src/db/reader/fields.js';
import type { AbstractShape, Connection, Field, Shape, Writer } from '../../../src/db/reader/shape.js';

/** Hidden rows are for the platform and, of a course, for the organisation that owns it. */
export const visibleRow = (row: string, w: Writer): string => (w.viewer.kind === 'platform' ? 'true' : `not ${row}.hidden`);
export const visibleCourse = (row: string, w: Writer): string =>
  w.viewer.kind === 'provider' ? `not ${row}.hidden or ${row}.organisation_id = ${w.organisationId()}` : visibleRow(row, w);

const range = (value: Parameters<NonNullable<Connection['filters']>[string]>[0], sql: string, w: Writer): string => {
  const from = value.get('from');
  const to = value.get('to');
  const parts = ['true'];
  if (from !== undefined) parts.push(`${sql} >= ${w.param(from, 'integer')}`);
  if (to !== undefined) parts.push(`${sql} <= ${w.param(to, 'integer')}`);
  return parts.join(' and ');
};

const courses: Connection = {
  to: 'Course',
  filters: {
    level: (value, node, _side, w) => `${node}.level = ${w.param(value, 'text')}`,
    slugs: (value, node, _side, w) => `${node}.slug = any(${w.param(value, 'text[]')})`,
    titleHas: (value, node, _side, w) => `position(${w.param(value, 'text')} in ${node}.title) > 0`,
    seats: (value, node, _side, w) => range(value, `${node}.seats`, w),
    anyOf: (value, node, _side, w) => value.items.map((item) => `(${range(item, `${node}.seats`, w)})`).join(' or ') || 'false',
    full: (value, node) => (value.constant === true ? `${node}.seats = 0` : `${node}.seats > 0`),
    after: (value, node, _side, w) => `${node}.created_at > ${w.param(value, 'timestamptz')}`,
  },
  orders: {
    CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' },
    RATING: { sql: (node) => `${node}.rating`, cast: 'real' },
    SLUG: { sql: (node) => `${node}.slug collate "C"`, cast: 'text' },
    ID: { sql: (node) => `${node}.id`, cast: 'uuid' },
  },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};

/** The connection of the root field, which joins a further table and takes a query. */
export const rootCourses: Connection = {
  ...courses,
  from: (node, side) => `course ${node} join organisation ${side} on ${side}.id = ${node}.organisation_id`,
  on: (_parent, _node, side, w) => (w.viewer.kind === 'platform' ? 'true' : `not ${side}.hidden`),
  args: { query: (value, node, _side, w) => `position(${w.param(value, 'text')} in ${node}.slug) > 0` },
};

const ownCourses: Connection = { ...courses, on: (parent, node) => `${node}.organisation_id = ${parent ?? ''}.id` };

const organisationFields: Record<string, Field> = { name: column('name'), courses: connection(ownCourses) };

const provider: Shape = {
  type: 'Provider', table: 'organisation', tenant: false, visible: visibleRow,
  fields: {
    ...organisationFields,
    id: idField('provider'),
    website: column('website'),
    notes: list('Note', (row, child) => `${child}.organisation_id = ${row}.id`, (child) => `${child}.body, ${child}.id`),
  },
};

const department: Shape = {
  type: 'Department', table: 'organisation', tenant: false, visible: visibleRow,
  fields: { ...organisationFields, id: idField('department'), ministry: column('ministry') },
};

const organisation: AbstractShape = {
  type: 'Organisation', table: 'organisation', tenant: false, visible: visibleRow,
  discriminator: (row) => `${row}.kind`, types: { PROVIDER: 'Provider', DEPARTMENT: 'Department' },
};

const note: Shape = {
  type: 'Note', table: 'note', tenant: true, visible: () => 'true', fields: { id: idField('finding'), body: column('body') },
};

/** Paise: none where the seats are not known, and nothing, a paisa, and more than a JSON number holds. */
const toyPrice = (seats: string): string => `(array[0, 1, 1234567890123456789, -5038850])[${seats} + 1]::bigint`;

const course: Shape = {
  type: 'Course', table: 'course', tenant: false, visible: visibleCourse,
  fields: {
    id: idField('course'), slug: column('slug'), title: column('title'), seats: column('seats'), rating: column('rating'),
    level: column('level'), createdAt: timestamp('created_at'),
    facts: object({
      captions: column('captions'), signLanguage: column('sign_language'),
      pair: expression((row) => `json_build_array(${row}.captions, ${row}.sign_language)`),
    }),
    organisation: one('Organisation', (row, child) => `${child}.id = ${row}.organisation_id`),
    provider: one('Provider', (row, child) => `${child}.id = ${row}.organisation_id`),
    modules: list('Module', (row, child) => `${child}.course_id = ${row}.id`, (child) => `${child}."position", ${child}.id`),
    moduleList: connection({
      to: 'Module',
      on: (parent, node) => `${node}.course_id = ${parent ?? ''}.id`,
      orders: { POSITION: { sql: (node) => `${node}."position"`, cast: 'integer' } },
      defaultOrder: { field: 'POSITION', direction: 'ASC' },
    }),
    badge: computed(
      (row) => ({ slug: `${row}.slug`, seats: `${row}.seats` }),
      ({ slug, seats }, actor, now) => `${String(slug)}/${String(seats)}/${actor.kind}/${now.getTime()}`,
    ),
    margin: when((viewer) => viewer.has('FINANCE_OFFICER'), column('margin')),
    price: moneyOf((row) => toyPrice(`${row}.seats`)),
  },
};

const moduleShape: Shape = {
  type: 'Module', table: 'module', tenant: false, visible: visibleRow,
  fields: {
    id: idField('module'), title: column('title'), position: column('position'),
    course: one('Course', (row, child) => `${child}.id = ${row}.course_id`),
  },
};

export const toyShapes: readonly (Shape | AbstractShape)[] = [provider, department, organisation, note, course, moduleShape];
