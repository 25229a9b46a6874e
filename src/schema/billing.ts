import { Field, Int, ObjectType } from 'type-graphql';
import type { AllocationSource, InvoiceState, PlaceReason } from '../domain/billing/lifecycle.js';
import type { ExpectedPaymentState, InvoiceAction } from '../domain/billing/rules/actions.js';
import { CreditNoteLine, InvoiceLine } from './billingParts.js';
import { AllocationSourceEnum, ExpectedPaymentStateEnum, InvoiceActionEnum, InvoiceStateEnum, PlaceReasonEnum } from './enums/billing.js';
import { HostedInvoice } from './hostedInvoices.js';
import { User } from './identity.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { Department, IndianState } from './organisations.js';
import { InstalmentPlan, TaxRule } from './pricing.js';
import { Receipt, TaxWithheld } from './payments.js';
import { PurchaseRequest } from './procurement.js';
import { DateScalar, DateTime } from './scalars.js';
import { Subscription, Term } from './subscriptions.js';

@ObjectType('IssuedDocuments', { description: 'An issued document as files. The addresses are good for a quarter of an hour; whoever has one may read the document.' })
export class IssuedDocuments {
  @Field(() => String, { nullable: true, description: 'Where the PDF is, ready to be printed.' })
  pdfUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the same is as JSON, amounts in paise as text.' })
  jsonUrl!: string | null;
}

@ObjectType('ExpectedPayment', { implements: Node, description: 'A part of an invoice that is expected by a day.' })
export class ExpectedPayment extends Node {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq!: number;

  @Field(() => DateScalar, { description: 'The last day on which it is not late.' })
  dueOn!: string;

  @Field(() => Money, { description: 'How much.' })
  amount!: Money;

  @Field(() => String, { description: 'What the payer writes in the remarks of the transfer: at most 25 capitals and digits.' })
  reference!: string;

  @Field(() => Money, { description: 'What of it is paid: what is settled of the invoice pays what is due first.' })
  paid!: Money;

  @Field(() => ExpectedPaymentStateEnum, { description: 'Where it stands.' })
  state!: ExpectedPaymentState;

  @Field(() => Invoice, { description: 'The invoice it is a part of.' })
  invoice!: Invoice;
}

@ObjectType('Allocation', { description: 'Money, withheld tax or credit set against an invoice. A reversal is one more, with the amount negated.' })
export class Allocation {
  @Field(() => AllocationSourceEnum, { description: 'What settles.' })
  source!: AllocationSource;

  @Field(() => Money, { description: 'How much; negative for a reversal.' })
  amount!: Money;

  @Field(() => Boolean, { description: 'Whether it takes an earlier one back.' })
  isReversal!: boolean;

  @Field(() => Invoice, { nullable: true, description: 'The invoice, if you may see it.' })
  invoice!: Invoice | null;

  @Field(() => Receipt, { nullable: true, description: 'The receipt, where that is the source.' })
  receipt!: Receipt | null;

  @Field(() => TaxWithheld, { nullable: true, description: 'The tax withheld, where that is the source.' })
  taxWithheld!: TaxWithheld | null;

  @Field(() => CreditNote, { nullable: true, description: 'The credit note, where that is the source.' })
  creditNote!: CreditNote | null;

  @Field(() => DateTime, { description: 'When it was set against the invoice.' })
  createdAt!: string;
}

@ObjectType('CreditNote', { implements: Node, description: 'What an issued invoice is lowered by: numbered, and never changed.' })
export class CreditNote extends Node {
  @Field(() => String, { description: 'Its number, such as KC/26-27/0000001.' })
  number!: string;

  @Field(() => DateScalar, { description: 'The Indian day on which it was issued.' })
  issuedOn!: string;

  @Field(() => Invoice, { description: 'The invoice that is lowered.' })
  invoice!: Invoice;

  @Field(() => Department, { nullable: true, description: 'Whose invoice it is.' })
  department!: Department | null;

  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => [CreditNoteLine], { description: 'What it takes back of which line.' })
  lines!: CreditNoteLine[];

  @Field(() => Money, { description: 'Of the taxable value.' })
  taxable!: Money;

  @Field(() => Money, { description: 'Of the central tax.' })
  cgst!: Money;

  @Field(() => Money, { description: 'Of the state tax.' })
  sgst!: Money;

  @Field(() => Money, { description: 'Of the integrated tax.' })
  igst!: Money;

  @Field(() => Money, { description: 'In all.' })
  total!: Money;

  @Field(() => Money, { description: 'What of it is set against invoices.' })
  allocated!: Money;

  @Field(() => Money, { description: 'What of it was paid back.' })
  refunded!: Money;

  @Field(() => Money, { description: 'What of it is the department\'s credit.' })
  unused!: Money;

  @Field(() => User, { nullable: true, description: 'Who issued it, if you may know of him.' })
  createdBy!: User | null;

  @Field(() => DateTime, { description: 'When.' })
  createdAt!: string;

  @Field(() => IssuedDocuments, { description: 'The document as files.' })
  documents!: IssuedDocuments;
}

@ObjectType('Invoice', { implements: Node, description: 'What a department owes for an order. Frozen from its issue on: only a credit note changes it.' })
export class Invoice extends Node {
  @Field(() => String, { nullable: true, description: 'Its number, such as KB/26-27/0000001; null until it is issued.' })
  number!: string | null;

  @Field(() => InvoiceStateEnum, { description: 'Where it stands.' })
  state!: InvoiceState;

  @Field(() => DateScalar, { nullable: true, description: 'The Indian day on which it was issued.' })
  issuedOn!: string | null;

  @Field(() => Department, { nullable: true, description: 'Who owes it.' })
  department!: Department | null;

  @Field(() => InstalmentPlan, { nullable: true, description: 'In which parts it is paid.' })
  instalmentPlan!: InstalmentPlan | null;

  @Field(() => [InvoiceLine], { description: 'Its lines in order.' })
  lines!: InvoiceLine[];

  @Field(() => Money, { description: 'What tax is reckoned on.' })
  taxable!: Money;

  @Field(() => Money, { description: 'Central tax.' })
  cgst!: Money;

  @Field(() => Money, { description: 'State tax, or that of a union territory.' })
  sgst!: Money;

  @Field(() => Money, { description: 'Integrated tax.' })
  igst!: Money;

  @Field(() => Money, { description: 'Taxable value and tax. Of a DRAFT as the rules are today; the issue reckons it again.' })
  total!: Money;

  @Field(() => Money, { description: 'What is settled of it, by money, withheld tax or credit.' })
  settled!: Money;

  @Field(() => Money, { description: 'What credit notes have taken back of it.' })
  credited!: Money;

  @Field(() => Money, { description: 'What is still to be paid; nothing of one that is not issued or is given up.' })
  outstanding!: Money;

  @Field(() => DateScalar, { nullable: true, description: 'By when the oldest part that is not paid is expected; null where nothing is outstanding.' })
  dueOn!: string | null;

  @Field(() => Boolean, { description: 'Whether that day is over.' })
  isOverdue!: boolean;

  @Field(() => TaxRule, { nullable: true, description: 'The tax rule in force at its issue.' })
  taxRule!: TaxRule | null;

  @Field(() => IndianState, { nullable: true, description: 'The state whose tax it is; null until it is issued.' })
  placeOfSupply!: IndianState | null;

  @Field(() => PlaceReasonEnum, { nullable: true, description: 'Why that state.' })
  placeReason!: PlaceReason | null;

  @Field(() => [ExpectedPayment], { description: 'The payments that are expected, the earliest first; none until it is issued.' })
  expectedPayments!: ExpectedPayment[];

  @Field(() => [Allocation], { description: 'What was set against it, the earliest first.' })
  allocations!: Allocation[];

  @Field(() => [CreditNote], { description: 'The credit notes that lower it, the earliest first.' })
  creditNotes!: CreditNote[];

  @Field(() => [TaxWithheld], { description: 'The tax that its payer reported as withheld, the earliest first.' })
  taxWithheld!: TaxWithheld[];

  @Field(() => PurchaseRequest, { nullable: true, description: 'The order behind it, if you may see it.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => Subscription, { nullable: true, description: 'What it is for, if you may see it.' })
  subscription!: Subscription | null;

  @Field(() => Term, { nullable: true, description: 'The term that it pays for, if you may see it.' })
  term!: Term | null;

  @Field(() => DateTime, { description: 'When it was ordered.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was issued.' })
  issuedAt!: string | null;

  @Field(() => User, { nullable: true, description: 'Who gave it up or discarded it, if you may know of him.' })
  closedBy!: User | null;

  @Field(() => String, { nullable: true, description: 'Why it was given up or discarded.' })
  stateReason!: string | null;

  @Field(() => IssuedDocuments, { nullable: true, description: 'The document as files; null until it is issued.' })
  documents!: IssuedDocuments | null;

  @Field(() => HostedInvoice, { nullable: true, description: 'The latest page on which it is paid by card, or was to be; null where nobody asked for one.' })
  hostedInvoice!: HostedInvoice | null;

  @Field(() => [InvoiceActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: InvoiceAction[];
}
