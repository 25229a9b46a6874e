import { Field, ID, InputType, Int } from 'type-graphql';
import type { ContentItemKind } from '../domain/catalogue/lifecycle.js';
import { REVISION } from './coursesInputs.js';
import { ContentItemKindEnum } from './enums/catalogue.js';
import { Duration, URLScalar } from './scalars.js';

@InputType('ModuleAddInput', { description: 'A new module of a draft.' })
export class ModuleAddInput {
  @Field(() => ID, { description: 'The draft.' })
  courseVersionId!: string;

  @Field(() => Int, { description: REVISION })
  revision!: number;

  @Field(() => String, { description: 'The title, 1 to 300 characters.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What it is about, at most 1,000 characters.' })
  summary?: string | null;

  @Field(() => Int, { nullable: true, description: 'Its place, from 0; last when absent.' })
  position?: number | null;
}

@InputType('ModuleUpdateInput', { description: 'An edit of a module of a draft; what is absent stays as it is.' })
export class ModuleUpdateInput {
  @Field(() => ID, { description: 'The module.' })
  moduleId!: string;

  @Field(() => Int, { description: REVISION })
  revision!: number;

  @Field(() => String, { nullable: true, description: 'The title, 1 to 300 characters.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is about, at most 1,000 characters.' })
  summary?: string | null;
}

@InputType('ModuleMoveInput', { description: 'A module of a draft and its new place.' })
export class ModuleMoveInput {
  @Field(() => ID, { description: 'The module.' })
  moduleId!: string;

  @Field(() => Int, { description: REVISION })
  revision!: number;

  @Field(() => Int, { description: 'Its new place, from 0.' })
  position!: number;
}

@InputType('ModuleRemoveInput', { description: 'A module to be removed from a draft, with its content items.' })
export class ModuleRemoveInput {
  @Field(() => ID, { description: 'The module.' })
  moduleId!: string;

  @Field(() => Int, { description: REVISION })
  revision!: number;
}

@InputType('ContentItemAddInput', { description: 'A new content item in a module of a draft.' })
export class ContentItemAddInput {
  @Field(() => ID, { description: 'The module.' })
  moduleId!: string;

  @Field(() => Int, { description: REVISION })
  revision!: number;

  @Field(() => ContentItemKindEnum, { description: 'What it is.' })
  kind!: ContentItemKind;

  @Field(() => String, { description: 'The title, 1 to 300 characters.' })
  title!: string;

  @Field(() => URLScalar, { description: 'Where it is served: http or https, at most 2,000 characters, without a user name or password.' })
  url!: string;

  @Field(() => Duration, { nullable: true, description: 'How long it takes, at most 1,000 hours; nothing when absent.' })
  duration?: string | null;

  @Field(() => Int, { nullable: true, description: 'Its place in the module, from 0; last when absent.' })
  position?: number | null;
}

@InputType('ContentItemUpdateInput', { description: 'An edit of a content item of a draft; what is absent stays as it is.' })
export class ContentItemUpdateInput {
  @Field(() => ID, { description: 'The content item.' })
  contentItemId!: string;

  @Field(() => Int, { description: REVISION })
  revision!: number;

  @Field(() => ContentItemKindEnum, { nullable: true, description: 'What it is.' })
  kind?: ContentItemKind | null;

  @Field(() => String, { nullable: true, description: 'The title, 1 to 300 characters.' })
  title?: string | null;

  @Field(() => URLScalar, { nullable: true, description: 'Where it is served: http or https, at most 2,000 characters.' })
  url?: string | null;

  @Field(() => Duration, { nullable: true, description: 'How long it takes, at most 1,000 hours.' })
  duration?: string | null;
}

@InputType('ContentItemMoveInput', { description: 'A content item of a draft and its new place.' })
export class ContentItemMoveInput {
  @Field(() => ID, { description: 'The content item.' })
  contentItemId!: string;

  @Field(() => Int, { description: REVISION })
  revision!: number;

  @Field(() => Int, { description: 'Its new place in the module, from 0.' })
  position!: number;

  @Field(() => ID, { nullable: true, description: 'Another module of the same course version to move it into; its own when absent.' })
  moduleId?: string | null;
}

@InputType('ContentItemRemoveInput', { description: 'A content item to be removed from a draft.' })
export class ContentItemRemoveInput {
  @Field(() => ID, { description: 'The content item.' })
  contentItemId!: string;

  @Field(() => Int, { description: REVISION })
  revision!: number;
}
