import { newId, publicId, type IdPrefix } from '../../../src/lib/ids.js';
import { id, needed, REFUSED_TYPE, text, type Table, type Wrong } from './wrong.js';

/** Rows that are ids alone: wrong ones are told of in their place, and too few or too many as a whole. */
function rows(field: string, prefix: IdPrefix): Wrong[] {
  return [
    ['no rows', { [field]: [] }, `INVALID ${field}`],
    ['101 rows', { [field]: Array.from({ length: 101 }, () => publicId(prefix, newId())) }, REFUSED_TYPE],
    ['no list', { [field]: null }, REFUSED_TYPE],
    ['an id of too many characters', { [field]: ['x'.repeat(101)] }, `INVALID ${field}.0`],
    ...id(field, prefix).filter(([what]) => !what.endsWith(' a list'))
      .map(([what, change]): Wrong => [what, { [field]: [change[field]] }, `NOT_FOUND ${field}.0`]),
  ];
}

/** A row of two ids, one of them wrong. */
function row(change: (value: unknown) => Record<string, unknown>, field: string, prefix: IdPrefix): Wrong[] {
  return id(field, prefix).map(([what, changed, told]): Wrong =>
    [what, { assignments: [change(changed[field])] }, told.replace(field, `assignments.0.${field}`)]);
}

const unknown = (prefix: IdPrefix): string => publicId(prefix, newId());
const FILTER = 'filter.providerId';

/** Wrong inputs of what is done in bulk, and of saved filters. */
export const BULK: Readonly<Record<string, Table>> = {
  reviewAssignmentsAssign: {
    as: 'chief-curator', target: 'courseInReview',
    wrong: [
      ['no rows', { assignments: [] }, 'INVALID assignments'], ['no list', { assignments: null }, REFUSED_TYPE],
      ['101 rows', { assignments: Array.from({ length: 101 }, () => ({ reviewStageId: 'x', curatorId: 'x' })) }, REFUSED_TYPE],
      ['a row without a curator', { assignments: [{ reviewStageId: unknown('review_stage') }] }, REFUSED_TYPE],
      ...row((reviewStageId) => ({ reviewStageId, curatorId: unknown('user') }), 'reviewStageId', 'review_stage'),
    ],
  },
  reviewAssignmentsDistribute: { as: 'chief-curator', target: 'courseInReview', wrong: rows('reviewStageIds', 'review_stage') },
  reviewAssignmentsClaim: { as: 'curator', target: 'courseInReview', wrong: rows('reviewStageIds', 'review_stage') },
  reviewAssignmentsRelease: { as: 'curator', target: 'assignment', wrong: rows('reviewAssignmentIds', 'review_assignment') },
  reviewStagesMarkSeen: {
    as: 'curator', target: 'courseInReview',
    wrong: [
      ...rows('reviewStageIds', 'review_stage'), ['a time to come', { asOf: '2199-01-01T00:00:00Z' }, 'INVALID asOf'],
      ['no time', { asOf: 'soon' }, REFUSED_TYPE], ['a day that is none', { asOf: '2026-02-30T00:00:00Z' }, REFUSED_TYPE],
    ],
  },
  reviewQueueFilterSave: {
    as: 'curator', target: 'queueFilter',
    wrong: [
      ...id('reviewQueueFilterId', 'review_queue_saved_filter'), ...needed('name', 100), ...text('name', 100), ['no filter', { filter: null }, REFUSED_TYPE],
      ['a specialism that is none', { filter: { specialism: 'MUSIC' } }, REFUSED_TYPE], ['a question that is none', { filter: { colour: true } }, REFUSED_TYPE],
      ...id('providerId', 'provider').map(([what, change, told]): Wrong => [what, { filter: change }, told.replace('providerId', FILTER)]),
    ],
  },
  reviewQueueFilterDelete: { as: 'curator', target: 'queueFilter', wrong: id('reviewQueueFilterId', 'review_queue_saved_filter') },
};
