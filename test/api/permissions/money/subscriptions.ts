import { subscriptionCancel } from '../../../../src/domain/subscriptions/subscriptionCancel.js';
import type { IdPrefix } from '../../../../src/lib/ids.js';
import { publicId } from '../../../../src/lib/ids.js';
import { buyersOf, buying, DEPARTMENT } from '../../../support/buying.js';
import { done } from '../../../support/given.js';
import type { World } from '../../../support/world.js';
import type { Cells } from '../actors.js';
import { id, needed, type Table } from '../wrong.js';
import { PROCUREMENT_TARGETS } from './procurement.js';

type Values = Readonly<Record<string, string | number>>;

/** A department that bought one thing, and whose people are none of the actors. */
const BUYING_DEPARTMENT = 'department-of-posts';

/** A subscription to a course of its own, since one thing is bought anew only once. */
async function subscription(w: World): Promise<{ subscriptionId: string; termId: string; departmentId: string }> {
  const { subscriptionId, termId } = await buying(w).orderedCourse({ ...await PROCUREMENT_TARGETS.courseOnSale(w), basis: 'PER_LEARNER', quantity: 5 });
  return { subscriptionId, termId, departmentId: publicId('department', await w.organisationId(DEPARTMENT)) };
}

async function cancelledSubscription(w: World): Promise<{ subscriptionId: string; termId: string }> {
  const made = await subscription(w);
  done(await subscriptionCancel(await w.ctx('procurement-officer'), { subscriptionId: made.subscriptionId, reason: 'The project has ended.' }));
  return made;
}

/** What the operations are asked about. */
export const SUBSCRIPTIONS_TARGETS = { subscription, cancelledSubscription } as const;

/** An input for each mutation that nothing is wrong with. */
export const SUBSCRIPTIONS_INPUTS = {
  subscriptionCancel: (t: Values) => ({ subscriptionId: t['subscriptionId'], reason: 'The project has ended.' }),
  subscriptionCancellationWithdraw: (t: Values) => ({ subscriptionId: t['subscriptionId'] }),
} as const;

export const SUBSCRIPTIONS_QUERY_TEXTS = {
  subscriptions: { text: 'subscriptions(first: 100) { nodes { id } }', shows: 'subscriptionId' },
  subscription: { text: 'subscription(id: $subscriptionId) { id }', shows: 'subscriptionId' },
  seatUse: { text: 'seatUse(by: { departmentId: $departmentId }) { bought }', shows: null },
} as const;

/** See matrix.ts. */
export const SUBSCRIPTIONS_QUERIES: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['subscriptions', 'subscription',           '00 0000 000+++ +++0'],
  ['subscription', 'subscription',            '-- ---- ---+++ +++-'],
  ['seatUse', 'subscription',                 '-- ---- ---+++ +++-'],
];

/** See matrix.ts. */
export const SUBSCRIPTIONS_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['subscriptionCancel', 'subscription',      'UN NNNN NNNFFF +FFN'],
  ['subscriptionCancellationWithdraw', 'cancelledSubscription', 'UN NNNN NNNFFF +FFN'],
];

/** See idPlaces.ts. */
export const SUBSCRIPTIONS_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = {
  'subscription.id': ['subscription'],
  'subscriptions.filter.departmentId': ['department'],
  'subscriptions.filter.courseId': ['course'],
  'seatUse.by.departmentId': ['department'],
  'seatUse.by.governmentBodyId': ['government_body'],
  'subscriptionCancel.input.subscriptionId': ['subscription'],
  'subscriptionCancellationWithdraw.input.subscriptionId': ['subscription'],
};

/** See scene.ts. */
export async function subscriptionsScene(w: World): Promise<Readonly<Record<string, string>>> {
  const { subscriptionId, termId } = await cancelledSubscription(w);
  await buying(w, await buyersOf(w, BUYING_DEPARTMENT)).orderedSeats({ quantity: 5 });
  return { subscription: subscriptionId, term: termId, buyingDepartment: publicId('department', await w.organisationId(BUYING_DEPARTMENT)) };
}

/** See visible.ts. */
export const SUBSCRIPTIONS_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['Subscription', 'subscription',              '-- ---- ---+++ +++-'],
  ['Term', 'term',                              '-- ---- ---+++ +++-'],
];

const SEEN: Cells = '// //// ///+++ +++/';
const ONE: Cells = '// //// ///111 111/';

/** See visible.ts. */
export const SUBSCRIPTIONS_FIELDS: readonly (readonly [field: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['Department.subscriptions', 'buyingDepartment', '-0 0000 000111 0000'],
  ['Subscription.seatUse', 'subscription',      SEEN],
  ['Subscription.graceDays', 'subscription',    SEEN],
  ['Subscription.reassignmentCapBasisPoints', 'subscription', SEEN],
  ['Subscription.invoices', 'subscription',     ONE],
  ['Subscription.purchaseRequests', 'subscription', ONE],
  ['Subscription.cancelledBy', 'subscription',  SEEN],
  ['Subscription.cancelReason', 'subscription', SEEN],
  ['Term.unitPrice', 'term',                    SEEN],
  ['Term.quantity', 'term',                     SEEN],
  ['Term.assigned', 'term',                     SEEN],
  ['Term.active', 'term',                       SEEN],
  ['Term.reassigned', 'term',                   SEEN],
  ['Term.free', 'term',                         SEEN],
  ['Term.quantityChanges', 'term',              ONE],
];

const SUBSCRIPTION = id('subscriptionId', 'subscription');

/** See wrongInputs.ts. */
export const SUBSCRIPTIONS_WRONG: Readonly<Record<string, Table>> = {
  subscriptionCancel: { as: 'procurement-officer', target: 'subscription', wrong: [...SUBSCRIPTION, ...needed('reason', 2000)] },
  subscriptionCancellationWithdraw: { as: 'procurement-officer', target: 'cancelledSubscription', wrong: SUBSCRIPTION },
};
