import { registerEnumType } from 'type-graphql';
import {
  CONTENT_ITEM_KINDS, COURSE_LEVELS, COURSE_VERSION_LIFECYCLE, INCLUSIONS, LICENCES,
} from '../../domain/catalogue/lifecycle.js';
import { COURSE_ACTIONS, COURSE_VERSION_ACTIONS } from '../../domain/catalogue/policy.js';
import { PREFLIGHT_RULES, type PreflightRule } from '../../domain/catalogue/rules/preflight.js';
import { statesOf } from '../../lib/lifecycle.js';
import { enumOf } from './enumOf.js';

export const CourseVersionStateEnum = enumOf(statesOf(COURSE_VERSION_LIFECYCLE));
registerEnumType(CourseVersionStateEnum, {
  name: 'CourseVersionState',
  description: 'Where a course version is in its life.',
  valuesConfig: {
    DRAFT: { description: 'Being written; only in this state can it be edited.' },
    IN_REVIEW: { description: 'Submitted, frozen, and before the curators.' },
    APPROVED: { description: 'Has all the approvals that its review policy asks for; its provider may publish it.' },
    PUBLISHED: { description: 'In the catalogue, as long as its provider is not suspended.' },
    SUSPENDED: { description: 'Taken out of the catalogue by the platform.' },
    REJECTED: { description: 'Turned down by the curators; a new version can be begun.' },
    SUPERSEDED: { description: 'Was published until a later version took its place.' },
    RETIRED: { description: 'Taken out of the catalogue for good by its provider.' },
  },
});

export const CourseLevelEnum = enumOf(COURSE_LEVELS);
registerEnumType(CourseLevelEnum, {
  name: 'CourseLevel',
  description: 'How demanding a course is.',
  valuesConfig: {
    FOUNDATION: { description: 'Asks for nothing to be known before.' },
    INTERMEDIATE: { description: 'Builds on the foundations of its subject.' },
    ADVANCED: { description: 'For those who know the subject well.' },
  },
});

export const InclusionEnum = enumOf(INCLUSIONS);
registerEnumType(InclusionEnum, {
  name: 'Inclusion',
  description: 'What opens a course.',
  valuesConfig: {
    SUBSCRIPTION: { description: 'A seat in the subscription opens it.' },
    PRICED: { description: 'It has a price of its own.' },
  },
});

export const LicenceEnum = enumOf(LICENCES);
registerEnumType(LicenceEnum, {
  name: 'Licence',
  description: 'Under which licence the content may be used.',
  valuesConfig: {
    CC_BY_4_0: { description: 'Creative Commons Attribution 4.0.' },
    CC_BY_SA_4_0: { description: 'Creative Commons Attribution-ShareAlike 4.0.' },
    CC_BY_NC_4_0: { description: 'Creative Commons Attribution-NonCommercial 4.0.' },
    GOVERNMENT_OPEN_DATA_INDIA: { description: 'Government Open Data License - India.' },
    PROPRIETARY: { description: 'All rights kept by the provider.' },
  },
});

export const ContentItemKindEnum = enumOf(CONTENT_ITEM_KINDS);
registerEnumType(ContentItemKindEnum, {
  name: 'ContentItemKind',
  description: 'What a content item is.',
  valuesConfig: {
    VIDEO: { description: 'A recording to watch.' },
    DOCUMENT: { description: 'Something to read.' },
    PACKAGE: { description: 'A package of e-learning (SCORM, cmi5 or Common Cartridge).' },
    QUIZ: { description: 'Questions to answer.' },
    LINK: { description: 'A page elsewhere.' },
    SESSION: { description: 'A classroom session, which makes the course blended.' },
  },
});

export const CourseVersionActionEnum = enumOf(COURSE_VERSION_ACTIONS);
registerEnumType(CourseVersionActionEnum, {
  name: 'CourseVersionAction',
  description: 'What can be done with a course version.',
  valuesConfig: {
    UPDATE: { description: 'Edit the draft, its modules and its content items.' },
    SUBMIT: { description: 'Submit the draft to review (courseVersionSubmit).' },
    WITHDRAW: { description: 'Take it back into a draft (courseVersionWithdraw).' },
    PUBLISH: { description: 'Put it into the catalogue (courseVersionPublish).' },
    SUSPEND: { description: 'Take it out of the catalogue for now (courseVersionSuspend).' },
    REINSTATE: { description: 'Put it back into the catalogue (courseVersionReinstate).' },
    RETIRE: { description: 'Take it out of the catalogue for good (courseVersionRetire).' },
  },
});

export const CourseActionEnum = enumOf(COURSE_ACTIONS);
registerEnumType(CourseActionEnum, {
  name: 'CourseAction',
  description: 'What can be done with a course as a whole.',
  valuesConfig: { CREATE_VERSION: { description: 'Begin its next version (courseVersionCreate).' } },
});

const rules = Object.keys(PREFLIGHT_RULES) as PreflightRule[];
export const PreflightRuleEnum = enumOf(rules);
registerEnumType(PreflightRuleEnum, {
  name: 'PreflightRule',
  description: 'What pre-flight checks before a curator does.',
  valuesConfig: Object.fromEntries(rules.map((rule) => [rule, { description: PREFLIGHT_RULES[rule] }])),
});
