import { Args, Field, InterfaceType, ObjectType } from 'type-graphql';
import type { GovernmentBodyKind, OrganisationState, RegistrationKind } from '../domain/organisations/lifecycle.js';
import type { OrganisationAction } from '../domain/organisations/policy.js';
import { CourseConnection, CoursesArgs } from './catalogue.js';
import { answeredByReader, ConnectionArgs, connectionType, type ConnectionOf } from './connection.js';
import type { Course } from './courses.js';
import { GovernmentBodyKindEnum, OrganisationActionEnum, OrganisationStateEnum, RegistrationKindEnum } from './enums/organisations.js';
import { InvitationConnection, InvitationsArgs, MembershipConnection, User, type Invitation, type Membership } from './identity.js';
import { Node } from './node.js';
import { CatalogueImportConnection, type CatalogueImport } from './imports.js';
import { CatalogueImportsArgs } from './importsQueries.js';
import { DateTime, URLScalar } from './scalars.js';
import { SubscriptionConnection, type Subscription } from './subscriptions.js';
import { SubscriptionsArgs } from './subscriptionsInputs.js';

@ObjectType('IndianState', { description: 'A state or union territory of India, as GST numbers them.' })
export class IndianState {
  @Field(() => String, { description: 'The GST state code, two digits.' })
  code!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;
}

const PRIVATE = 'For its administrator, PLATFORM_ADMIN and AUDITOR, and for who applied until it is verified; null for others.';

@InterfaceType('Organisation', {
  implements: Node,
  description: 'A provider, a department, or the platform itself. One that is not VERIFIED is known to its own people and the platform only.',
})
export abstract class Organisation extends Node {
  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => String, { description: 'The name in web addresses; never changes.' })
  slug!: string;

  @Field(() => OrganisationStateEnum, { description: 'Where it stands.' })
  state!: OrganisationState;

  @Field(() => String, { description: 'What it says about itself; may be empty.' })
  about!: string;

  @Field(() => URLScalar, { nullable: true, description: 'Its website.' })
  website!: string | null;

  @Field(() => String, { description: 'Its address, as letters and invoices write it, on several lines; may be empty.' })
  address!: string;

  @Field(() => IndianState, { nullable: true, description: 'Where its seat is; null for the platform as long as it states none.' })
  indianState!: IndianState | null;

  @Field(() => DateTime, { description: 'When it applied.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: `When the platform last decided on it. ${PRIVATE}` })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: `Why it was rejected or suspended. ${PRIVATE}` })
  stateReason!: string | null;

  @Field(() => User, { nullable: true, description: `Who applied. ${PRIVATE}` })
  appliedBy!: User | null;

  @Field(() => String, { nullable: true, description: `Its GSTIN, if it has one; for FINANCE_OFFICER too. ${PRIVATE}` })
  gstin!: string | null;

  @Field(() => MembershipConnection, { nullable: true, description: 'Its members in force, those of longest standing first; for members, PLATFORM_ADMIN and AUDITOR. Others see their own membership at most.' })
  members(@Args(() => ConnectionArgs) _args: ConnectionArgs): ConnectionOf<Membership> | null {
    return answeredByReader();
  }

  @Field(() => InvitationConnection, { nullable: true, description: 'Its invitations, the newest first; for its administrator, PLATFORM_ADMIN and AUDITOR. Others see their own at most.' })
  invitations(@Args(() => InvitationsArgs) _args: InvitationsArgs): ConnectionOf<Invitation> | null {
    return answeredByReader();
  }

  @Field(() => [OrganisationActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: OrganisationAction[];
}

@ObjectType('Provider', { implements: [Organisation, Node], description: 'A university or institute that publishes courses.' })
export class Provider extends Organisation {
  @Field(() => RegistrationKindEnum, { nullable: true, description: `The register it stands in. ${PRIVATE}` })
  registrationKind!: RegistrationKind | null;

  @Field(() => String, { nullable: true, description: `Its number in that register. ${PRIVATE}` })
  registrationNumber!: string | null;

  @Field(() => CourseConnection, { description: 'Its courses in the catalogue; none while it is suspended.' })
  courses(@Args(() => CoursesArgs) _args: CoursesArgs): ConnectionOf<Course> {
    return answeredByReader();
  }

  @Field(() => CatalogueImportConnection, { nullable: true, description: 'The files of courses that were imported for it, the newest first; for its AUTHOR and PROVIDER_ADMIN, PLATFORM_ADMIN and AUDITOR.' })
  catalogueImports(@Args(() => CatalogueImportsArgs) _args: CatalogueImportsArgs): ConnectionOf<CatalogueImport> | null {
    return answeredByReader();
  }
}

export const ProviderConnection = connectionType('Provider', () => Provider, 'providers');

@ObjectType('Department', { implements: [Organisation, Node], description: 'A department of government that procures for its employees.' })
export class Department extends Organisation {
  @Field(() => GovernmentBody, { nullable: true, description: 'Its place in the government\'s tree.' })
  governmentBody!: GovernmentBody | null;

  @Field(() => SubscriptionConnection, { nullable: true, description: 'What it has bought, the newest first; for whoever is signed in, as far as he may know of it.' })
  subscriptions(@Args(() => SubscriptionsArgs) _args: SubscriptionsArgs): ConnectionOf<Subscription> | null {
    return answeredByReader();
  }
}

@ObjectType('Platform', { implements: [Organisation, Node], description: 'The marketplace\'s own organisation, of which there is one.' })
export class Platform extends Organisation {}

export const OrganisationConnection = connectionType('Organisation', () => Organisation, 'organisations');

@ObjectType('GovernmentBody', { implements: Node, description: 'A node in the government\'s tree: a ministry, a department, a body below them, a state.' })
export class GovernmentBody extends Node {
  @Field(() => String, { description: 'A short code that stays.' })
  code!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => GovernmentBodyKindEnum, { description: 'What it is.' })
  kind!: GovernmentBodyKind;

  @Field(() => GovernmentBody, { nullable: true, description: 'The body above it; null at the top.' })
  parent!: GovernmentBody | null;

  @Field(() => GovernmentBodyConnection, { description: 'The bodies right below it, by name.' })
  children(@Args(() => ConnectionArgs) _args: ConnectionArgs): ConnectionOf<GovernmentBody> {
    return answeredByReader();
  }

  @Field(() => Department, { nullable: true, description: 'The organisation it takes part as, if any.' })
  department!: Department | null;
}

export const GovernmentBodyConnection = connectionType('GovernmentBody', () => GovernmentBody, 'government bodies');
