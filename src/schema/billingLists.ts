import { ArgsType, Extensions, Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { InvoiceState } from '../domain/billing/lifecycle.js';
import { CreditNote, Invoice } from './billing.js';
import { ConnectionArgs, connectionType, OrderDirection } from './connection.js';
import { InvoiceStateEnum } from './enums/billing.js';
import { DateScalar } from './scalars.js';

export const InvoiceConnection = connectionType('Invoice', () => Invoice, 'invoices');
export const CreditNoteConnection = connectionType('CreditNote', () => CreditNote, 'credit notes');

@InputType('InvoiceBy', { description: 'Names one invoice: by its id or by its number, not both.' })
@Extensions({ oneOf: true })
export class InvoiceBy {
  @Field(() => ID, { nullable: true, description: 'The id of the invoice.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'The number of the invoice, such as KB/26-27/0000001.' })
  number?: string | null;
}

@InputType('InvoiceFilter', { description: 'Which invoices to list: those that meet everything given.' })
export class InvoiceFilter {
  @Field(() => InvoiceStateEnum, { nullable: true, description: 'In this state.' })
  state?: InvoiceState | null;

  @Field(() => Boolean, { nullable: true, description: 'Of which a part is overdue (true), or none (false).' })
  overdue?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Of this department.' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For this subscription.' })
  subscriptionId?: string | null;

  @Field(() => String, { nullable: true, description: 'With this number.' })
  number?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Issued on this Indian day or later.' })
  issuedFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Issued on this Indian day or earlier.' })
  issuedUntil?: string | null;
}

export enum InvoiceOrderField {
  CREATED_AT = 'CREATED_AT',
  NUMBER = 'NUMBER',
  TOTAL = 'TOTAL',
}

registerEnumType(InvoiceOrderField, {
  name: 'InvoiceOrderField',
  description: 'What invoices can be ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'By the time at which they were ordered.' },
    NUMBER: { description: 'By their number; those without one come first.' },
    TOTAL: { description: 'By their total.' },
  },
});

@InputType('InvoiceOrder', { description: 'The order of a list of invoices.' })
export class InvoiceOrder {
  @Field(() => InvoiceOrderField, { description: 'What to order by.' })
  field!: InvoiceOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class InvoicesArgs extends ConnectionArgs {
  @Field(() => InvoiceFilter, { nullable: true, description: 'Which invoices to list; all that you may know of when absent.' })
  filter?: InvoiceFilter | null;

  @Field(() => InvoiceOrder, { nullable: true, description: 'Their order; the latest first when absent.' })
  orderBy?: InvoiceOrder | null;
}

@InputType('CreditNoteFilter', { description: 'Which credit notes to list: those that meet everything given.' })
export class CreditNoteFilter {
  @Field(() => ID, { nullable: true, description: 'Of this department.' })
  departmentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this invoice.' })
  invoiceId?: string | null;

  @Field(() => String, { nullable: true, description: 'With this number.' })
  number?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Of which something is the department\'s credit (true), or nothing (false).' })
  unused?: boolean | null;
}

export enum CreditNoteOrderField {
  CREATED_AT = 'CREATED_AT',
  TOTAL = 'TOTAL',
}

registerEnumType(CreditNoteOrderField, {
  name: 'CreditNoteOrderField',
  description: 'What credit notes can be ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'By the time at which they were issued.' },
    TOTAL: { description: 'By their total.' },
  },
});

@InputType('CreditNoteOrder', { description: 'The order of a list of credit notes.' })
export class CreditNoteOrder {
  @Field(() => CreditNoteOrderField, { description: 'What to order by.' })
  field!: CreditNoteOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@ArgsType()
export class CreditNotesArgs extends ConnectionArgs {
  @Field(() => CreditNoteFilter, { nullable: true, description: 'Which credit notes to list; all that you may know of when absent.' })
  filter?: CreditNoteFilter | null;

  @Field(() => CreditNoteOrder, { nullable: true, description: 'Their order; the latest first when absent.' })
  orderBy?: CreditNoteOrder | null;
}
