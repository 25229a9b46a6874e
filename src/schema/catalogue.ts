import { ArgsType, Extensions, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { CourseLevel, Inclusion } from '../domain/catalogue/lifecycle.js';
import { ConnectionArgs, connectionType, OrderDirection } from './connection.js';
import { Course } from './courses.js';
import { CourseLevelEnum, InclusionEnum } from './enums/catalogue.js';
import { BCP47, Duration } from './scalars.js';
import { CourseFacet, CourseSearchReport, SearchHighlight } from './search.js';

@InputType('CourseBy', { description: 'Names one course: by its id or by its slug, not both.' })
@Extensions({ oneOf: true })
export class CourseBy {
  @Field(() => ID, { nullable: true, description: 'The id of the course.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of the course, as in its web address.' })
  slug?: string | null;
}

@InputType('CourseCompetencyFilter', { description: 'A competency that a course is to teach.' })
export class CourseCompetencyFilter {
  @Field(() => ID, { description: 'The competency.' })
  competencyId!: string;

  @Field(() => Int, { nullable: true, description: 'The level, 1 to 5, to which it is taught at least; any when absent.' })
  minLevel?: number | null;
}

@InputType('CourseDurationFilter', { description: 'How long a course is to take; both ends are included.' })
export class CourseDurationFilter {
  @Field(() => Duration, { nullable: true, description: 'At least this long, in weeks, days, hours, minutes and whole seconds.' })
  min?: string | null;

  @Field(() => Duration, { nullable: true, description: 'At most this long, in weeks, days, hours, minutes and whole seconds.' })
  max?: string | null;
}

@InputType('CourseAccessibilityFilter', { description: 'Accessibility facts that a course is to have (true) or not to have (false).' })
export class CourseAccessibilityFilter {
  @Field(() => Boolean, { nullable: true, description: 'Captions on every video.' })
  captions?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'A transcript of whatever is spoken.' })
  transcript?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Sign language beside whatever is spoken.' })
  signLanguage?: boolean | null;
}

@InputType('CourseFilter', { description: 'Which courses to list: those that meet everything given. What is absent or null narrows nothing.' })
export class CourseFilter {
  @Field(() => BCP47, { nullable: true, description: 'Taught in this language; hi also finds hi-IN, but hi-IN does not find hi (RFC 4647, basic filtering).' })
  language?: string | null;

  @Field(() => CourseCompetencyFilter, { nullable: true, description: 'Teaching this competency.' })
  competency?: CourseCompetencyFilter | null;

  @Field(() => String, { nullable: true, description: 'Teaching any competency of this area, named as the competency names it: Behavioural.' })
  competencyArea?: string | null;

  @Field(() => ID, { nullable: true, description: 'Teaching any competency of this competency framework.' })
  competencyFrameworkId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this provider.' })
  providerId?: string | null;

  @Field(() => [CourseLevelEnum], { nullable: true, description: 'Of one of these levels.' })
  level?: CourseLevel[] | null;

  @Field(() => CourseDurationFilter, { nullable: true, description: 'Taking about this long.' })
  duration?: CourseDurationFilter | null;

  @Field(() => InclusionEnum, { nullable: true, description: 'In the subscription, or priced.' })
  inclusion?: Inclusion | null;

  @Field(() => CourseAccessibilityFilter, { nullable: true, description: 'With these accessibility facts.' })
  accessibility?: CourseAccessibilityFilter | null;

  @Field(() => ID, { nullable: true, description: 'In this collection.' })
  collectionId?: string | null;
}

export enum CourseOrderField {
  NEWEST = 'NEWEST',
  TITLE = 'TITLE',
  DURATION = 'DURATION',
}

registerEnumType(CourseOrderField, {
  name: 'CourseOrderField',
  description: 'What a list of courses can be ordered by.',
  valuesConfig: {
    NEWEST: { description: 'By the time of publication: DESC gives the newest first, ASC the oldest.' },
    TITLE: { description: 'By title, capitals and small letters alike.' },
    DURATION: { description: 'By how long the course takes.' },
  },
});

@InputType('CourseOrder', { description: 'The order of a list of courses.' })
export class CourseOrder {
  @Field(() => CourseOrderField, { description: 'What to order by.' })
  field!: CourseOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class CoursesArgs extends ConnectionArgs {
  @Field(() => CourseFilter, { nullable: true, description: 'Which courses to list; all of them when absent.' })
  filter?: CourseFilter | null;

  @Field(() => CourseOrder, { nullable: true, description: 'The order; the newest first when absent.' })
  orderBy?: CourseOrder | null;
}

export const CourseConnection = connectionType('Course', () => Course, 'courses', {
  connection: (prototype) => {
    Field(() => [CourseFacet], {
      nullable: true, description: 'The facets asked for, counted over all hits; null in lists that are not searched.',
    })(prototype, 'facets');
    Field(() => CourseSearchReport, { nullable: true, description: 'How the search was answered; null in lists that are not searched.' })(prototype, 'search');
  },
  edge: (prototype) => {
    Field(() => [SearchHighlight], {
      nullable: true, description: 'Where the words searched for stand in the course; null in lists that are not searched.',
    })(prototype, 'highlights');
  },
});
