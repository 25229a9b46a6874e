import { registerEnumType } from 'type-graphql';
import { COURSE_PRICE_LIFECYCLE, PRICE_BASES, TAX_KINDS } from '../../domain/pricing/lifecycle.js';
import { COURSE_PRICE_ACTIONS } from '../../domain/pricing/policy.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const PriceBasisEnum = enumOf(PRICE_BASES);
registerEnumType(PriceBasisEnum, {
  name: 'PriceBasis',
  description: 'What the price of a course buys.',
  valuesConfig: {
    PER_LEARNER: { description: 'A year\'s access for one learner.' },
    WHOLE_DEPARTMENT: { description: 'A year\'s access for everybody in the department.' },
  },
});

export const TaxKindEnum = enumOf(TAX_KINDS);
registerEnumType(TaxKindEnum, {
  name: 'TaxKind',
  description: 'Whether GST is charged.',
  valuesConfig: {
    TAXABLE: { description: 'It is, at the rate of the rule; what is issued is a tax invoice.' },
    EXEMPT: { description: 'It is not; what is issued is a bill of supply.' },
  },
});

export const CoursePriceStateEnum = enumOf(statesOf(COURSE_PRICE_LIFECYCLE));
registerEnumType(CoursePriceStateEnum, {
  name: 'CoursePriceState',
  description: 'Where the price of a course stands.',
  valuesConfig: {
    PROPOSED: { description: 'Waits for the platform\'s decision.' },
    APPROVED: { description: 'The course is, or was, sold at it; the one approved last is in force.' },
    REJECTED: { description: 'The platform turned it down.' },
    WITHDRAWN: { description: 'The provider took it back before it was decided.' },
  },
});

export const CoursePriceActionEnum = enumOf(COURSE_PRICE_ACTIONS);
registerEnumType(CoursePriceActionEnum, {
  name: 'CoursePriceAction',
  description: 'What can be done with the price of a course.',
  valuesConfig: {
    APPROVE: { description: 'Approve it; mutation `coursePriceApprove`.' },
    REJECT: { description: 'Turn it down; mutation `coursePriceReject`.' },
    WITHDRAW: { description: 'Take it back; mutation `coursePriceWithdraw`.' },
  },
});
