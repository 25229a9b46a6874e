import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx as Context, ID, Info, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readFrom } from '../db/reader/read.js';
import { courseAccessAsked } from '../domain/entitlement/reads.js';
import { CourseAccess } from '../schema/entitlement.js';

@Resolver()
export class EntitlementResolver {
  @Query(() => CourseAccess, {
    nullable: true,
    description: 'Whether you may open a course, and why; or, for TRAINING_MANAGER, AUDITOR and PLATFORM_ADMIN, whether an employee may by what his department has for him. Null where there is no such course or employee that you may know of.',
  })
  courseAccess(
    @Arg('courseId', () => ID, { description: 'The course.' }) _courseId: string,
    @Arg('employeeId', () => ID, { nullable: true, description: 'The employee; yourself when absent.' }) _employeeId: string | null,
    @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readFrom(ctx, info, 'CourseAccess', courseAccessAsked);
  }
}
