import type { Connection } from '../../../db/reader/shape.js';
import { withCourse } from '../../catalogue/reads/listing.js';

/** Courses like a course: no more than these, the most alike. */
const MOST_SIMILAR = 50;

/**
 * `similarCourses` of a course: those in the catalogue that teach the same competencies and speak of the same things, the most alike first.
 * A course is not similar to itself; nothing is similar to a course that is not in the catalogue.
 */
export const similarCourses: Connection = {
  to: 'Course',
  from: (node, hit, w, _args, parent) => {
    if (parent === null) throw new Error('courses are similar to a course');
    const [found, entry] = [w.alias('m'), w.alias('e')];
    return `(select ${found}.course_id, ${found}.score from search_similar(${parent}.id, ${MOST_SIMILAR}) ${found}
      join catalogue_entry ${entry} on ${entry}.course_id = ${found}.course_id and ${entry}.listed
      where ${found}.course_id <> ${parent}.id) ${hit} ${withCourse(node, hit)}`;
  },
  orders: { SCORE: { sql: (_node, hit) => `${hit}.score`, cast: 'real' } },
  defaultOrder: { field: 'SCORE', direction: 'DESC' },
};
