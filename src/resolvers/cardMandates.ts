import { Arg, Ctx as Context, Mutation, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { cardMandateCreate } from '../domain/payments/cardMandateCreate.js';
import { cardMandateEnd } from '../domain/payments/cardMandateEnd.js';
import { CardMandateCreateInput, CardMandateCreatePayload, CardMandateEndInput, CardMandateEndPayload } from '../schema/cardMandates.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class CardMandatesResolver {
  @Mutation(() => CardMandateCreatePayload, {
    description: 'Saves a card for a subscription, to be charged with the instalments of the terms that begin from now on. Refused where an instalment of the next term would be more than a saved card is charged. For a PROCUREMENT_OFFICER of the department.',
  })
  cardMandateCreate(@Arg('input', () => CardMandateCreateInput, WHAT) input: CardMandateCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => cardMandateCreate(ctx, input));
  }

  @Mutation(() => CardMandateEndPayload, {
    description: 'Ends a saved card at once: nothing more is charged to it. For a PROCUREMENT_OFFICER of the department, and for FINANCE_OFFICER.',
  })
  cardMandateEnd(@Arg('input', () => CardMandateEndInput, WHAT) input: CardMandateEndInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => cardMandateEnd(ctx, input));
  }
}
