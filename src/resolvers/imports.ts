import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx as Context, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readById } from '../db/reader/read.js';
import { catalogueImportResume } from '../domain/catalogue/catalogueImportResume.js';
import { catalogueImportStart } from '../domain/catalogue/catalogueImportStart.js';
import { uploadCreate } from '../domain/catalogue/uploadCreate.js';
import { uuidOf } from '../lib/ids.js';
import { CatalogueImport } from '../schema/imports.js';
import {
  CatalogueImportResumeInput, CatalogueImportResumePayload, CatalogueImportStartInput, CatalogueImportStartPayload, UploadCreateInput,
  UploadCreatePayload,
} from '../schema/importsMutations.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class ImportsResolver {
  @Query(() => CatalogueImport, { nullable: true, description: 'One catalogue import; null where there is none that you may know of.' })
  catalogueImport(
    @Arg('id', () => ID, { description: 'The id of the import.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    const uuid = uuidOf('catalogue_import', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'CatalogueImport', uuid);
  }

  @Mutation(() => UploadCreatePayload, { description: 'Gives an address to which a file is sent by PUT. For AUTHOR and PROVIDER_ADMIN, TRAINING_MANAGER and FINANCE_OFFICER, by what it is sent for.' })
  uploadCreate(@Arg('input', () => UploadCreateInput, WHAT) input: UploadCreateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => uploadCreate(ctx, input));
  }

  @Mutation(() => CatalogueImportStartPayload, { description: 'Takes the rows of a file that was sent into drafts. For AUTHOR and PROVIDER_ADMIN.' })
  catalogueImportStart(@Arg('input', () => CatalogueImportStartInput, WHAT) input: CatalogueImportStartInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => catalogueImportStart(ctx, input));
  }

  @Mutation(() => CatalogueImportResumePayload, { description: 'Lets an import that failed go on where it stopped. For AUTHOR and PROVIDER_ADMIN of the provider.' })
  catalogueImportResume(@Arg('input', () => CatalogueImportResumeInput, WHAT) input: CatalogueImportResumeInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => catalogueImportResume(ctx, input));
  }
}
