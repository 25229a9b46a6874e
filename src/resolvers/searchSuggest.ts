import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx as Context, Extensions, Info, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readRows } from '../db/reader/read.js';
import { suggestionsAsked } from '../domain/search/reads/suggestions.js';
import { MAX_SUGGESTIONS } from '../domain/search/rules/suggestions.js';
import { SearchSuggestArgs, SearchSuggestion } from '../schema/searchSuggest.js';

@Resolver()
export class SearchSuggestResolver {
  @Query(() => [SearchSuggestion], {
    description: 'What somebody who types may be looking for: words that complete the last one, and titles of courses in the catalogue; the likeliest first.',
  })
  @Extensions({ listSize: MAX_SUGGESTIONS })
  searchSuggest(@Args(() => SearchSuggestArgs) _args: SearchSuggestArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readRows(ctx, info, 'SearchSuggestion', suggestionsAsked);
  }
}
