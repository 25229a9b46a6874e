import { GraphQLJSONObject } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ConnectionArgs, OrderDirection, connectionType } from './connection.js';
import { RoleEnum } from './enums/identity.js';
import { User } from './identity.js';
import { Node } from './node.js';
import { Organisation } from './organisations.js';
import { DateTime } from './scalars.js';

@ObjectType('AuditEvent', {
  implements: Node,
  description: 'One entry of the record: who did what, acting for whom, to what, and when. Never altered; sealed in a hash chain.',
})
export class AuditEvent extends Node {
  @Field(() => DateTime, { description: 'When it was done.' })
  at!: string;

  @Field(() => String, { description: 'The name of the mutation.' })
  action!: string;

  @Field(() => User, { nullable: true, description: 'Who did it; null where the system acted.' })
  actor!: User | null;

  @Field(() => Organisation, { nullable: true, description: 'The organisation the actor acted for.' })
  actingOrganisation!: Organisation | null;

  @Field(() => [RoleEnum], { description: 'The roles the actor held there.' })
  roles!: string[];

  @Field(() => ID, { description: 'The public id of what was changed.' })
  subjectId!: string;

  @Field(() => Organisation, { nullable: true, description: 'The organisation whose affair it is.' })
  organisation!: Organisation | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'The changed fields as they were; null where there was nothing.' })
  before!: object | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'The changed fields as they became; null where nothing was left.' })
  after!: object | null;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  reason!: string | null;

  @Field(() => String, { description: 'The request in which it was done, as the logs have it.' })
  requestId!: string;

  @Field(() => Boolean, { description: 'Whether the event is in the hash chain already; that takes about a second.' })
  sealed!: boolean;
}

export const AuditEventConnection = connectionType('AuditEvent', () => AuditEvent, 'audit events');

export enum AuditEventOrderField {
  AT = 'AT',
}
registerEnumType(AuditEventOrderField, {
  name: 'AuditEventOrderField',
  description: 'What audit events can be ordered by.',
  valuesConfig: { AT: { description: 'When it was done.' } },
});

@InputType({ description: 'How audit events are ordered.' })
export class AuditEventOrder {
  @Field(() => AuditEventOrderField, { description: 'What to order by.' })
  field!: AuditEventOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which audit events; every condition given must hold.' })
export class AuditEventFilter {
  @Field(() => String, { nullable: true, description: 'Only this mutation.' })
  action?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what was done to the object of this id.' })
  subjectId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what this user did.' })
  actorId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only at or after this time.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only before this time.' })
  until?: Date | null;
}

@ArgsType()
export class AuditEventsArgs extends ConnectionArgs {
  @Field(() => AuditEventFilter, { nullable: true, description: 'Which events; all when left out.' })
  filter?: AuditEventFilter | null;

  @Field(() => AuditEventOrder, { nullable: true, description: 'The order; the newest first when left out.' })
  orderBy?: AuditEventOrder | null;
}

@ObjectType('AuditChain', { description: 'The hash chain over the record, as it stands.' })
export class AuditChain {
  @Field(() => Int, { description: 'How many events are sealed.' })
  sealedCount!: number;

  @Field(() => Int, { description: 'How many events wait to be sealed; more than a few mean that the sealer does not run.' })
  unsealedCount!: number;

  @Field(() => String, { nullable: true, description: 'The SHA-256 hash at the head, hexadecimal; null while nothing is sealed.' })
  headHash!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the last event was sealed.' })
  lastSealedAt!: string | null;
}
