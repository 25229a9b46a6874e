import type { Connection } from '../../../db/reader/shape.js';

/** The latest change of a course's versions. */
const updated = (node: string): string =>
  `(select coalesce(max(v.updated_at), ${node}.created_at) from course_version v where v.course_id = ${node}.id)`;

/** `ownCourses`: every course of the provider one acts for, whatever the states of its versions. */
export const ownCourses: Connection = {
  to: 'Course',
  on: (_parent, node, _side, w) =>
    (w.viewer.kind === 'provider' ? `${node}.provider_id = ${w.organisationId()}` : 'false'),
  filters: {
    states: (value, node, _side, w) => `exists (select 1 from course_version v
      where v.course_id = ${node}.id and v.state = any(${w.param(value, 'course_version_state[]')}))`,
    titleContains: (value, node, _side, w) => `exists (select 1 from course_version v where v.course_id = ${node}.id
      and strpos(lower(v.title), lower(${w.param(value, 'text')})) > 0)`,
  },
  orders: {
    UPDATED: { sql: updated, cast: 'timestamptz' },
    CREATED: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' },
  },
  defaultOrder: { field: 'UPDATED', direction: 'DESC' },
};
