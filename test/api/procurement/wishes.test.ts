import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addDays } from '../../../src/lib/indianDate.js';
import { uuidOf } from '../../../src/lib/ids.js';
import { onDay, tryMutation, wished } from '../../support/buying.js';
import { given } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { approvedPrice, pricedCourse } from '../pricing/support.js';
import { offices, type Office } from './office.js';

const TODAY = '2026-12-01';
let w: World;
let open: () => Promise<Office>;
let office: Office;
beforeAll(async () => {
  w = await world();
  open = offices(w);
});
afterAll(() => w.close());
beforeEach(async () => {
  onDay(w, TODAY);
  office = await open();
});

test('what a new request needs, and what it has no place for', async () => {
  const wish = { kind: 'SEATS', quantity: 5 } as const;
  const raw = async (input: object, code: string, field: string, says: RegExp): Promise<void> => office.refused(office.officer, 'Create', input, code, field, says);
  await raw({ ...wished(wish), kind: null }, 'INVALID', 'kind', /SEATS or COURSE/);
  await raw({ ...wished(wish), quantity: null }, 'INVALID', 'quantity', /how many/);
  await raw({ ...wished(wish), quantity: 0 }, 'INVALID', 'quantity', /At least one/);
  await raw({ ...wished(wish), quantity: 100_000_001 }, 'INVALID', 'quantity', /10,00,00,000/);
  await raw({ ...wished(wish), justification: ' ' }, 'INVALID', 'justification', /missing/);
  await raw({ ...wished(wish), budgetHead: '' }, 'INVALID', 'budgetHead', /missing/);
  await raw({ ...wished(wish), idempotencyKey: '' }, 'INVALID', 'idempotencyKey', /missing/);
  await raw({ ...wished(wish), idempotencyKey: 'k'.repeat(101) }, 'INVALID', 'idempotencyKey', /at most 100/);
  await office.refusesWish({ ...wish, basis: 'PER_LEARNER' }, 'INVALID', 'basis', /Only a course/);
  await office.refusesWish({ ...wish, courseId: 'course_x' }, 'INVALID', 'courseId', /no one course/);
  await office.refusesWish({ ...wish, subscriptionId: 'subscription_x' }, 'INVALID', 'subscriptionId', /ADDITION or RENEWAL/);
  await office.refusesWish({ ...wish, instalmentPlanId: 'instalment_plan_x' }, 'NOT_FOUND', 'instalmentPlanId', /no such instalment plan/);
  await office.refusesWish({ kind: 'COURSE', quantity: 5 }, 'INVALID', 'courseId', /which course/);
  await office.refusesWish({ purpose: 'ADDITION', quantity: 5 }, 'INVALID', 'subscriptionId', /names its subscription/);
  await office.refusesWish({ purpose: 'RENEWAL', subscriptionId: 'subscription_x' }, 'NOT_FOUND', 'subscriptionId', /no such subscription/);
  expect(await requests()).toBe(0);
});

test('a new term begins today or within a year', async () => {
  await office.refusesWish({ quantity: 5, startsOn: addDays(TODAY, -1) }, 'INVALID', 'startsOn', /The first day, 30 November 2026, has passed; today is 1 December 2026/);
  await office.refusesWish({ quantity: 5, startsOn: '2027-12-02' }, 'INVALID', 'startsOn', /at most a year ahead: 1 December 2027/);
  await office.refusesWish({ quantity: 5, startsOn: '1999-01-01' }, 'INVALID', 'startsOn', /years 2000 to 2999|years 2000 and 2999/);
  await office.buys.drafted({ quantity: 5, startsOn: '2027-12-01' });
});

test('only a procurement officer of a verified department raises requests', async () => {
  const input = wished({ quantity: 5 });
  for (const who of [office.authority, office.trainer, 'learner', 'author', 'finance-officer', 'platform-admin', 'newcomer']) {
    await office.refused(who, 'Create', input, 'FORBIDDEN', '', /PROCUREMENT_OFFICER/);
  }
  await w.owner`update organisation set state = 'SUSPENDED', state_reason = 'An enquiry.' where slug = ${office.slug}`;
  await office.refused(office.officer, 'Create', input, 'ILLEGAL_STATE', '', /is SUSPENDED: it buys nothing/);
  expect(await requests()).toBe(0);
});

test('one subscription for the same thing at a time, for seats and for each course', async () => {
  const [waiting, { subscriptionId }] = [await office.buys.drafted({ quantity: 6 }), await office.buys.orderedSeats({ quantity: 5 })];
  await office.refusesWish({ quantity: 5 }, 'ILLEGAL_STATE', 'purpose', /a subscription for seats already; raise an ADDITION to it, or a RENEWAL/);
  await office.refused(office.officer, 'Submit', waiting, 'ILLEGAL_STATE', '', /a subscription for seats already/);
  await w.owner`update subscription set state = 'EXPIRED' where id = ${uuidOf('subscription', subscriptionId)}`;
  await office.buys.submittedFrom(waiting.purchaseRequestId);
});

test('a course is bought as the catalogue and the price list have it', async () => {
  const included = await given.publishedCourse(w);
  const draft = await given.draft(w);
  const course = await pricedCourse(w);
  const of = (courseId: string, basis: 'PER_LEARNER' | 'WHOLE_DEPARTMENT' = 'PER_LEARNER') => ({ kind: 'COURSE', quantity: 1, courseId, basis }) as const;
  await office.refusesWish({ kind: 'COURSE', quantity: 5, courseId: course.courseId }, 'INVALID', 'basis', /PER_LEARNER or WHOLE_DEPARTMENT/);
  await office.refusesWish(of('course_x'), 'NOT_FOUND', 'courseId', /no such course in the catalogue/);
  await office.refusesWish(of(draft.courseId), 'NOT_FOUND', 'courseId', /only a published course/);
  await office.refusesWish(of(included.courseId), 'ILLEGAL_STATE', 'courseId', /not PRICED: a seat opens it/);
  await office.refusesWish(of(course.courseId), 'ILLEGAL_STATE', 'basis', /approved no price of this course per learner/);
  await approvedPrice(w, course.courseId);
  await office.refusesWish(of(course.courseId, 'WHOLE_DEPARTMENT'), 'ILLEGAL_STATE', 'basis', /for a whole department/);
  await approvedPrice(w, course.courseId, { basis: 'WHOLE_DEPARTMENT', price: { amountMinor: '7500000' } });
  await office.refusesWish({ ...of(course.courseId, 'WHOLE_DEPARTMENT'), quantity: 2 }, 'INVALID', 'quantity', /the quantity is 1/);

  const { subscriptionId } = await office.buys.orderedCourse({ courseId: course.courseId, basis: 'WHOLE_DEPARTMENT' });
  await office.refusesWish(of(course.courseId), 'ILLEGAL_STATE', 'purpose', /a subscription to this course already/);
  await office.refusesWish({ purpose: 'ADDITION', subscriptionId, quantity: 1 }, 'ILLEGAL_STATE', 'subscriptionId', /open to the whole department already/);
  // A takedown between the draft and the order.
  const other = await open();
  const request = await other.buys.sanctioned({ ...of(course.courseId), quantity: 30 });
  expect(request.quote.taxable).toBe(30n * 99_900n);
  await w.owner`update course_version set state = 'SUSPENDED', state_reason = 'A complaint.' where id = ${uuidOf('course_version', course.courseVersionId)}`;
  await other.refused(other.officer, 'Order', { purchaseRequestId: request.purchaseRequestId, idempotencyKey: 'a' }, 'ILLEGAL_STATE', '', /not in the catalogue now/);
});

test('what is added to a subscription: a day of the term that runs, while it is open', async () => {
  const { subscriptionId } = await office.buys.orderedSeats({ quantity: 1250, instalmentPlanId: office.plan });
  const add = { purpose: 'ADDITION', subscriptionId, quantity: 40 } as const;
  await office.refusesWish({ ...add, startsOn: addDays(TODAY, -1) }, 'INVALID', 'startsOn', /takes effect today \(1 December 2026\) or later, not on 30 November 2026/);
  await office.refusesWish({ ...add, startsOn: '2027-12-01' }, 'INVALID', 'startsOn', /runs from 1 December 2026 to 30 November 2027/);
  await office.refusesWish({ ...add, kind: 'COURSE' }, 'INVALID', 'kind', /is for SEATS/);
  await office.refusesWish({ ...add, basis: 'PER_LEARNER' }, 'INVALID', 'basis', /leave course and basis out/);
  const other = await open();
  await other.refusesWish(add, 'NOT_FOUND', 'subscriptionId', /no such subscription/);

  onDay(w, addDays(TODAY, 310));
  await office.buys.orderedRenewal({ subscriptionId, quantity: 1260 });
  await office.refusesWish(add, 'ILLEGAL_STATE', 'quantity', /renewal from 1 December 2027 is ordered already, for 1,260; .* would have 1,290\. Add at most 10 now/);
  await office.buys.drafted({ ...add, quantity: 10 });
});

test('nothing is added to, or renewed of, a subscription that has not begun, is suspended or is over', async () => {
  const late = await office.buys.orderedSeats({ quantity: 10, startsOn: addDays(TODAY, 10) });
  const wishes = (subscriptionId: string) => [{ purpose: 'ADDITION', subscriptionId, quantity: 1 }, { purpose: 'RENEWAL', subscriptionId }] as const;
  for (const wish of wishes(late.subscriptionId)) await office.refusesWish(wish, 'ILLEGAL_STATE', 'subscriptionId', /has not begun: it is \w+( to)? from 11 December 2026/);
  onDay(w, addDays(TODAY, 10));
  for (const wish of wishes(late.subscriptionId)) await office.buys.drafted(wish);
  // Its invoice was due on the thirtieth day, and 30 days of grace later it is suspended, whether or not the daily job ran.
  const unpaid = await open();
  const { subscriptionId } = await unpaid.buys.orderedSeats({ quantity: 10 });
  onDay(w, addDays(TODAY, 10 + 62));
  for (const wish of wishes(subscriptionId)) await unpaid.refusesWish(wish, 'ILLEGAL_STATE', 'subscriptionId', /SUSPENDED for money that is overdue/);
  onDay(w, addDays(TODAY, 10 + 366));
  for (const wish of wishes(subscriptionId)) await unpaid.refusesWish(wish, 'ILLEGAL_STATE', 'subscriptionId', /is EXPIRED; raise a NEW request/);
  await unpaid.buys.drafted({ quantity: 10 });
});

test('a renewal: from the end of the term, once, and not below what is assigned', async () => {
  const { subscriptionId, termId } = await office.buys.orderedSeats({ quantity: 1250, instalmentPlanId: office.plan });
  const renew = { purpose: 'RENEWAL', subscriptionId } as const;
  await office.refusesWish({ ...renew, startsOn: '2027-11-01' }, 'INVALID', 'startsOn', /begins on the day on which the term ends, 1 December 2027/);
  await assigned(termId, 1200);
  await office.refusesWish({ ...renew, quantity: 1175 }, 'ILLEGAL_STATE', 'quantity', /^1,200 are assigned; release 25 first/);
  const request = await office.buys.sanctioned({ ...renew, quantity: 1225 });
  await office.refusesWish(renew, 'TAKEN', 'subscriptionId', /raised already/);
  // More were assigned since.
  await assigned(termId, 1250);
  await office.refused(office.officer, 'Order', { purchaseRequestId: request.purchaseRequestId, idempotencyKey: 'a' }, 'ILLEGAL_STATE', '', /^1,250 are assigned; release 25 first/);
  await assigned(termId, 0);
  await office.buys.orderedFrom(request);
  await office.refusesWish(renew, 'ILLEGAL_STATE', 'subscriptionId', /renewal of the term that ends on 1 December 2027 is ordered already/);
});

test('a cancelled subscription is not renewed', async () => {
  const { subscriptionId } = await office.buys.orderedSeats({ quantity: 10, instalmentPlanId: office.plan });
  const cancelled = await tryMutation(w, office.officer, 'subscriptionCancel', { subscriptionId, reason: 'The programme ends.' });
  expect(cancelled.userErrors).toEqual([]);
  await office.refusesWish({ purpose: 'RENEWAL', subscriptionId }, 'ILLEGAL_STATE', 'subscriptionId', /withdraw the cancellation first/);
});

/** Sets the counter of assigned seats as the owner, its guards set aside: what counts it is tried elsewhere. */
async function assigned(termId: string, count: number): Promise<void> {
  await w.owner`update term set assigned = ${count} where id = ${uuidOf('term', termId)}`;
}

/** How many purchase requests the office's department has. */
async function requests(): Promise<number> {
  const [row] = await w.owner<{ n: number }[]>`
    select count(*)::int as n from purchase_request r join organisation o on o.id = r.department_id where o.slug = ${office.slug}`;
  return row?.n ?? 0;
}
