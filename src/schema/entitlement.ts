import { Field, ObjectType } from 'type-graphql';
import type { AccessReason, AccessRule } from '../domain/entitlement/rules.js';
import { Course, CourseVersion } from './courses.js';
import { Employee } from './employees.js';
import { AccessReasonEnum, AccessRuleEnum } from './enums/entitlement.js';
import { DateScalar, DateTime } from './scalars.js';
import { Seat } from './seats.js';
import { Subscription, Term } from './subscriptions.js';

@ObjectType('CourseAccess', { description: 'Whether a person may open a course, and by which rule.' })
export class CourseAccess {
  @Field(() => Boolean, { description: 'Whether the person may open the course.' })
  allowed!: boolean;

  @Field(() => AccessRuleEnum, { description: 'The rule that decided it.' })
  rule!: AccessRule;

  @Field(() => AccessReasonEnum, { nullable: true, description: 'Why not; null where it is allowed.' })
  reason!: AccessReason | null;

  @Field(() => String, { description: 'What was decided, as a sentence for the person who asks.' })
  message!: string;

  @Field(() => Course, { nullable: true, description: 'The course, if you may see it.' })
  course!: Course | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The version that is opened, or that was asked for, if you may see it.' })
  courseVersion!: CourseVersion | null;

  @Field(() => Employee, { nullable: true, description: 'The person as an employee of the department that it rests on, or who was asked about.' })
  employee!: Employee | null;

  @Field(() => Seat, { nullable: true, description: 'The seat that it rests on; null where it rests on none.' })
  seat!: Seat | null;

  @Field(() => Subscription, { nullable: true, description: 'The subscription that it rests on, if you may see it.' })
  subscription!: Subscription | null;

  @Field(() => Term, { nullable: true, description: 'The term of the subscription that it rests on, if you may see it.' })
  term!: Term | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day of the term that it rests on, in India; null where it rests on none.' })
  startsOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day after the last of that term, in India.' })
  endsOn!: string | null;

  @Field(() => DateTime, { description: 'When it was decided; a seat can be taken back, and a subscription suspended, a moment later.' })
  decidedAt!: string;
}
