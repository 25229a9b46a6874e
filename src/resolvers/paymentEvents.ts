import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection } from '../db/reader/read.js';
import { paymentEventReplay } from '../domain/payments/paymentEventReplay.js';
import { cardPayouts, paymentEventCounts, paymentEvents } from '../domain/payments/reads/events.js';
import {
  CardPayoutConnection, CardPayoutsArgs, PaymentEventConnection, PaymentEventCounts, PaymentEventReplayInput, PaymentEventReplayPayload, PaymentEventsArgs,
} from '../schema/paymentEvents.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class PaymentEventsResolver {
  @Query(() => PaymentEventConnection, { description: 'What the card provider told, for those who keep the books; an empty list for anybody else.' })
  paymentEvents(@Args(() => PaymentEventsArgs) _args: PaymentEventsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, paymentEvents);
  }

  @Query(() => PaymentEventCounts, { nullable: true, description: 'How many events of the card provider are not done. Null for whoever does not keep the books.' })
  paymentEventCounts(@Context() ctx: Ctx): Promise<PaymentEventCounts | null> {
    return paymentEventCounts(ctx);
  }

  @Query(() => CardPayoutConnection, { description: 'What the card provider paid to our bank account, for those who keep the books; an empty list for anybody else.' })
  cardPayouts(@Args(() => CardPayoutsArgs) _args: CardPayoutsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, cardPayouts);
  }

  @Mutation(() => PaymentEventReplayPayload, {
    description: 'Has an event of the card provider worked on again that failed or was given up. For FINANCE_OFFICER.',
  })
  paymentEventReplay(@Arg('input', () => PaymentEventReplayInput, WHAT) input: PaymentEventReplayInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => paymentEventReplay(ctx, input));
  }
}
