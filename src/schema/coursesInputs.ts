import { Field, ID, InputType, Int } from 'type-graphql';
import type { CourseLevel, Inclusion, Licence } from '../domain/catalogue/lifecycle.js';
import { CourseLevelEnum, InclusionEnum, LicenceEnum } from './enums/catalogue.js';
import { MoneyInput } from './money.js';
import { BCP47, Duration } from './scalars.js';

export const REVISION = 'The revision of the course version that the change was prepared at; a stale one is refused and told the current one.';
const CHANGED = 'left as it is when absent';

@InputType('AccessibilityInput', { description: 'What a course version offers to those who cannot see or hear everything in it.' })
export class AccessibilityInput {
  @Field(() => Boolean, { nullable: true, description: `Whether videos have captions; ${CHANGED}.` })
  captions?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Whether what is spoken can be read as a transcript; ${CHANGED}.` })
  transcript?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Whether videos are interpreted in a sign language; ${CHANGED}.` })
  signLanguage?: boolean | null;
}

@InputType('CourseVersionCompetencyInput', { description: 'A competency that a course version teaches, to a level.' })
export class CourseVersionCompetencyInput {
  @Field(() => ID, { description: 'The competency.' })
  competencyId!: string;

  @Field(() => Int, { description: 'The level reached, 1 to 5.' })
  level!: number;
}

/** The fields that a new course and an edit have in common. */
@InputType({ description: 'The content of a draft.' })
abstract class ContentFields {
  @Field(() => String, { nullable: true, description: 'What the course is about, at most 1,000 characters.' })
  summary?: string | null;

  @Field(() => String, { nullable: true, description: 'What is taught, to whom, and to what end, at most 20,000 characters.' })
  description?: string | null;

  @Field(() => [BCP47], { nullable: true, description: 'The languages it is given in, the main one first, at most 30.' })
  languages?: string[] | null;

  @Field(() => CourseLevelEnum, { nullable: true, description: 'How demanding it is; FOUNDATION for a new course.' })
  level?: CourseLevel | null;

  @Field(() => Duration, { nullable: true, description: 'How long it takes, at most 10,000 hours.' })
  duration?: string | null;

  @Field(() => AccessibilityInput, { nullable: true, description: 'What it offers to those who cannot see or hear everything.' })
  accessibility?: AccessibilityInput | null;

  @Field(() => LicenceEnum, { nullable: true, description: 'The licence; PROPRIETARY for a new course.' })
  licence?: Licence | null;

  @Field(() => InclusionEnum, { nullable: true, description: 'What opens it; SUBSCRIPTION for a new course, and that takes a price away.' })
  inclusion?: Inclusion | null;

  @Field(() => MoneyInput, { nullable: true, description: 'The price for one learner, for a PRICED course; null takes it away.' })
  price?: MoneyInput | null;

  @Field(() => [CourseVersionCompetencyInput], { nullable: true, description: 'All competencies it teaches, at most 100; replaces those it had.' })
  competencies?: CourseVersionCompetencyInput[] | null;
}

@InputType('CourseCreateInput', { description: 'A new course and what its first draft begins with.' })
export class CourseCreateInput extends ContentFields {
  @Field(() => String, { description: 'The title, 1 to 300 characters.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Its name in web addresses; made of the title when absent.' })
  slug?: string | null;
}

@InputType('CourseVersionCreateInput', { description: 'The next version of a course.' })
export class CourseVersionCreateInput {
  @Field(() => ID, { description: 'The course.' })
  courseId!: string;
}

@InputType('CourseVersionUpdateInput', { description: 'An edit of a draft; what is absent stays as it is.' })
export class CourseVersionUpdateInput extends ContentFields {
  @Field(() => ID, { description: 'The draft.' })
  courseVersionId!: string;

  @Field(() => Int, { description: REVISION })
  revision!: number;

  @Field(() => String, { nullable: true, description: 'The title, 1 to 300 characters.' })
  title?: string | null;
}

@InputType('CourseVersionSubmitInput', { description: 'A draft to be reviewed.' })
export class CourseVersionSubmitInput {
  @Field(() => ID, { description: 'The draft.' })
  courseVersionId!: string;

  @Field(() => Int, { nullable: true, description: 'The revision that is meant; when given, a stale one is refused.' })
  revision?: number | null;
}

@InputType('CourseVersionWithdrawInput', { description: 'A version to be taken back into a draft.' })
export class CourseVersionWithdrawInput {
  @Field(() => ID, { description: 'The version, IN_REVIEW or APPROVED.' })
  courseVersionId!: string;
}

@InputType('CourseVersionPublishInput', { description: 'A version to be put into the catalogue.' })
export class CourseVersionPublishInput {
  @Field(() => ID, { description: 'The version, APPROVED.' })
  courseVersionId!: string;
}

@InputType('CourseVersionSuspendInput', { description: 'A version to be taken out of the catalogue by the platform.' })
export class CourseVersionSuspendInput {
  @Field(() => ID, { description: 'The version, PUBLISHED.' })
  courseVersionId!: string;

  @Field(() => String, { description: 'Why, for its provider and the record; 1 to 2,000 characters.' })
  reason!: string;
}

@InputType('CourseVersionReinstateInput', { description: 'A suspended version to be put back into the catalogue.' })
export class CourseVersionReinstateInput {
  @Field(() => ID, { description: 'The version, SUSPENDED.' })
  courseVersionId!: string;
}

@InputType('CourseVersionRetireInput', { description: 'A version to be taken out of the catalogue for good by its provider.' })
export class CourseVersionRetireInput {
  @Field(() => ID, { description: 'The version, PUBLISHED or SUSPENDED.' })
  courseVersionId!: string;

  @Field(() => String, { nullable: true, description: 'Why, for the record; at most 2,000 characters.' })
  reason?: string | null;
}
