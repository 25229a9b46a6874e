import { Field, ObjectType } from 'type-graphql';
import { CreditNote, Invoice } from './billing.js';
import { Receipt, Refund, TaxWithheld } from './payments.js';
import { BankStatement } from './paymentsStatements.js';
import { UserError } from './userError.js';

@ObjectType('ReceiptRecordPayload', { description: 'What receiptRecord answers.' })
export class ReceiptRecordPayload {
  @Field(() => Receipt, { nullable: true, description: 'The receipt, PENDING; null when refused.' })
  receipt!: Receipt | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReceiptConfirmPayload', { description: 'What receiptConfirm answers.' })
export class ReceiptConfirmPayload {
  @Field(() => Receipt, { nullable: true, description: 'The receipt as it is now; null when refused.' })
  receipt!: Receipt | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReceiptRejectPayload', { description: 'What receiptReject answers.' })
export class ReceiptRejectPayload {
  @Field(() => Receipt, { nullable: true, description: 'The receipt as it is now; null when refused.' })
  receipt!: Receipt | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReceiptReversePayload', { description: 'What receiptReverse answers.' })
export class ReceiptReversePayload {
  @Field(() => Receipt, { nullable: true, description: 'The receipt as it is now; null when refused.' })
  receipt!: Receipt | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('ReceiptAllocatePayload', { description: 'What receiptAllocate answers.' })
export class ReceiptAllocatePayload {
  @Field(() => Receipt, { nullable: true, description: 'The receipt as it is now, where it is of one; null when refused.' })
  receipt!: Receipt | null;

  @Field(() => CreditNote, { nullable: true, description: 'The credit note as it is now, where it is of one; null when refused.' })
  creditNote!: CreditNote | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('TaxWithheldClaimPayload', { description: 'What taxWithheldClaim answers.' })
export class TaxWithheldClaimPayload {
  @Field(() => TaxWithheld, { nullable: true, description: 'The claim; null when refused.' })
  taxWithheld!: TaxWithheld | null;

  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now; null when refused.' })
  invoice!: Invoice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('TaxWithheldEvidencePayload', { description: 'What taxWithheldEvidence answers.' })
export class TaxWithheldEvidencePayload {
  @Field(() => TaxWithheld, { nullable: true, description: 'The claim as it is now; null when refused.' })
  taxWithheld!: TaxWithheld | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('TaxWithheldDisallowPayload', { description: 'What taxWithheldDisallow answers.' })
export class TaxWithheldDisallowPayload {
  @Field(() => TaxWithheld, { nullable: true, description: 'The claim as it is now; null when refused.' })
  taxWithheld!: TaxWithheld | null;

  @Field(() => Invoice, { nullable: true, description: 'The invoice as it is now; null when refused.' })
  invoice!: Invoice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('RefundRecordPayload', { description: 'What refundRecord answers.' })
export class RefundRecordPayload {
  @Field(() => Refund, { nullable: true, description: 'The refund, PENDING; null when refused.' })
  refund!: Refund | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('RefundConfirmPayload', { description: 'What refundConfirm answers.' })
export class RefundConfirmPayload {
  @Field(() => Refund, { nullable: true, description: 'The refund as it is now; null when refused.' })
  refund!: Refund | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('RefundRejectPayload', { description: 'What refundReject answers.' })
export class RefundRejectPayload {
  @Field(() => Refund, { nullable: true, description: 'The refund as it is now; null when refused.' })
  refund!: Refund | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('BankStatementImportPayload', { description: 'What bankStatementImport answers.' })
export class BankStatementImportPayload {
  @Field(() => BankStatement, { nullable: true, description: 'The bank statement, which is read by itself; null when refused.' })
  bankStatement!: BankStatement | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('BankStatementResumePayload', { description: 'What bankStatementResume answers.' })
export class BankStatementResumePayload {
  @Field(() => BankStatement, { nullable: true, description: 'The bank statement, which goes on by itself; null when refused.' })
  bankStatement!: BankStatement | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
