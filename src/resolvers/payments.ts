import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readById, readConnection } from '../db/reader/read.js';
import { bankStatementImport } from '../domain/payments/bankStatementImport.js';
import { bankStatementResume } from '../domain/payments/bankStatementResume.js';
import { paymentInstructions } from '../domain/payments/paymentInstructions.js';
import { expectedPayments, receipts, refunds, taxesWithheld } from '../domain/payments/reads/lists.js';
import { bankStatements } from '../domain/payments/reads/statements.js';
import { receiptAllocate } from '../domain/payments/receiptAllocate.js';
import { receiptConfirm } from '../domain/payments/receiptConfirm.js';
import { receiptRecord } from '../domain/payments/receiptRecord.js';
import { receiptReject } from '../domain/payments/receiptReject.js';
import { receiptReverse } from '../domain/payments/receiptReverse.js';
import { refundConfirm } from '../domain/payments/refundConfirm.js';
import { refundRecord } from '../domain/payments/refundRecord.js';
import { refundReject } from '../domain/payments/refundReject.js';
import { taxWithheldClaim } from '../domain/payments/taxWithheldClaim.js';
import { taxWithheldDisallow } from '../domain/payments/taxWithheldDisallow.js';
import { taxWithheldEvidence } from '../domain/payments/taxWithheldEvidence.js';
import { uuidOf } from '../lib/ids.js';
import { PaymentInstruction, Receipt } from '../schema/payments.js';
import {
  BankStatementImportInput, BankStatementResumeInput, ReceiptAllocateInput, ReceiptConfirmInput, ReceiptRecordInput,
  ReceiptRejectInput, ReceiptReverseInput, RefundConfirmInput, RefundRecordInput, RefundRejectInput, TaxWithheldClaimInput,
  TaxWithheldDisallowInput, TaxWithheldEvidenceInput,
} from '../schema/paymentsInputs.js';
import {
  BankStatementConnection, BankStatementsArgs, ExpectedPaymentConnection, ExpectedPaymentsArgs, ReceiptConnection, ReceiptsArgs, RefundConnection,
  RefundsArgs, TaxesWithheldArgs, TaxWithheldConnection,
} from '../schema/paymentsLists.js';
import {
  BankStatementImportPayload, BankStatementResumePayload, ReceiptAllocatePayload, ReceiptConfirmPayload, ReceiptRecordPayload,
  ReceiptRejectPayload, ReceiptReversePayload, RefundConfirmPayload, RefundRecordPayload, RefundRejectPayload,
  TaxWithheldClaimPayload, TaxWithheldDisallowPayload, TaxWithheldEvidencePayload,
} from '../schema/paymentsPayloads.js';
import { BankStatement } from '../schema/paymentsStatements.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class PaymentsResolver {
  @Query(() => ReceiptConnection, {
    description: 'Money received: of all departments and of nobody known for those who keep the books, its own for a department\'s officers; an empty list for anybody else.',
  })
  receipts(@Args(() => ReceiptsArgs) _args: ReceiptsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, receipts);
  }

  @Query(() => ExpectedPaymentConnection, {
    description: 'The payments expected on issued invoices: of all departments for those who keep the books, its own for a department\'s officers; an empty list for anybody else.',
  })
  expectedPayments(@Args(() => ExpectedPaymentsArgs) _args: ExpectedPaymentsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, expectedPayments);
  }

  @Query(() => TaxWithheldConnection, {
    description: 'Claims of tax withheld: of all departments for those who keep the books, its own for a department\'s officers; an empty list for anybody else.',
  })
  taxesWithheld(@Args(() => TaxesWithheldArgs) _args: TaxesWithheldArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, taxesWithheld);
  }

  @Query(() => RefundConnection, {
    description: 'Refunds: of all departments for those who keep the books, its own for a department\'s officers; an empty list for anybody else.',
  })
  refunds(@Args(() => RefundsArgs) _args: RefundsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, refunds);
  }

  @Query(() => BankStatementConnection, {
    description: 'The bank statements that were read in, for those who keep the books; an empty list for anybody else.',
  })
  bankStatements(@Args(() => BankStatementsArgs) _args: BankStatementsArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, bankStatements);
  }

  @Query(() => Receipt, { nullable: true, description: 'One receipt; null where there is none that you may know of.' })
  receipt(
    @Arg('id', () => ID, { description: 'The id of the receipt.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    const uuid = uuidOf('receipt', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'Receipt', uuid);
  }

  @Query(() => BankStatement, { nullable: true, description: 'One bank statement; null where there is none that you may know of.' })
  bankStatement(
    @Arg('id', () => ID, { description: 'The id of the bank statement.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    const uuid = uuidOf('bank_statement', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'BankStatement', uuid);
  }

  @Query(() => [PaymentInstruction], {
    nullable: true,
    description: 'How to pay what is outstanding of an invoice, an instalment each; empty where nothing is. Null where there is no such invoice that you may know of.',
  })
  paymentInstructions(@Arg('invoiceId', () => ID, { description: 'The invoice.' }) invoiceId: string, @Context() ctx: Ctx): Promise<unknown> {
    return paymentInstructions(ctx, invoiceId);
  }

  @Mutation(() => ReceiptRecordPayload, { description: 'Records money that came by transfer; another FINANCE_OFFICER confirms it. For FINANCE_OFFICER.' })
  receiptRecord(@Arg('input', () => ReceiptRecordInput, WHAT) input: ReceiptRecordInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => receiptRecord(ctx, input));
  }

  @Mutation(() => ReceiptConfirmPayload, { description: 'Confirms that money has come: books it, settles what is due by it, and issues its receipt. For a FINANCE_OFFICER who did not record it.' })
  receiptConfirm(@Arg('input', () => ReceiptConfirmInput, WHAT) input: ReceiptConfirmInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => receiptConfirm(ctx, input));
  }

  @Mutation(() => ReceiptRejectPayload, { description: 'Says that a receipt did not come so, or is sent back. For FINANCE_OFFICER.' })
  receiptReject(@Arg('input', () => ReceiptRejectInput, WHAT) input: ReceiptRejectInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => receiptReject(ctx, input));
  }

  @Mutation(() => ReceiptReversePayload, { description: 'Says that the bank has taken money back: what it settled is outstanding again. For FINANCE_OFFICER.' })
  receiptReverse(@Arg('input', () => ReceiptReverseInput, WHAT) input: ReceiptReverseInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => receiptReverse(ctx, input));
  }

  @Mutation(() => ReceiptAllocatePayload, { description: 'Sets credit of a receipt or a credit note against invoices; matches what is unmatched. For FINANCE_OFFICER.' })
  receiptAllocate(@Arg('input', () => ReceiptAllocateInput, WHAT) input: ReceiptAllocateInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => receiptAllocate(ctx, input));
  }

  @Mutation(() => TaxWithheldClaimPayload, { description: 'Reports tax that a payer withheld from an invoice; it settles as much of it. For FINANCE_OFFICER and for PROCUREMENT_OFFICER of the department.' })
  taxWithheldClaim(@Arg('input', () => TaxWithheldClaimInput, WHAT) input: TaxWithheldClaimInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => taxWithheldClaim(ctx, input));
  }

  @Mutation(() => TaxWithheldEvidencePayload, { description: 'Files the certificate of tax withheld. For FINANCE_OFFICER.' })
  taxWithheldEvidence(@Arg('input', () => TaxWithheldEvidenceInput, WHAT) input: TaxWithheldEvidenceInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => taxWithheldEvidence(ctx, input));
  }

  @Mutation(() => TaxWithheldDisallowPayload, { description: 'Says that tax was not withheld as claimed: as much of the invoice is outstanding again. For FINANCE_OFFICER.' })
  taxWithheldDisallow(@Arg('input', () => TaxWithheldDisallowInput, WHAT) input: TaxWithheldDisallowInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => taxWithheldDisallow(ctx, input));
  }

  @Mutation(() => RefundRecordPayload, { description: 'Asks that credit be paid back to its department; another FINANCE_OFFICER confirms it. For FINANCE_OFFICER.' })
  refundRecord(@Arg('input', () => RefundRecordInput, WHAT) input: RefundRecordInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => refundRecord(ctx, input));
  }

  @Mutation(() => RefundConfirmPayload, { description: 'Says that a refund was paid, and books it; one to a card is sent back. For a FINANCE_OFFICER who did not record it.' })
  refundConfirm(@Arg('input', () => RefundConfirmInput, WHAT) input: RefundConfirmInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => refundConfirm(ctx, input));
  }

  @Mutation(() => RefundRejectPayload, { description: 'Says that a refund is not paid. For FINANCE_OFFICER.' })
  refundReject(@Arg('input', () => RefundRejectInput, WHAT) input: RefundRejectInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => refundReject(ctx, input));
  }

  @Mutation(() => BankStatementImportPayload, { description: 'Reads a bank statement that was sent: each credit becomes a receipt that another finance officer confirms. For FINANCE_OFFICER.' })
  bankStatementImport(@Arg('input', () => BankStatementImportInput, WHAT) input: BankStatementImportInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => bankStatementImport(ctx, input));
  }

  @Mutation(() => BankStatementResumePayload, { description: 'Lets a bank statement that failed go on where it stopped. For FINANCE_OFFICER.' })
  bankStatementResume(@Arg('input', () => BankStatementResumeInput, WHAT) input: BankStatementResumeInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => bankStatementResume(ctx, input));
  }
}
