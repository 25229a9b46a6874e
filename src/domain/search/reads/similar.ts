import type { Connection } from '../../../db/reader/shape.js';
import { courseOfCard, withCards } from '../../catalogue/reads/card.js';

/** Courses like a course: no more than these, the most alike. */
const MOST_SIMILAR = 50;

/**
 * `similarCourses` of a course: those in the catalogue that teach the same competencies and speak of the same things, the most alike first.
 * A course is not similar to itself; nothing is similar to a course that is not in the catalogue.
 */
export const similarCourses: Connection = {
  to: 'Course',
  standIn: courseOfCard,
  from: (node, hit, _w, _args, parent) => {
    if (parent === null) throw new Error('courses are similar to a course');
    return `search_similar(${parent}.id, ${MOST_SIMILAR}) ${hit} ${withCards(node, hit)}`;
  },
  on: (parent, node) => (parent === null ? 'true' : `${node}.id <> ${parent}.id`),
  orders: { SCORE: { sql: (_node, hit) => `${hit}.score`, cast: 'real' } },
  defaultOrder: { field: 'SCORE', direction: 'DESC' },
};
