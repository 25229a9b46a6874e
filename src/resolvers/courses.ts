import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx as Context, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readById } from '../db/reader/read.js';
import { courseCreate } from '../domain/catalogue/courseCreate.js';
import { courseVersionCreate } from '../domain/catalogue/courseVersionCreate.js';
import { courseVersionPublish } from '../domain/catalogue/courseVersionPublish.js';
import { courseVersionReinstate } from '../domain/catalogue/courseVersionReinstate.js';
import { courseVersionRetire } from '../domain/catalogue/courseVersionRetire.js';
import { courseVersionSubmit } from '../domain/catalogue/courseVersionSubmit.js';
import { courseVersionSuspend } from '../domain/catalogue/courseVersionSuspend.js';
import { courseVersionUpdate } from '../domain/catalogue/courseVersionUpdate.js';
import { courseVersionWithdraw } from '../domain/catalogue/courseVersionWithdraw.js';
import { uuidOf } from '../lib/ids.js';
import { CourseVersion } from '../schema/courses.js';
import {
  CourseCreateInput, CourseVersionCreateInput, CourseVersionPublishInput, CourseVersionReinstateInput,
  CourseVersionRetireInput, CourseVersionSubmitInput, CourseVersionSuspendInput, CourseVersionUpdateInput,
  CourseVersionWithdrawInput,
} from '../schema/coursesInputs.js';
import {
  CourseCreatePayload, CourseVersionCreatePayload, CourseVersionPublishPayload, CourseVersionReinstatePayload,
  CourseVersionRetirePayload, CourseVersionSubmitPayload, CourseVersionSuspendPayload, CourseVersionUpdatePayload,
  CourseVersionWithdrawPayload,
} from '../schema/coursesPayloads.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class CoursesResolver {
  @Query(() => CourseVersion, { nullable: true, description: 'One version of a course; null where there is none that you may know of.' })
  courseVersion(
    @Arg('id', () => ID, { description: 'The id of the version.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    const uuid = uuidOf('course_version', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'CourseVersion', uuid);
  }

  @Mutation(() => CourseCreatePayload, { description: 'Begins a course of your provider with its first draft. For AUTHOR and PROVIDER_ADMIN.' })
  courseCreate(@Arg('input', () => CourseCreateInput, WHAT) input: CourseCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => courseCreate(ctx, input));
  }

  @Mutation(() => CourseVersionCreatePayload, { description: 'Begins the next version of a course, as a copy of the one before. For AUTHOR and PROVIDER_ADMIN of its provider.' })
  courseVersionCreate(@Arg('input', () => CourseVersionCreateInput, WHAT) input: CourseVersionCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => courseVersionCreate(ctx, input));
  }

  @Mutation(() => CourseVersionUpdatePayload, { description: 'Edits a draft. For AUTHOR and PROVIDER_ADMIN of its provider.' })
  courseVersionUpdate(@Arg('input', () => CourseVersionUpdateInput, WHAT) input: CourseVersionUpdateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => courseVersionUpdate(ctx, input));
  }

  @Mutation(() => CourseVersionSubmitPayload, { description: 'Submits a draft to review. For PROVIDER_ADMIN of its provider.' })
  courseVersionSubmit(@Arg('input', () => CourseVersionSubmitInput, WHAT) input: CourseVersionSubmitInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => courseVersionSubmit(ctx, input));
  }

  @Mutation(() => CourseVersionWithdrawPayload, { description: 'Takes a version back from review, or from its approval, into a draft. For PROVIDER_ADMIN of its provider.' })
  courseVersionWithdraw(@Arg('input', () => CourseVersionWithdrawInput, WHAT) input: CourseVersionWithdrawInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => courseVersionWithdraw(ctx, input));
  }

  @Mutation(() => CourseVersionPublishPayload, { description: 'Puts an approved version into the catalogue. For PROVIDER_ADMIN of its provider.' })
  courseVersionPublish(@Arg('input', () => CourseVersionPublishInput, WHAT) input: CourseVersionPublishInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => courseVersionPublish(ctx, input));
  }

  @Mutation(() => CourseVersionSuspendPayload, { description: 'Takes a published version out of the catalogue. For CHIEF_CURATOR.' })
  courseVersionSuspend(@Arg('input', () => CourseVersionSuspendInput, WHAT) input: CourseVersionSuspendInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => courseVersionSuspend(ctx, input));
  }

  @Mutation(() => CourseVersionReinstatePayload, { description: 'Puts a suspended version back into the catalogue. For CHIEF_CURATOR.' })
  courseVersionReinstate(@Arg('input', () => CourseVersionReinstateInput, WHAT) input: CourseVersionReinstateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => courseVersionReinstate(ctx, input));
  }

  @Mutation(() => CourseVersionRetirePayload, { description: 'Takes a published or suspended version out of the catalogue for good. For PROVIDER_ADMIN of its provider.' })
  courseVersionRetire(@Arg('input', () => CourseVersionRetireInput, WHAT) input: CourseVersionRetireInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => courseVersionRetire(ctx, input));
  }
}
