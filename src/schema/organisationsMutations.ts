import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { OrganisationKind } from '../domain/identity/roles.js';
import type { RegistrationKind } from '../domain/organisations/lifecycle.js';
import { OrganisationKindEnum, RegistrationKindEnum } from './enums/organisations.js';
import { Membership } from './identity.js';
import { Organisation } from './organisations.js';
import { URLScalar } from './scalars.js';
import { UserError } from './userError.js';

@InputType('OrganisationApplyInput', { description: 'The application of a provider or department.' })
export class OrganisationApplyInput {
  @Field(() => OrganisationKindEnum, { description: 'PROVIDER or DEPARTMENT.' })
  kind!: OrganisationKind;

  @Field(() => String, { description: 'The name, at most 300 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The name in web addresses: small letters, digits, single hyphens, at most 120 characters. Made from the name when left out.' })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: 'What it says about itself, at most 4,000 characters.' })
  about?: string | null;

  @Field(() => URLScalar, { nullable: true, description: 'Its website.' })
  website?: string | null;

  @Field(() => String, { nullable: true, description: 'Its address, as letters and invoices write it, on several lines of at most 500 characters in all.' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'Its GSTIN, if it has one; of the state given. A department may give that of a deductor of tax, or its government department id.' })
  gstin?: string | null;

  @Field(() => String, { nullable: true, description: 'The GST state code of its seat, two digits; needed. See `indianStates`.' })
  stateCode?: string | null;

  @Field(() => RegistrationKindEnum, { nullable: true, description: 'The register a provider stands in; needed for providers, not for departments.' })
  registrationKind?: RegistrationKind | null;

  @Field(() => String, { nullable: true, description: 'The provider\'s number in that register, such as U-0306 in AISHE.' })
  registrationNumber?: string | null;

  @Field(() => ID, { nullable: true, description: 'The department\'s place in the government\'s tree; needed for departments, not for providers. See `governmentBodies`.' })
  governmentBodyId?: string | null;
}

@ObjectType('OrganisationApplyPayload', { description: 'What came of an application.' })
export class OrganisationApplyPayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation, APPLIED; null where it was refused.' })
  organisation!: Organisation | null;

  @Field(() => Membership, { nullable: true, description: 'Your membership of it, as its administrator; null where it was refused.' })
  membership!: Membership | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}

@InputType('OrganisationUpdateInput', { description: 'What to change of an organisation. What is left out stays as it is.' })
export class OrganisationUpdateInput {
  @Field(() => ID, { description: 'The organisation.' })
  organisationId!: string;

  @Field(() => String, { nullable: true, description: 'The name; once verified, a PLATFORM_ADMIN changes it.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it says about itself; null for nothing.' })
  about?: string | null;

  @Field(() => URLScalar, { nullable: true, description: 'Its website; null for none.' })
  website?: string | null;

  @Field(() => String, { nullable: true, description: 'Its address, null for none; once verified, a PLATFORM_ADMIN changes it, but its administrator gives the first. What was issued keeps the one it has.' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'Its GSTIN, null for none; once verified, a PLATFORM_ADMIN changes it.' })
  gstin?: string | null;

  @Field(() => String, { nullable: true, description: 'The GST state code of its seat; once verified, a PLATFORM_ADMIN changes it.' })
  stateCode?: string | null;

  @Field(() => RegistrationKindEnum, { nullable: true, description: 'The register a provider stands in; once verified, a PLATFORM_ADMIN changes it.' })
  registrationKind?: RegistrationKind | null;

  @Field(() => String, { nullable: true, description: 'The provider\'s number in that register; once verified, a PLATFORM_ADMIN changes it.' })
  registrationNumber?: string | null;
}

@ObjectType('OrganisationUpdatePayload', { description: 'What came of a change.' })
export class OrganisationUpdatePayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation as it is now; null where it was refused.' })
  organisation!: Organisation | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}

@InputType('OrganisationVerifyInput', { description: 'Which organisation to verify.' })
export class OrganisationVerifyInput {
  @Field(() => ID, { description: 'The provider or department.' })
  organisationId!: string;
}

@ObjectType('OrganisationVerifyPayload', { description: 'What came of a verification.' })
export class OrganisationVerifyPayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation as it is now; null where it was refused.' })
  organisation!: Organisation | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}

@InputType('OrganisationRejectInput', { description: 'Which organisation to reject, and why.' })
export class OrganisationRejectInput {
  @Field(() => ID, { description: 'The provider or department.' })
  organisationId!: string;

  @Field(() => String, { description: 'Why, for its people to read; at most 2,000 characters.' })
  reason!: string;
}

@ObjectType('OrganisationRejectPayload', { description: 'What came of a rejection.' })
export class OrganisationRejectPayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation as it is now; null where it was refused.' })
  organisation!: Organisation | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}

@InputType('OrganisationSuspendInput', { description: 'Which organisation to suspend, and why.' })
export class OrganisationSuspendInput {
  @Field(() => ID, { description: 'The provider or department.' })
  organisationId!: string;

  @Field(() => String, { description: 'Why, for its people to read; at most 2,000 characters.' })
  reason!: string;
}

@ObjectType('OrganisationSuspendPayload', { description: 'What came of a suspension.' })
export class OrganisationSuspendPayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation as it is now; null where it was refused.' })
  organisation!: Organisation | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}

@InputType('OrganisationReinstateInput', { description: 'Which organisation to reinstate.' })
export class OrganisationReinstateInput {
  @Field(() => ID, { description: 'The provider or department.' })
  organisationId!: string;
}

@ObjectType('OrganisationReinstatePayload', { description: 'What came of the end of a suspension.' })
export class OrganisationReinstatePayload {
  @Field(() => Organisation, { nullable: true, description: 'The organisation as it is now; null where it was refused.' })
  organisation!: Organisation | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty on success.' })
  userErrors!: UserError[];
}
