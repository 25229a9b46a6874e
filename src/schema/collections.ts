import { Args, ArgsType, Extensions, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { CollectionAction } from '../domain/catalogue/policy/collections.js';
import { CourseConnection } from './catalogue.js';
import { answeredByReader, ConnectionArgs, connectionType, OrderDirection, type ConnectionOf } from './connection.js';
import type { Course } from './courses.js';
import { CollectionActionEnum } from './enums/collections.js';
import { Node } from './node.js';
import { DateTime } from './scalars.js';
import { UserError } from './userError.js';

@ObjectType('Collection', { implements: Node, description: 'A curated list of courses, in order.' })
export class Collection extends Node {
  @Field(() => String, { description: 'Its name in web addresses; unique among collections.' })
  slug!: string;

  @Field(() => String, { description: 'The title.' })
  title!: string;

  @Field(() => String, { description: 'What it is for, in a sentence or two; may be empty.' })
  summary!: string;

  @Field(() => Int, { description: 'Counts its changes; a change names the revision it was read at.' })
  revision!: number;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  updatedAt!: string;

  @Field(() => CourseConnection, { description: 'Its courses in the order the curator gave them; only those in the catalogue now.' })
  courses(@Args(() => ConnectionArgs) _args: ConnectionArgs): ConnectionOf<Course> {
    return answeredByReader();
  }

  @Field(() => [CollectionActionEnum], { description: 'What you may do to it.' })
  allowedActions!: CollectionAction[];
}

export const CollectionConnection = connectionType('Collection', () => Collection, 'collections');

@InputType('CollectionBy', { description: 'Names one collection: by its id or by its slug, not both.' })
@Extensions({ oneOf: true })
export class CollectionBy {
  @Field(() => ID, { nullable: true, description: 'The id of the collection.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of the collection.' })
  slug?: string | null;
}

export enum CollectionOrderField {
  TITLE = 'TITLE',
  UPDATED_AT = 'UPDATED_AT',
}

registerEnumType(CollectionOrderField, {
  name: 'CollectionOrderField',
  description: 'What a list of collections can be ordered by.',
  valuesConfig: {
    TITLE: { description: 'By title, capitals and small letters alike.' },
    UPDATED_AT: { description: 'By the time of the last change.' },
  },
});

@InputType('CollectionOrder', { description: 'The order of a list of collections.' })
export class CollectionOrder {
  @Field(() => CollectionOrderField, { description: 'What to order by.' })
  field!: CollectionOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class CollectionsArgs extends ConnectionArgs {
  @Field(() => CollectionOrder, { nullable: true, description: 'The order; by title when absent.' })
  orderBy?: CollectionOrder | null;
}

@InputType('CollectionCreateInput', { description: 'A new collection; its courses are set afterwards.' })
export class CollectionCreateInput {
  @Field(() => String, { description: 'The title, 1 to 300 characters.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 1,000 characters; empty when absent.' })
  summary?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name in web addresses: small letters, digits and hyphens, at most 120; made from the title when absent.' })
  slug?: string | null;
}

@InputType('CollectionUpdateInput', { description: 'What to change of a collection; what is absent or null stays as it is.' })
export class CollectionUpdateInput {
  @Field(() => ID, { description: 'The collection.' })
  collectionId!: string;

  @Field(() => Int, { description: 'The revision it was read at.' })
  revision!: number;

  @Field(() => String, { nullable: true, description: 'The title, 1 to 300 characters.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 1,000 characters.' })
  summary?: string | null;

  @Field(() => String, { nullable: true, description: 'Its name in web addresses: small letters, digits and hyphens, at most 120.' })
  slug?: string | null;
}

@InputType('CollectionCoursesSetInput', { description: 'Which courses a collection has; they take the place of those it had.' })
export class CollectionCoursesSetInput {
  @Field(() => ID, { description: 'The collection.' })
  collectionId!: string;

  @Field(() => Int, { description: 'The revision it was read at.' })
  revision!: number;

  @Field(() => [ID], { description: 'The courses in their order, at most 100, each in the catalogue and named once.' })
  courseIds!: string[];
}

@InputType('CollectionDeleteInput', { description: 'Which collection to take away.' })
export class CollectionDeleteInput {
  @Field(() => ID, { description: 'The collection.' })
  collectionId!: string;

  @Field(() => Int, { description: 'The revision it was read at.' })
  revision!: number;
}

@ObjectType('CollectionCreatePayload', { description: 'What collectionCreate answers.' })
export class CollectionCreatePayload {
  @Field(() => Collection, { nullable: true, description: 'The new collection; null when refused.' })
  collection!: Collection | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('CollectionUpdatePayload', { description: 'What collectionUpdate answers.' })
export class CollectionUpdatePayload {
  @Field(() => Collection, { nullable: true, description: 'The collection as it is now; null when refused.' })
  collection!: Collection | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('CollectionCoursesSetPayload', { description: 'What collectionCoursesSet answers.' })
export class CollectionCoursesSetPayload {
  @Field(() => Collection, { nullable: true, description: 'The collection as it is now; null when refused.' })
  collection!: Collection | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('CollectionDeletePayload', { description: 'What collectionDelete answers.' })
export class CollectionDeletePayload {
  @Field(() => ID, { nullable: true, description: 'The id that the collection had; null when refused.' })
  deletedCollectionId!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
