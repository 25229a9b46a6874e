import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection } from '../db/reader/read.js';
import { synonymSets } from '../domain/search/reads/synonymSets.js';
import { synonymSetCreate } from '../domain/search/synonymSetCreate.js';
import { synonymSetDelete } from '../domain/search/synonymSetDelete.js';
import { synonymSetUpdate } from '../domain/search/synonymSetUpdate.js';
import {
  SynonymSetConnection, SynonymSetCreateInput, SynonymSetCreatePayload, SynonymSetDeleteInput, SynonymSetDeletePayload, SynonymSetsArgs,
  SynonymSetUpdateInput, SynonymSetUpdatePayload,
} from '../schema/synonymSets.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class SynonymSetsResolver {
  @Query(() => SynonymSetConnection, {
    description: 'What means the same to a search of courses. For CURATOR, CHIEF_CURATOR, PLATFORM_ADMIN and AUDITOR; an empty list for anybody else.',
  })
  synonymSets(@Args(() => SynonymSetsArgs) _args: SynonymSetsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, synonymSets);
  }

  @Mutation(() => SynonymSetCreatePayload, { description: 'Says that words and phrases mean the same to a search of courses. For CHIEF_CURATOR.' })
  synonymSetCreate(@Arg('input', () => SynonymSetCreateInput, WHAT) input: SynonymSetCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => synonymSetCreate(ctx, input));
  }

  @Mutation(() => SynonymSetUpdatePayload, { description: 'Gives a set of synonyms other terms. For CHIEF_CURATOR.' })
  synonymSetUpdate(@Arg('input', () => SynonymSetUpdateInput, WHAT) input: SynonymSetUpdateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => synonymSetUpdate(ctx, input));
  }

  @Mutation(() => SynonymSetDeletePayload, { description: 'Takes a set of synonyms away. For CHIEF_CURATOR.' })
  synonymSetDelete(@Arg('input', () => SynonymSetDeleteInput, WHAT) input: SynonymSetDeleteInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => synonymSetDelete(ctx, input));
  }
}
