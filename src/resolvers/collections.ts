import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection, readOne } from '../db/reader/read.js';
import { collectionCoursesSet } from '../domain/catalogue/collectionCoursesSet.js';
import { collectionCreate } from '../domain/catalogue/collectionCreate.js';
import { collectionDelete } from '../domain/catalogue/collectionDelete.js';
import { collectionUpdate } from '../domain/catalogue/collectionUpdate.js';
import { collectionBy, collections } from '../domain/catalogue/reads/collections.js';
import {
  Collection, CollectionBy, CollectionConnection, CollectionCoursesSetInput, CollectionCoursesSetPayload, CollectionCreateInput,
  CollectionCreatePayload, CollectionDeleteInput, CollectionDeletePayload, CollectionsArgs, CollectionUpdateInput,
  CollectionUpdatePayload,
} from '../schema/collections.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class CollectionsResolver {
  @Query(() => CollectionConnection, { description: 'The curated lists of courses.' })
  collections(@Args(() => CollectionsArgs) _args: CollectionsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, collections);
  }

  @Query(() => Collection, { nullable: true, description: 'One collection; null where there is none.' })
  collection(
    @Arg('by', () => CollectionBy, { description: 'Which collection.' }) _by: CollectionBy,
    @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readOne(ctx, info, 'Collection', collectionBy);
  }

  @Mutation(() => CollectionCreatePayload, { description: 'Makes an empty collection. For CHIEF_CURATOR.' })
  collectionCreate(@Arg('input', () => CollectionCreateInput, WHAT) input: CollectionCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => collectionCreate(ctx, input));
  }

  @Mutation(() => CollectionUpdatePayload, { description: 'Changes title, summary or slug of a collection. For CHIEF_CURATOR.' })
  collectionUpdate(@Arg('input', () => CollectionUpdateInput, WHAT) input: CollectionUpdateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => collectionUpdate(ctx, input));
  }

  @Mutation(() => CollectionCoursesSetPayload, { description: 'Says which courses a collection has, in order. For CHIEF_CURATOR.' })
  collectionCoursesSet(
    @Arg('input', () => CollectionCoursesSetInput, WHAT) input: CollectionCoursesSetInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => collectionCoursesSet(ctx, input));
  }

  @Mutation(() => CollectionDeletePayload, { description: 'Takes a collection away; its courses stay. For CHIEF_CURATOR.' })
  collectionDelete(@Arg('input', () => CollectionDeleteInput, WHAT) input: CollectionDeleteInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => collectionDelete(ctx, input));
  }
}
