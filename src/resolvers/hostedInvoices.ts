import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readConnection } from '../db/reader/read.js';
import { cardRail } from '../domain/payments/cardRail.js';
import { hostedInvoiceCreate } from '../domain/payments/hostedInvoiceCreate.js';
import { hostedInvoiceVoid } from '../domain/payments/hostedInvoiceVoid.js';
import { paymentCalls } from '../domain/payments/reads/hosted.js';
import {
  CardRail, HostedInvoiceCreateInput, HostedInvoiceCreatePayload, HostedInvoiceVoidInput, HostedInvoiceVoidPayload, PaymentCallConnection, PaymentCallsArgs,
} from '../schema/hostedInvoices.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class HostedInvoicesResolver {
  @Query(() => CardRail, { nullable: true, description: 'Whether and how cards are taken. Null for visitors.' })
  cardRail(@Context() ctx: Ctx): Promise<unknown> {
    return cardRail(ctx);
  }

  @Query(() => PaymentCallConnection, { description: 'The calls that we make to the card provider, for those who keep the books; an empty list for anybody else.' })
  paymentCalls(@Args(() => PaymentCallsArgs) _args: PaymentCallsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, paymentCalls);
  }

  @Mutation(() => HostedInvoiceCreatePayload, {
    description: 'Asks for a page on which what is outstanding of an invoice is paid by card. For PROCUREMENT_OFFICER of the department and for FINANCE_OFFICER.',
  })
  hostedInvoiceCreate(@Arg('input', () => HostedInvoiceCreateInput, WHAT) input: HostedInvoiceCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => hostedInvoiceCreate(ctx, input));
  }

  @Mutation(() => HostedInvoiceVoidPayload, {
    description: 'Has a page taken back on which an invoice is paid by card. For PROCUREMENT_OFFICER of the department and for FINANCE_OFFICER.',
  })
  hostedInvoiceVoid(@Arg('input', () => HostedInvoiceVoidInput, WHAT) input: HostedInvoiceVoidInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => hostedInvoiceVoid(ctx, input));
  }
}
