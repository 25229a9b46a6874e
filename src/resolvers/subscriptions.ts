import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readById, readConnection, readOne } from '../db/reader/read.js';
import { seatUseBy, subscriptions } from '../domain/subscriptions/reads.js';
import { subscriptionCancel } from '../domain/subscriptions/subscriptionCancel.js';
import { subscriptionCancellationWithdraw } from '../domain/subscriptions/subscriptionCancellationWithdraw.js';
import { uuidOf } from '../lib/ids.js';
import { SeatUse, Subscription, SubscriptionConnection } from '../schema/subscriptions.js';
import {
  SeatUseBy, SubscriptionCancelInput, SubscriptionCancellationWithdrawInput, SubscriptionCancellationWithdrawPayload,
  SubscriptionCancelPayload, SubscriptionsArgs,
} from '../schema/subscriptionsInputs.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class SubscriptionsResolver {
  @Query(() => SubscriptionConnection, {
    description: 'What departments have bought, the newest first: for the people of a department who buy or approve, and its TRAINING_MANAGER, their own; for FINANCE_OFFICER, PLATFORM_ADMIN and AUDITOR all; for a learner the one behind his seat.',
  })
  subscriptions(@Args(() => SubscriptionsArgs) _args: SubscriptionsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, subscriptions);
  }

  @Query(() => Subscription, { nullable: true, description: 'One subscription; null where there is none that you may know of.' })
  subscription(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    const uuid = uuidOf('subscription', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'Subscription', uuid);
  }

  @Query(() => SeatUse, {
    nullable: true,
    description: 'How many seats run and what became of them: of a department, for itself and the platform; or of a government body and all below it, for the platform. Null where you may not know.',
  })
  seatUse(
    @Arg('by', () => SeatUseBy, { description: 'Whose.' }) _by: SeatUseBy, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readOne(ctx, info, 'SeatUse', seatUseBy);
  }

  @Mutation(() => SubscriptionCancelPayload, {
    description: 'Lets a subscription end with its term, or, where it has not begun, at once; for a PROCUREMENT_OFFICER of the department.',
  })
  subscriptionCancel(@Arg('input', () => SubscriptionCancelInput, WHAT) input: SubscriptionCancelInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => subscriptionCancel(ctx, input));
  }

  @Mutation(() => SubscriptionCancellationWithdrawPayload, {
    description: 'Takes a cancellation back before the term has ended; for a PROCUREMENT_OFFICER of the department.',
  })
  subscriptionCancellationWithdraw(
    @Arg('input', () => SubscriptionCancellationWithdrawInput, WHAT) input: SubscriptionCancellationWithdrawInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => subscriptionCancellationWithdraw(ctx, input));
  }
}
