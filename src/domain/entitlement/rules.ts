import { addDays, formatIndianDate, type IndianDate } from '../../lib/indianDate.js';

/** The rules that decide whether a person may open a course, the best first. NONE: nothing lets him. */
export const ACCESS_RULES = ['SEAT', 'COURSE_SEAT', 'DEPARTMENT_ORDER', 'PROVIDER_OWN', 'CURATOR_REVIEW', 'NONE'] as const;
export type AccessRule = (typeof ACCESS_RULES)[number];

/** Why nothing lets him. */
export const ACCESS_REASONS = [
  'NOT_SIGNED_IN', 'NOT_PUBLISHED', 'TAKEN_DOWN', 'RETIRED', 'PROVIDER_SUSPENDED', 'SEAT_RESERVED', 'NOT_JOINED',
  'SUBSCRIPTION_SUSPENDED', 'SUBSCRIPTION_NOT_STARTED', 'SUBSCRIPTION_ENDED', 'NO_SEAT', 'NOT_BOUGHT',
] as const;
export type AccessReason = (typeof ACCESS_REASONS)[number];

/** What was decided about a person and a course. Days are Indian dates. */
export interface AccessFacts {
  readonly rule: AccessRule;
  /** Of the rule NONE alone. */
  readonly reason: AccessReason | null;
  /** Whether the person asks about himself. */
  readonly own: boolean;
  /** The term's first day, and the day after its last; null where no term is behind it. */
  readonly startsOn: IndianDate | null;
  readonly endsOn: IndianDate | null;
}

/** What was decided, as a sentence to the person who asks. */
export function accessMessage(facts: AccessFacts): string {
  const who = facts.own ? 'You' : 'This employee';
  const lastDay = facts.endsOn === null ? '' : formatIndianDate(addDays(facts.endsOn, -1));
  switch (facts.rule) {
    case 'SEAT': return `${who} may open this course: ${facts.own ? 'you have' : 'he or she has'} a seat until ${lastDay}.`;
    case 'COURSE_SEAT': return `${who} may open this course: it was bought for ${facts.own ? 'you' : 'him or her'} until ${lastDay}.`;
    case 'DEPARTMENT_ORDER': return `${who} may open this course: it was bought for the whole department until ${lastDay}.`;
    case 'PROVIDER_OWN': return `${who} may open this course: it is of your own organisation.`;
    case 'CURATOR_REVIEW': return `${who} may open this course, to review it.`;
    case 'NONE': return refusalMessage(facts, lastDay);
  }
}

function refusalMessage({ reason, own, startsOn }: AccessFacts, lastDay: string): string {
  switch (reason) {
    case null: throw new Error('access that is refused has a reason');
    case 'NOT_SIGNED_IN': return 'Sign in first: courses are opened by people who have a seat.';
    case 'NOT_PUBLISHED': return 'This course has not been published yet.';
    case 'TAKEN_DOWN': return 'This course was taken down; nobody can open it until the platform reinstates it.';
    case 'RETIRED': return 'This course was retired by its provider; nobody can open it any more.';
    case 'PROVIDER_SUSPENDED': return 'The provider of this course is suspended: only those who could open it before continue.';
    case 'SEAT_RESERVED': return own
      ? 'A seat is reserved for you: take it, and you can open this course.'
      : 'A seat is reserved for this employee, who has to sign in and take it first.';
    case 'NOT_JOINED': return own
      ? 'This course was bought for your whole department: join the department here first; its training manager can invite you.'
      : 'This course was bought for the whole department; this employee has not joined it here yet.';
    case 'SUBSCRIPTION_SUSPENDED': return `${own ? 'Your department\'s' : 'The department\'s'} subscription is suspended until what is overdue is paid.`;
    case 'SUBSCRIPTION_NOT_STARTED': return `${own ? 'Your department\'s' : 'The department\'s'} subscription starts on ${startsOn === null ? '' : formatIndianDate(startsOn)}.`;
    case 'SUBSCRIPTION_ENDED': return `${own ? 'Your department\'s' : 'The department\'s'} subscription ended on ${lastDay}.`;
    case 'NO_SEAT': return own
      ? 'You have no seat for this course; ask the training manager of your department for one.'
      : 'This employee has no seat for this course; assign one first.';
    case 'NOT_BOUGHT': return `This course has a price of its own, and ${own ? 'your' : 'the'} department has not bought it.`;
  }
}
