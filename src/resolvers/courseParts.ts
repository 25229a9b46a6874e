import { Arg, Ctx as Context, Mutation, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { contentItemAdd } from '../domain/catalogue/contentItemAdd.js';
import { contentItemMove } from '../domain/catalogue/contentItemMove.js';
import { contentItemRemove } from '../domain/catalogue/contentItemRemove.js';
import { contentItemUpdate } from '../domain/catalogue/contentItemUpdate.js';
import { moduleAdd } from '../domain/catalogue/moduleAdd.js';
import { moduleMove } from '../domain/catalogue/moduleMove.js';
import { moduleRemove } from '../domain/catalogue/moduleRemove.js';
import { moduleUpdate } from '../domain/catalogue/moduleUpdate.js';
import {
  ContentItemAddInput, ContentItemMoveInput, ContentItemRemoveInput, ContentItemUpdateInput, ModuleAddInput,
  ModuleMoveInput, ModuleRemoveInput, ModuleUpdateInput,
} from '../schema/coursesPartInputs.js';
import {
  ContentItemAddPayload, ContentItemMovePayload, ContentItemRemovePayload, ContentItemUpdatePayload, ModuleAddPayload,
  ModuleMovePayload, ModuleRemovePayload, ModuleUpdatePayload,
} from '../schema/coursesPayloads.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class CoursePartsResolver {
  @Mutation(() => ModuleAddPayload, { description: 'Adds a module to a draft.' })
  moduleAdd(@Arg('input', () => ModuleAddInput, WHAT) input: ModuleAddInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => moduleAdd(ctx, input));
  }

  @Mutation(() => ModuleUpdatePayload, { description: 'Edits a module of a draft.' })
  moduleUpdate(@Arg('input', () => ModuleUpdateInput, WHAT) input: ModuleUpdateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => moduleUpdate(ctx, input));
  }

  @Mutation(() => ModuleMovePayload, { description: 'Moves a module of a draft to another place.' })
  moduleMove(@Arg('input', () => ModuleMoveInput, WHAT) input: ModuleMoveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => moduleMove(ctx, input));
  }

  @Mutation(() => ModuleRemovePayload, { description: 'Removes a module of a draft with its content items.' })
  moduleRemove(@Arg('input', () => ModuleRemoveInput, WHAT) input: ModuleRemoveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => moduleRemove(ctx, input));
  }

  @Mutation(() => ContentItemAddPayload, { description: 'Adds a content item to a module of a draft.' })
  contentItemAdd(@Arg('input', () => ContentItemAddInput, WHAT) input: ContentItemAddInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => contentItemAdd(ctx, input));
  }

  @Mutation(() => ContentItemUpdatePayload, { description: 'Edits a content item of a draft.' })
  contentItemUpdate(@Arg('input', () => ContentItemUpdateInput, WHAT) input: ContentItemUpdateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => contentItemUpdate(ctx, input));
  }

  @Mutation(() => ContentItemMovePayload, { description: 'Moves a content item of a draft to another place or module.' })
  contentItemMove(@Arg('input', () => ContentItemMoveInput, WHAT) input: ContentItemMoveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => contentItemMove(ctx, input));
  }

  @Mutation(() => ContentItemRemovePayload, { description: 'Removes a content item of a draft.' })
  contentItemRemove(@Arg('input', () => ContentItemRemoveInput, WHAT) input: ContentItemRemoveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => contentItemRemove(ctx, input));
  }
}
