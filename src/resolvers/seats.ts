import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readById, readConnection } from '../db/reader/read.js';
import { seats, seatTransfers, viewerSeats } from '../domain/subscriptions/reads/seats.js';
import { seatMove } from '../domain/subscriptions/seatMove.js';
import { seatsAssign } from '../domain/subscriptions/seatsAssign.js';
import { seatsRelease } from '../domain/subscriptions/seatsRelease.js';
import { seatTake } from '../domain/subscriptions/seatTake.js';
import { seatTransferAccept } from '../domain/subscriptions/seatTransferAccept.js';
import { seatTransferDecline } from '../domain/subscriptions/seatTransferDecline.js';
import { seatTransferOffer } from '../domain/subscriptions/seatTransferOffer.js';
import { seatTransferWithdraw } from '../domain/subscriptions/seatTransferWithdraw.js';
import { uuidOf } from '../lib/ids.js';
import { Seat, SeatConnection, SeatTransferConnection } from '../schema/seats.js';
import {
  SeatMoveInput,
  SeatMovePayload,
  SeatTakeInput,
  SeatTakePayload,
  SeatTransferAcceptInput,
  SeatTransferAcceptPayload,
  SeatTransferDeclineInput,
  SeatTransferDeclinePayload,
  SeatTransferOfferInput,
  SeatTransferOfferPayload,
  SeatTransferWithdrawInput,
  SeatTransferWithdrawPayload,
  SeatsAssignInput,
  SeatsAssignPayload,
  SeatsReleaseInput,
  SeatsReleasePayload,
} from '../schema/seatsMutations.js';
import { SeatsArgs, SeatTransfersArgs, ViewerSeatsArgs } from '../schema/seatsQueries.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class SeatsResolver {
  @Query(() => SeatConnection, {
    description: 'The seats of the department that you act for, the newest first: for its TRAINING_MANAGER, PROCUREMENT_OFFICER and APPROVING_AUTHORITY; of all departments for FINANCE_OFFICER, PLATFORM_ADMIN and AUDITOR. Others see their own.',
  })
  seats(@Args(() => SeatsArgs) _args: SeatsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, seats);
  }

  @Query(() => Seat, { nullable: true, description: 'One seat; null where there is none that you may know of.' })
  seat(@Arg('id', () => ID, { description: 'The id.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    const uuid = uuidOf('seat', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'Seat', uuid);
  }

  @Query(() => SeatConnection, {
    description: 'Your own seats, the newest first, in whatever department; also those reserved for your verified e-mail address.',
  })
  viewerSeats(@Args(() => ViewerSeatsArgs) _args: ViewerSeatsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, viewerSeats);
  }

  @Query(() => SeatTransferConnection, {
    description: 'The employees that the department you act for offers, or is offered, the newest first: for its TRAINING_MANAGER, PROCUREMENT_OFFICER and APPROVING_AUTHORITY; of all departments for FINANCE_OFFICER, PLATFORM_ADMIN and AUDITOR.',
  })
  seatTransfers(@Args(() => SeatTransfersArgs) _args: SeatTransfersArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, seatTransfers);
  }

  @Mutation(() => SeatsAssignPayload, {
    description: 'Gives employees a seat each, all of them or none; who has no account here is told by mail. For a TRAINING_MANAGER of the department.',
  })
  seatsAssign(@Arg('input', () => SeatsAssignInput, WHAT) input: SeatsAssignInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatsAssign(ctx, input));
  }

  @Mutation(() => SeatsReleasePayload, {
    description: 'Takes seats back, all of them or none; those in use count against the reassignment cap of the term. For a TRAINING_MANAGER of the department.',
  })
  seatsRelease(@Arg('input', () => SeatsReleaseInput, WHAT) input: SeatsReleaseInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatsRelease(ctx, input));
  }

  @Mutation(() => SeatMovePayload, {
    description: 'Takes a seat back from one employee and gives one of the same subscription to another; a seat in use counts against the reassignment cap. For a TRAINING_MANAGER of the department.',
  })
  seatMove(@Arg('input', () => SeatMoveInput, WHAT) input: SeatMoveInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatMove(ctx, input));
  }

  @Mutation(() => SeatTakePayload, {
    description: 'Takes the seats that are reserved for your verified e-mail address, and makes you a LEARNER of the department. For whoever is signed in.',
  })
  seatTake(@Arg('input', () => SeatTakeInput, WHAT) input: SeatTakeInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatTake(ctx, input));
  }

  @Mutation(() => SeatTransferOfferPayload, {
    description: 'Offers an employee to the department that he goes to; he keeps his seat until it accepts. For a TRAINING_MANAGER of the department that he leaves.',
  })
  seatTransferOffer(@Arg('input', () => SeatTransferOfferInput, WHAT) input: SeatTransferOfferInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatTransferOffer(ctx, input));
  }

  @Mutation(() => SeatTransferAcceptPayload, {
    description: 'Takes an employee over from another department: he has a seat here, and the one there is released, in one step. For a TRAINING_MANAGER of the department that he goes to.',
  })
  seatTransferAccept(@Arg('input', () => SeatTransferAcceptInput, WHAT) input: SeatTransferAcceptInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatTransferAccept(ctx, input));
  }

  @Mutation(() => SeatTransferDeclinePayload, {
    description: 'Turns down an employee whom another department offers. For a TRAINING_MANAGER of the department that he was to go to.',
  })
  seatTransferDecline(@Arg('input', () => SeatTransferDeclineInput, WHAT) input: SeatTransferDeclineInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatTransferDecline(ctx, input));
  }

  @Mutation(() => SeatTransferWithdrawPayload, {
    description: 'Takes back the offer of an employee to another department. For a TRAINING_MANAGER of the department that made it.',
  })
  seatTransferWithdraw(@Arg('input', () => SeatTransferWithdrawInput, WHAT) input: SeatTransferWithdrawInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => seatTransferWithdraw(ctx, input));
  }
}
