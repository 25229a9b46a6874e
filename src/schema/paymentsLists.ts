import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { ExpectedPaymentState } from '../domain/billing/rules/actions.js';
import type {
  BankStatementState, ReceiptMatch, ReceiptState, RefundState, TaxWithheldState, WithholdingKind,
} from '../domain/payments/lifecycle.js';
import { ExpectedPayment } from './billing.js';
import { ConnectionArgs, connectionType, OrderDirection } from './connection.js';
import { ExpectedPaymentStateEnum } from './enums/billing.js';
import {
  BankStatementStateEnum, ReceiptMatchEnum, ReceiptStateEnum, RefundStateEnum, TaxWithheldStateEnum, WithholdingKindEnum,
} from './enums/payments.js';
import { Receipt, Refund, TaxWithheld } from './payments.js';
import { BankStatement } from './paymentsStatements.js';
import { DateScalar } from './scalars.js';

export const ReceiptConnection = connectionType('Receipt', () => Receipt, 'receipts');

export enum ReceiptOrderField {
  RECORDED_AT = 'RECORDED_AT',
  AMOUNT = 'AMOUNT',
}
registerEnumType(ReceiptOrderField, { name: 'ReceiptOrderField', description: 'What receipts can be ordered by.', valuesConfig: { RECORDED_AT: { description: 'When they were recorded.' }, AMOUNT: { description: 'How much came.' } } });

@InputType('ReceiptOrder', { description: 'How receipts are ordered.' })
export class ReceiptOrder {
  @Field(() => ReceiptOrderField, { description: 'What to order by.' })
  field!: ReceiptOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType('ReceiptFilter', { description: 'Which receipts; every condition given must hold.' })
export class ReceiptFilter {
  @Field(() => ReceiptStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: ReceiptState | null;

  @Field(() => ReceiptMatchEnum, { nullable: true, description: 'Only those that fit so.' })
  match?: ReceiptMatch | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this department.' })
  departmentId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only the one with this UTR.' })
  utr?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those of which something is left (true), or nothing (false).' })
  unused?: boolean | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those that came on this day or later.' })
  receivedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those that came on this day or earlier.' })
  receivedUntil?: string | null;
}

@ArgsType()
export class ReceiptsArgs extends ConnectionArgs {
  @Field(() => ReceiptFilter, { nullable: true, description: 'Which receipts; all when left out.' })
  filter?: ReceiptFilter | null;

  @Field(() => ReceiptOrder, { nullable: true, description: 'The order; the latest first when left out.' })
  orderBy?: ReceiptOrder | null;
}

export const ExpectedPaymentConnection = connectionType('ExpectedPayment', () => ExpectedPayment, 'expected payments');

export enum ExpectedPaymentOrderField {
  DUE_ON = 'DUE_ON',
}
registerEnumType(ExpectedPaymentOrderField, { name: 'ExpectedPaymentOrderField', description: 'What expected payments can be ordered by.', valuesConfig: { DUE_ON: { description: 'When they are due.' } } });

@InputType('ExpectedPaymentOrder', { description: 'How expected payments are ordered.' })
export class ExpectedPaymentOrder {
  @Field(() => ExpectedPaymentOrderField, { description: 'What to order by.' })
  field!: ExpectedPaymentOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType('ExpectedPaymentFilter', { description: 'Which expected payments; every condition given must hold.' })
export class ExpectedPaymentFilter {
  @Field(() => Boolean, { nullable: true, description: 'Only those due before today and not paid (true), or the others (false).' })
  overdue?: boolean | null;

  @Field(() => ExpectedPaymentStateEnum, { nullable: true, description: 'Only those that stand so.' })
  state?: ExpectedPaymentState | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this department.' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this invoice.' })
  invoiceId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only the one with this reference.' })
  reference?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those due on this day or earlier.' })
  dueUntil?: string | null;
}

@ArgsType()
export class ExpectedPaymentsArgs extends ConnectionArgs {
  @Field(() => ExpectedPaymentFilter, { nullable: true, description: 'Which expected payments; all when left out.' })
  filter?: ExpectedPaymentFilter | null;

  @Field(() => ExpectedPaymentOrder, { nullable: true, description: 'The order; those due first before the others when left out.' })
  orderBy?: ExpectedPaymentOrder | null;
}

export const TaxWithheldConnection = connectionType('TaxWithheld', () => TaxWithheld, 'claims of tax withheld');

export enum TaxWithheldOrderField {
  CLAIMED_AT = 'CLAIMED_AT',
}
registerEnumType(TaxWithheldOrderField, { name: 'TaxWithheldOrderField', description: 'What claims of tax withheld can be ordered by.', valuesConfig: { CLAIMED_AT: { description: 'When they were reported.' } } });

@InputType('TaxWithheldOrder', { description: 'How claims of tax withheld are ordered.' })
export class TaxWithheldOrder {
  @Field(() => TaxWithheldOrderField, { description: 'What to order by.' })
  field!: TaxWithheldOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType('TaxWithheldFilter', { description: 'Which claims of tax withheld; every condition given must hold.' })
export class TaxWithheldFilter {
  @Field(() => TaxWithheldStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: TaxWithheldState | null;

  @Field(() => WithholdingKindEnum, { nullable: true, description: 'Only those under this law.' })
  kind?: WithholdingKind | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this department.' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this invoice.' })
  invoiceId?: string | null;
}

@ArgsType()
export class TaxesWithheldArgs extends ConnectionArgs {
  @Field(() => TaxWithheldFilter, { nullable: true, description: 'Which claims of tax withheld; all when left out.' })
  filter?: TaxWithheldFilter | null;

  @Field(() => TaxWithheldOrder, { nullable: true, description: 'The order; the latest first when left out.' })
  orderBy?: TaxWithheldOrder | null;
}

export const RefundConnection = connectionType('Refund', () => Refund, 'refunds');

export enum RefundOrderField {
  RECORDED_AT = 'RECORDED_AT',
}
registerEnumType(RefundOrderField, { name: 'RefundOrderField', description: 'What refunds can be ordered by.', valuesConfig: { RECORDED_AT: { description: 'When they were recorded.' } } });

@InputType('RefundOrder', { description: 'How refunds are ordered.' })
export class RefundOrder {
  @Field(() => RefundOrderField, { description: 'What to order by.' })
  field!: RefundOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType('RefundFilter', { description: 'Which refunds; every condition given must hold.' })
export class RefundFilter {
  @Field(() => RefundStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: RefundState | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this department.' })
  departmentId?: string | null;
}

@ArgsType()
export class RefundsArgs extends ConnectionArgs {
  @Field(() => RefundFilter, { nullable: true, description: 'Which refunds; all when left out.' })
  filter?: RefundFilter | null;

  @Field(() => RefundOrder, { nullable: true, description: 'The order; the latest first when left out.' })
  orderBy?: RefundOrder | null;
}

export const BankStatementConnection = connectionType('BankStatement', () => BankStatement, 'bank statements');

export enum BankStatementOrderField {
  CREATED_AT = 'CREATED_AT',
}
registerEnumType(BankStatementOrderField, { name: 'BankStatementOrderField', description: 'What bank statements can be ordered by.', valuesConfig: { CREATED_AT: { description: 'When they were queued.' } } });

@InputType('BankStatementOrder', { description: 'How bank statements are ordered.' })
export class BankStatementOrder {
  @Field(() => BankStatementOrderField, { description: 'What to order by.' })
  field!: BankStatementOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType('BankStatementFilter', { description: 'Which bank statements; every condition given must hold.' })
export class BankStatementFilter {
  @Field(() => BankStatementStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: BankStatementState | null;
}

@ArgsType()
export class BankStatementsArgs extends ConnectionArgs {
  @Field(() => BankStatementFilter, { nullable: true, description: 'Which bank statements; all when left out.' })
  filter?: BankStatementFilter | null;

  @Field(() => BankStatementOrder, { nullable: true, description: 'The order; the newest first when left out.' })
  orderBy?: BankStatementOrder | null;
}
