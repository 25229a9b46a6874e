import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTx, type Tx } from '../../../src/context.js';
import { record } from '../../../src/domain/audit/steps.js';
import {
  businessTermsOn, collectingAccountOn, instalmentPlanByCode, instalmentPlanOf, priceVersionOn, taxRuleOn,
} from '../../../src/domain/pricing/steps.js';
import { newId } from '../../../src/lib/ids.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { another, done } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { call, dayFromToday, freshDay, rupees, taxRuleOf, type Told } from './support.js';

const DAY_MS = 86_400_000;

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

/** What each dated mutation is told besides the date, and the field of its payload. */
const DATED: readonly (readonly [mutation: string, field: string, input: () => Promise<Record<string, unknown>> | Record<string, unknown>])[] = [
  ['priceVersionCreate', 'priceVersion', () => ({ price: rupees(475), reason: 'The plan was revised.' })],
  ['taxRuleAdopt', 'taxRule', async () => ({ taxRuleId: await newRule(), reason: 'The operator has ruled.' })],
  ['businessTermsCreate', 'businessTerms', () => ({ reassignmentCapBasisPoints: 1000, graceDays: 15, renewalNoticeDays: 90, quoteValidDays: 45, reason: 'Agreed.' })],
  ['collectingAccountCreate', 'collectingAccount', () => ({
    accountName: 'Karmayogi Marketplace', accountNumber: '000111222333', ifsc: 'sbin0000691', bankName: 'A bank', reason: 'The bank was changed.',
  })],
];

async function newRule(): Promise<string> {
  const { made } = await call(w, 'platform-admin', 'taxRuleCreate', 'taxRule', 'id', {
    sac: '999293', kind: 'TAXABLE', rateBasisPoints: 1200, description: 'Training at 12%.', legalReference: `Notification ${another()}`,
  });
  return String(made?.['id']);
}

const as = (who: string, mutation: string, field: string, input: Record<string, unknown>): Promise<Told> => call(w, who, mutation, field, 'id', input);

describe.each(DATED)('%s', (mutation, field, inputOf) => {
  test('is in force from today in India or a later day, never from an earlier one', async () => {
    const input = await inputOf();
    const before = await fingerprintOf(w);
    for (const day of [dayFromToday(w, -1), '2020-02-29', '1999-12-31', '3000-01-01']) {
      expect((await as('platform-admin', mutation, field, { ...input, inForceFrom: day })).refused).toEqual(['INVALID inForceFrom']);
    }
    expect(await fingerprintOf(w)).toBe(before);
    expect((await as('platform-admin', mutation, field, { ...input, inForceFrom: freshDay(w) })).refused).toEqual([]);
  });

  test('never two on one day, also when they come at once', async () => {
    const inForceFrom = freshDay(w);
    const inputs = [await inputOf(), await inputOf(), await inputOf(), await inputOf()];
    const told = await Promise.all(inputs.map((input) => as('platform-admin', mutation, field, { ...input, inForceFrom })));
    expect(told.map(({ refused }) => refused.join()).sort()).toEqual(['', ...Array.from({ length: 3 }, () => 'TAKEN inForceFrom')]);
  });

  test('is for a PLATFORM_ADMIN alone, and leaves a record that says why', async () => {
    const input = { ...await inputOf(), inForceFrom: freshDay(w) };
    const others = ['newcomer', 'provider-admin', 'chief-curator', 'finance-officer', 'auditor', 'approving-authority', 'learner'];
    for (const who of others) await w.ctx(who);
    const before = await fingerprintOf(w);
    for (const who of others) expect((await as(who, mutation, field, input)).refused).toEqual(['FORBIDDEN']);
    expect(await fingerprintOf(w)).toBe(before);
    const { made } = await as('platform-admin', mutation, field, input);
    const [event] = await w.owner`select action, reason, after ->> 'inForceFrom' as day from audit_event order by at desc, id desc limit 1`;
    expect(event).toEqual({ action: mutation, reason: (input as Record<string, unknown>)['reason'], day: input.inForceFrom });
    expect(made).not.toBeNull();
  });
});

/** Reads by the steps that quotes, orders and invoices use. */
async function stepsOn(date: string) {
  const ctx = await w.ctx('platform-admin');
  return done(await inTx(ctx, 'look', async (tx: Tx) => {
    await record(tx, { organisationId: null, subject: { prefix: 'price_version', id: newId() }, before: null, after: null });
    return {
      price: await priceVersionOn(tx, date), rule: await taxRuleOn(tx, date), terms: await businessTermsOn(tx, date),
      account: await collectingAccountOn(tx, date), plan: await instalmentPlanByCode(tx, 'GFR_172'), none: await instalmentPlanOf(tx, newId()),
    };
  }));
}

describe('what is in force on a day', () => {
  test('is what came into force last; nothing before the first', async () => {
    const [early, late] = [freshDay(w), freshDay(w)];
    for (const [inForceFrom, amount] of [[late, 500], [early, 475]] as const) {
      expect((await as('platform-admin', 'priceVersionCreate', 'priceVersion', { price: rupees(amount), inForceFrom, reason: 'Later.' })).refused).toEqual([]);
    }
    const paise = async (day: string): Promise<unknown> => (await stepsOn(day)).price?.seatYearPaise;
    expect(await paise('2023-03-31')).toBeUndefined();
    expect(await paise('2023-04-01')).toBe(43_100n);
    expect(await paise(dayFromToday(w, 0))).toBe(43_100n);
    expect([await paise(early), await paise(late), await paise('2999-12-31')]).toEqual([47_500n, 50_000n, 50_000n]);
    const listed = await w.data<{ priceVersions: { nodes: { price: { amountMinor: string } }[] } }>('learner',
      'query ($day: Date!) { priceVersions(filter: { inForceOn: $day }) { nodes { price { amountMinor } } } }', { day: early });
    expect(listed.priceVersions.nodes).toEqual([{ price: { amountMinor: '47500' } }]);
  });

  test('is answered to the steps as it is kept', async () => {
    const { rule, terms, account, plan, none } = await stepsOn('2024-01-01');
    expect(rule).toMatchObject({ sac: '999293', kind: 'TAXABLE', rateBasisPoints: 1800 });
    expect(terms).toMatchObject({ reassignmentCapBasisPoints: 500, graceDays: 30, renewalNoticeDays: 60, quoteValidDays: 30 });
    expect(account).toMatchObject({ ifsc: 'DEMO0000001' });
    expect(plan).toMatchObject({ code: 'GFR_172', parts: [{ seq: 1, shareBasisPoints: 4000, dueDays: 30 }, { seq: 2, shareBasisPoints: 6000, dueDays: 180 }] });
    expect(none).toBeNull();
    expect((await stepsOn('2017-06-30')).rule).toBeNull();
  });

  test('changes at midnight in India, for visitors too', async () => {
    const inForceFrom = dayFromToday(w, 1);
    expect((await as('platform-admin', 'priceVersionCreate', 'priceVersion', { price: rupees(440), inForceFrom, reason: 'Tomorrow.' })).refused).toEqual([]);
    const seen = async (): Promise<unknown> => (await w.data<{ priceVersions: { totalCount: number; nodes: unknown } }>(
      null, '{ priceVersions { totalCount nodes { price { formatted } isInForce inForceUntil } } }')).priceVersions;
    expect(await seen()).toEqual({ totalCount: 1, nodes: [{ price: { formatted: '431.00' }, isInForce: true, inForceUntil: null }] });
    const midnight = Date.parse(`${inForceFrom}T00:00:00+05:30`);
    w.clock.advance(midnight - w.clock.now().getTime() - 30_000);
    expect(await seen()).toMatchObject({ nodes: [{ price: { formatted: '431.00' } }] });
    w.clock.advance(60_000);
    expect(await seen()).toEqual({ totalCount: 1, nodes: [{ price: { formatted: '440.00' }, isInForce: true, inForceUntil: null }] });
    w.clock.advance(-DAY_MS);
  });
});

test('the operator switches to EXEMPT and back, each from a day on', async () => {
  const [exempt, taxable] = [await taxRuleOf(w, 'EXEMPT'), await taxRuleOf(w, 'TAXABLE')];
  const [out, back] = [dayFromToday(w, 10), dayFromToday(w, 20)];
  const adopt = (taxRuleId: string, inForceFrom: string): Promise<Told> =>
    as('platform-admin', 'taxRuleAdopt', 'taxRule', { taxRuleId, inForceFrom, reason: 'Entry 72, as ruled.' });
  expect((await adopt(taxable, out)).refused).toEqual(['INVALID taxRuleId']);
  expect((await adopt(exempt, out)).refused).toEqual([]);
  expect((await adopt(taxable, back)).refused).toEqual([]);
  const kinds = [];
  for (const day of [9, 10, 19, 20]) kinds.push((await stepsOn(dayFromToday(w, day))).rule?.kind);
  expect(kinds).toEqual(['TAXABLE', 'EXEMPT', 'EXEMPT', 'TAXABLE']);
  const { taxRules } = await w.data<{ taxRules: { nodes: unknown } }>('procurement-officer',
    'query ($day: Date!) { taxRules(filter: { inForceOn: $day, kind: EXEMPT }) { nodes { isInForce inForce { inForceFrom inForceUntil reason } } } }', { day: out });
  expect(taxRules.nodes).toEqual([{ isInForce: false, inForce: [{ inForceFrom: out, inForceUntil: back, reason: 'Entry 72, as ruled.' }] }]);
});

test('a tax rule is not made twice, also at once; an instalment plan neither', async () => {
  const rule = { sac: '999293', kind: 'TAXABLE', rateBasisPoints: 500, description: 'Training at 5%.', legalReference: 'A notification to come' };
  const rules = await Promise.all([1, 2, 3].map(() => as('platform-admin', 'taxRuleCreate', 'taxRule', rule)));
  expect(rules.map(({ refused }) => refused.join()).sort()).toEqual(['', 'TAKEN legalReference', 'TAKEN legalReference']);
  const plan = { code: 'HALVES', name: 'In halves', legalReference: 'As agreed', parts: [{ shareBasisPoints: 5000, dueDays: 0 }, { shareBasisPoints: 5000, dueDays: 90 }] };
  const plans = await Promise.all([1, 2, 3].map(() => as('platform-admin', 'instalmentPlanCreate', 'instalmentPlan', plan)));
  expect(plans.map(({ refused }) => refused.join()).sort()).toEqual(['', 'TAKEN code', 'TAKEN code']);
});
