import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx as Context, Info, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection } from '../db/reader/read.js';
import { allCompetencies, competencyFrameworks } from '../domain/competencies/reads.js';
import { CompetenciesArgs, CompetencyConnection, CompetencyFrameworkConnection } from '../schema/competencies.js';
import { ConnectionArgs } from '../schema/connection.js';

@Resolver()
export class CompetenciesResolver {
  @Query(() => CompetencyFrameworkConnection, { description: 'The competency frameworks, each version by itself, by name.' })
  competencyFrameworks(
    @Args(() => ConnectionArgs) _args: ConnectionArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readConnection(ctx, info, competencyFrameworks);
  }

  @Query(() => CompetencyConnection, { description: 'The competencies of all frameworks.' })
  competencies(
    @Args(() => CompetenciesArgs) _args: CompetenciesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readConnection(ctx, info, allCompetencies);
  }
}
