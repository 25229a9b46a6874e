import type { FieldNode, GraphQLFieldResolver, GraphQLObjectType } from 'graphql';
import type { Ctx } from '../../context.js';

/** How root fields of a request have failed already, by the node that asked for them. */
const failures = new WeakMap<Ctx, Map<FieldNode, { readonly error: unknown }>>();

/** Remembers how a root field of a request failed, so that it need not be tried again only for the error to be worded. */
export function fail(ctx: Ctx, node: FieldNode, error: unknown): void {
  const known = failures.get(ctx) ?? new Map<FieldNode, { readonly error: unknown }>();
  known.set(node, { error });
  failures.set(ctx, known);
}

/** Has the fields of a type throw at once what they have thrown already in the same request. */
export function failOnce(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const { resolve } = field;
    if (resolve !== undefined) field.resolve = onceFailing(resolve as GraphQLFieldResolver<unknown, Ctx>) as GraphQLFieldResolver<unknown, unknown>;
  }
}

function onceFailing(resolve: GraphQLFieldResolver<unknown, Ctx>): GraphQLFieldResolver<unknown, Ctx> {
  return (source, args: unknown, ctx, info) => {
    const [node] = info.fieldNodes;
    const failed = node === undefined ? undefined : failures.get(ctx)?.get(node);
    if (failed !== undefined) throw failed.error;
    return resolve(source, args, ctx, info);
  };
}
