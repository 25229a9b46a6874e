import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Account, EntryKind } from '../domain/ledger/lifecycle.js';
import { Invoice } from './billing.js';
import { ConnectionArgs, connectionType } from './connection.js';
import { AccountEnum, EntryKindEnum } from './enums/ledger.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { Department, Provider } from './organisations.js';
import { DateScalar, DateTime } from './scalars.js';

@ObjectType('Posting', { description: 'What a journal entry books on an account.' })
export class Posting {
  @Field(() => AccountEnum, { description: 'The account.' })
  account!: Account;

  @Field(() => Money, { description: 'The amount: positive is a debit, negative a credit.' })
  amount!: Money;

  @Field(() => Invoice, { nullable: true, description: 'The invoice it is about.' })
  invoice!: Invoice | null;

  @Field(() => Provider, { nullable: true, description: 'The provider whose share it is.' })
  provider!: Provider | null;
}

@ObjectType('JournalEntry', { implements: Node, description: 'One happening in the books. Never changed; its postings sum to zero.' })
export class JournalEntry extends Node {
  @Field(() => EntryKindEnum, { description: 'What it tells of.' })
  kind!: EntryKind;

  @Field(() => DateScalar, { description: 'The Indian day it belongs to.' })
  bookedOn!: string;

  @Field(() => Department, { nullable: true, description: 'Whose affair it is; null for money of nobody known.' })
  department!: Department | null;

  @Field(() => String, { description: 'What happened, in words.' })
  narration!: string;

  @Field(() => [Posting], { description: 'What it books.' })
  postings!: Posting[];

  @Field(() => DateTime, { description: 'When it was booked.' })
  createdAt!: string;
}

@ObjectType('TrialBalanceLine', { description: 'An account in the trial balance.' })
export class TrialBalanceLine {
  @Field(() => AccountEnum, { description: 'The account.' })
  account!: Account;

  @Field(() => Money, { description: 'The sum of its debits.' })
  debit!: Money;

  @Field(() => Money, { description: 'The sum of its credits.' })
  credit!: Money;

  @Field(() => Money, { description: 'Debits less credits: negative for what we owe and what we earned.' })
  balance!: Money;
}

@ObjectType('TrialBalance', { description: 'All accounts at the end of a day: debits and credits are equal.' })
export class TrialBalance {
  @Field(() => DateScalar, { description: 'The Indian day.' })
  on!: string;

  @Field(() => [TrialBalanceLine], { description: 'Each account.' })
  lines!: TrialBalanceLine[];

  @Field(() => Money, { description: 'All debits.' })
  debit!: Money;

  @Field(() => Money, { description: 'All credits.' })
  credit!: Money;
}

@ObjectType('DeferredMonth', { description: 'What will be earned in a month of what is invoiced.' })
export class DeferredMonth {
  @Field(() => DateScalar, { description: 'The first day of the month.' })
  month!: string;

  @Field(() => Money, { description: 'How much.' })
  amount!: Money;
}

@ObjectType('DeferredRevenue', { description: 'What is invoiced and not earned yet.' })
export class DeferredRevenue {
  @Field(() => DateScalar, { description: 'The Indian day at whose end it is so.' })
  on!: string;

  @Field(() => Money, { description: 'All of it: the balance of the account.' })
  total!: Money;

  @Field(() => [DeferredMonth], { description: 'By the months in which it will be earned; what is late is in the first.' })
  months!: DeferredMonth[];
}

@ObjectType('ReceivablesByAge', { description: 'What a department owes us, by how long it is overdue.' })
export class ReceivablesByAge {
  @Field(() => Department, { nullable: true, description: 'The department.' })
  department!: Department | null;

  @Field(() => ReceivableAges, { description: 'How much, by age.' })
  amounts!: ReceivableAges;
}

@ObjectType('ReceivableAges', { description: 'Amounts by how many days they are overdue.' })
export class ReceivableAges {
  @Field(() => Money, { description: 'Not due yet.' })
  notDue!: Money;

  @Field(() => Money, { description: 'Overdue for 1 to 30 days.' })
  days1To30!: Money;

  @Field(() => Money, { description: 'Overdue for 31 to 60 days.' })
  days31To60!: Money;

  @Field(() => Money, { description: 'Overdue for 61 to 90 days.' })
  days61To90!: Money;

  @Field(() => Money, { description: 'Overdue for more than 90 days.' })
  over90!: Money;

  @Field(() => Money, { description: 'All of it.' })
  total!: Money;
}

@ObjectType('ProviderPayable', { description: 'What we owe a provider: its shares of what was invoiced.' })
export class ProviderPayable {
  @Field(() => Provider, { nullable: true, description: 'The provider.' })
  provider!: Provider | null;

  @Field(() => Money, { description: 'How much.' })
  payable!: Money;
}

export const JournalEntryConnection = connectionType('JournalEntry', () => JournalEntry, 'journal entries');

@InputType('JournalEntryFilter', { description: 'Which journal entries to list: those that meet everything given.' })
export class JournalEntryFilter {
  @Field(() => EntryKindEnum, { nullable: true, description: 'Of this kind.' })
  kind?: EntryKind | null;

  @Field(() => ID, { nullable: true, description: 'Of this department.' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'About this invoice.' })
  invoiceId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Of this Indian day or later.' })
  bookedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Of this Indian day or earlier.' })
  bookedUntil?: string | null;
}

@ArgsType()
export class JournalEntriesArgs extends ConnectionArgs {
  @Field(() => JournalEntryFilter, { nullable: true, description: 'Which entries to list; all of them, the latest first, when absent.' })
  filter?: JournalEntryFilter | null;
}
