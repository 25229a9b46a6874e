import { ArgsType, Field, InputType, ObjectType } from 'type-graphql';
import type { InvitationState, MembershipState } from '../domain/identity/lifecycle.js';
import type { InvitationAction, MembershipAction } from '../domain/identity/policy.js';
import type { Role, Specialism } from '../domain/identity/roles.js';
import { ConnectionArgs, connectionType } from './connection.js';
import {
  InvitationActionEnum, InvitationStateEnum, MembershipActionEnum, MembershipStateEnum, RoleEnum, SpecialismEnum,
} from './enums/identity.js';
import { Node } from './node.js';
import { Organisation } from './organisations.js';
import { DateTime } from './scalars.js';

@ObjectType('User', { implements: Node, description: 'A person who has signed in at least once.' })
export class User extends Node {
  @Field(() => String, { description: 'The name, as the identity provider has it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The e-mail address; for the person, administrators of the same organisation, PLATFORM_ADMIN and AUDITOR.' })
  email!: string | null;

  @Field(() => DateTime, { description: 'When the person first signed in.' })
  createdAt!: Date;
}

@ObjectType('Membership', { implements: Node, description: 'A person\'s roles in an organisation. The id is what the header X-Membership takes.' })
export class Membership extends Node {
  @Field(() => User, { nullable: true, description: 'The member.' })
  user!: User | null;

  @Field(() => Organisation, { nullable: true, description: 'The organisation.' })
  organisation!: Organisation | null;

  @Field(() => [RoleEnum], { description: 'What the member may do there.' })
  roles!: Role[];

  @Field(() => [SpecialismEnum], { description: 'What a curator is qualified to review; empty for all others.' })
  specialisms!: Specialism[];

  @Field(() => MembershipStateEnum, { description: 'Whether it is in force.' })
  state!: MembershipState;

  @Field(() => DateTime, { description: 'Since when.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it is in force.' })
  endedAt!: Date | null;

  @Field(() => [MembershipActionEnum], { description: 'What you may do with it now. That an organisation keeps its last administrator shows only when it is tried.' })
  allowedActions!: MembershipAction[];
}

export const MembershipConnection = connectionType('Membership', () => Membership, 'memberships');

@ObjectType('Invitation', { implements: Node, description: 'An invitation to join an organisation, sent by mail. Its token is in that mail only.' })
export class Invitation extends Node {
  @Field(() => Organisation, { nullable: true, description: 'The organisation.' })
  organisation!: Organisation | null;

  @Field(() => String, { description: 'The e-mail address invited; only who has verified it can accept.' })
  email!: string;

  @Field(() => [RoleEnum], { description: 'The roles that come with it.' })
  roles!: Role[];

  @Field(() => [SpecialismEnum], { description: 'The specialisms that come with it.' })
  specialisms!: Specialism[];

  @Field(() => InvitationStateEnum, { description: 'Where it stands.' })
  state!: InvitationState;

  @Field(() => Boolean, { description: 'Whether its time is over.' })
  isExpired!: boolean;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'Until when it can be accepted: 14 days.' })
  expiresAt!: Date;

  @Field(() => User, { nullable: true, description: 'Who invited; null where the operator did, from the command line.' })
  invitedBy!: User | null;

  @Field(() => User, { nullable: true, description: 'Who accepted.' })
  acceptedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was accepted or revoked.' })
  closedAt!: Date | null;

  @Field(() => [InvitationActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: InvitationAction[];
}

export const InvitationConnection = connectionType('Invitation', () => Invitation, 'invitations');

@InputType('InvitationFilter', { description: 'Which invitations; every condition given must hold.' })
export class InvitationFilter {
  @Field(() => InvitationStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: InvitationState | null;
}

@ArgsType()
export class InvitationsArgs extends ConnectionArgs {
  @Field(() => InvitationFilter, { nullable: true, description: 'Which invitations; all when left out.' })
  filter?: InvitationFilter | null;
}

@ObjectType('Viewer', { description: 'You, as the bearer of the token.' })
export class Viewer {
  @Field(() => User, { description: 'You as a person.' })
  user!: User;

  @Field(() => [Membership], { description: 'The memberships you may act through, the oldest first; the header X-Membership takes their ids.' })
  memberships!: Membership[];

  @Field(() => Membership, { nullable: true, description: 'The membership you act through now; null where you have none, or several and named none.' })
  actingMembership!: Membership | null;

  @Field(() => [Invitation], { description: 'Invitations to your verified e-mail address that can still be accepted, the oldest first.' })
  invitations!: Invitation[];
}
