import { ArgsType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS, SUGGESTION_KINDS, type SuggestionKind } from '../domain/search/rules/suggestions.js';
import { Course } from './courses.js';

const SuggestionKindEnum = Object.fromEntries(SUGGESTION_KINDS.map((kind) => [kind, kind])) as { [K in SuggestionKind]: K };

registerEnumType(SuggestionKindEnum, {
  name: 'SearchSuggestionKind',
  description: 'What a suggestion completes a text with.',
  valuesConfig: {
    WORD: { description: 'A word that courses have: a text to search for.' },
    COURSE: { description: 'A course: to be opened at once.' },
  },
});

@ObjectType('SearchSuggestion', { description: 'What somebody may be about to type.' })
export class SearchSuggestion {
  @Field(() => SuggestionKindEnum, { description: 'What it is.' })
  kind!: SuggestionKind;

  @Field(() => String, { description: 'Of a word: the text typed so far with its last word completed; of a course: its title.' })
  text!: string;

  @Field(() => Course, { nullable: true, description: 'The course; null where it is a word.' })
  course!: Course | null;
}

@ArgsType()
export class SearchSuggestArgs {
  @Field(() => String, { description: 'What was typed so far, 1 to 200 characters: its last word is completed, in any of the scripts that courses are written in.' })
  query!: string;

  @Field(() => Int, { nullable: true, description: `How many suggestions, 1 to ${MAX_SUGGESTIONS}; ${DEFAULT_SUGGESTIONS} when absent.` })
  first?: number | null;
}
