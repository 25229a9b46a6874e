import { Args, ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import type { SeatImportState, SeatLineOutcome } from '../domain/subscriptions/lifecycle.js';
import type { SeatImportAction } from '../domain/subscriptions/policy/seats.js';
import type { UserErrorCode } from '../lib/refusal.js';
import { answeredByReader, ConnectionArgs, connectionType, OrderDirection, type ConnectionOf } from './connection.js';
import { SeatImportActionEnum, SeatImportLineOrderFieldEnum, SeatImportStateEnum, SeatLineOutcomeEnum } from './enums/seats.js';
import { User } from './identity.js';
import { Upload } from './imports.js';
import { Node } from './node.js';
import { Department } from './organisations.js';
import { DateTime } from './scalars.js';
import { Seat } from './seats.js';
import { Subscription } from './subscriptions.js';
import { UserErrorCodeEnum } from './userError.js';

@ObjectType('SeatImportLine', { implements: Node, description: 'What became of one line of a file of employees.' })
export class SeatImportLine extends Node {
  @Field(() => Int, { description: 'The line of the file, from 1.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'The e-mail address in it; null where it could not be read.' })
  email!: string | null;

  @Field(() => SeatLineOutcomeEnum, { description: 'What became of it.' })
  outcome!: SeatLineOutcome;

  @Field(() => Seat, { nullable: true, description: 'The seat that the employee has; null where the line was refused.' })
  seat!: Seat | null;

  @Field(() => UserErrorCodeEnum, { nullable: true, description: 'The kind of refusal; null where it was not refused.' })
  code!: UserErrorCode | null;

  @Field(() => String, { nullable: true, description: 'What to put right; null where it was not refused.' })
  message!: string | null;
}

export const SeatImportLineConnection = connectionType('SeatImportLine', () => SeatImportLine, 'report lines');

@InputType('SeatImportLineOrder', { description: 'How report lines are ordered.' })
export class SeatImportLineOrder {
  @Field(() => SeatImportLineOrderFieldEnum, { description: 'What to order by.' })
  field!: keyof typeof SeatImportLineOrderFieldEnum;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType('SeatImportLineFilter', { description: 'Which report lines; every condition given must hold.' })
export class SeatImportLineFilter {
  @Field(() => SeatLineOutcomeEnum, { nullable: true, description: 'Only those that came out so.' })
  outcome?: SeatLineOutcome | null;
}

@ArgsType()
export class SeatImportLinesArgs extends ConnectionArgs {
  @Field(() => SeatImportLineFilter, { nullable: true, description: 'Which lines; all when left out.' })
  filter?: SeatImportLineFilter | null;

  @Field(() => SeatImportLineOrder, { nullable: true, description: 'The order; that of the file when left out.' })
  orderBy?: SeatImportLineOrder | null;
}

@ObjectType('SeatImportProgress', { description: 'How far an import has come in its file.' })
export class SeatImportProgress {
  @Field(() => Int, { description: 'Lines of the file that are done.' })
  linesDone!: number;

  @Field(() => Int, { description: 'Bytes of the file that are done.' })
  bytesDone!: number;

  @Field(() => Int, { description: 'Bytes of the file.' })
  bytesTotal!: number;
}

@ObjectType('SeatImportCounts', { description: 'How many lines came out how, so far.' })
export class SeatImportCounts {
  @Field(() => Int, { description: 'Employees who were given a seat.' })
  assigned!: number;

  @Field(() => Int, { description: 'Employees who had one already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Lines refused.' })
  refused!: number;
}

@ObjectType('SeatImport', { implements: Node, description: 'A file of employees on its way to seats, and the report on it.' })
export class SeatImport extends Node {
  @Field(() => Department, { nullable: true, description: 'Whose employees they are.' })
  department!: Department | null;

  @Field(() => Subscription, { nullable: true, description: 'Whose seats they are given.' })
  subscription!: Subscription | null;

  @Field(() => Upload, { nullable: true, description: 'The upload of the file.' })
  upload!: Upload | null;

  @Field(() => SeatImportStateEnum, { description: 'Where it is in its life.' })
  state!: SeatImportState;

  @Field(() => String, { description: 'The name of the file.' })
  fileName!: string;

  @Field(() => String, { description: 'SHA-256 of the file, hexadecimal.' })
  fileSha256!: string;

  @Field(() => SeatImportProgress, { description: 'How far it has come.' })
  progress!: SeatImportProgress;

  @Field(() => SeatImportCounts, { description: 'How many lines came out how.' })
  counts!: SeatImportCounts;

  @Field(() => String, { nullable: true, description: 'Why it FAILED; null where it has not.' })
  failure!: string | null;

  @Field(() => User, { nullable: true, description: 'In whose name the seats are assigned, if you may know of the person.' })
  createdBy!: User | null;

  @Field(() => DateTime, { description: 'When it was queued.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When its first line was looked at; null while it waits.' })
  startedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was done or failed; null until then.' })
  finishedAt!: string | null;

  @Field(() => SeatImportLineConnection, { description: 'The report: a line for each line of the file but the first, which names the columns.' })
  lines(@Args(() => SeatImportLinesArgs) _args: SeatImportLinesArgs): ConnectionOf<SeatImportLine> {
    return answeredByReader();
  }

  @Field(() => [SeatImportActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: SeatImportAction[];
}

export const SeatImportConnection = connectionType('SeatImport', () => SeatImport, 'imports');
