import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Role, Specialism } from '../domain/identity/roles.js';
import { RoleEnum, SpecialismEnum } from './enums/identity.js';
import { Invitation, Membership } from './identity.js';
import { UserError } from './userError.js';

@InputType('InvitationCreateInput', { description: 'Whom to invite, to what, as what.' })
export class InvitationCreateInput {
  @Field(() => ID, { description: 'The organisation.' })
  organisationId!: string;

  @Field(() => String, { description: 'The e-mail address of the person.' })
  email!: string;

  @Field(() => [RoleEnum], { description: 'The roles; they must fit the kind of the organisation.' })
  roles!: Role[];

  @Field(() => [SpecialismEnum], { nullable: true, description: 'For CURATOR (at least one) and CHIEF_CURATOR only.' })
  specialisms?: Specialism[] | null;
}

@ObjectType('InvitationCreatePayload', { description: 'What came of an invitation.' })
export class InvitationCreatePayload {
  @Field(() => Invitation, { nullable: true, description: 'The invitation; null where it was refused.' })
  invitation!: Invitation | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}

@InputType('InvitationAcceptInput', { description: 'Which invitation to accept.' })
export class InvitationAcceptInput {
  @Field(() => String, { description: 'The token of the mail.' })
  token!: string;
}

@ObjectType('InvitationAcceptPayload', { description: 'What came of accepting an invitation.' })
export class InvitationAcceptPayload {
  @Field(() => Membership, { nullable: true, description: 'The membership, new or with the roles added; null where it was refused.' })
  membership!: Membership | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}

@InputType('InvitationRevokeInput', { description: 'Which invitation to take back.' })
export class InvitationRevokeInput {
  @Field(() => ID, { description: 'The invitation.' })
  invitationId!: string;
}

@ObjectType('InvitationRevokePayload', { description: 'What came of taking an invitation back.' })
export class InvitationRevokePayload {
  @Field(() => Invitation, { nullable: true, description: 'The invitation; null where it was refused.' })
  invitation!: Invitation | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}

@InputType('MembershipRolesSetInput', { description: 'Which roles a member is to have from now on.' })
export class MembershipRolesSetInput {
  @Field(() => ID, { description: 'The membership.' })
  membershipId!: string;

  @Field(() => [RoleEnum], { description: 'All the roles; those left out are taken.' })
  roles!: Role[];

  @Field(() => [SpecialismEnum], { nullable: true, description: 'All the specialisms; for CURATOR (at least one) and CHIEF_CURATOR only.' })
  specialisms?: Specialism[] | null;
}

@ObjectType('MembershipRolesSetPayload', { description: 'What came of setting roles.' })
export class MembershipRolesSetPayload {
  @Field(() => Membership, { nullable: true, description: 'The membership; null where it was refused.' })
  membership!: Membership | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}

@InputType('MembershipEndInput', { description: 'Which membership to end.' })
export class MembershipEndInput {
  @Field(() => ID, { description: 'The membership.' })
  membershipId!: string;
}

@ObjectType('MembershipEndPayload', { description: 'What came of ending a membership.' })
export class MembershipEndPayload {
  @Field(() => Membership, { nullable: true, description: 'The membership; null where it was refused, or where you may not know of it any more.' })
  membership!: Membership | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}
