import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx as Context, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { Ctx } from '../context.js';
import { readById, readConnection, readOne } from '../db/reader/read.js';
import { creditNoteIssue } from '../domain/billing/creditNoteIssue.js';
import { invoiceIssue } from '../domain/billing/invoiceIssue.js';
import { invoiceWriteOff } from '../domain/billing/invoiceWriteOff.js';
import { creditNotes, invoiceBy, invoices } from '../domain/billing/reads/lists.js';
import { uuidOf } from '../lib/ids.js';
import { CreditNote, Invoice } from '../schema/billing.js';
import { CreditNoteConnection, CreditNotesArgs, InvoiceBy, InvoiceConnection, InvoicesArgs } from '../schema/billingLists.js';
import {
  CreditNoteIssueInput, CreditNoteIssuePayload, InvoiceIssueInput, InvoiceIssuePayload, InvoiceWriteOffInput, InvoiceWriteOffPayload,
} from '../schema/billingMutations.js';
import { answer } from './answer.js';

const WHAT = { description: 'What to do, and to what.' };

@Resolver()
export class BillingResolver {
  @Query(() => InvoiceConnection, { description: 'Invoices: those of your department, or of all for those who keep the books.' })
  invoices(@Args(() => InvoicesArgs) _args: InvoicesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, invoices);
  }

  @Query(() => Invoice, { nullable: true, description: 'One invoice; null where there is none that you may know of.' })
  invoice(
    @Arg('by', () => InvoiceBy, { description: 'Which invoice.' }) _by: InvoiceBy, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    return readOne(ctx, info, 'Invoice', invoiceBy);
  }

  @Query(() => CreditNoteConnection, { description: 'Credit notes: those of your department, or of all for those who keep the books.' })
  creditNotes(@Args(() => CreditNotesArgs) _args: CreditNotesArgs, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx): Promise<unknown> {
    return readConnection(ctx, info, creditNotes);
  }

  @Query(() => CreditNote, { nullable: true, description: 'One credit note; null where there is none that you may know of.' })
  creditNote(
    @Arg('id', () => ID, { description: 'The id of the credit note.' }) id: string, @Info() info: GraphQLResolveInfo, @Context() ctx: Ctx,
  ): Promise<unknown> {
    const uuid = uuidOf('credit_note', id);
    return uuid === null ? Promise.resolve(null) : readById(ctx, info, 'CreditNote', uuid);
  }

  @Mutation(() => InvoiceIssuePayload, { description: 'Issues a draft invoice before its period begins. For FINANCE_OFFICER.' })
  invoiceIssue(@Arg('input', () => InvoiceIssueInput, WHAT) input: InvoiceIssueInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => invoiceIssue(ctx, input));
  }

  @Mutation(() => InvoiceWriteOffPayload, { description: 'Gives up what is outstanding of an invoice. For FINANCE_OFFICER.' })
  invoiceWriteOff(@Arg('input', () => InvoiceWriteOffInput, WHAT) input: InvoiceWriteOffInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => invoiceWriteOff(ctx, input));
  }

  @Mutation(() => CreditNoteIssuePayload, { description: 'Lowers an issued invoice by a credit note: it settles what is outstanding, and the rest is the department\'s credit. For FINANCE_OFFICER.' })
  creditNoteIssue(@Arg('input', () => CreditNoteIssueInput, WHAT) input: CreditNoteIssueInput, @Context() ctx: Ctx): Promise<unknown> {
    return answer(ctx, () => creditNoteIssue(ctx, input));
  }
}
