import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CreditNote, Invoice } from './billing.js';
import { IDEMPOTENCY_KEY } from './idempotency.js';
import { MoneyInput } from './money.js';
import { UserError } from './userError.js';

@InputType('InvoiceIssueInput', { description: 'Which invoice to issue.' })
export class InvoiceIssueInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The DRAFT invoice.' })
  invoiceId!: string;
}

@ObjectType('InvoiceIssuePayload', { description: 'What invoiceIssue answers.' })
export class InvoiceIssuePayload {
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now; null when refused.' })
  invoice!: Invoice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('InvoiceWriteOffInput', { description: 'Which invoice to give up, and why.' })
export class InvoiceWriteOffInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The issued invoice.' })
  invoiceId!: string;

  @Field(() => String, { description: 'Why, 1 to 1,000 characters; the department reads it.' })
  reason!: string;
}

@ObjectType('InvoiceWriteOffPayload', { description: 'What invoiceWriteOff answers.' })
export class InvoiceWriteOffPayload {
  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now; null when refused.' })
  invoice!: Invoice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('CreditNoteLineInput', { description: 'What to credit of a line.' })
export class CreditNoteLineInput {
  @Field(() => ID, { description: 'The line of the invoice.' })
  invoiceLineId!: string;

  @Field(() => MoneyInput, { nullable: true, description: 'How much of its taxable value; all that is left when absent. Tax follows.' })
  taxable?: MoneyInput | null;
}

@InputType('CreditNoteIssueInput', { description: 'What to credit of which invoice, and why.' })
export class CreditNoteIssueInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The issued invoice.' })
  invoiceId!: string;

  @Field(() => String, { description: 'Why, 1 to 1,000 characters; it is printed on the credit note.' })
  reason!: string;

  @Field(() => [CreditNoteLineInput], { nullable: true, description: 'Which lines, at most 100; all that is left of the invoice when absent or empty.' })
  lines?: CreditNoteLineInput[] | null;
}

@ObjectType('CreditNoteIssuePayload', { description: 'What creditNoteIssue answers.' })
export class CreditNoteIssuePayload {
  @Field(() => CreditNote, { nullable: true, description: 'The credit note; null when refused.' })
  creditNote!: CreditNote | null;

  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now; null when refused.' })
  invoice!: Invoice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
