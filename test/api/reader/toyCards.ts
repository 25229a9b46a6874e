import { column, expression, idField, object, timestamp } from '../../../src/db/reader/fields.js';
import type { Connection, StandIn, Writer } from '../../../src/db/reader/shape.js';
import { rootCourses, visibleCourse, visibleRow } from './toyShapes.js';

const moduleInCard: StandIn = {
  type: 'Module', table: 'module', tenant: false, key: (row) => `${row}.id`, visible: visibleRow,
  fields: { id: idField('module'), title: column('title'), position: column('position') },
};

const providerInCard: StandIn = {
  type: 'Provider', table: 'card', tenant: false, key: (row) => `${row}.organisation_id`,
  visible: (row: string, w: Writer) => (w.viewer.kind === 'platform' ? 'true' : `not ${row}.organisation_hidden`),
  fields: { id: idField('provider', 'organisation_id'), name: column('organisation_name') },
};

const courseCard: StandIn = {
  type: 'Course', table: 'card', tenant: false, key: (row) => `${row}.id`, visible: visibleCourse,
  fields: {
    id: idField('course'), slug: column('slug'), title: column('title'), rating: column('rating'), createdAt: timestamp('created_at'),
    // What only some may see is said by the type's own field.
    margin: column('margin'),
    facts: object({
      captions: column('captions'), signLanguage: column('sign_language'), pair: expression((row) => `array[${row}.captions, ${row}.sign_language]`),
    }),
    provider: { kind: 'standIn', standIn: providerInCard, there: (row) => `${row}.organisation_kind = 'PROVIDER'` },
    modules: {
      kind: 'standInList', standIn: moduleInCard, order: (child) => `${child}."position", ${child}.id`,
      from: (row, child) => `json_to_recordset(${row}.modules) as ${child}(id uuid, title text, "position" integer, hidden boolean)`,
    },
  },
};

/** The toy's courses read from cards, which know some of their fields. */
export const cardCourses: Connection = {
  ...rootCourses, standIn: courseCard,
  from: (node, side) => `card ${node} join organisation ${side} on ${side}.id = ${node}.organisation_id`,
};
