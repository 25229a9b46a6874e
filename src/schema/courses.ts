import { Args, ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type {
  ContentItemKind, CourseLevel, CourseVersionState, Inclusion, Licence,
} from '../domain/catalogue/lifecycle.js';
import type { CourseAction, CourseVersionAction } from '../domain/catalogue/policy.js';
import type { PreflightRule } from '../domain/catalogue/rules/preflight.js';
import type { FindingSeverity } from '../domain/reviews/lifecycle.js';
import { CourseConnection } from './catalogue.js';
import { Competency } from './competencies.js';
import { answeredByReader, type ConnectionOf } from './connection.js';
import {
  ContentItemKindEnum, CourseActionEnum, CourseLevelEnum, CourseVersionActionEnum, CourseVersionStateEnum, InclusionEnum,
  LicenceEnum, PreflightRuleEnum,
} from './enums/catalogue.js';
import { FindingSeverityEnum } from './enums/reviews.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { Provider } from './organisations.js';
import { CoursePrice } from './pricing.js';
import { ReviewRound, type Finding } from './reviews.js';
import { FieldDifference, FindingConnection, FindingsArgs } from './reviewsLists.js';
import { BCP47, DateTime, Duration, URLScalar } from './scalars.js';

@ObjectType('ContentItem', { implements: Node, description: 'A video, document, package, quiz, link or session in a module.' })
export class ContentItem extends Node {
  @Field(() => ContentItemKindEnum, { description: 'What it is.' })
  kind!: ContentItemKind;

  @Field(() => String, { description: 'The title.' })
  title!: string;

  @Field(() => URLScalar, { description: 'Where it is served.' })
  url!: string;

  @Field(() => Duration, { description: 'How long it takes.' })
  duration!: string;

  @Field(() => Int, { description: 'Its place in the module, from 0.' })
  position!: number;
}

@ObjectType('Module', { implements: Node, description: 'A part of a course version.' })
export class Module extends Node {
  @Field(() => String, { description: 'The title.' })
  title!: string;

  @Field(() => String, { description: 'What it is about; may be empty.' })
  summary!: string;

  @Field(() => Int, { description: 'Its place in the course version, from 0.' })
  position!: number;

  @Field(() => [ContentItem], { description: 'Its content items in order, at most 200.' })
  items!: ContentItem[];
}

@ObjectType('CourseVersionCompetency', { description: 'A competency that a course version teaches, to a level.' })
export class CourseVersionCompetency {
  @Field(() => Competency, { description: 'The competency.' })
  competency!: Competency;

  @Field(() => Int, { description: 'The level reached, 1 to 5.' })
  level!: number;
}

@ObjectType('Accessibility', { description: 'What a course version offers to those who cannot see or hear everything in it.' })
export class Accessibility {
  @Field(() => Boolean, { description: 'Whether videos have captions.' })
  captions!: boolean;

  @Field(() => Boolean, { description: 'Whether what is spoken can be read as a transcript.' })
  transcript!: boolean;

  @Field(() => Boolean, { description: 'Whether videos are interpreted in a sign language.' })
  signLanguage!: boolean;
}

@ObjectType('PreflightFinding', { description: 'What pre-flight found: what a curator would remark on before he begins to read.' })
export class PreflightFinding {
  @Field(() => PreflightRuleEnum, { description: 'The rule that is not kept.' })
  rule!: PreflightRule;

  @Field(() => String, { description: 'The field it is about, such as title or modules.<id>.items.' })
  path!: string;

  @Field(() => FindingSeverityEnum, { description: 'A BLOCKER stops submission.' })
  severity!: FindingSeverity;

  @Field(() => String, { description: 'What to do about it.' })
  message!: string;
}

@ArgsType()
export class SimilarCoursesArgs {
  @Field(() => Int, { nullable: true, description: 'How many, 1 to 100; 20 when absent.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;
}

@ObjectType('Course', { implements: Node, description: 'A course: the lasting thing with a slug and an owner; its content is in its versions.' })
export class Course extends Node {
  @Field(() => String, { description: 'Its name in web addresses; unique among courses.' })
  slug!: string;

  @Field(() => Provider, { nullable: true, description: 'Whose course it is; null where you may not know of the provider.' })
  provider!: Provider | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The version in the catalogue, if there is one.' })
  publishedVersion!: CourseVersion | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The version being written, reviewed or about to be published, if you may see it.' })
  openVersion!: CourseVersion | null;

  @Field(() => [CourseVersion], { description: 'The versions that you may see, newest first.' })
  versions!: CourseVersion[];

  @Field(() => [CoursePrice], { description: 'What it is sold at now, one price at most for each basis; empty where none was approved.' })
  prices!: CoursePrice[];

  @Field(() => CourseConnection, {
    description: 'Courses in the catalogue that teach the same competencies and speak of the same things, the most alike first, 50 at most; none where the course is not in the catalogue.',
  })
  similarCourses(@Args(() => SimilarCoursesArgs) _args: SimilarCoursesArgs): ConnectionOf<Course> {
    return answeredByReader();
  }

  @Field(() => DateTime, { description: 'When it was begun.' })
  createdAt!: string;

  @Field(() => [CourseActionEnum], { description: 'What you may do with it.' })
  allowedActions!: CourseAction[];
}

@ObjectType('CourseVersion', {
  implements: Node, description: 'The content of a course at one time. Frozen from its submission on; an edit of a published course is a new version.',
})
export class CourseVersion extends Node {
  @Field(() => Course, { description: 'The course it is a version of.' })
  course!: Course;

  @Field(() => Int, { description: 'Counts the versions of the course, from 1.' })
  number!: number;

  @Field(() => CourseVersionStateEnum, { description: 'Where it is in its life.' })
  state!: CourseVersionState;

  @Field(() => Int, { description: 'Counts the edits of the draft; an edit names the revision it was prepared at.' })
  revision!: number;

  @Field(() => String, { description: 'The title.' })
  title!: string;

  @Field(() => String, { description: 'What the course is about, in a sentence or two; may be empty.' })
  summary!: string;

  @Field(() => String, { description: 'What is taught, to whom, and to what end; may be empty.' })
  description!: string;

  @Field(() => [BCP47], { description: 'The languages it is given in, the main one first.' })
  languages!: string[];

  @Field(() => CourseLevelEnum, { description: 'How demanding it is.' })
  level!: CourseLevel;

  @Field(() => Duration, { description: 'How long it takes.' })
  duration!: string;

  @Field(() => Accessibility, { description: 'What it offers to those who cannot see or hear everything in it.' })
  accessibility!: Accessibility;

  @Field(() => LicenceEnum, { description: 'Under which licence the content may be used.' })
  licence!: Licence;

  @Field(() => InclusionEnum, { description: 'What opens it: a seat in the subscription, or a price.' })
  inclusion!: Inclusion;

  @Field(() => Money, { nullable: true, description: 'The price for one learner; null unless it is PRICED and has one.' })
  price!: Money | null;

  @Field(() => [CourseVersionCompetency], { description: 'The competencies it teaches, by name.' })
  competencies!: CourseVersionCompetency[];

  @Field(() => [Module], { description: 'Its modules in order, at most 200.' })
  modules!: Module[];

  @Field(() => CourseVersion, { nullable: true, description: 'The version it was copied from, if you may see it.' })
  basedOn!: CourseVersion | null;

  @Field(() => DateTime, { description: 'When it was begun.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  updatedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was last submitted to review; null where it never was.' })
  submittedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it got its last approval; null where it has not.' })
  approvedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was published; null where it never was.' })
  publishedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was suspended, retired or rejected; for its provider and the platform.' })
  stateReason!: string | null;

  @Field(() => [PreflightFinding], { nullable: true, description: 'What pre-flight finds now; null for whoever may neither edit nor review it.' })
  preflight!: PreflightFinding[] | null;

  @Field(() => [ReviewRound], { description: 'Its review rounds, newest first; for its provider and those who vet.' })
  rounds!: ReviewRound[];

  @Field(() => ReviewRound, { nullable: true, description: 'The round that is open, or that approved it; null where there is none that you may see.' })
  currentRound!: ReviewRound | null;

  @Field(() => FindingConnection, { description: 'What curators remarked on it, earliest first; for its provider and those who vet.' })
  findings(@Args(() => FindingsArgs) _args: FindingsArgs): ConnectionOf<Finding> {
    return answeredByReader();
  }

  @Field(() => [FieldDifference], { description: 'Where it differs from the last published version before it; for its provider and those who vet.' })
  differences!: FieldDifference[];

  @Field(() => [CourseVersionActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: CourseVersionAction[];
}
