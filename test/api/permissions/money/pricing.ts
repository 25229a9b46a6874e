import { addDays, indianDateOf } from '../../../../src/lib/indianDate.js';
import { publicId, type IdPrefix } from '../../../../src/lib/ids.js';
import { another, done, given } from '../../../support/given.js';
import type { World } from '../../../support/world.js';
import { courseVersionUpdate } from '../../../../src/domain/catalogue/courseVersionUpdate.js';
import { approvedPrice, call, pricedCourse, proposal, proposedPrice } from '../../pricing/support.js';
import type { Cells } from '../actors.js';
import { id, needed, REFUSED_TYPE, text, type Table, type Wrong } from '../wrong.js';

type Values = Readonly<Record<string, string | number>>;

/** A day long after all others, that nothing is in force from yet. */
const day = (): string => addDays('2150-01-01', another());

const account = { accountName: 'Karmayogi Marketplace', accountNumber: '000111222333', ifsc: 'SBIN0000691', bankName: 'A bank' };
const terms = { reassignmentCapBasisPoints: 500, graceDays: 30, renewalNoticeDays: 60, quoteValidDays: 30 };

async function made(w: World, mutation: string, field: string, input: Record<string, unknown>): Promise<string> {
  const { made: object, refused } = await call(w, 'platform-admin', mutation, field, 'id', input);
  if (object === null) throw new Error(`${mutation} was refused: ${refused.join()}`);
  return String(object['id']);
}

/** What the operations are asked about. */
export const PRICING_TARGETS = {
  priceVersion: async (w: World) => ({ priceVersionId: await made(w, 'priceVersionCreate', 'priceVersion', PRICING_INPUTS.priceVersionCreate()) }),
  taxRule: async (w: World) => ({ taxRuleId: await made(w, 'taxRuleCreate', 'taxRule', PRICING_INPUTS.taxRuleCreate()) }),
  businessTerms: async (w: World) => ({ businessTermsId: await made(w, 'businessTermsCreate', 'businessTerms', PRICING_INPUTS.businessTermsCreate()) }),
  instalmentPlan: async (w: World) => ({ instalmentPlanId: await made(w, 'instalmentPlanCreate', 'instalmentPlan', PRICING_INPUTS.instalmentPlanCreate()) }),
  collectingAccount: async (w: World) => ({ collectingAccountId: await made(w, 'collectingAccountCreate', 'collectingAccount', PRICING_INPUTS.collectingAccountCreate()) }),
  pricedCourse: (w: World) => pricedCourse(w),
  pricedDraft: async (w: World) => {
    const draft = await given.draft(w);
    done(await courseVersionUpdate(await w.ctx('author'), { courseVersionId: draft.courseVersionId, revision: draft.revision, inclusion: 'PRICED' }));
    return draft;
  },
  proposedPrice: async (w: World) => ({ coursePriceId: await proposedPrice(w, (await pricedCourse(w)).courseId) }),
  approvedPrice: async (w: World) => ({ coursePriceId: await approvedPrice(w, (await pricedCourse(w)).courseId) }),
} as const;

/** An input for each mutation that nothing is wrong with. */
export const PRICING_INPUTS = {
  priceVersionCreate: () => ({ price: { amountMinor: '47500' }, inForceFrom: day(), reason: 'The plan was revised.' }),
  taxRuleCreate: () => ({
    sac: '999293', kind: 'TAXABLE', rateBasisPoints: 1200, description: 'Training at 12%.', legalReference: `Notification ${another()}`,
  }),
  taxRuleAdopt: (t: Values) => ({ taxRuleId: t['taxRuleId'], inForceFrom: day(), reason: 'The operator has ruled.' }),
  businessTermsCreate: () => ({ ...terms, inForceFrom: day(), reason: 'Agreed.' }),
  instalmentPlanCreate: () => ({ code: `PLAN_${another()}`, name: 'At once', legalReference: 'As agreed', parts: [{ shareBasisPoints: 10_000, dueDays: 0 }] }),
  collectingAccountCreate: () => ({ ...account, inForceFrom: day(), reason: 'The bank was changed.' }),
  coursePricePropose: (t: Values) => proposal(String(t['courseId'])),
  coursePriceApprove: (t: Values) => ({ coursePriceId: t['coursePriceId'] }),
  coursePriceReject: (t: Values) => ({ coursePriceId: t['coursePriceId'], reason: 'Too dear.' }),
  coursePriceWithdraw: (t: Values) => ({ coursePriceId: t['coursePriceId'] }),
} as const;

const nodes = (text: string, shows: string) => ({ text: `${text}(first: 100) { nodes { id } }`, shows });

export const PRICING_QUERY_TEXTS = {
  priceVersions: nodes('priceVersions', 'priceVersionId'),
  taxRules: nodes('taxRules', 'taxRuleId'),
  businessTerms: nodes('businessTerms', 'businessTermsId'),
  instalmentPlans: nodes('instalmentPlans', 'instalmentPlanId'),
  collectingAccounts: nodes('collectingAccounts', 'collectingAccountId'),
  coursePrices: nodes('coursePrices', 'coursePriceId'),
} as const;

/** See matrix.ts. */
export const PRICING_QUERIES: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['priceVersions', 'priceVersion',           '0+ ++++ ++++++ ++++'],
  ['taxRules', 'taxRule',                     '0+ ++++ ++++++ ++++'],
  ['businessTerms', 'businessTerms',          '0+ ++++ ++++++ ++++'],
  ['instalmentPlans', 'instalmentPlan',       '0+ ++++ ++++++ ++++'],
  ['collectingAccounts', 'collectingAccount', '0+ ++++ ++++++ ++++'],
  ['coursePrices', 'approvedPrice',           '++ ++++ ++++++ ++++'],
  ['coursePrices', 'proposedPrice',           '00 ++00 000+++ 0000'],
];

/** See matrix.ts. */
export const PRICING_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['priceVersionCreate', 'nothing',           'UF FFFF FFFF+F FFFF'],
  ['taxRuleCreate', 'nothing',                'UF FFFF FFFF+F FFFF'],
  ['taxRuleAdopt', 'taxRule',                 'UF FFFF FFFF+F FFFF'],
  ['businessTermsCreate', 'nothing',          'UF FFFF FFFF+F FFFF'],
  ['instalmentPlanCreate', 'nothing',         'UF FFFF FFFF+F FFFF'],
  ['collectingAccountCreate', 'nothing',      'UF FFFF FFFF+F FFFF'],
  ['coursePricePropose', 'pricedCourse',      'UF F+FF FFFFFF FFFF'],
  ['coursePricePropose', 'pricedDraft',       'UN F+NN NNNNFF NNNN'],
  ['coursePriceApprove', 'proposedPrice',     'UN FFNN NNNF+F NNNN'],
  ['coursePriceReject', 'proposedPrice',      'UN FFNN NNNF+F NNNN'],
  ['coursePriceWithdraw', 'proposedPrice',    'UN F+NN NNNFFF NNNN'],
];

/** See idPlaces.ts. */
export const PRICING_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = {
  'coursePrices.filter.courseId': ['course'],
  'coursePrices.filter.providerId': ['provider'],
  'taxRuleAdopt.input.taxRuleId': ['tax_rule'],
  'coursePricePropose.input.courseId': ['course'],
  'coursePriceApprove.input.coursePriceId': ['course_price'],
  'coursePriceReject.input.coursePriceId': ['course_price'],
  'coursePriceWithdraw.input.coursePriceId': ['course_price'],
};

/** See scene.ts. */
export async function pricingScene(w: World): Promise<Readonly<Record<string, string>>> {
  const { courseId } = await pricedCourse(w);
  const supersededPrice = await approvedPrice(w, courseId);
  const price = await approvedPrice(w, courseId, { price: { amountMinor: '110000' } });
  const rejectedPrice = await proposedPrice(w, courseId);
  await call(w, 'platform-admin', 'coursePriceReject', 'coursePrice', 'id', { coursePriceId: rejectedPrice, reason: 'Too dear.' });
  const futurePriceVersion = (await PRICING_TARGETS.priceVersion(w)).priceVersionId;
  return {
    approvedPrice: price, supersededPrice, rejectedPrice, proposedPrice: await proposedPrice(w, courseId), futurePriceVersion,
    priceVersion: await oldest(w, 'price_version'), taxRule: await oldest(w, 'tax_rule'), businessTerms: await oldest(w, 'business_terms'),
    instalmentPlan: await oldest(w, 'instalment_plan'), collectingAccount: await oldest(w, 'collecting_account'),
  };
}

async function oldest(w: World, prefix: IdPrefix): Promise<string> {
  const [row] = await w.owner<{ id: string }[]>`select id from ${w.owner(prefix)} order by id limit 1`;
  return publicId(prefix, row?.id ?? '');
}

/** See visible.ts. */
export const PRICING_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['PriceVersion', 'priceVersion',              '++ ++++ ++++++ ++++'],
  ['PriceVersion', 'futurePriceVersion',        '-+ ++++ ++++++ ++++'],
  ['TaxRule', 'taxRule',                        '-+ ++++ ++++++ ++++'],
  ['BusinessTerms', 'businessTerms',            '-+ ++++ ++++++ ++++'],
  ['InstalmentPlan', 'instalmentPlan',          '-+ ++++ ++++++ ++++'],
  ['CollectingAccount', 'collectingAccount',    '-+ ++++ ++++++ ++++'],
  ['CoursePrice', 'approvedPrice',              '++ ++++ ++++++ ++++'],
  ['CoursePrice', 'supersededPrice',            '-+ ++++ ++++++ ++++'],
  ['CoursePrice', 'proposedPrice',              '-- ++-- ---+++ ----'],
  ['CoursePrice', 'rejectedPrice',              '-- ++-- ---+++ ----'],
];

/** See visible.ts. */
export const PRICING_FIELDS: readonly (readonly [field: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['PriceVersion.inForceUntil', 'priceVersion', '-+ ++++ ++++++ ++++'],
  ['CoursePrice.providerShareBasisPoints', 'approvedPrice', '-- ++-- ---+++ ----'],
  ['CoursePrice.reason', 'rejectedPrice',       '// ++// ///+++ ////'],
  ['CoursePrice.proposedBy', 'approvedPrice',   '-- ++-- ++++++ ----'],
  ['CoursePrice.decidedBy', 'approvedPrice',    '-- ---- ++++++ ----'],
];

const DAY: readonly Wrong[] = [
  ['yesterday', { inForceFrom: addDays(indianDateOf(new Date()), -1) }, 'INVALID inForceFrom'],
  ['a year beyond the calendar', { inForceFrom: '3000-01-01' }, 'INVALID inForceFrom'],
  ['a year before it', { inForceFrom: '1999-12-31' }, 'INVALID inForceFrom'],
  ['a day that is none', { inForceFrom: '2150-02-30' }, REFUSED_TYPE], ['no day', { inForceFrom: 'soon' }, REFUSED_TYPE],
];
const WHY: readonly Wrong[] = needed('reason', 2000);

/** An amount below the least, above the most, in another currency. */
const amount = (least: bigint, most: bigint): Wrong[] => [
  ['too little', { price: { amountMinor: String(least - 1n) } }, 'INVALID price.amountMinor'],
  ['too much', { price: { amountMinor: String(most + 1n) } }, 'INVALID price.amountMinor'],
  ['less than nothing', { price: { amountMinor: '-1' } }, 'INVALID price.amountMinor'],
  ['more than the database holds', { price: { amountMinor: '9'.repeat(30) } }, 'INVALID price.amountMinor'],
  ['dollars', { price: { amountMinor: '100', currency: 'USD' } }, 'INVALID price.currency'],
];

/** A whole number below the least and above the most. */
const whole = (field: string, least: number, most: number): Wrong[] => [
  [`${field} too small`, { [field]: least - 1 }, `INVALID ${field}`], [`${field} too large`, { [field]: most + 1 }, `INVALID ${field}`],
  [`${field} a fraction`, { [field]: 0.5 }, REFUSED_TYPE],
];

const part = (shareBasisPoints: number, dueDays: number) => ({ shareBasisPoints, dueDays });

/** See wrongInputs.ts. */
export const PRICING_WRONG: Readonly<Record<string, Table>> = {
  priceVersionCreate: { as: 'platform-admin', target: 'nothing', wrong: [...amount(1n, 1_000_000_000n), ...DAY, ...WHY] },
  taxRuleCreate: {
    as: 'platform-admin', target: 'nothing',
    wrong: [
      ['a SAC of goods', { sac: '847130' }, 'INVALID sac'], ['a SAC of spaces', { sac: ' ' }, 'INVALID sac'], ['a SAC of NUL', { sac: '\u0000' }, 'INVALID sac'],
      ...whole('rateBasisPoints', 1, 10_000), ['an exempt rate', { kind: 'EXEMPT' }, 'INVALID rateBasisPoints'],
      ['a kind that is none', { kind: 'FREE' }, REFUSED_TYPE], ...needed('description', 2000), ...needed('legalReference', 300),
    ],
  },
  taxRuleAdopt: { as: 'platform-admin', target: 'taxRule', wrong: [...id('taxRuleId', 'tax_rule'), ...DAY, ...WHY] },
  businessTermsCreate: {
    as: 'platform-admin', target: 'nothing',
    wrong: [
      ...whole('reassignmentCapBasisPoints', 0, 10_000), ...whole('graceDays', 0, 365), ...whole('renewalNoticeDays', 1, 180),
      ...whole('quoteValidDays', 1, 180), ...DAY, ...WHY,
    ],
  },
  instalmentPlanCreate: {
    as: 'platform-admin', target: 'nothing',
    wrong: [
      ['a code in small letters', { code: 'net' }, 'INVALID code'], ['a code of one letter', { code: 'N' }, 'INVALID code'],
      ['a code too long', { code: 'N'.repeat(41) }, 'INVALID code'], ['a code in use', { code: 'GFR_172' }, 'TAKEN code'],
      ...needed('name', 300), ...needed('legalReference', 300),
      ['no parts', { parts: [] }, 'INVALID parts'], ['less than the whole', { parts: [part(9999, 0)] }, 'INVALID parts'],
      ['more than the whole', { parts: [part(5000, 0), part(5001, 1)] }, 'INVALID parts'],
      ['parts out of order', { parts: [part(5000, 30), part(5000, 30)] }, 'INVALID parts'],
      ['13 parts', { parts: [...Array.from({ length: 12 }, (_, index) => part(1, index)), part(9988, 12)] }, 'INVALID parts'],
      ['a part of nothing', { parts: [part(10_000, 0), part(0, 1)] }, 'INVALID parts.1.shareBasisPoints'],
      ['a part after more than a year', { parts: [part(10_000, 366)] }, 'INVALID parts.0.dueDays'],
    ],
  },
  collectingAccountCreate: {
    as: 'platform-admin', target: 'nothing',
    wrong: [
      ...needed('accountName', 200), ...needed('bankName', 200), ['a number of letters', { accountNumber: 'A123456789' }, 'INVALID accountNumber'],
      ['a number too short', { accountNumber: '12345678' }, 'INVALID accountNumber'], ['a number too long', { accountNumber: '1'.repeat(19) }, 'INVALID accountNumber'],
      ['an IFSC without its zero', { ifsc: 'SBIN1000691' }, 'INVALID ifsc'], ['an IFSC of NUL', { ifsc: '\u0000' }, 'INVALID ifsc'], ...DAY, ...WHY,
    ],
  },
  coursePricePropose: {
    as: 'provider-admin', target: 'pricedCourse',
    wrong: [
      ...id('courseId', 'course'), ...amount(100n, 100_000_000_000n), ...whole('providerShareBasisPoints', 0, 10_000),
      ['a basis that is none', { basis: 'PER_MINISTRY' }, REFUSED_TYPE],
    ],
  },
  coursePriceApprove: { as: 'platform-admin', target: 'proposedPrice', wrong: id('coursePriceId', 'course_price') },
  coursePriceReject: { as: 'platform-admin', target: 'proposedPrice', wrong: [...id('coursePriceId', 'course_price'), ...WHY] },
  coursePriceWithdraw: { as: 'provider-admin', target: 'proposedPrice', wrong: id('coursePriceId', 'course_price') },
};

/** What an address may not be; for the organisations' tables. */
export const ADDRESS: readonly Wrong[] = text('address', 500);
