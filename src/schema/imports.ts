import { Args, ArgsType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type {
  CatalogueFormat, CatalogueImportAction, CatalogueImportState, CatalogueMapping, LineOutcome, UploadState,
} from '../domain/catalogue/lifecycle.js';
import type { UserErrorCode } from '../lib/refusal.js';
import { answeredByReader, ConnectionArgs, connectionType, OrderDirection, type ConnectionOf } from './connection.js';
import { Course } from './courses.js';
import {
  CatalogueFormatEnum, CatalogueImportActionEnum, CatalogueImportStateEnum, CatalogueMappingEnum, LineOutcomeEnum, UploadStateEnum,
} from './enums/imports.js';
import { User } from './identity.js';
import { Node } from './node.js';
import { Provider } from './organisations.js';
import { DateTime } from './scalars.js';
import { UserErrorCodeEnum } from './userError.js';

@ObjectType('Upload', { implements: Node, description: 'A file that is sent once, by PUT, to an address that uploadCreate gave.' })
export class Upload extends Node {
  @Field(() => UploadStateEnum, { description: 'Where it is in its life.' })
  state!: UploadState;

  @Field(() => String, { description: 'The name of the file.' })
  fileName!: string;

  @Field(() => String, { description: 'Its media type, as whoever asked for the address said.' })
  mediaType!: string;

  @Field(() => Int, { description: 'Bytes that are received at most.' })
  byteLimit!: number;

  @Field(() => Int, { nullable: true, description: 'Bytes that were received; null until then.' })
  bytesReceived!: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the file as it was received, hexadecimal; null until then.' })
  sha256!: string | null;

  @Field(() => DateTime, { description: 'When the address was given.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'Until when sending may begin.' })
  expiresAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When the file had arrived; null until then.' })
  receivedAt!: string | null;
}

@ObjectType('CatalogueImportLine', { implements: Node, description: 'What became of one row of a catalogue\'s file.' })
export class CatalogueImportLine extends Node {
  @Field(() => Int, { description: 'The line of the file that the row begins on, from 1.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'The provider\'s own id of the course; null where it could not be read.' })
  externalId!: string | null;

  @Field(() => LineOutcomeEnum, { description: 'What became of it.' })
  outcome!: LineOutcome;

  @Field(() => Course, { nullable: true, description: 'The course; null where the row was refused, or you may not know of it.' })
  course!: Course | null;

  @Field(() => UserErrorCodeEnum, { nullable: true, description: 'The kind of refusal; null where it was not refused.' })
  code!: UserErrorCode | null;

  @Field(() => String, { nullable: true, description: 'What to put right; null where it was not refused.' })
  message!: string | null;
}

export const CatalogueImportLineConnection = connectionType('CatalogueImportLine', () => CatalogueImportLine, 'report lines');

export enum CatalogueImportLineOrderField {
  LINE = 'LINE',
}
registerEnumType(CatalogueImportLineOrderField, {
  name: 'CatalogueImportLineOrderField', description: 'What report lines can be ordered by.',
  valuesConfig: { LINE: { description: 'The line of the file.' } },
});

@InputType({ description: 'How report lines are ordered.' })
export class CatalogueImportLineOrder {
  @Field(() => CatalogueImportLineOrderField, { description: 'What to order by.' })
  field!: CatalogueImportLineOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which report lines; every condition given must hold.' })
export class CatalogueImportLineFilter {
  @Field(() => LineOutcomeEnum, { nullable: true, description: 'Only those that came out so.' })
  outcome?: LineOutcome | null;
}

@ArgsType()
export class CatalogueImportLinesArgs extends ConnectionArgs {
  @Field(() => CatalogueImportLineFilter, { nullable: true, description: 'Which lines; all when left out.' })
  filter?: CatalogueImportLineFilter | null;

  @Field(() => CatalogueImportLineOrder, { nullable: true, description: 'The order; that of the file when left out.' })
  orderBy?: CatalogueImportLineOrder | null;
}

@ObjectType('CatalogueImportProgress', { description: 'How far an import has come in its file.' })
export class CatalogueImportProgress {
  @Field(() => Int, { description: 'Lines of the file that are done.' })
  linesDone!: number;

  @Field(() => Int, { description: 'Bytes of the file that are done.' })
  bytesDone!: number;

  @Field(() => Int, { description: 'Bytes of the file.' })
  bytesTotal!: number;
}

@ObjectType('CatalogueImportCounts', { description: 'How many rows came out how, so far.' })
export class CatalogueImportCounts {
  @Field(() => Int, { description: 'Courses begun.' })
  imported!: number;

  @Field(() => Int, { description: 'Courses whose draft was changed or begun.' })
  updated!: number;

  @Field(() => Int, { description: 'Courses that said already what their row says.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Rows refused.' })
  refused!: number;
}

@ObjectType('CatalogueImport', { implements: Node, description: 'A file of courses on its way into drafts of a provider, and the report on it.' })
export class CatalogueImport extends Node {
  @Field(() => Provider, { nullable: true, description: 'Whose courses they are; null where you may not know of the provider.' })
  provider!: Provider | null;

  @Field(() => Upload, { nullable: true, description: 'The upload of the file; null where it was given on the command line.' })
  upload!: Upload | null;

  @Field(() => CatalogueImportStateEnum, { description: 'Where it is in its life.' })
  state!: CatalogueImportState;

  @Field(() => CatalogueMappingEnum, { description: 'Whose columns the file has.' })
  mapping!: CatalogueMapping;

  @Field(() => CatalogueFormatEnum, { description: 'How its rows are written.' })
  format!: CatalogueFormat;

  @Field(() => String, { description: 'The name of the file.' })
  fileName!: string;

  @Field(() => String, { description: 'SHA-256 of the file, hexadecimal.' })
  fileSha256!: string;

  @Field(() => CatalogueImportProgress, { description: 'How far it has come.' })
  progress!: CatalogueImportProgress;

  @Field(() => CatalogueImportCounts, { description: 'How many rows came out how.' })
  counts!: CatalogueImportCounts;

  @Field(() => String, { nullable: true, description: 'Why it FAILED; null where it has not.' })
  failure!: string | null;

  @Field(() => User, { nullable: true, description: 'In whose name the courses are begun, if you may know of the person.' })
  createdBy!: User | null;

  @Field(() => DateTime, { description: 'When it was queued.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When its first row was looked at; null while it waits.' })
  startedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was done or failed; null until then.' })
  finishedAt!: string | null;

  @Field(() => CatalogueImportLineConnection, { description: 'The report: a line for each row.' })
  lines(@Args(() => CatalogueImportLinesArgs) _args: CatalogueImportLinesArgs): ConnectionOf<CatalogueImportLine> {
    return answeredByReader();
  }

  @Field(() => [CatalogueImportActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: CatalogueImportAction[];
}

export const CatalogueImportConnection = connectionType('CatalogueImport', () => CatalogueImport, 'imports');
