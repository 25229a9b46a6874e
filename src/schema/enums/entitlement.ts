import { registerEnumType } from 'type-graphql';
import { ACCESS_REASONS, ACCESS_RULES } from '../../domain/entitlement/rules.js';
import { enumOf } from './enumOf.js';

export const AccessRuleEnum = enumOf(ACCESS_RULES);
registerEnumType(AccessRuleEnum, {
  name: 'AccessRule',
  description: 'The rule that decides whether a person may open a course. Where several hold, the first of this order is told.',
  valuesConfig: {
    SEAT: { description: 'An active seat in a term that runs, and the course is included in the subscription.' },
    COURSE_SEAT: { description: 'A seat of an order of this priced course per learner.' },
    DEPARTMENT_ORDER: { description: 'An order of this priced course for the whole department, of which the person is an employee or a member.' },
    PROVIDER_OWN: { description: 'The person is a member of the course\'s provider.' },
    CURATOR_REVIEW: { description: 'The person reviews the course: a curator on its open round, or CHIEF_CURATOR.' },
    NONE: { description: 'Nothing lets the person open the course; the reason says why.' },
  },
});

export const AccessReasonEnum = enumOf(ACCESS_REASONS);
registerEnumType(AccessReasonEnum, {
  name: 'AccessReason',
  description: 'Why a person may not open a course. Where several seats fall short, the one nearest to opening it is told.',
  valuesConfig: {
    NOT_SIGNED_IN: { description: 'Nobody is signed in.' },
    NOT_PUBLISHED: { description: 'The course has not been published yet.' },
    TAKEN_DOWN: { description: 'The platform has suspended the course.' },
    RETIRED: { description: 'The provider has retired the course.' },
    PROVIDER_SUSPENDED: { description: 'The provider is suspended, and the person was not entitled before that.' },
    SEAT_RESERVED: { description: 'A seat is reserved for the person, who has to take it first (`seatTake`).' },
    NOT_JOINED: { description: 'The course was bought for the whole department, which the person has not joined here yet.' },
    SUBSCRIPTION_SUSPENDED: { description: 'There is a seat, and its subscription is suspended until what is overdue is paid.' },
    SUBSCRIPTION_NOT_STARTED: { description: 'There is a seat, and its term begins later.' },
    SUBSCRIPTION_ENDED: { description: 'There was a seat, and its subscription has ended.' },
    NO_SEAT: { description: 'The person has no seat.' },
    NOT_BOUGHT: { description: 'The course has a price of its own, and no department of the person has bought it.' },
  },
});
