import { GraphQLError } from 'graphql';
import type { Ctx } from '../context.js';
import { isRefused, type Outcome, type UserErrorItem } from '../lib/refusal.js';

/** What a mutation answers: the ids that its payload's fields are read by, or why it was refused. */
export type Answer<T> = (T & { readonly userErrors: readonly [] }) | { readonly userErrors: readonly UserErrorItem[] };

/**
 * Turns the outcome of a use case into a payload: a success's ids (a field `course` is read by `courseId`, `seats`
 * by `seatsIds`), a refusal's `userErrors`. Visitors get the top-level error UNAUTHENTICATED; a use case given as a
 * function is then not begun at all.
 */
export async function answer<T extends object>(
  ctx: Ctx, outcome: Promise<Outcome<T>> | (() => Promise<Outcome<T>>),
): Promise<Answer<T>> {
  if (ctx.actor.kind === 'visitor') {
    if (typeof outcome !== 'function') await outcome.catch(() => undefined);
    throw new GraphQLError('Sign in first: this needs a bearer token.', { extensions: { code: 'UNAUTHENTICATED' } });
  }
  const result = await (typeof outcome === 'function' ? outcome() : outcome);
  return isRefused(result) ? { userErrors: result.errors } : { ...result, userErrors: [] };
}
