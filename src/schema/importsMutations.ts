import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CatalogueMapping } from '../domain/catalogue/lifecycle.js';
import type { UploadPurpose } from '../domain/catalogue/policy/uploads.js';
import { CatalogueMappingEnum, UploadPurposeEnum } from './enums/imports.js';
import { CatalogueImport, Upload } from './imports.js';
import { URLScalar } from './scalars.js';
import { UserError } from './userError.js';

@InputType({ description: 'A file to be sent.' })
export class UploadCreateInput {
  @Field(() => String, { description: 'The name of the file, without folders; its ending (.jsonl, .csv) says how its rows are written.' })
  fileName!: string;

  @Field(() => String, { nullable: true, description: 'Its media type, such as text/csv; needed where the name has no ending.' })
  mediaType?: string | null;

  @Field(() => UploadPurposeEnum, { nullable: true, description: 'What it is sent for; CATALOGUE when left out.' })
  purpose?: UploadPurpose | null;

  @Field(() => Int, { nullable: true, description: 'How many bytes it has; one that is too large is then refused before it is sent.' })
  byteCount?: number | null;
}

@ObjectType('UploadCreatePayload', { description: 'What uploadCreate did.' })
export class UploadCreatePayload {
  @Field(() => Upload, { nullable: true, description: 'The upload; null when it was refused.' })
  upload!: Upload | null;

  @Field(() => URLScalar, { nullable: true, description: 'Where to send the file by PUT, as the body, once, within fifteen minutes. Whoever has the address may: keep it to yourself. Null when it was refused.' })
  url!: string | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType({ description: 'The import of a file that was sent.' })
export class CatalogueImportStartInput {
  @Field(() => ID, { description: 'The upload that has the file.' })
  uploadId!: string;

  @Field(() => CatalogueMappingEnum, { nullable: true, description: 'Whose columns the file has; CANONICAL when left out.' })
  mapping?: CatalogueMapping | null;
}

@ObjectType('CatalogueImportStartPayload', { description: 'What catalogueImportStart did.' })
export class CatalogueImportStartPayload {
  @Field(() => CatalogueImport, { nullable: true, description: 'The import, which runs by itself; null when it was refused.' })
  catalogueImport!: CatalogueImport | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType({ description: 'An import that failed.' })
export class CatalogueImportResumeInput {
  @Field(() => ID, { description: 'The import.' })
  catalogueImportId!: string;
}

@ObjectType('CatalogueImportResumePayload', { description: 'What catalogueImportResume did.' })
export class CatalogueImportResumePayload {
  @Field(() => CatalogueImport, { nullable: true, description: 'The import, which goes on by itself; null when it was refused.' })
  catalogueImport!: CatalogueImport | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
