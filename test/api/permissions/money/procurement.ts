import { addDays, indianDateOf } from '../../../../src/lib/indianDate.js';
import type { IdPrefix } from '../../../../src/lib/ids.js';
import { buying, type Requested, type Wish } from '../../../support/buying.js';
import { another } from '../../../support/given.js';
import type { World } from '../../../support/world.js';
import { approvedPrice, pricedCourse } from '../../pricing/support.js';
import type { Cells } from '../actors.js';
import { id, needed, REFUSED_TYPE, REVISION, text, type Table, type Wrong } from '../wrong.js';

type Values = Readonly<Record<string, string | number>>;

/** A course that can be bought; each request here is for one of its own, since one thing is bought anew only once. */
async function courseOnSale(w: World): Promise<{ courseId: string }> {
  const { courseId } = await pricedCourse(w);
  await approvedPrice(w, courseId);
  return { courseId };
}

const wish = async (w: World): Promise<Wish> => ({ kind: 'COURSE', basis: 'PER_LEARNER', quantity: 5, ...await courseOnSale(w) });
const asked = ({ purchaseRequestId, quote }: Requested): Values => ({ purchaseRequestId, quoteId: quote.id, total: quote.total.toString() });

/** What the operations are asked about. */
export const PROCUREMENT_TARGETS = {
  courseOnSale,
  draftRequest: async (w: World) => ({ ...await buying(w).drafted(await wish(w)), revision: 1 }),
  submittedRequest: async (w: World) => asked(await buying(w).submitted(await wish(w))),
  approvedRequest: async (w: World) => asked(await buying(w).approved(await wish(w))),
  sanctionedRequest: async (w: World) => asked(await buying(w).sanctioned(await wish(w))),
} as const;

const only = (...names: readonly string[]) => (t: Values) => Object.fromEntries(names.map((name) => [name, t[name]]));
const withReason = (t: Values) => ({ purchaseRequestId: t['purchaseRequestId'], reason: 'It is not needed this year.' });

/** An input for each mutation that nothing is wrong with. */
export const PROCUREMENT_INPUTS = {
  purchaseRequestCreate: (t: Values) => ({
    idempotencyKey: `key-${another()}`, purpose: 'NEW', kind: 'COURSE', courseId: t['courseId'], basis: 'PER_LEARNER', quantity: 5,
    justification: 'For the officers who joined this year.', budgetHead: '2070.00.003.01.00.28',
  }),
  purchaseRequestUpdate: (t: Values) => ({ purchaseRequestId: t['purchaseRequestId'], revision: t['revision'], quantity: 7 }),
  purchaseRequestQuote: only('purchaseRequestId'),
  purchaseRequestSubmit: only('purchaseRequestId'),
  purchaseRequestApprove: only('purchaseRequestId'),
  purchaseRequestReject: withReason,
  purchaseRequestWithdraw: withReason,
  purchaseRequestSanction: (t: Values, w: World) => ({
    purchaseRequestId: t['purchaseRequestId'], number: 'A-12011/7/2026', date: indianDateOf(w.clock.now()), amount: { amountMinor: t['total'] ?? '1' },
    budgetHead: '2070.00.003.01.00.28',
  }),
  purchaseRequestOrder: (t: Values) => ({ purchaseRequestId: t['purchaseRequestId'], idempotencyKey: `key-${another()}` }),
} as const;

export const PROCUREMENT_QUERY_TEXTS = {
  purchaseRequests: { text: 'purchaseRequests(first: 100) { nodes { id } }', shows: 'purchaseRequestId' },
  purchaseRequest: { text: 'purchaseRequest(id: $purchaseRequestId) { id }', shows: 'purchaseRequestId' },
} as const;

/** See matrix.ts. */
export const PROCUREMENT_QUERIES: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['purchaseRequests', 'submittedRequest',    '00 0000 000+++ +++0'],
  ['purchaseRequest', 'submittedRequest',     '-- ---- ---+++ +++-'],
  ['purchaseRequest', 'draftRequest',         '-- ---- ---+++ +++-'],
];

/** See matrix.ts. */
export const PROCUREMENT_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['purchaseRequestCreate', 'courseOnSale',   'UF FFFF FFFFFF +FFF'],
  ['purchaseRequestUpdate', 'draftRequest',   'UN NNNN NNNFFF +FFN'],
  ['purchaseRequestQuote', 'draftRequest',    'UN NNNN NNNFFF ++FN'],
  ['purchaseRequestSubmit', 'draftRequest',   'UN NNNN NNNFFF +FFN'],
  ['purchaseRequestApprove', 'submittedRequest', 'UN NNNN NNNFFF F+FN'],
  ['purchaseRequestReject', 'submittedRequest', 'UN NNNN NNNFFF F+FN'],
  ['purchaseRequestReject', 'approvedRequest', 'UN NNNN NNNFFF F+FN'],
  ['purchaseRequestSanction', 'approvedRequest', 'UN NNNN NNNFFF F+FN'],
  ['purchaseRequestOrder', 'sanctionedRequest', 'UN NNNN NNNFFF +FFN'],
  ['purchaseRequestWithdraw', 'submittedRequest', 'UN NNNN NNNFFF +FFN'],
];

/** See idPlaces.ts. */
export const PROCUREMENT_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = {
  'purchaseRequest.id': ['purchase_request'],
  'purchaseRequests.filter.departmentId': ['department'],
  'purchaseRequests.filter.subscriptionId': ['subscription'],
  'purchaseRequestCreate.input.courseId': ['course'],
  'purchaseRequestCreate.input.subscriptionId': ['subscription'],
  'purchaseRequestCreate.input.instalmentPlanId': ['instalment_plan'],
  'purchaseRequestUpdate.input.purchaseRequestId': ['purchase_request'],
  'purchaseRequestUpdate.input.courseId': ['course'],
  'purchaseRequestUpdate.input.instalmentPlanId': ['instalment_plan'],
  'purchaseRequestQuote.input.purchaseRequestId': ['purchase_request'],
  'purchaseRequestSubmit.input.purchaseRequestId': ['purchase_request'],
  'purchaseRequestApprove.input.purchaseRequestId': ['purchase_request'],
  'purchaseRequestReject.input.purchaseRequestId': ['purchase_request'],
  'purchaseRequestSanction.input.purchaseRequestId': ['purchase_request'],
  'purchaseRequestOrder.input.purchaseRequestId': ['purchase_request'],
  'purchaseRequestWithdraw.input.purchaseRequestId': ['purchase_request'],
};

/** See scene.ts. */
export async function procurementScene(w: World): Promise<Readonly<Record<string, string>>> {
  const { purchaseRequestId, quote } = await buying(w).sanctioned(await wish(w));
  return { purchaseRequest: purchaseRequestId, quote: quote.id };
}

/** See visible.ts. */
export const PROCUREMENT_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['PurchaseRequest', 'purchaseRequest',        '-- ---- ---+++ +++-'],
  ['Quote', 'quote',                            '-- ---- ---+++ +++-'],
];

/** See visible.ts. */
export const PROCUREMENT_FIELDS: readonly (readonly [field: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['PurchaseRequest.justification', 'purchaseRequest', '// //// ///+++ +++/'],
  ['PurchaseRequest.sanction', 'purchaseRequest', '// //// ///+++ +++/'],
  ['PurchaseRequest.quotes', 'purchaseRequest', '// //// ///111 111/'],
  ['Quote.lines', 'quote',                      '// //// ///111 111/'],
];

const REQUEST = id('purchaseRequestId', 'purchase_request');
const KEY = needed('idempotencyKey', 100);
const day = (days: number): string => addDays(indianDateOf(new Date()), days);

const QUANTITY: readonly Wrong[] = [
  ['none', { quantity: 0 }, 'INVALID quantity'], ['fewer than none', { quantity: -1 }, 'INVALID quantity'],
  ['too many', { quantity: 100_000_001 }, 'INVALID quantity'], ['far too many', { quantity: 2_147_483_648 }, REFUSED_TYPE],
  ['a part of one', { quantity: 0.5 }, REFUSED_TYPE],
];
const FIRST_DAY: readonly Wrong[] = [
  ['yesterday', { startsOn: day(-1) }, 'INVALID startsOn'], ['more than a year ahead', { startsOn: day(370) }, 'INVALID startsOn'],
  ['a year beyond the calendar', { startsOn: '3000-01-01' }, 'INVALID startsOn'], ['a day that is none', { startsOn: '2030-02-30' }, REFUSED_TYPE],
];
const BASIS: readonly Wrong[] = [
  ['a basis without a price', { basis: 'WHOLE_DEPARTMENT' }, 'ILLEGAL_STATE basis'], ['a basis that is none', { basis: 'PER_MINISTRY' }, REFUSED_TYPE],
];
const AMOUNT: readonly Wrong[] = [
  ['an amount of nothing', { amount: { amountMinor: '0' } }, 'INVALID amount.amountMinor'],
  ['less than nothing', { amount: { amountMinor: '-1' } }, 'INVALID amount.amountMinor'],
  ['short of the quote', { amount: { amountMinor: '1' } }, 'INVALID amount'],
  ['more than the database holds', { amount: { amountMinor: '9'.repeat(30) } }, 'INVALID amount.amountMinor'],
  ['dollars', { amount: { amountMinor: '100000000', currency: 'USD' } }, 'INVALID amount.currency'],
];

/** See wrongInputs.ts. */
export const PROCUREMENT_WRONG: Readonly<Record<string, Table>> = {
  purchaseRequestCreate: {
    as: 'procurement-officer', target: 'courseOnSale',
    wrong: [
      ...KEY, ...needed('justification', 4000), ...needed('budgetHead', 100), ...QUANTITY, ...FIRST_DAY, ...BASIS, ...id('courseId', 'course'),
      ...id('instalmentPlanId', 'instalment_plan'), ['a subscription for a new one', { subscriptionId: 'x' }, 'INVALID subscriptionId'],
      ['no kind', { kind: null }, 'INVALID kind'], ['no course', { courseId: null }, 'INVALID courseId'], ['no basis', { basis: null }, 'INVALID basis'],
      ['no quantity', { quantity: null }, 'INVALID quantity'], ['an addition to nothing', { purpose: 'ADDITION' }, 'INVALID subscriptionId'],
      ['a purpose that is none', { purpose: 'GIFT' }, REFUSED_TYPE],
    ],
  },
  purchaseRequestUpdate: {
    as: 'procurement-officer', target: 'draftRequest',
    wrong: [
      ...REQUEST, ...REVISION, ['an empty justification', { justification: '' }, 'INVALID justification'], ...text('justification', 4000),
      ['an empty budget head', { budgetHead: ' ' }, 'INVALID budgetHead'], ...text('budgetHead', 100), ...QUANTITY, ...FIRST_DAY, ...BASIS,
      ...id('courseId', 'course'), ...id('instalmentPlanId', 'instalment_plan'),
    ],
  },
  purchaseRequestQuote: { as: 'procurement-officer', target: 'draftRequest', wrong: REQUEST },
  purchaseRequestSubmit: { as: 'procurement-officer', target: 'draftRequest', wrong: REQUEST },
  purchaseRequestApprove: { as: 'approving-authority', target: 'submittedRequest', wrong: REQUEST },
  purchaseRequestReject: { as: 'approving-authority', target: 'submittedRequest', wrong: [...REQUEST, ...needed('reason', 2000)] },
  purchaseRequestWithdraw: { as: 'procurement-officer', target: 'submittedRequest', wrong: [...REQUEST, ...needed('reason', 2000)] },
  purchaseRequestSanction: {
    as: 'approving-authority', target: 'approvedRequest',
    wrong: [
      ...REQUEST, ...needed('number', 100), ...needed('budgetHead', 100), ...AMOUNT, ['a date to come', { date: day(2) }, 'INVALID date'],
      ['a year before the calendar', { date: '1999-12-31' }, 'INVALID date'], ['no date', { date: 'soon' }, REFUSED_TYPE],
    ],
  },
  purchaseRequestOrder: { as: 'procurement-officer', target: 'sanctionedRequest', wrong: [...REQUEST, ...KEY] },
};
