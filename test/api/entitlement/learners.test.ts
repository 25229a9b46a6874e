import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { courseVersionReinstate } from '../../../src/domain/catalogue/courseVersionReinstate.js';
import { courseVersionRetire } from '../../../src/domain/catalogue/courseVersionRetire.js';
import { courseVersionSuspend } from '../../../src/domain/catalogue/courseVersionSuspend.js';
import { formatIndianDate } from '../../../src/lib/indianDate.js';
import { uuidOf } from '../../../src/lib/ids.js';
import { done, given, INSTITUTE, type GivenCourse } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { access, day, employee, nothing, OTHER_DEPARTMENT, seat, subscription, unguarded, verdict } from './arrange.js';

let w: World;
/** Included in the subscription. */
let open: GivenCourse;
/** With a price of its own. */
let priced: GivenCourse & { readonly courseUuid: string };

beforeAll(async () => {
  w = await world();
  open = await given.publishedCourse(w);
  const other = await given.publishedCourse(w);
  await unguarded(w, async (sql) => {
    await sql`update course_version set inclusion = 'PRICED' where id = ${uuidOf('course_version', other.courseVersionId)}`;
    await sql`update catalogue_entry set inclusion = 'PRICED' where course_version_id = ${uuidOf('course_version', other.courseVersionId)}`;
  });
  priced = { ...other, courseUuid: uuidOf('course', other.courseId) ?? '' };
});
afterAll(() => w.close());
afterEach(() => nothing(w));

/** The learner's own seat of a subscription. */
async function seated(of: Parameters<typeof subscription>[1] = {}, how: Parameters<typeof seat>[3] = {}): Promise<void> {
  await seat(w, await subscription(w, of), await employee(w, { who: 'learner' }), how);
}

describe('a seat', () => {
  it('opens an included course through its term, with the term\'s dates', async () => {
    await seated();
    const answer = await access(w, 'learner', open.courseId);
    expect(answer).toMatchObject({
      allowed: true, rule: 'SEAT', reason: null, startsOn: day(w, -30), endsOn: day(w, 335),
      message: `You may open this course: you have a seat until ${formatIndianDate(day(w, 334))}.`,
      course: { id: open.courseId }, courseVersion: { id: open.courseVersionId },
    });
    expect(Math.abs(Date.parse(answer?.decidedAt ?? '') - w.clock.now().getTime())).toBeLessThan(60_000);
  });

  it.each([
    ['grace', { state: 'GRACE' }, 'SEAT'],
    ['its first day', { terms: [[0, 365]] }, 'SEAT'],
    ['its last day', { terms: [[-364, 1]] }, 'SEAT'],
    ['the day after, the job being late', { terms: [[-365, 0]] }, 'SUBSCRIPTION_ENDED'],
    ['the first day of a renewal, the job being late', { terms: [[-365, 0], [0, 365]] }, 'SEAT'],
    ['a start that the job has not seen to', { state: 'PENDING', terms: [[0, 365]] }, 'SEAT'],
    ['the day before the start', { state: 'PENDING', terms: [[1, 366]] }, 'SUBSCRIPTION_NOT_STARTED'],
    ['suspension', { state: 'SUSPENDED' }, 'SUBSCRIPTION_SUSPENDED'],
    ['suspension over the end', { state: 'SUSPENDED', terms: [[-400, -35]] }, 'SUBSCRIPTION_ENDED'],
    ['expiry', { state: 'EXPIRED', terms: [[-400, -35]] }, 'SUBSCRIPTION_ENDED'],
  ] as const)('is judged by state and Indian date: %s', async (_name, of, expected) => {
    await seated(of);
    expect(await verdict(w, 'learner', open.courseId)).toBe(expected);
  });

  it('counts days as India does: at 18:30 UTC the next one has begun', async () => {
    await seated({ terms: [[-364, 1]] });
    const midnight = Date.parse(`${day(w, 1)}T00:00:00+05:30`);
    const back = w.clock.now().getTime();
    w.clock.advance(midnight - 60_000 - back);
    expect(await verdict(w, 'learner', open.courseId)).toBe('SEAT');
    w.clock.advance(120_000);
    expect(await verdict(w, 'learner', open.courseId)).toBe('SUBSCRIPTION_ENDED');
    w.clock.advance(back - w.clock.now().getTime());
  });

  it.each([
    ['given back', { state: 'RELEASED' }, 'NO_SEAT'],
    ['given back at the end', { state: 'RELEASED', reason: 'SUBSCRIPTION_ENDED' }, 'NO_SEAT'],
  ] as const)('that was released opens nothing: %s', async (_name, how, expected) => {
    await seated({}, how);
    expect(await verdict(w, 'learner', open.courseId)).toBe(expected);
  });

  it('that ended with its subscription says so, until the department buys again', async () => {
    await seated({ state: 'EXPIRED', terms: [[-400, -35]] }, { state: 'RELEASED', reason: 'SUBSCRIPTION_ENDED', daysAgo: 35 });
    expect(await access(w, 'learner', open.courseId)).toMatchObject({
      reason: 'SUBSCRIPTION_ENDED', endsOn: day(w, -35), message: `Your department's subscription ended on ${formatIndianDate(day(w, -36))}.`,
    });
    await subscription(w);
    expect(await verdict(w, 'learner', open.courseId)).toBe('NO_SEAT');
  });

  it('that is reserved waits to be taken, and is known by the verified address', async () => {
    await seat(w, await subscription(w), await employee(w, { email: 'learner@example.in' }));
    expect(await access(w, 'learner', open.courseId)).toMatchObject({
      allowed: false, rule: 'NONE', reason: 'SEAT_RESERVED', message: 'A seat is reserved for you: take it, and you can open this course.',
    });
    expect(await verdict(w, 'newcomer', open.courseId)).toBe('NO_SEAT');
  });

  it('of the subscription does not open a priced course, nor the seat of one course another', async () => {
    await seated();
    expect(await verdict(w, 'learner', priced.courseId)).toBe('NOT_BOUGHT');
    await nothing(w);
    await seated({ courseUuid: priced.courseUuid, basis: 'PER_LEARNER' });
    expect(await access(w, 'learner', priced.courseId)).toMatchObject({ allowed: true, rule: 'COURSE_SEAT', endsOn: day(w, 335) });
    expect(await verdict(w, 'learner', open.courseId)).toBe('NO_SEAT');
  });

  it('of a priced course is asked for where the department bought some', async () => {
    await subscription(w, { courseUuid: priced.courseUuid, basis: 'PER_LEARNER' });
    expect(await verdict(w, 'learner', priced.courseId)).toBe('NO_SEAT');
    expect(await verdict(w, 'newcomer', priced.courseId)).toBe('NOT_BOUGHT');
  });
});

describe('an order for the whole department', () => {
  const order = { basis: 'WHOLE_DEPARTMENT' } as const;

  it('opens the course to its members and its employees, and to nobody else', async () => {
    await subscription(w, { ...order, courseUuid: priced.courseUuid });
    expect(await access(w, 'training-manager', priced.courseId)).toMatchObject({ allowed: true, rule: 'DEPARTMENT_ORDER', endsOn: day(w, 335) });
    expect(await verdict(w, 'newcomer', priced.courseId)).toBe('NOT_BOUGHT');
    const other = await employee(w, { who: 'newcomer' });
    expect(await verdict(w, 'newcomer', priced.courseId)).toBe('DEPARTMENT_ORDER');
    await unguarded(w, (sql) => sql`update employee set state = 'LEFT', left_reason = 'TRANSFER', left_at = now() where id = ${other.id}`);
    expect(await verdict(w, 'newcomer', priced.courseId)).toBe('NOT_BOUGHT');
  });

  it('waits for an employee who has not joined', async () => {
    await subscription(w, { ...order, courseUuid: priced.courseUuid });
    const { publicId } = await employee(w, { email: 'newcomer@example.in' });
    expect(await verdict(w, 'newcomer', priced.courseId)).toBe('NOT_JOINED');
    expect(await verdict(w, 'training-manager', priced.courseId, publicId)).toBe('NOT_JOINED');
  });

  it.each([
    ['SUSPENDED', [[-30, 335]], 'SUBSCRIPTION_SUSPENDED'],
    ['PENDING', [[5, 370]], 'SUBSCRIPTION_NOT_STARTED'],
    ['EXPIRED', [[-400, -35]], 'SUBSCRIPTION_ENDED'],
    ['CANCELLED', [[5, 370]], 'NOT_BOUGHT'],
  ] as const)('that is %s opens nothing', async (state, terms, expected) => {
    await subscription(w, { ...order, courseUuid: priced.courseUuid, state, terms });
    expect(await verdict(w, 'learner', priced.courseId)).toBe(expected);
  });
});

describe('of several departments', () => {
  it('the best wins, and of two alike the one that lasts longer', async () => {
    const own = await employee(w, { who: 'learner' });
    const elsewhere = await employee(w, { who: 'learner', department: OTHER_DEPARTMENT });
    const suspended = await subscription(w, { state: 'SUSPENDED' });
    await seat(w, suspended, own);
    expect(await verdict(w, 'learner', open.courseId)).toBe('SUBSCRIPTION_SUSPENDED');
    await seat(w, await subscription(w, { department: OTHER_DEPARTMENT, terms: [[-300, 65]] }), elsewhere);
    expect(await access(w, 'learner', open.courseId)).toMatchObject({ rule: 'SEAT', endsOn: day(w, 65) });
    await unguarded(w, (sql) => sql`update subscription set state = 'ACTIVE' where id = ${suspended.id}`);
    expect(await access(w, 'learner', open.courseId)).toMatchObject({ rule: 'SEAT', endsOn: day(w, 335) });
    expect(await access(w, 'training-manager', open.courseId, own.publicId)).toMatchObject({ rule: 'SEAT', endsOn: day(w, 335) });
  });
});

describe('the course', () => {
  it('is opened by nobody while it is taken down, and by nobody any more once it is retired', async () => {
    const course = await given.publishedCourse(w);
    await seated();
    done(await courseVersionSuspend(await w.ctx('chief-curator'), { courseVersionId: course.courseVersionId, reason: 'A complaint.' }));
    expect(await access(w, 'learner', course.courseId)).toMatchObject({ allowed: false, reason: 'TAKEN_DOWN', courseVersion: null });
    expect(await verdict(w, 'newcomer', course.courseId)).toBe('TAKEN_DOWN');
    expect(await access(w, null, course.courseId)).toBeNull();
    done(await courseVersionReinstate(await w.ctx('chief-curator'), { courseVersionId: course.courseVersionId }));
    expect(await verdict(w, 'learner', course.courseId)).toBe('SEAT');
    done(await courseVersionRetire(await w.ctx('provider-admin'), { courseVersionId: course.courseVersionId, reason: 'Out of date.' }));
    expect(await verdict(w, 'learner', course.courseId)).toBe('RETIRED');
  });

  it('of a suspended provider stays open to whoever was entitled before', async () => {
    await seated({}, { daysAgo: 20 });
    const late = await employee(w, { who: 'newcomer', department: OTHER_DEPARTMENT });
    const institute = await w.organisationId(INSTITUTE);
    const since = new Date(w.clock.now().getTime() - 5 * 86_400_000);
    const before = await w.owner<{ decided_at: string }[]>`select decided_at from organisation where id = ${institute}`;
    await w.owner`update organisation set state = 'SUSPENDED', decided_at = ${since}, state_reason = 'An inquiry.' where id = ${institute}`;
    await seat(w, await subscription(w, { department: OTHER_DEPARTMENT }), late, { daysAgo: 2 });
    expect(await verdict(w, 'learner', open.courseId)).toBe('SEAT');
    expect(await verdict(w, 'newcomer', open.courseId)).toBe('PROVIDER_SUSPENDED');
    expect(await verdict(w, 'auditor', open.courseId)).toBe('PROVIDER_SUSPENDED');
    expect(await access(w, null, open.courseId)).toBeNull();
    await w.owner`update organisation set state = 'VERIFIED', decided_at = ${before[0]?.decided_at ?? null}, state_reason = null where id = ${institute}`;
    expect(await verdict(w, 'newcomer', open.courseId)).toBe('SEAT');
  });
});
