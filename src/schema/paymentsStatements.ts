import { Args, ArgsType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { BankStatementState, StatementLineOutcome } from '../domain/payments/lifecycle.js';
import type { BankStatementAction } from '../domain/payments/rules/actions.js';
import { answeredByReader, ConnectionArgs, connectionType, OrderDirection, type ConnectionOf } from './connection.js';
import { BankStatementActionEnum, BankStatementStateEnum, StatementLineOutcomeEnum } from './enums/payments.js';
import { User } from './identity.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { Receipt } from './payments.js';
import { DateScalar, DateTime } from './scalars.js';

@ObjectType('BankStatementLine', { implements: Node, description: 'What became of one line of a bank statement.' })
export class BankStatementLine extends Node {
  @Field(() => Int, { description: 'The line of the file, from 1.' })
  line!: number;

  @Field(() => StatementLineOutcomeEnum, { description: 'What became of it.' })
  outcome!: StatementLineOutcome;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which the money came; null where it is no credit.' })
  valueDate!: string | null;

  @Field(() => String, { nullable: true, description: 'The UTR; null where it is no credit.' })
  utr!: string | null;

  @Field(() => Money, { nullable: true, description: 'How much came; null where it is no credit.' })
  amount!: Money | null;

  @Field(() => String, { nullable: true, description: 'What the bank wrote beside it.' })
  remarks!: string | null;

  @Field(() => Receipt, { nullable: true, description: 'The receipt that was recorded, or that has its UTR already.' })
  receipt!: Receipt | null;

  @Field(() => String, { nullable: true, description: 'Why it cannot be read; null where it was not refused.' })
  message!: string | null;
}

export const BankStatementLineConnection = connectionType('BankStatementLine', () => BankStatementLine, 'statement lines');

export enum BankStatementLineOrderField {
  LINE = 'LINE',
}
registerEnumType(BankStatementLineOrderField, {
  name: 'BankStatementLineOrderField', description: 'What statement lines can be ordered by.',
  valuesConfig: { LINE: { description: 'The line of the file.' } },
});

@InputType('BankStatementLineOrder', { description: 'How statement lines are ordered.' })
export class BankStatementLineOrder {
  @Field(() => BankStatementLineOrderField, { description: 'What to order by.' })
  field!: BankStatementLineOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType('BankStatementLineFilter', { description: 'Which statement lines; every condition given must hold.' })
export class BankStatementLineFilter {
  @Field(() => StatementLineOutcomeEnum, { nullable: true, description: 'Only those that came out so.' })
  outcome?: StatementLineOutcome | null;
}

@ArgsType()
export class BankStatementLinesArgs extends ConnectionArgs {
  @Field(() => BankStatementLineFilter, { nullable: true, description: 'Which lines; all when left out.' })
  filter?: BankStatementLineFilter | null;

  @Field(() => BankStatementLineOrder, { nullable: true, description: 'The order; that of the file when left out.' })
  orderBy?: BankStatementLineOrder | null;
}

@ObjectType('BankStatementCounts', { description: 'How many lines came out how, so far.' })
export class BankStatementCounts {
  @Field(() => Int, { description: 'Receipts recorded.' })
  recorded!: number;

  @Field(() => Int, { description: 'Lines whose UTR a receipt had already.' })
  known!: number;

  @Field(() => Int, { description: 'Lines that are no money that came in.' })
  notCredits!: number;

  @Field(() => Int, { description: 'Lines that cannot be read.' })
  refused!: number;
}

@ObjectType('BankStatementProgress', { description: 'How far a bank statement is read.' })
export class BankStatementProgress {
  @Field(() => Int, { description: 'Lines of the file that are done.' })
  linesDone!: number;

  @Field(() => Int, { description: 'Bytes of the file that are done.' })
  bytesDone!: number;

  @Field(() => Int, { description: 'Bytes of the file.' })
  bytesTotal!: number;
}

@ObjectType('BankStatement', { implements: Node, description: 'A bank statement that is read in: each credit becomes a receipt which another finance officer confirms.' })
export class BankStatement extends Node {
  @Field(() => BankStatementStateEnum, { description: 'Where it stands.' })
  state!: BankStatementState;

  @Field(() => String, { description: 'The name of the file.' })
  fileName!: string;

  @Field(() => String, { description: 'SHA-256 of the file, hexadecimal.' })
  fileSha256!: string;

  @Field(() => BankStatementProgress, { description: 'How far it is read.' })
  progress!: BankStatementProgress;

  @Field(() => BankStatementCounts, { description: 'How many lines came out how.' })
  counts!: BankStatementCounts;

  @Field(() => String, { nullable: true, description: 'Why it FAILED; null where it has not.' })
  failure!: string | null;

  @Field(() => User, { nullable: true, description: 'Who had it read, and recorded its receipts, if you may know of him.' })
  createdBy!: User | null;

  @Field(() => DateTime, { description: 'When it was queued.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When reading began; null while it waits.' })
  startedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was done or failed; null until then.' })
  finishedAt!: string | null;

  @Field(() => BankStatementLineConnection, { description: 'The report: what became of each line.' })
  lines(@Args(() => BankStatementLinesArgs) _args: BankStatementLinesArgs): ConnectionOf<BankStatementLine> {
    return answeredByReader();
  }

  @Field(() => [BankStatementActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: BankStatementAction[];
}
