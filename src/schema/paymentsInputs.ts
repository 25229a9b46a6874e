import { Extensions, Field, ID, InputType } from 'type-graphql';
import type { WithholdingKind } from '../domain/payments/lifecycle.js';
import { WithholdingKindEnum } from './enums/payments.js';
import { IDEMPOTENCY_KEY } from './idempotency.js';
import { BigIntScalar, MoneyInput } from './money.js';
import { DateScalar } from './scalars.js';

@InputType('ReceivedMoneyInput', { description: 'Money as it came, of whatever currency.' })
export class ReceivedMoneyInput {
  @Field(() => BigIntScalar, { description: 'The amount in the smallest unit of the currency: paise for INR.' })
  amountMinor!: bigint;

  @Field(() => String, { nullable: true, description: 'The currency by its ISO 4217 code; INR when absent. Another one is recorded, settles nothing, and is sent back.' })
  currency?: string | null;
}

@InputType('CreditSourceInput', { description: 'Of what credit is taken: of a receipt or of a credit note, not both.' })
@Extensions({ oneOf: true })
export class CreditSourceInput {
  @Field(() => ID, { nullable: true, description: 'The receipt.' })
  receiptId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The credit note.' })
  creditNoteId?: string | null;
}

@InputType('AllocationInput', { description: 'What is set against an invoice.' })
export class AllocationInput {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId!: string;

  @Field(() => MoneyInput, { description: 'How much; no more than is outstanding.' })
  amount!: MoneyInput;
}

@InputType('ReceiptRecordInput', { description: 'Money that came by transfer.' })
export class ReceiptRecordInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => String, { description: 'The number that the banks give the transfer: 22 characters for RTGS, 16 for NEFT, 12 for IMPS.' })
  utr!: string;

  @Field(() => ReceivedMoneyInput, { description: 'How much came.' })
  amount!: ReceivedMoneyInput;

  @Field(() => DateScalar, { description: 'The day on which it came; today or earlier.' })
  receivedOn!: string;

  @Field(() => String, { description: 'Who paid, as the bank names him, 1 to 200 characters.' })
  payer!: string;

  @Field(() => String, { nullable: true, description: 'What the bank wrote beside it, at most 500 characters; payment references in it say what is paid.' })
  remarks?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose money it is, where the remarks do not say so.' })
  departmentId?: string | null;
}

@InputType('ReceiptConfirmInput', { description: 'A receipt to be confirmed.' })
export class ReceiptConfirmInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The receipt, recorded by somebody else.' })
  receiptId!: string;

  @Field(() => ID, { nullable: true, description: 'Whose money it is, where neither the remarks nor who recorded it say so.' })
  departmentId?: string | null;

  @Field(() => [AllocationInput], { nullable: true, description: 'What it settles, 1 to 100 invoices of one department. When absent: what the remarks name, else what is due of the department, the oldest first. The rest is its credit.' })
  allocations?: AllocationInput[] | null;
}

@InputType('ReceiptRejectInput', { description: 'A receipt to be rejected.' })
export class ReceiptRejectInput {
  @Field(() => ID, { description: 'The receipt, still PENDING.' })
  receiptId!: string;

  @Field(() => String, { description: 'Why: what was wrong, or that it is sent back. 1 to 2,000 characters.' })
  reason!: string;
}

@InputType('ReceiptReverseInput', { description: 'A receipt that the bank has taken back.' })
export class ReceiptReverseInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The receipt, confirmed.' })
  receiptId!: string;

  @Field(() => String, { description: 'Why the bank took it back, 1 to 2,000 characters.' })
  reason!: string;
}

@InputType('ReceiptAllocateInput', { description: 'Credit to be set against invoices.' })
export class ReceiptAllocateInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => CreditSourceInput, { description: 'Of what the credit is.' })
  source!: CreditSourceInput;

  @Field(() => ID, { nullable: true, description: 'Whose money it is, for a receipt that is unmatched.' })
  departmentId?: string | null;

  @Field(() => [AllocationInput], { nullable: true, description: 'What it settles, 1 to 100 invoices of one department. When absent: what is due of the department, the oldest first.' })
  allocations?: AllocationInput[] | null;
}

@InputType('TaxWithheldClaimInput', { description: 'Tax withheld from an invoice, as the payer reports it.' })
export class TaxWithheldClaimInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The invoice.' })
  invoiceId!: string;

  @Field(() => WithholdingKindEnum, { description: 'Under which law.' })
  kind!: WithholdingKind;

  @Field(() => MoneyInput, { description: 'How much; no more than is outstanding.' })
  amount!: MoneyInput;
}

@InputType('TaxWithheldEvidenceInput', { description: 'The certificate of tax withheld.' })
export class TaxWithheldEvidenceInput {
  @Field(() => ID, { description: 'The claim.' })
  taxWithheldId!: string;

  @Field(() => String, { description: 'The number of the certificate (Form GSTR-7A, Form 16A), 1 to 100 characters.' })
  certificateNumber!: string;

  @Field(() => DateScalar, { description: 'Its day; today or earlier.' })
  certificateDate!: string;
}

@InputType('TaxWithheldDisallowInput', { description: 'A claim that does not hold.' })
export class TaxWithheldDisallowInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The claim, not shown by a certificate.' })
  taxWithheldId!: string;

  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  reason!: string;
}

@InputType('RefundRecordInput', { description: 'Credit to be paid back.' })
export class RefundRecordInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => CreditSourceInput, { description: 'Of what the credit is.' })
  source!: CreditSourceInput;

  @Field(() => MoneyInput, { description: 'How much; no more than is left beside the refunds that are under way.' })
  amount!: MoneyInput;

  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  reason!: string;
}

@InputType('RefundConfirmInput', { description: 'A refund that was paid.' })
export class RefundConfirmInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The refund, recorded by somebody else.' })
  refundId!: string;

  @Field(() => String, { nullable: true, description: 'The UTR of the transfer by which it was paid; left out where it goes back to a card.' })
  utr?: string | null;
}

@InputType('RefundRejectInput', { description: 'A refund that is not paid.' })
export class RefundRejectInput {
  @Field(() => ID, { description: 'The refund, still PENDING.' })
  refundId!: string;

  @Field(() => String, { description: 'Why, 1 to 2,000 characters.' })
  reason!: string;
}

@InputType('BankStatementImportInput', { description: 'A bank statement that was sent.' })
export class BankStatementImportInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The upload that has the file: CSV with the columns of the bank.' })
  uploadId!: string;
}

@InputType('BankStatementResumeInput', { description: 'A bank statement that failed.' })
export class BankStatementResumeInput {
  @Field(() => ID, { description: 'The bank statement.' })
  bankStatementId!: string;
}
