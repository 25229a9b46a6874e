import { ArgsType, Extensions, Field, ID, InputType } from 'type-graphql';
import type { OrganisationKind } from '../domain/identity/roles.js';
import type { GovernmentBodyKind, OrganisationState } from '../domain/organisations/lifecycle.js';
import { ConnectionArgs, OrderDirection } from './connection.js';
import { GovernmentBodyKindEnum, OrganisationKindEnum, OrganisationStateEnum, ProviderOrderField } from './enums/organisations.js';

@InputType('ProviderBy', { description: 'Names one provider: by its id or by its slug, not both.' })
@Extensions({ oneOf: true })
export class ProviderBy {
  @Field(() => ID, { nullable: true, description: 'The id of the provider.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of the provider.' })
  slug?: string | null;
}

@InputType('ProviderFilter', { description: 'Which providers; every condition given must hold.' })
export class ProviderFilter {
  @Field(() => String, { nullable: true, description: 'Only those whose name contains this, in capitals or small letters.' })
  nameContains?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those with their seat in the state of this GST state code.' })
  stateCode?: string | null;
}

@InputType('ProviderOrder', { description: 'How providers are ordered.' })
export class ProviderOrder {
  @Field(() => ProviderOrderField, { description: 'What to order by.' })
  field!: ProviderOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class ProvidersArgs extends ConnectionArgs {
  @Field(() => ProviderFilter, { nullable: true, description: 'Which providers; all when left out.' })
  filter?: ProviderFilter | null;

  @Field(() => ProviderOrder, { nullable: true, description: 'The order; by name when left out.' })
  orderBy?: ProviderOrder | null;
}

@InputType('OrganisationFilter', { description: 'Which organisations; every condition given must hold.' })
export class OrganisationFilter {
  @Field(() => OrganisationKindEnum, { nullable: true, description: 'Only of this kind.' })
  kind?: OrganisationKind | null;

  @Field(() => OrganisationStateEnum, { nullable: true, description: 'Only in this state.' })
  state?: OrganisationState | null;

  @Field(() => String, { nullable: true, description: 'Only those whose name contains this, in capitals or small letters.' })
  nameContains?: string | null;
}

@ArgsType()
export class OrganisationsArgs extends ConnectionArgs {
  @Field(() => OrganisationFilter, { nullable: true, description: 'Which organisations; all when left out.' })
  filter?: OrganisationFilter | null;
}

@InputType('GovernmentBodyFilter', { description: 'Which government bodies; every condition given must hold.' })
export class GovernmentBodyFilter {
  @Field(() => GovernmentBodyKindEnum, { nullable: true, description: 'Only of this kind.' })
  kind?: GovernmentBodyKind | null;

  @Field(() => ID, { nullable: true, description: 'Only those right below this body.' })
  parentId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those whose name contains this, in capitals or small letters.' })
  nameContains?: string | null;
}

@ArgsType()
export class GovernmentBodiesArgs extends ConnectionArgs {
  @Field(() => GovernmentBodyFilter, { nullable: true, description: 'Which bodies; all when left out.' })
  filter?: GovernmentBodyFilter | null;
}
