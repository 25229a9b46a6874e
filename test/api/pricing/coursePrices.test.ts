import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTx } from '../../../src/context.js';
import { record } from '../../../src/domain/audit/steps.js';
import { onCoursePriceDecided } from '../../../src/domain/pricing/onCoursePriceDecided.js';
import { coursePriceOn } from '../../../src/domain/pricing/steps.js';
import { outboxMail } from '../../../src/integrations/mail/outbox.js';
import { newId, uuidOf } from '../../../src/lib/ids.js';
import { fingerprintOf } from '../../support/fingerprint.js';
import { done, given, INSTITUTE } from '../../support/given.js';
import { world, type Who, type World } from '../../support/world.js';
import { approvedPrice, call, pricedCourse, proposal, proposedPrice, rupees } from './support.js';

let w: World;
let courseId: string;
beforeAll(async () => {
  w = await world();
  ({ courseId } = await pricedCourse(w));
});
afterAll(() => w.close());

const act = (who: Who, mutation: string, coursePriceId: string, more: Record<string, unknown> = {}) =>
  call(w, who, mutation, 'coursePrice', 'state isInForce allowedActions', { coursePriceId, ...more });

/** What a course is sold at, as somebody sees it. */
async function soldAt(who: Who, id: string): Promise<unknown> {
  const { course } = await w.data<{ course: { prices: { basis: string; price: { formatted: string } }[] } }>(
    who, 'query ($id: ID!) { course(by: { id: $id }) { prices { basis price { formatted } } } }', { id });
  return course.prices.map(({ basis, price }) => `${basis} ${price.formatted}`);
}

const pricesSeen = async (who: Who, filter: Record<string, unknown>): Promise<{ id: string; [field: string]: unknown }[]> =>
  (await w.data<{ coursePrices: { nodes: { id: string }[] } }>(who, `query ($filter: CoursePriceFilter) { coursePrices(first: 100, filter: $filter) {
    nodes { id state isInForce providerShareBasisPoints reason proposedBy { name } allowedActions } } }`, { filter })).coursePrices.nodes;

describe('the price of a course', () => {
  test('is proposed by its provider, decided by the platform, and in force until another is approved', async () => {
    const first = await proposedPrice(w, courseId);
    expect(await soldAt(null, courseId)).toEqual([]);
    expect(await act('platform-admin', 'coursePriceApprove', first)).toEqual({ made: { state: 'APPROVED', isInForce: true, allowedActions: [] }, refused: [] });
    await approvedPrice(w, courseId, { basis: 'WHOLE_DEPARTMENT', price: rupees(75_000) });
    const second = await proposedPrice(w, courseId, { price: rupees(1_099) });
    expect(await soldAt(null, courseId)).toEqual(['PER_LEARNER 999.00', 'WHOLE_DEPARTMENT 75,000.00']);
    expect(await act('platform-admin', 'coursePriceApprove', second)).toMatchObject({ refused: [] });
    expect(await soldAt('procurement-officer', courseId)).toEqual(['PER_LEARNER 1,099.00', 'WHOLE_DEPARTMENT 75,000.00']);
    const rejected = await proposedPrice(w, courseId, { price: rupees(9_999) });
    expect(await act('platform-admin', 'coursePriceReject', rejected, { reason: 'Ten times what others ask.' })).toMatchObject({ made: { state: 'REJECTED' } });
    const withdrawn = await proposedPrice(w, courseId, { price: rupees(1_200) });
    expect(await act('provider-admin', 'coursePriceWithdraw', withdrawn)).toMatchObject({ made: { state: 'WITHDRAWN' } });
    expect(await soldAt('learner', courseId)).toEqual(['PER_LEARNER 1,099.00', 'WHOLE_DEPARTMENT 75,000.00']);
    const ctx = await w.ctx('platform-admin');
    const row = done(await inTx(ctx, 'look', async (tx) => {
      await record(tx, { organisationId: null, subject: { prefix: 'course_price', id: newId() }, before: null, after: null });
      const uuid = uuidOf('course', courseId) ?? '';
      return { price: await coursePriceOn(tx, uuid, 'PER_LEARNER'), none: await coursePriceOn(tx, newId(), 'PER_LEARNER') };
    }));
    expect(row).toMatchObject({ price: { id: uuidOf('course_price', second), yearPaise: 109_900n, providerShareBasisPoints: 7000 }, none: null });
  });

  test('is decided once, also when approval, rejection and withdrawal come at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const id = await proposedPrice(w, courseId, { price: rupees(1_000 + round) });
      const told = await Promise.all([
        act('platform-admin', 'coursePriceApprove', id), act('platform-admin', 'coursePriceReject', id, { reason: 'No.' }), act('provider-admin', 'coursePriceWithdraw', id),
      ]);
      expect(told.map(({ refused }) => refused.join()).sort()).toEqual(['', 'ILLEGAL_STATE', 'ILLEGAL_STATE']);
    }
  });

  test('waits once for each basis, also when two propose at once', async () => {
    const { courseId: other } = await pricedCourse(w);
    const told = await Promise.all([1, 2, 3].map((amount) =>
      call(w, 'provider-admin', 'coursePricePropose', 'coursePrice', 'id', proposal(other, { price: rupees(amount) }))));
    expect(told.map(({ refused }) => refused.join()).sort()).toEqual(['', 'TAKEN basis', 'TAKEN basis']);
    expect((await call(w, 'provider-admin', 'coursePricePropose', 'coursePrice', 'id', proposal(other, { basis: 'WHOLE_DEPARTMENT' }))).refused).toEqual([]);
  });
});

describe('who may do what with it', () => {
  test('only the provider\'s administrator proposes, and only for what is priced', async () => {
    const propose = async (who: string, id: string): Promise<string> => (await call(w, who, 'coursePricePropose', 'coursePrice', 'id', proposal(id))).refused.join();
    const { courseId: draft } = await given.draft(w);
    const { courseId: included } = await given.publishedCourse(w);
    for (const who of ['newcomer', 'provider-admin-2', 'platform-admin', 'learner']) await w.ctx(who);
    const before = await fingerprintOf(w);
    for (const who of ['author', 'provider-admin-2', 'platform-admin', 'chief-curator', 'procurement-officer']) expect(await propose(who, courseId)).toBe('FORBIDDEN');
    for (const who of ['newcomer', 'provider-admin-2', 'learner']) expect(await propose(who, draft)).toBe('NOT_FOUND courseId');
    expect(await propose('provider-admin', included)).toBe('ILLEGAL_STATE courseId');
    expect(await propose('provider-admin', draft)).toBe('ILLEGAL_STATE courseId');
    expect(await fingerprintOf(w)).toBe(before);
  });

  test('nobody decides on what he proposed, or what his own organisation did', async () => {
    const id = await proposedPrice(w, courseId);
    const [uuid, userId, organisationId] = [uuidOf('course_price', id) ?? '', await w.userId('platform-admin'), await w.organisationId(INSTITUTE)];
    // He acts for the platform, by the header, and is an author of the provider besides.
    const membershipId = newId();
    await w.owner`insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
      values (${membershipId}, ${userId}, ${organisationId}, 'PROVIDER', '{AUTHOR}', '{}', 'ACTIVE', now())`;
    const { viewer } = await w.data<{ viewer: { memberships: { id: string; organisation: { slug: string } }[] } }>(
      'platform-admin', '{ viewer { memberships { id organisation { slug } } } }');
    const membership = viewer.memberships.find(({ organisation }) => organisation.slug === 'karmayogi-marketplace')?.id ?? '';
    const { coursePriceApprove } = await w.data<{ coursePriceApprove: { userErrors: { code: string }[] } }>('platform-admin',
      'mutation ($id: ID!) { coursePriceApprove(input: { coursePriceId: $id }) { userErrors { code } } }', { id }, { membership });
    expect(coursePriceApprove.userErrors).toEqual([{ code: 'FOUR_EYES' }]);
    await w.owner`update membership set state = 'ENDED', ended_at = now() where id = ${membershipId}`;
    expect((await act('platform-admin', 'coursePriceApprove', id)).refused).toEqual([]);
    // By hand as well: nobody but a PLATFORM_ADMIN, never the proposer, and never anything but the decision.
    const next = await proposedPrice(w, courseId);
    const nextUuid = uuidOf('course_price', next) ?? '';
    const byHand = (assignment: string, who: string, which = nextUuid): Promise<unknown> => w.db.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', 'staff', true)`;
      await sql.unsafe(`update course_price set ${assignment} where id = $2`, [who, which]);
    }).then(() => null, (error: { constraint_name?: string; code?: string }) => error.constraint_name ?? error.code);
    const approve = `state = 'APPROVED', decided_by = $1::uuid, decided_at = now()`;
    expect(await byHand(approve, await w.userId('chief-curator'))).toBe('course_price_decider');
    expect(await byHand(approve, await w.userId('provider-admin'))).toBe('course_price_decider');
    expect(await byHand(`year_paise = 1 + length($1)`, 'x')).toBe('42501');
    expect(await byHand(approve, userId, uuid)).toBe('course_price_frozen');
  });

  test('a suspended provider proposes and withdraws nothing, and nothing of it is approved', async () => {
    const { courseId: other } = await pricedCourse(w);
    const id = await proposedPrice(w, other);
    await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'For the test.' where slug = ${INSTITUTE}`;
    const before = await fingerprintOf(w);
    expect((await call(w, 'provider-admin', 'coursePricePropose', 'coursePrice', 'id', proposal(other, { basis: 'WHOLE_DEPARTMENT' }))).refused).toEqual(['ILLEGAL_STATE']);
    expect((await act('provider-admin', 'coursePriceWithdraw', id)).refused).toEqual(['ILLEGAL_STATE']);
    expect((await act('platform-admin', 'coursePriceApprove', id)).refused).toEqual(['ILLEGAL_STATE']);
    expect(await fingerprintOf(w)).toBe(before);
    await w.owner`update organisation set state = 'VERIFIED', state_reason = null where slug = ${INSTITUTE}`;
    expect((await act('platform-admin', 'coursePriceApprove', id)).refused).toEqual([]);
  });

  test('who sees it: what waits or was refused, its provider and the platform\'s money people; the share is theirs alone', async () => {
    const { courseId: other } = await pricedCourse(w);
    const old = await approvedPrice(w, other);
    const sold = await approvedPrice(w, other, { price: rupees(1_111) });
    const refused = await proposedPrice(w, other);
    await act('platform-admin', 'coursePriceReject', refused, { reason: 'Too dear.' });
    const waiting = await proposedPrice(w, other);
    const seen = async (who: Who): Promise<string[]> => (await pricesSeen(who, { courseId: other })).map(({ id }) => id);
    for (const who of ['provider-admin', 'author', 'platform-admin', 'finance-officer', 'auditor']) expect(await seen(who), who).toEqual([waiting, refused, sold, old]);
    for (const who of ['newcomer', 'curator', 'provider-admin-2', 'procurement-officer', 'learner']) expect(await seen(who), who).toEqual([sold, old]);
    expect(await seen(null)).toEqual([sold]);
    const inForce = async (who: Who): Promise<unknown> => (await pricesSeen(who, { courseId: other, inForce: true }))
      .map(({ providerShareBasisPoints: share, proposedBy }) => [share, proposedBy !== null]);
    expect(await inForce('provider-admin')).toEqual([[7000, true]]);
    expect(await inForce('auditor')).toEqual([[7000, true]]);
    expect(await inForce('procurement-officer')).toEqual([[null, false]]);
    expect(await inForce('provider-admin-2')).toEqual([[null, false]]);
    const [reason] = await pricesSeen('author', { courseId: other, state: 'REJECTED' });
    expect(reason).toMatchObject({ reason: 'Too dear.', allowedActions: [] });
    const actions = async (who: Who): Promise<unknown> => (await pricesSeen(who, { courseId: other, state: 'PROPOSED' })).map(({ allowedActions }) => allowedActions);
    expect(await actions('provider-admin')).toEqual([['WITHDRAW']]);
    expect(await actions('platform-admin')).toEqual([['APPROVE', 'REJECT']]);
    expect(await actions('auditor')).toEqual([[]]);
  });
});

test('the provider\'s administrators are told by mail what was decided, once', async () => {
  const deps = { db: w.db, mail: outboxMail({ db: w.db, log: pino({ level: 'silent' }), now: w.clock.now }, null) };
  const { courseId: other } = await pricedCourse(w);
  const approved = await approvedPrice(w, other, { price: rupees(1_500) });
  const rejected = await proposedPrice(w, other);
  await act('platform-admin', 'coursePriceReject', rejected, { reason: 'Say what the course costs you.' });
  const withdrawn = await proposedPrice(w, other);
  await act('provider-admin', 'coursePriceWithdraw', withdrawn);
  for (const id of [approved, approved, rejected, withdrawn]) await onCoursePriceDecided(deps, { coursePriceId: uuidOf('course_price', id) });
  const sent = await w.owner<{ recipient: string; subject: string; body: string }[]>`
    select recipient, subject, body from mail_message where template = 'coursePriceDecided' order by created_at, subject, recipient`;
  expect(new Set(sent.map(({ subject }) => subject.replace(/".*"/, '...')))).toEqual(new Set(['The price of ... is approved', 'The price of ... is not approved']));
  expect(sent.filter(({ subject }) => subject.endsWith('is approved')).map(({ body }) => body).join()).toContain('Rs 1,500.00 a year for a learner');
  expect(sent.map(({ body }) => body).join()).toContain('Say what the course costs you.');
  const jobs = await w.owner`select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'onCoursePriceDecided' and payload->>'coursePriceId' = ${uuidOf('course_price', withdrawn)}`;
  expect(jobs).toHaveLength(0);
});
