import { column, computed, connection, idField, timestamp } from '../../../db/reader/fields.js';
import type { Condition } from '../../../db/reader/read.js';
import type { Connection, Shape } from '../../../db/reader/shape.js';
import { collectionActions } from '../policy/collections.js';
import { courseOfCard, withCards } from './card.js';
import { namedBy } from './listing.js';

/** The courses of a collection that are in the catalogue now, as the curator has put them. */
const coursesInOrder: Connection = {
  to: 'Course',
  standIn: courseOfCard,
  from: (node, place) => `collection_course ${place} ${withCards(node, place)}`,
  on: (parent, _node, place) => (parent === null ? 'true' : `${place}.collection_id = ${parent}.id`),
  orders: { POSITION: { sql: (_node, place) => `${place}.position`, cast: 'integer' } },
  defaultOrder: { field: 'POSITION', direction: 'ASC' },
};

const collection: Shape = {
  type: 'Collection',
  table: 'collection',
  tenant: false,
  visible: () => 'true',
  fields: {
    id: idField('collection'),
    slug: column('slug'),
    title: column('title'),
    summary: column('summary'),
    revision: column('revision'),
    createdAt: timestamp('created_at'),
    updatedAt: timestamp('updated_at'),
    courses: connection(coursesInOrder),
    allowedActions: computed(() => ({}), (_parts, actor) => collectionActions(actor)),
  },
};

export const collectionsShapes: readonly Shape[] = [collection];

/** `collections`: all, by title or by the time of their last change. */
export const collections: Connection = {
  to: 'Collection',
  orders: {
    TITLE: { sql: (node) => `lower(${node}.title)`, cast: 'text' },
    UPDATED_AT: { sql: (node) => `${node}.updated_at`, cast: 'timestamptz' },
  },
  defaultOrder: { field: 'TITLE', direction: 'ASC' },
};

/** `collection`: by id or slug. */
export const collectionBy: Condition = namedBy('collection');
