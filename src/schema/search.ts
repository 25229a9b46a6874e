import { ArgsType, Extensions, Field, InputType, Int, ObjectType } from 'type-graphql';
import { MAX_FACET_VALUES, type CourseFacetName, type SearchEngineName, type SearchOrderField } from '../domain/search/rules/engine.js';
import { CourseFilter } from './catalogue.js';
import { OrderDirection } from './connection.js';
import { CourseFacetNameEnum, CourseSearchOrderFieldEnum, SearchEngineEnum, SearchHighlightFieldEnum } from './enums/search.js';
import { DateTime } from './scalars.js';

@ObjectType('CourseFacetValue', { description: 'A value of a facet and how many hits have it.' })
export class CourseFacetValue {
  @Field(() => String, { description: 'The value, as the filter takes it: a language tag, an id, the name of an enum value, an area.' })
  value!: string;

  @Field(() => String, { description: 'The value in words, in English or as it is named.' })
  label!: string;

  @Field(() => Int, { description: 'How many hits have it, among those that meet everything else in the filter.' })
  count!: number;
}

@ObjectType('CourseFacet', { description: 'What the hits of a search are counted by.' })
export class CourseFacet {
  @Field(() => CourseFacetNameEnum, { description: 'Which facet.' })
  facet!: CourseFacetName;

  @Field(() => [CourseFacetValue], {
    description: `Its values that at least one hit has, the most frequent first, ${MAX_FACET_VALUES} at most. What the filter says of this facet itself is left out, so that the count is what choosing the value instead would give.`,
  })
  @Extensions({ listSize: MAX_FACET_VALUES })
  values!: CourseFacetValue[];
}

@ObjectType('SearchCorrection', { description: 'A word that no course has, and what was searched for in its place.' })
export class SearchCorrection {
  @Field(() => String, { description: 'As it was typed.' })
  from!: string;

  @Field(() => String, { description: 'What it was taken to mean.' })
  to!: string;
}

@ObjectType('CourseSearchReport', { description: 'How a search was answered.' })
export class CourseSearchReport {
  @Field(() => SearchEngineEnum, { description: 'What ranked and counted.' })
  engine!: SearchEngineName;

  @Field(() => DateTime, { description: 'Every change of the catalogue until then is in the ranking, the counts and the facets.' })
  indexedThrough!: Date;

  @Field(() => [SearchCorrection], { description: 'Words taken for typing errors; empty where there are none or the engine does not tell.' })
  corrections!: SearchCorrection[];
}

@ObjectType('SearchHighlightPart', { description: 'A stretch of text.' })
export class SearchHighlightPart {
  @Field(() => String, { description: 'Plain text; never markup.' })
  text!: string;

  @Field(() => Boolean, { description: 'Whether it was searched for.' })
  matched!: boolean;
}

@ObjectType('SearchHighlight', { description: 'A text of a course in which words searched for stand.' })
export class SearchHighlight {
  @Field(() => SearchHighlightFieldEnum, { description: 'Which text.' })
  field!: keyof typeof SearchHighlightFieldEnum;

  @Field(() => [SearchHighlightPart], { description: 'The text or pieces of it, cut where words searched for begin and end.' })
  parts!: SearchHighlightPart[];
}

@InputType('CourseSearchOrder', { description: 'The order of the hits of a search.' })
export class CourseSearchOrder {
  @Field(() => CourseSearchOrderFieldEnum, { description: 'What to order by.' })
  field!: SearchOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class CourseSearchArgs {
  @Field(() => String, {
    nullable: true,
    description: 'What to search for, 1 to 200 characters: words, "phrases", OR, -without; the last word may be the beginning of one. All courses when absent.',
  })
  query?: string | null;

  @Field(() => CourseFilter, { nullable: true, description: 'Which courses to search in; all of them when absent.' })
  filter?: CourseFilter | null;

  @Field(() => [CourseFacetNameEnum], { nullable: true, description: 'The facets to count, where `facets` is selected; all of them when absent.' })
  facets?: CourseFacetName[] | null;

  @Field(() => CourseSearchOrder, { nullable: true, description: 'The order; the best hits first when absent.' })
  orderBy?: CourseSearchOrder | null;

  @Field(() => Int, { nullable: true, description: 'How many hits, 1 to 100; 20 when absent.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor, of the same query, filter and order.' })
  after?: string | null;
}
