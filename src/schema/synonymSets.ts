import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { SynonymSetAction } from '../domain/search/policy.js';
import { ConnectionArgs, connectionType, OrderDirection } from './connection.js';
import { SynonymSetActionEnum } from './enums/synonymSets.js';
import { Node } from './node.js';
import { DateTime } from './scalars.js';
import { UserError } from './userError.js';

const TERMS = '2 to 20, each of 1 to 100 characters and at most 6 words, none in another set. Two that differ by case, accents or endings only are the same.';

@ObjectType('SynonymSet', { implements: Node, description: 'Words and phrases that mean the same to a search of courses: who looks for one finds the others too.' })
export class SynonymSet extends Node {
  @Field(() => [String], { description: 'The terms, 2 to 20, as the curator wrote them.' })
  terms!: string[];

  @Field(() => Int, { description: 'Counts its changes; a change names the revision it was read at.' })
  revision!: number;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  updatedAt!: string;

  @Field(() => [SynonymSetActionEnum], { description: 'What you may do to it.' })
  allowedActions!: SynonymSetAction[];
}

export const SynonymSetConnection = connectionType('SynonymSet', () => SynonymSet, 'sets of synonyms');

@InputType('SynonymSetFilter', { description: 'Which sets of synonyms to list: those that meet everything given.' })
export class SynonymSetFilter {
  @Field(() => String, { nullable: true, description: 'One of its terms contains this text, whatever the case and the accents.' })
  termContains?: string | null;
}

export enum SynonymSetOrderField {
  TERM = 'TERM',
  NEWEST = 'NEWEST',
}

registerEnumType(SynonymSetOrderField, {
  name: 'SynonymSetOrderField',
  description: 'What a list of sets of synonyms can be ordered by.',
  valuesConfig: {
    TERM: { description: 'By the first term, capitals and small letters alike.' },
    NEWEST: { description: 'By the time they were made: DESC gives the newest first.' },
  },
});

@InputType('SynonymSetOrder', { description: 'The order of a list of sets of synonyms.' })
export class SynonymSetOrder {
  @Field(() => SynonymSetOrderField, { description: 'What to order by.' })
  field!: SynonymSetOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class SynonymSetsArgs extends ConnectionArgs {
  @Field(() => SynonymSetFilter, { nullable: true, description: 'Which sets to list; all of them when absent.' })
  filter?: SynonymSetFilter | null;

  @Field(() => SynonymSetOrder, { nullable: true, description: 'The order; by the first term when absent.' })
  orderBy?: SynonymSetOrder | null;
}

@InputType('SynonymSetCreateInput', { description: 'A new set of synonyms.' })
export class SynonymSetCreateInput {
  @Field(() => [String], { description: `The terms: ${TERMS}` })
  terms!: string[];
}

@InputType('SynonymSetUpdateInput', { description: 'Other terms for a set of synonyms.' })
export class SynonymSetUpdateInput {
  @Field(() => ID, { description: 'The set.' })
  synonymSetId!: string;

  @Field(() => Int, { description: 'The revision it was read at.' })
  revision!: number;

  @Field(() => [String], { description: `All its terms from now on: ${TERMS}` })
  terms!: string[];
}

@InputType('SynonymSetDeleteInput', { description: 'Which set of synonyms to take away.' })
export class SynonymSetDeleteInput {
  @Field(() => ID, { description: 'The set.' })
  synonymSetId!: string;

  @Field(() => Int, { description: 'The revision it was read at.' })
  revision!: number;
}

@ObjectType('SynonymSetCreatePayload', { description: 'What synonymSetCreate answers.' })
export class SynonymSetCreatePayload {
  @Field(() => SynonymSet, { nullable: true, description: 'The new set; null when refused.' })
  synonymSet!: SynonymSet | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('SynonymSetUpdatePayload', { description: 'What synonymSetUpdate answers.' })
export class SynonymSetUpdatePayload {
  @Field(() => SynonymSet, { nullable: true, description: 'The set as it is now; null when refused.' })
  synonymSet!: SynonymSet | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('SynonymSetDeletePayload', { description: 'What synonymSetDelete answers.' })
export class SynonymSetDeletePayload {
  @Field(() => ID, { nullable: true, description: 'The id that the set had; null when refused.' })
  deletedSynonymSetId!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
