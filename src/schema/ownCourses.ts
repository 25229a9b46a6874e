import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import type { CourseVersionState } from '../domain/catalogue/lifecycle.js';
import { ConnectionArgs, OrderDirection } from './connection.js';
import { CourseVersionStateEnum } from './enums/catalogue.js';

@InputType('OwnCourseFilter', { description: 'Which of your courses to list; every condition given must hold.' })
export class OwnCourseFilter {
  @Field(() => [CourseVersionStateEnum], { nullable: true, description: 'Only courses that have a version in one of these states.' })
  states?: CourseVersionState[] | null;

  @Field(() => String, { nullable: true, description: 'Only courses with a version whose title has this text, capitals and small letters alike.' })
  titleContains?: string | null;
}

export enum OwnCourseOrderField {
  UPDATED = 'UPDATED',
  CREATED = 'CREATED',
}

registerEnumType(OwnCourseOrderField, {
  name: 'OwnCourseOrderField',
  description: 'What a list of your own courses can be ordered by.',
  valuesConfig: {
    UPDATED: { description: 'By the latest change of any of its versions.' },
    CREATED: { description: 'By when the course was begun.' },
  },
});

@InputType('OwnCourseOrder', { description: 'The order of a list of your own courses.' })
export class OwnCourseOrder {
  @Field(() => OwnCourseOrderField, { description: 'What to order by.' })
  field!: OwnCourseOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class OwnCoursesArgs extends ConnectionArgs {
  @Field(() => OwnCourseFilter, { nullable: true, description: 'Which courses to list; all of them when absent.' })
  filter?: OwnCourseFilter | null;

  @Field(() => OwnCourseOrder, { nullable: true, description: 'The order; the one changed last first when absent.' })
  orderBy?: OwnCourseOrder | null;
}
