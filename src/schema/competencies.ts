import { Args, ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { CompetencyKind } from '../domain/competencies/lifecycle.js';
import { CourseConnection, CoursesArgs } from './catalogue.js';
import { answeredByReader, ConnectionArgs, connectionType, OrderDirection, type ConnectionOf } from './connection.js';
import type { Course } from './courses.js';
import { CompetencyKindEnum } from './enums/competencies.js';
import { Node } from './node.js';
import { DateTime } from './scalars.js';

@ObjectType('CompetencyLevel', { description: 'What a framework calls one of its levels of proficiency.' })
export class CompetencyLevel {
  @Field(() => Int, { description: 'The level, 1 to 5; 5 is the highest.' })
  level!: number;

  @Field(() => String, { description: 'What the framework calls it, for instance Proficient.' })
  name!: string;
}

@InputType('CompetencyFilter', { description: 'Which competencies to list; what is absent or null narrows nothing.' })
export class CompetencyFilter {
  @Field(() => ID, { nullable: true, description: 'Those of this competency framework.' })
  frameworkId?: string | null;

  @Field(() => CompetencyKindEnum, { nullable: true, description: 'Those of this kind.' })
  kind?: CompetencyKind | null;

  @Field(() => String, { nullable: true, description: 'Those with this text in their name; accents and capitals do not matter.' })
  nameContains?: string | null;

  @Field(() => String, { nullable: true, description: 'Those of this area, written as the framework has it.' })
  area?: string | null;
}

export enum CompetencyOrderField {
  NAME = 'NAME',
}

registerEnumType(CompetencyOrderField, {
  name: 'CompetencyOrderField',
  description: 'What a list of competencies can be ordered by.',
  valuesConfig: { NAME: { description: 'By name.' } },
});

@InputType('CompetencyOrder', { description: 'The order of a list of competencies.' })
export class CompetencyOrder {
  @Field(() => CompetencyOrderField, { description: 'What to order by.' })
  field!: CompetencyOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class CompetenciesArgs extends ConnectionArgs {
  @Field(() => CompetencyFilter, { nullable: true, description: 'Which competencies to list; all when absent.' })
  filter?: CompetencyFilter | null;

  @Field(() => CompetencyOrder, { nullable: true, description: 'The order; by name when absent.' })
  orderBy?: CompetencyOrder | null;
}

@ObjectType('Competency', { implements: Node, description: 'What an official can be able to do, as a competency framework names it.' })
export class Competency extends Node {
  @Field(() => String, { description: 'The code within its framework.' })
  code!: string;

  @Field(() => String, { description: 'The name, as the framework has it.' })
  name!: string;

  @Field(() => CompetencyKindEnum, { description: 'Whether it is behavioural, functional or of a domain.' })
  kind!: CompetencyKind;

  @Field(() => String, { description: 'The area of the framework it belongs to.' })
  area!: string;

  @Field(() => String, { nullable: true, description: 'The theme within the area; null where the framework has none.' })
  theme!: string | null;

  @Field(() => CompetencyFramework, { description: 'The framework, in one version, that it belongs to.' })
  framework!: CompetencyFramework;

  @Field(() => CourseConnection, { description: 'The courses in the catalogue that teach it, to any level.' })
  courses(@Args(() => CoursesArgs) _args: CoursesArgs): ConnectionOf<Course> {
    return answeredByReader();
  }
}

export const CompetencyConnection = connectionType('Competency', () => Competency, 'competencies');

@ObjectType('CompetencyFramework', {
  implements: Node, description: 'A competency framework in one version; a new version is another framework, and the old one stays.',
})
export class CompetencyFramework extends Node {
  @Field(() => String, { description: 'The code, the same in all versions, for instance KCM.' })
  code!: string;

  @Field(() => String, { description: 'The version, as the framework counts them.' })
  version!: string;

  @Field(() => String, { description: 'The full name.' })
  name!: string;

  @Field(() => String, { description: 'Where it was taken from.' })
  source!: string;

  @Field(() => String, { description: 'The licence that its source states.' })
  licence!: string;

  @Field(() => DateTime, { description: 'When this version was published.' })
  publishedAt!: string;

  @Field(() => [CompetencyLevel], { description: 'What its levels are called, lowest first.' })
  levels!: CompetencyLevel[];

  @Field(() => CompetencyConnection, { description: 'The competencies of this version.' })
  competencies(@Args(() => CompetenciesArgs) _args: CompetenciesArgs): ConnectionOf<Competency> {
    return answeredByReader();
  }
}

export const CompetencyFrameworkConnection = connectionType('CompetencyFramework', () => CompetencyFramework, 'competency frameworks');
