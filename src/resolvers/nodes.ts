import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx as Context, ID, Info, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readNode, readNodes } from '../db/reader/nodes.js';
import { Node } from '../schema/node.js';

@Resolver()
export class NodesResolver {
  @Query(() => Node, { nullable: true, description: 'Whatever has this id; null where there is no such thing, or none that you may know of.' })
  node(
    @Arg('id', () => ID, { description: 'A public id.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readNode(ctx, info, id);
  }

  @Query(() => [Node], {
    nullable: 'items', description: 'Whatever has these ids, in their order; null in the place of what there is not, or what you may not know of.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Public ids, at most 100.' }) ids: string[],
    @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readNodes(ctx, info, ids);
  }
}
