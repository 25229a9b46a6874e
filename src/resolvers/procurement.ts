import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readById, readConnection } from '../db/reader/read.js';
import { purchaseRequestApprove } from '../domain/procurement/purchaseRequestApprove.js';
import { purchaseRequestCreate } from '../domain/procurement/purchaseRequestCreate.js';
import { purchaseRequestOrder } from '../domain/procurement/purchaseRequestOrder.js';
import { purchaseRequestQuote } from '../domain/procurement/purchaseRequestQuote.js';
import { purchaseRequestReject } from '../domain/procurement/purchaseRequestReject.js';
import { purchaseRequestSanction } from '../domain/procurement/purchaseRequestSanction.js';
import { purchaseRequestSubmit } from '../domain/procurement/purchaseRequestSubmit.js';
import { purchaseRequestUpdate } from '../domain/procurement/purchaseRequestUpdate.js';
import { purchaseRequestWithdraw } from '../domain/procurement/purchaseRequestWithdraw.js';
import { purchaseRequests } from '../domain/procurement/reads.js';
import { uuidOf } from '../lib/ids.js';
import { PurchaseRequest, PurchaseRequestConnection } from '../schema/procurement.js';
import {
  PurchaseRequestApproveInput, PurchaseRequestCreateInput, PurchaseRequestOrderInput, PurchaseRequestQuoteInput, PurchaseRequestRejectInput,
  PurchaseRequestSanctionInput, PurchaseRequestsArgs, PurchaseRequestSubmitInput, PurchaseRequestUpdateInput, PurchaseRequestWithdrawInput,
} from '../schema/procurementInputs.js';
import {
  PurchaseRequestApprovePayload, PurchaseRequestCreatePayload, PurchaseRequestOrderPayload, PurchaseRequestQuotePayload,
  PurchaseRequestRejectPayload, PurchaseRequestSanctionPayload, PurchaseRequestSubmitPayload, PurchaseRequestUpdatePayload,
  PurchaseRequestWithdrawPayload,
} from '../schema/procurementPayloads.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class ProcurementResolver {
  @Query(() => PurchaseRequestConnection, {
    description: 'The purchase requests that you may see: those of your department for PROCUREMENT_OFFICER, APPROVING_AUTHORITY and TRAINING_MANAGER, all for FINANCE_OFFICER, PLATFORM_ADMIN and AUDITOR; none for others.',
  })
  purchaseRequests(
    @Args(() => PurchaseRequestsArgs) _args: PurchaseRequestsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readConnection(ctx, info, purchaseRequests);
  }

  @Query(() => PurchaseRequest, { nullable: true, description: 'One purchase request; null where there is none that you may know of.' })
  purchaseRequest(
    @Arg('id', () => ID, { description: 'The id of the purchase request.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    const uuid = uuidOf('purchase_request', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'PurchaseRequest', uuid);
  }

  @Mutation(() => PurchaseRequestCreatePayload, { description: 'Raises a purchase request, as a draft. For PROCUREMENT_OFFICER of a verified department.' })
  purchaseRequestCreate(@Arg('input', () => PurchaseRequestCreateInput, WHAT) input: PurchaseRequestCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => purchaseRequestCreate(ctx, input));
  }

  @Mutation(() => PurchaseRequestUpdatePayload, { description: 'Edits a purchase request that is a draft. For PROCUREMENT_OFFICER of the department.' })
  purchaseRequestUpdate(@Arg('input', () => PurchaseRequestUpdateInput, WHAT) input: PurchaseRequestUpdateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => purchaseRequestUpdate(ctx, input));
  }

  @Mutation(() => PurchaseRequestQuotePayload, { description: 'Prices a purchase request as of today. For PROCUREMENT_OFFICER and APPROVING_AUTHORITY of the department.' })
  purchaseRequestQuote(@Arg('input', () => PurchaseRequestQuoteInput, WHAT) input: PurchaseRequestQuoteInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => purchaseRequestQuote(ctx, input));
  }

  @Mutation(() => PurchaseRequestSubmitPayload, { description: 'Lays a draft before the approving authority, quoted. For PROCUREMENT_OFFICER of the department.' })
  purchaseRequestSubmit(@Arg('input', () => PurchaseRequestSubmitInput, WHAT) input: PurchaseRequestSubmitInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => purchaseRequestSubmit(ctx, input));
  }

  @Mutation(() => PurchaseRequestApprovePayload, { description: 'Approves a purchase request. For APPROVING_AUTHORITY of the department, never the maker.' })
  purchaseRequestApprove(@Arg('input', () => PurchaseRequestApproveInput, WHAT) input: PurchaseRequestApproveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => purchaseRequestApprove(ctx, input));
  }

  @Mutation(() => PurchaseRequestRejectPayload, { description: 'Turns a purchase request down. For APPROVING_AUTHORITY of the department, never the maker.' })
  purchaseRequestReject(@Arg('input', () => PurchaseRequestRejectInput, WHAT) input: PurchaseRequestRejectInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => purchaseRequestReject(ctx, input));
  }

  @Mutation(() => PurchaseRequestWithdrawPayload, { description: 'Takes a purchase request back that is not ordered. For PROCUREMENT_OFFICER of the department.' })
  purchaseRequestWithdraw(@Arg('input', () => PurchaseRequestWithdrawInput, WHAT) input: PurchaseRequestWithdrawInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => purchaseRequestWithdraw(ctx, input));
  }

  @Mutation(() => PurchaseRequestSanctionPayload, { description: 'Records the sanction of an approved purchase request. For APPROVING_AUTHORITY of the department, never the maker.' })
  purchaseRequestSanction(@Arg('input', () => PurchaseRequestSanctionInput, WHAT) input: PurchaseRequestSanctionInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => purchaseRequestSanction(ctx, input));
  }

  @Mutation(() => PurchaseRequestOrderPayload, { description: 'Orders what is sanctioned: the seats open, or the next term is made, and the invoice follows. For PROCUREMENT_OFFICER of the department.' })
  purchaseRequestOrder(@Arg('input', () => PurchaseRequestOrderInput, WHAT) input: PurchaseRequestOrderInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => purchaseRequestOrder(ctx, input));
  }
}
