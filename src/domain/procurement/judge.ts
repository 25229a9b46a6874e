import type { Tx } from '../../context.js';
import { addDays, addYears, indianDateOf, type IndianDate } from '../../lib/indianDate.js';
import { isRefused, refuse, Refused } from '../../lib/refusal.js';
import { coursePriceOn } from '../pricing/steps.js';
import { noSuchCourse } from './inputs.js';
import type { PurchaseRequestRow } from './locked.js';
import { counted, day } from './rules/words.js';
import { hasLiveSubscription, listedCourse, lockRunningTerm, quantityAfter, type ListedCourse, type RunningTerm } from './terms.js';

/** What is bought, of a purchase request or of one that is being written. */
export type Purchase = Pick<PurchaseRequestRow,
  'departmentId' | 'kind' | 'purpose' | 'quantity' | 'courseId' | 'basis' | 'subscriptionId' | 'termId' | 'startsOn'>;

/** A purchase that can be made, with what it is priced by. */
export interface Judged {
  /** Of a course; null for seats. */
  readonly course: ListedCourse | null;
  /** The term that is added to or renewed; null for a new subscription. */
  readonly running: RunningTerm | null;
  /** The first day that is paid for: what was asked for from an earlier day begins today. */
  readonly startsOn: IndianDate;
  /** The term that they are for: the one that is added to, or the new one. */
  readonly term: { readonly startsOn: IndianDate; readonly endsOn: IndianDate };
}

/** When a purchase is judged: while its draft is written, when it is submitted, when it is quoted, and when it is ordered. */
export type Step = 'WRITE' | 'SUBMIT' | 'QUOTE' | 'ORDER';

/**
 * Whether a purchase can be made as things stand; refuses with what to do about it. Approval and sanction take their time:
 * from the submission on, what was to begin on a day that has passed begins today.
 */
export async function judgePurchase(tx: Tx, purchase: Purchase, step: Step): Promise<Judged | Refused> {
  const judged = await judge(tx, purchase, step);
  if (!isRefused(judged) || step === 'WRITE') return judged;
  // What is wrong is in the request, not in the input of the step.
  return new Refused(judged.errors.map((error) => ({ ...error, path: [] })));
}

async function judge(tx: Tx, purchase: Purchase, step: Step): Promise<Judged | Refused> {
  const course = await judgeCourse(tx, purchase, step);
  if (isRefused(course)) return course;
  if (purchase.basis === 'WHOLE_DEPARTMENT' && purchase.quantity !== 1) {
    return refuse('INVALID', 'A course for the whole department is bought once: the quantity is 1.', ['quantity']);
  }
  if (purchase.purpose === 'NEW') return judgeNew(tx, purchase, course, step);
  const running = purchase.subscriptionId === null ? null : await lockRunningTerm(tx, purchase.subscriptionId, purchase.departmentId);
  if (running === null) return refuse('NOT_FOUND', 'There is no such subscription.', ['subscriptionId']);
  if (running.termId !== purchase.termId) {
    return refuse('ILLEGAL_STATE', 'The term that this was raised for is over; withdraw this request and raise another.');
  }
  const refusal = purchase.purpose === 'ADDITION' ? await judgeAddition(tx, purchase, running, step) : await judgeRenewal(tx, purchase, running);
  if (refusal !== null) return refusal;
  const { startsOn, endsOn } = running;
  if (purchase.purpose === 'ADDITION') return { course, running, startsOn: notBefore(tx, purchase), term: { startsOn, endsOn } };
  return { course, running, startsOn: endsOn, term: { startsOn: endsOn, endsOn: addYears(endsOn, 1) } };
}

async function judgeCourse(tx: Tx, { courseId, basis }: Purchase, step: Step): Promise<ListedCourse | null | Refused> {
  if (courseId === null || basis === null) return null;
  const course = await listedCourse(tx, courseId);
  if (course === null) {
    return step === 'WRITE' ? noSuchCourse() : refuse('ILLEGAL_STATE', 'This course is not in the catalogue now; only a published course can be bought.');
  }
  if (course.inclusion !== 'PRICED') {
    return refuse('ILLEGAL_STATE', 'This course is not PRICED: a seat opens it. Buy seats (kind SEATS) instead.', ['courseId']);
  }
  if (await coursePriceOn(tx, courseId, basis) === null) {
    return refuse('ILLEGAL_STATE', `The platform has approved no price of this course ${basis === 'PER_LEARNER' ? 'per learner' : 'for a whole department'}; choose the other basis, or ask its provider.`, ['basis']);
  }
  return course;
}

async function judgeNew(tx: Tx, purchase: Purchase, course: ListedCourse | null, step: Step): Promise<Judged | Refused> {
  const today = indianDateOf(tx.now);
  if (purchase.startsOn < today && isWritten(step)) {
    return refuse('INVALID', `The first day, ${day(purchase.startsOn)}, has passed; today is ${day(today)}. Choose today or a later day${remedy(step)}`, ['startsOn']);
  }
  const startsOn = notBefore(tx, purchase);
  const last = addYears(today, 1);
  if (startsOn > last) return refuse('INVALID', `The first day is at most a year ahead: ${day(last)}.`, ['startsOn']);
  if (await hasLiveSubscription(tx, purchase.departmentId, purchase.courseId)) {
    const what = purchase.courseId === null ? 'a subscription for seats' : 'a subscription to this course';
    return refuse('ILLEGAL_STATE', `Your department has ${what} already; raise an ADDITION to it, or a RENEWAL of it.`, ['purpose']);
  }
  return { course, running: null, startsOn, term: { startsOn, endsOn: addYears(startsOn, 1) } };
}

/** Only a draft is edited. */
function remedy(step: Step): string {
  return step === 'WRITE' ? '.' : ': edit the draft.';
}

/** Whether the first day can still be put right. */
function isWritten(step: Step): boolean {
  return step === 'WRITE' || step === 'SUBMIT';
}

/** The day that was asked for, or today where that has passed. */
function notBefore(tx: Tx, { startsOn }: Purchase): IndianDate {
  const today = indianDateOf(tx.now);
  return startsOn < today ? today : startsOn;
}

async function judgeAddition(tx: Tx, purchase: Purchase, running: RunningTerm, step: Step): Promise<Refused | null> {
  const today = indianDateOf(tx.now);
  const { quantity } = purchase;
  if (running.basis === 'WHOLE_DEPARTMENT') {
    return refuse('ILLEGAL_STATE', 'The course is open to the whole department already; there is nothing to add.', ['subscriptionId']);
  }
  const refusal = notOpen(running, 'added to');
  if (refusal !== null) return refusal;
  if (purchase.startsOn < today && isWritten(step)) {
    return refuse('INVALID', `An addition takes effect today (${day(today)}) or later, not on ${day(purchase.startsOn)}${remedy(step)}`, ['startsOn']);
  }
  const startsOn = notBefore(tx, purchase);
  if (startsOn < running.startsOn || startsOn >= running.endsOn) {
    return refuse('INVALID', `The term runs from ${day(running.startsOn)} to ${day(addDays(running.endsOn, -1))}; an addition takes effect on one of its days.`, ['startsOn']);
  }
  const after = await quantityAfter(tx, running.termId);
  if (after !== null && running.bought + quantity > after) {
    const room = after - running.bought;
    return refuse('ILLEGAL_STATE', `The renewal from ${day(running.endsOn)} is ordered already, for ${counted(after)}; with this addition the term that runs would have ${counted(running.bought + quantity)}. ${room > 0 ? `Add at most ${counted(room)}` : 'Add none'} now, and the rest once the next term has begun.`, ['quantity']);
  }
  return null;
}

async function judgeRenewal(tx: Tx, purchase: Purchase, running: RunningTerm): Promise<Refused | null> {
  const today = indianDateOf(tx.now);
  const refusal = notOpen(running, 'renewed');
  if (refusal !== null) return refusal;
  if (running.cancelledAt !== null) {
    return refuse('ILLEGAL_STATE', `The subscription is cancelled to the end of its term; withdraw the cancellation first (subscriptionCancellationWithdraw).`, ['subscriptionId']);
  }
  if (today >= running.endsOn) {
    return refuse('ILLEGAL_STATE', `The term ended on ${day(addDays(running.endsOn, -1))}: it can no longer be renewed. Raise a NEW request.`, ['subscriptionId']);
  }
  if (purchase.startsOn !== running.endsOn) {
    return refuse('INVALID', `A renewal begins on the day on which the term ends, ${day(running.endsOn)}; leave the first day out.`, ['startsOn']);
  }
  if (await quantityAfter(tx, running.termId) !== null) {
    return refuse('ILLEGAL_STATE', `The renewal of the term that ends on ${day(running.endsOn)} is ordered already.`, ['subscriptionId']);
  }
  if (purchase.quantity < running.assigned) {
    return refuse('ILLEGAL_STATE', `${counted(running.assigned)} are assigned; release ${counted(running.assigned - purchase.quantity)} first, or renew with ${counted(running.assigned)} or more.`, ['quantity']);
  }
  return null;
}

function notOpen({ state, startsOn }: RunningTerm, what: string): Refused | null {
  switch (state) {
    case 'ACTIVE':
    case 'GRACE':
      return null;
    case 'PENDING':
      return refuse('ILLEGAL_STATE', `The subscription has not begun: it is ${what} from ${day(startsOn)} on.`, ['subscriptionId']);
    case 'SUSPENDED':
      return refuse('ILLEGAL_STATE', `The subscription is SUSPENDED for money that is overdue: it is ${what} once that is settled.`, ['subscriptionId']);
    case 'EXPIRED':
    case 'CANCELLED':
      return refuse('ILLEGAL_STATE', `The subscription is ${state}; raise a NEW request instead.`, ['subscriptionId']);
  }
}
