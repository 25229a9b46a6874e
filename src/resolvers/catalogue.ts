import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, Info, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection, readOne } from '../db/reader/read.js';
import { cardOfCourse } from '../domain/catalogue/reads.js';
import { catalogue, courseBy } from '../domain/catalogue/reads/listing.js';
import { ownCourses } from '../domain/catalogue/reads/own.js';
import { CourseBy, CourseConnection, CoursesArgs } from '../schema/catalogue.js';
import { Course } from '../schema/courses.js';
import { OwnCoursesArgs } from '../schema/ownCourses.js';

@Resolver()
export class CatalogueResolver {
  @Query(() => CourseConnection, { description: 'The courses in the catalogue: published, and of providers that are not suspended.' })
  courses(@Args(() => CoursesArgs) _args: CoursesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, catalogue);
  }

  @Query(() => CourseConnection, {
    description: 'The courses of the provider you act for, drafts and all; an empty list for anybody else.',
  })
  ownCourses(@Args(() => OwnCoursesArgs) _args: OwnCoursesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, ownCourses);
  }

  @Query(() => Course, { nullable: true, description: 'One course; null where there is none that you may know of.' })
  course(
    @Arg('by', () => CourseBy, { description: 'Which course.' }) _by: CourseBy, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readOne(ctx, info, 'Course', courseBy, null, cardOfCourse);
  }
}
