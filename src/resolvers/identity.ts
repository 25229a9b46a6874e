import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx as Context, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readOne } from '../db/reader/read.js';
import { invitationAccept } from '../domain/identity/invitationAccept.js';
import { invitationCreate } from '../domain/identity/invitationCreate.js';
import { invitationRevoke } from '../domain/identity/invitationRevoke.js';
import { membershipEnd } from '../domain/identity/membershipEnd.js';
import { membershipRolesSet } from '../domain/identity/membershipRolesSet.js';
import { viewerRow } from '../domain/identity/reads.js';
import { Viewer } from '../schema/identity.js';
import {
  InvitationAcceptInput, InvitationAcceptPayload, InvitationCreateInput, InvitationCreatePayload, InvitationRevokeInput,
  InvitationRevokePayload, MembershipEndInput, MembershipEndPayload, MembershipRolesSetInput, MembershipRolesSetPayload,
} from '../schema/identityMutations.js';
import { answer } from './answer.js';

@Resolver()
export class IdentityResolver {
  @Query(() => Viewer, { nullable: true, description: 'You; null for visitors.' })
  viewer(@Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> | null {
    return ctx.actor.kind === 'person' ? readOne(ctx, info, 'Viewer', viewerRow) : null;
  }

  @Mutation(() => InvitationCreatePayload, {
    description: 'Invites a person to a verified organisation; for its administrator, or a PLATFORM_ADMIN. The token goes out by mail.',
  })
  invitationCreate(
    @Arg('input', () => InvitationCreateInput, { description: 'Whom, to what, as what.' }) input: InvitationCreateInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => invitationCreate(ctx, input));
  }

  @Mutation(() => InvitationAcceptPayload, {
    description: 'Accepts an invitation with the token of the mail; for whoever has verified the address it was sent to.',
  })
  invitationAccept(
    @Arg('input', () => InvitationAcceptInput, { description: 'Which invitation.' }) input: InvitationAcceptInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => invitationAccept(ctx, input));
  }

  @Mutation(() => InvitationRevokePayload, {
    description: 'Takes an invitation back before it is accepted; for the organisation\'s administrator, or a PLATFORM_ADMIN.',
  })
  invitationRevoke(
    @Arg('input', () => InvitationRevokeInput, { description: 'Which invitation.' }) input: InvitationRevokeInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => invitationRevoke(ctx, input));
  }

  @Mutation(() => MembershipRolesSetPayload, {
    description: 'Gives a member exactly these roles; for the organisation\'s administrator, or a PLATFORM_ADMIN.',
  })
  membershipRolesSet(
    @Arg('input', () => MembershipRolesSetInput, { description: 'Which member, and what he is to be.' }) input: MembershipRolesSetInput,
    @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => membershipRolesSet(ctx, input));
  }

  @Mutation(() => MembershipEndPayload, {
    description: 'Ends a membership: one\'s own, or, for the organisation\'s administrator and a PLATFORM_ADMIN, anybody\'s.',
  })
  membershipEnd(
    @Arg('input', () => MembershipEndInput, { description: 'Which membership.' }) input: MembershipEndInput, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return answer(ctx, () => membershipEnd(ctx, input));
  }
}
