import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicId } from '../../../src/lib/ids.js';
import { addDays, indianDateOf } from '../../../src/lib/indianDate.js';
import { buying, tryMutation } from '../../support/buying.js';
import { another, given, type GivenCourse } from '../../support/given.js';
import { assigned } from '../../support/seats.js';
import { world, type World } from '../../support/world.js';
import { approvedPrice, pricedCourse } from '../pricing/support.js';
import { advanced, goTo, office, pay, uuid } from '../subscriptions/arrange.js';
import { access, verdict } from './arrange.js';

let w: World;
let open: GivenCourse;
beforeAll(async () => {
  w = await world({ pool: 24 });
  open = await given.publishedCourse(w);
});
afterAll(() => w.close());

const T = 'training-manager';
const key = (): string => `k${another()}`;

async function done(who: string, mutation: string, input: object, selection: string): Promise<void> {
  expect((await tryMutation(w, who, mutation, input, selection)).userErrors).toEqual([]);
}

/** Somebody nobody knows yet, and his address. */
function stranger(): { readonly who: string; readonly person: { readonly email: string; readonly name: string } } {
  const name = `learner${another()}`;
  return { who: `new:${name}`, person: { email: `${name}@example.in`, name } };
}

describe('through the API', () => {
  it('from the order to the seat, and back with the employee\'s leaving', async () => {
    const { subscriptionId, termId } = await buying(w).orderedSeats({ quantity: 200 });
    const { who, person } = stranger();
    expect(await verdict(w, who, open.courseId)).toBe('NO_SEAT');
    const [seat] = await assigned(w, T, subscriptionId, [{ person }]);
    expect(await verdict(w, who, open.courseId)).toBe('SEAT_RESERVED');
    await done(who, 'seatTake', {}, 'seats { id }');
    const read = await w.data(who, `query ($courseId: ID!) { courseAccess(courseId: $courseId) {
      allowed rule seat { id state } subscription { id state } term { id } employee { id email } } }`, { courseId: open.courseId });
    expect(read).toEqual({ courseAccess: {
      allowed: true, rule: 'SEAT', seat: { id: seat?.id, state: 'ACTIVE' }, subscription: { id: subscriptionId, state: 'ACTIVE' }, term: { id: termId },
      employee: { id: seat?.employee.id, email: person.email },
    } });
    await done(T, 'employeeLeave', { idempotencyKey: key(), employeeId: seat?.employee.id, reason: 'RETIREMENT' }, 'employee { id }');
    expect(await verdict(w, who, open.courseId)).toBe('NO_SEAT');
    expect(await verdict(w, T, open.courseId, seat?.employee.id)).toBe('NO_SEAT');
  });

  it('with a seat that is taken back, and given to the next', async () => {
    const at = await office(w);
    const { subscriptionId } = await at.buy.orderedSeats({ quantity: 1 });
    const [one, other] = [stranger(), stranger()];
    const [seat] = await assigned(w, at.buyers.trainer, subscriptionId, [{ person: one.person }]);
    await done(one.who, 'seatTake', {}, 'seats { id }');
    expect(await verdict(w, one.who, open.courseId)).toBe('SEAT');
    await done(at.buyers.trainer, 'seatsRelease', { idempotencyKey: key(), seatIds: [seat?.id], reason: 'NOT_NEEDED' }, 'seats { id }');
    expect(await verdict(w, one.who, open.courseId)).toBe('NO_SEAT');
    await assigned(w, at.buyers.trainer, subscriptionId, [{ person: other.person }]);
    await done(other.who, 'seatTake', {}, 'seats { id }');
    expect([await verdict(w, one.who, open.courseId), await verdict(w, other.who, open.courseId)]).toEqual(['NO_SEAT', 'SEAT']);
  });

  it('with a priced course per learner, and for the whole department', async () => {
    const at = await office(w);
    const [one, whole] = [await pricedCourse(w), await pricedCourse(w)];
    await approvedPrice(w, one.courseId, { basis: 'PER_LEARNER' });
    await approvedPrice(w, whole.courseId, { basis: 'WHOLE_DEPARTMENT' });
    await Promise.all([one, whole].map(async ({ courseId }) => expect(await verdict(w, at.buyers.officer, courseId)).toBe('NOT_BOUGHT')));
    const { subscriptionId } = await at.buy.orderedCourse({ courseId: one.courseId, basis: 'PER_LEARNER', quantity: 3 });
    expect(await verdict(w, at.buyers.officer, one.courseId)).toBe('NO_SEAT');
    const { who, person } = stranger();
    await assigned(w, at.buyers.trainer, subscriptionId, [{ person }]);
    await done(who, 'seatTake', {}, 'seats { id }');
    expect(await verdict(w, who, one.courseId)).toBe('COURSE_SEAT');
    expect(await verdict(w, who, open.courseId)).toBe('NO_SEAT');
    await at.buy.orderedCourse({ courseId: whole.courseId, basis: 'WHOLE_DEPARTMENT' });
    expect([await verdict(w, who, whole.courseId), await verdict(w, at.buyers.trainer, whole.courseId)]).toEqual(['DEPARTMENT_ORDER', 'DEPARTMENT_ORDER']);
    expect(await verdict(w, 'learner', whole.courseId)).toBe('NOT_BOUGHT');
  });
});

describe('at the same time', () => {
  it('a release that is not committed yet closes nothing; once it is, nothing is open', async () => {
    const at = await office(w);
    const { subscriptionId } = await at.buy.orderedSeats({ quantity: 5 });
    const { who, person } = stranger();
    const [seat] = await assigned(w, at.buyers.trainer, subscriptionId, [{ person }]);
    await done(who, 'seatTake', {}, 'seats { id }');
    const together = (): Promise<string[]> => Promise.all(Array.from({ length: 20 }, () => verdict(w, who, open.courseId)));
    await w.owner.begin(async (sql) => {
      await sql`update seat set state = 'RELEASED', released_at = now(), release_reason = 'NOT_NEEDED' where id = ${uuid(seat?.id ?? '')}`;
      // Nobody who asks waits for it, and nobody is told of it.
      expect(new Set(await together())).toEqual(new Set(['SEAT']));
    });
    expect(new Set(await together())).toEqual(new Set(['NO_SEAT']));
  });

  it('whoever asks after the answer to a release is refused, however many ask meanwhile', async () => {
    const at = await office(w);
    const { subscriptionId } = await at.buy.orderedSeats({ quantity: 5 });
    const { who, person } = stranger();
    const [seat] = await assigned(w, at.buyers.trainer, subscriptionId, [{ person }]);
    await done(who, 'seatTake', {}, 'seats { id }');
    const asked: { readonly at: number; readonly verdict: string }[] = [];
    let over = false;
    const readers = Array.from({ length: 8 }, async () => {
      while (!over) {
        const began = performance.now();
        asked.push({ at: began, verdict: await verdict(w, who, open.courseId) });
      }
    });
    await done(at.buyers.trainer, 'seatsRelease', { idempotencyKey: key(), seatIds: [seat?.id], reason: 'REASSIGNED' }, 'seats { id }');
    const released = performance.now();
    await Promise.all(Array.from({ length: 10 }, async () => {
      expect(await verdict(w, who, open.courseId)).toBe('NO_SEAT');
    }));
    over = true;
    await Promise.all(readers);
    expect(asked.filter((each) => each.at > released && each.verdict !== 'NO_SEAT')).toEqual([]);
    expect(asked.some((each) => each.verdict === 'SEAT')).toBe(true);
    // Never open again once it was closed, for one who asks one after another.
    expect(new Set(asked.map((each) => each.verdict))).toEqual(new Set(['SEAT', 'NO_SEAT']));
  });
});

describe('with the money', () => {
  it('suspension closes, settlement opens in its own transaction, and a reversal closes again', async () => {
    const at = await office(w);
    const { subscriptionId, invoiceId } = await at.buy.orderedSeats({ quantity: 10 });
    const { who, person } = stranger();
    await assigned(w, at.buyers.trainer, subscriptionId, [{ person }]);
    await done(who, 'seatTake', {}, 'seats { id }');
    const due = addDays(indianDateOf(w.clock.now()), 30);
    goTo(w, addDays(due, 1));
    await advanced(w);
    expect(await access(w, who, open.courseId)).toMatchObject({ rule: 'SEAT' });
    goTo(w, addDays(due, 31));
    expect(await verdict(w, who, open.courseId)).toBe('SEAT');
    await advanced(w);
    expect(await access(w, who, open.courseId)).toMatchObject({ allowed: false, reason: 'SUBSCRIPTION_SUSPENDED', message: expect.stringContaining('until what is overdue is paid') as string });
    const receiptId = await pay(w, uuid(invoiceId));
    expect(await verdict(w, who, open.courseId)).toBe('SEAT');
    const { payload } = await tryMutation<{ receipt: { id: string } }>(w, 'finance-officer', 'receiptReverse', {
      idempotencyKey: key(), receiptId: publicId('receipt', receiptId), reason: 'Recalled by the bank.',
    }, 'receipt { id }');
    expect(payload.receipt).not.toBeNull();
    expect(await verdict(w, who, open.courseId)).toBe('SUBSCRIPTION_SUSPENDED');
  });
});
