import { Field, ID, ObjectType } from 'type-graphql';
import { ContentItem, Course, CourseVersion, Module } from './courses.js';
import { UserError } from './userError.js';

@ObjectType({ description: 'What every mutation answers.' })
abstract class Answered {
  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('CourseCreatePayload', { description: 'What courseCreate did.' })
export class CourseCreatePayload extends Answered {
  @Field(() => Course, { nullable: true, description: 'The new course; null when it was refused.' })
  course!: Course | null;

  @Field(() => CourseVersion, { nullable: true, description: 'Its first draft; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('CourseVersionCreatePayload', { description: 'What courseVersionCreate did.' })
export class CourseVersionCreatePayload extends Answered {
  @Field(() => Course, { nullable: true, description: 'The course; null when it was refused.' })
  course!: Course | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The new draft; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('CourseVersionUpdatePayload', { description: 'What courseVersionUpdate did.' })
export class CourseVersionUpdatePayload extends Answered {
  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('CourseVersionSubmitPayload', { description: 'What courseVersionSubmit did.' })
export class CourseVersionSubmitPayload extends Answered {
  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('CourseVersionWithdrawPayload', { description: 'What courseVersionWithdraw did.' })
export class CourseVersionWithdrawPayload extends Answered {
  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('CourseVersionPublishPayload', { description: 'What courseVersionPublish did.' })
export class CourseVersionPublishPayload extends Answered {
  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('CourseVersionSuspendPayload', { description: 'What courseVersionSuspend did.' })
export class CourseVersionSuspendPayload extends Answered {
  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('CourseVersionReinstatePayload', { description: 'What courseVersionReinstate did.' })
export class CourseVersionReinstatePayload extends Answered {
  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('CourseVersionRetirePayload', { description: 'What courseVersionRetire did.' })
export class CourseVersionRetirePayload extends Answered {
  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('ModuleAddPayload', { description: 'What moduleAdd did.' })
export class ModuleAddPayload extends Answered {
  @Field(() => Module, { nullable: true, description: 'The module as it is now; null when it was refused.' })
  module!: Module | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('ModuleUpdatePayload', { description: 'What moduleUpdate did.' })
export class ModuleUpdatePayload extends Answered {
  @Field(() => Module, { nullable: true, description: 'The module as it is now; null when it was refused.' })
  module!: Module | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('ModuleMovePayload', { description: 'What moduleMove did.' })
export class ModuleMovePayload extends Answered {
  @Field(() => Module, { nullable: true, description: 'The module as it is now; null when it was refused.' })
  module!: Module | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('ModuleRemovePayload', { description: 'What moduleRemove did.' })
export class ModuleRemovePayload extends Answered {
  @Field(() => ID, { nullable: true, description: 'The id that the module had; null when it was refused.' })
  removedModuleId!: string | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('ContentItemAddPayload', { description: 'What contentItemAdd did.' })
export class ContentItemAddPayload extends Answered {
  @Field(() => ContentItem, { nullable: true, description: 'The content item as it is now; null when it was refused.' })
  contentItem!: ContentItem | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('ContentItemUpdatePayload', { description: 'What contentItemUpdate did.' })
export class ContentItemUpdatePayload extends Answered {
  @Field(() => ContentItem, { nullable: true, description: 'The content item as it is now; null when it was refused.' })
  contentItem!: ContentItem | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('ContentItemMovePayload', { description: 'What contentItemMove did.' })
export class ContentItemMovePayload extends Answered {
  @Field(() => ContentItem, { nullable: true, description: 'The content item as it is now; null when it was refused.' })
  contentItem!: ContentItem | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}

@ObjectType('ContentItemRemovePayload', { description: 'What contentItemRemove did.' })
export class ContentItemRemovePayload extends Answered {
  @Field(() => ID, { nullable: true, description: 'The id that the content item had; null when it was refused.' })
  removedContentItemId!: string | null;

  @Field(() => CourseVersion, { nullable: true, description: 'The course version as it is now; null when it was refused.' })
  courseVersion!: CourseVersion | null;
}
