import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import { next } from '../../lib/lifecycle.js';
import { actsFor, holds, type Actor } from '../identity/actor.js';
import type { OrganisationState } from '../organisations/lifecycle.js';
import { COURSE_PRICE_LIFECYCLE, type CoursePriceEvent, type CoursePriceState } from './lifecycle.js';

/** The roles of the platform that see every course price, whatever became of it, and the provider's share of each. */
export const KNOW_ALL_PRICES = ['PLATFORM_ADMIN', 'FINANCE_OFFICER', 'AUDITOR'] as const;

/** Null where the actor may add to the price list: prices, tax rules, business terms, instalment plans, accounts. */
export function mayKeepPriceList(actor: Actor): Refused | null {
  return holds(actor, 'PLATFORM_ADMIN') ? null
    : refuse('FORBIDDEN', 'Only a PLATFORM_ADMIN keeps the price list; act through your membership of the platform if you are one.');
}

/** What can be done with a course price, as `allowedActions` names it. */
export const COURSE_PRICE_ACTIONS = ['APPROVE', 'REJECT', 'WITHDRAW'] as const;
export type CoursePriceAction = (typeof COURSE_PRICE_ACTIONS)[number];

const EVENT_OF_ACTION = {
  APPROVE: 'approve', REJECT: 'reject', WITHDRAW: 'withdraw',
} as const satisfies Record<CoursePriceAction, CoursePriceEvent>;

/** What a judgement on a course price rests on; of the locked row where a mutation asks. */
export interface CoursePriceFacts {
  readonly providerId: string;
  readonly providerState: OrganisationState;
  readonly state: CoursePriceState;
  /** The user who proposed it. */
  readonly proposedBy: string;
  /** Whether the actor is a member in force of the provider, through whichever membership he acts. */
  readonly isMember: boolean;
}

/** Whether the actor may know of a course price; `visibleCoursePrice` of the reads is the same in SQL, and narrower for visitors. */
export function mayKnowCoursePrice(actor: Actor, price: Pick<CoursePriceFacts, 'providerId' | 'state'>): boolean {
  return price.state === 'APPROVED' || actsFor(actor, price.providerId) || holds(actor, ...KNOW_ALL_PRICES);
}

/** The refusal for a course price that is not there, or not for the actor to know of. */
export function noSuchCoursePrice(): Refused {
  return refuse('NOT_FOUND', 'There is no such course price.', ['coursePriceId']);
}

/**
 * Null where the actor may do this with a course price as it is. A PROVIDER_ADMIN of the provider withdraws it; a
 * PLATFORM_ADMIN decides on it who neither proposed it nor is a member of the provider (four eyes). A price of a provider
 * that is not VERIFIED is not approved.
 */
export function judgeCoursePrice(actor: Actor, action: CoursePriceAction, price: CoursePriceFacts): Refused | null {
  if (!mayKnowCoursePrice(actor, price)) return noSuchCoursePrice();
  const moved = (): Refused | null => {
    const state = coursePriceAfter(action, price.state);
    return isRefused(state) ? state : null;
  };
  if (action === 'WITHDRAW') {
    if (!actsFor(actor, price.providerId) || !holds(actor, 'PROVIDER_ADMIN')) {
      return refuse('FORBIDDEN', 'Only a PROVIDER_ADMIN of the course\'s provider withdraws its price.');
    }
    return price.providerState === 'VERIFIED' ? moved()
      : refuse('ILLEGAL_STATE', `The provider is ${price.providerState}: it changes nothing until it is VERIFIED.`);
  }
  if (!holds(actor, 'PLATFORM_ADMIN')) return refuse('FORBIDDEN', 'Only a PLATFORM_ADMIN decides on the prices of providers.');
  if (price.isMember || (actor.kind === 'person' && actor.userId === price.proposedBy)) {
    return refuse('FOUR_EYES', 'Whoever proposed a price, or is a member of the provider, does not decide on it; ask another PLATFORM_ADMIN.');
  }
  if (action === 'APPROVE' && price.state === 'PROPOSED' && price.providerState !== 'VERIFIED') {
    return refuse('ILLEGAL_STATE', `The provider is ${price.providerState}: its prices are approved while it is VERIFIED.`);
  }
  return moved();
}

/** The state that follows, by the lifecycle; ILLEGAL_STATE where none does. */
export function coursePriceAfter(action: CoursePriceAction, state: CoursePriceState): CoursePriceState | Refused {
  return next(COURSE_PRICE_LIFECYCLE, 'course price', state, EVENT_OF_ACTION[action]);
}

/** What the actor may do with a course price now, in the order of `COURSE_PRICE_ACTIONS`. */
export function coursePriceActions(actor: Actor, price: CoursePriceFacts): CoursePriceAction[] {
  return COURSE_PRICE_ACTIONS.filter((action) => judgeCoursePrice(actor, action, price) === null);
}

/** What a judgement on a new price of a course rests on. */
export interface PricedCourseFacts {
  readonly providerId: string;
  readonly providerState: OrganisationState;
  /** Whether the version that is published, or else one that is being written or reviewed, is PRICED. */
  readonly priced: boolean;
}

/** Null where the actor may propose a price for a course that he may know of. */
export function judgeCoursePricePropose(actor: Actor, course: PricedCourseFacts): Refused | null {
  if (!actsFor(actor, course.providerId) || !holds(actor, 'PROVIDER_ADMIN')) {
    return refuse('FORBIDDEN', 'Only a PROVIDER_ADMIN of the course\'s provider proposes its price.');
  }
  if (course.providerState !== 'VERIFIED') {
    return refuse('ILLEGAL_STATE', `The provider is ${course.providerState}: it proposes prices while it is VERIFIED.`);
  }
  return course.priced ? null
    : refuse('ILLEGAL_STATE', 'No version of the course is PRICED: a seat in the subscription opens it. Make a version with the inclusion PRICED first.', ['courseId']);
}
