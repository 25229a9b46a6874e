import { column, idField, one, timestamp } from '../../../db/reader/fields.js';
import type { RootList } from '../../../db/reader/read.js';
import type { Shape, Writer } from '../../../db/reader/shape.js';

/** A filter is its owner's alone; row-level security says so too. */
const own = (row: string, w: Writer): string => `${row}.user_id = ${w.userId()}`;

export const reviewQueueSavedFilter: Shape = {
  type: 'ReviewQueueSavedFilter',
  table: 'review_queue_filter',
  tenant: true,
  visible: own,
  fields: {
    id: idField('review_queue_saved_filter'),
    name: column('name'),
    specialism: column('specialism'),
    overdue: column('overdue'),
    mine: column('mine'),
    unassigned: column('unassigned'),
    changed: column('changed'),
    provider: one('Provider', (row, child) => `${child}.id = ${row}.provider_id`),
    createdAt: timestamp('created_at'),
    updatedAt: timestamp('updated_at'),
  },
};

/** `reviewQueueFilters`: the viewer's own, by name. */
export const reviewQueueFilters: RootList = { on: own, order: (row) => `lower(${row}.name), ${row}.id` };
