import { Field, ObjectType } from 'type-graphql';
import type {
  Rail, ReceiptMatch, ReceiptState, RefundState, TaxWithheldState, WithholdingKind,
} from '../domain/payments/lifecycle.js';
import type { ReceiptAction, RefundAction, TaxWithheldAction } from '../domain/payments/rules/actions.js';
import { Allocation, CreditNote, Invoice, IssuedDocuments } from './billing.js';
import {
  RailEnum, ReceiptActionEnum, ReceiptMatchEnum, ReceiptStateEnum, RefundActionEnum, RefundStateEnum, TaxWithheldActionEnum, TaxWithheldStateEnum,
  WithholdingKindEnum,
} from './enums/payments.js';
import { User } from './identity.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { Department } from './organisations.js';
import { BankStatement } from './paymentsStatements.js';
import { DateScalar, DateTime } from './scalars.js';

@ObjectType('Receipt', { implements: Node, description: 'Money received. Recorded by one finance officer and confirmed by another; only then it settles anything.' })
export class Receipt extends Node {
  @Field(() => RailEnum, { description: 'The way by which it came.' })
  rail!: Rail;

  @Field(() => String, { description: 'The UTR of a transfer: the number that the banks give it. Of a card payment the provider\'s id.' })
  utr!: string;

  @Field(() => ReceiptStateEnum, { description: 'Where it stands.' })
  state!: ReceiptState;

  @Field(() => Money, { description: 'How much came.' })
  amount!: Money;

  @Field(() => DateScalar, { description: 'The day on which it came.' })
  receivedOn!: string;

  @Field(() => String, { description: 'Who paid, as the bank names him; empty where it does not.' })
  payer!: string;

  @Field(() => String, { description: 'What the payer or the bank wrote beside it.' })
  remarks!: string;

  @Field(() => ReceiptMatchEnum, { description: 'How it fits what is expected.' })
  match!: ReceiptMatch;

  @Field(() => Department, { nullable: true, description: 'Whose money it is; null while that is not known.' })
  department!: Department | null;

  @Field(() => Invoice, { nullable: true, description: 'The invoice that its remarks named when it was recorded; null where they name none.' })
  proposedInvoice!: Invoice | null;

  @Field(() => BankStatement, { nullable: true, description: 'The bank statement from which it was recorded; null where it was entered by hand, and for who may not read statements.' })
  bankStatement!: BankStatement | null;

  @Field(() => String, { nullable: true, description: 'The number of its receipt document, such as KR/26-27/0000001; null until it is confirmed.' })
  number!: string | null;

  @Field(() => Money, { description: 'What of it is set against invoices.' })
  allocated!: Money;

  @Field(() => Money, { description: 'What of it was paid back.' })
  refunded!: Money;

  @Field(() => Money, { description: 'What of confirmed money settles nothing and was not paid back: credit of its department, or unmatched.' })
  unused!: Money;

  @Field(() => [Allocation], { description: 'What it was set against, the earliest first, reversals included.' })
  allocations!: Allocation[];

  @Field(() => [Refund], { description: 'The refunds of what is left of it, the earliest first.' })
  refunds!: Refund[];

  @Field(() => User, { nullable: true, description: 'Who recorded it, if you may know of him.' })
  recordedBy!: User | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: string;

  @Field(() => User, { nullable: true, description: 'Who confirmed or rejected it, if you may know of him; null until then.' })
  decidedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was confirmed or rejected; null until then.' })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected or reversed.' })
  stateReason!: string | null;

  @Field(() => IssuedDocuments, { nullable: true, description: 'Its receipt document as files; null until it is confirmed.' })
  documents!: IssuedDocuments | null;

  @Field(() => [ReceiptActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: ReceiptAction[];
}

@ObjectType('TaxWithheld', { implements: Node, description: 'Tax that a payer withheld from an invoice and pays to the state for us, as he reports it.' })
export class TaxWithheld extends Node {
  @Field(() => Invoice, { nullable: true, description: 'The invoice, if you may see it.' })
  invoice!: Invoice | null;

  @Field(() => Department, { nullable: true, description: 'The payer.' })
  department!: Department | null;

  @Field(() => WithholdingKindEnum, { description: 'Under which law.' })
  kind!: WithholdingKind;

  @Field(() => TaxWithheldStateEnum, { description: 'Where it stands.' })
  state!: TaxWithheldState;

  @Field(() => Money, { description: 'How much, as the payer reports it.' })
  amount!: Money;

  @Field(() => Money, { description: 'What the law would have him withhold of the taxable value, half up; for comparison only.' })
  expected!: Money;

  @Field(() => String, { nullable: true, description: 'The number of the certificate; null until it is filed.' })
  certificateNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the certificate; null until it is filed.' })
  certificateDate!: string | null;

  @Field(() => User, { nullable: true, description: 'Who reported it, if you may know of him.' })
  claimedBy!: User | null;

  @Field(() => DateTime, { description: 'When it was reported.' })
  claimedAt!: string;

  @Field(() => User, { nullable: true, description: 'Who filed the certificate or disallowed it, if you may know of him.' })
  decidedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When; null until then.' })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was disallowed.' })
  stateReason!: string | null;

  @Field(() => [TaxWithheldActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: TaxWithheldAction[];
}

@ObjectType('Refund', { implements: Node, description: 'Credit of a department that is paid back: recorded by one finance officer, confirmed by another.' })
export class Refund extends Node {
  @Field(() => Department, { nullable: true, description: 'Whom it is paid to.' })
  department!: Department | null;

  @Field(() => Receipt, { nullable: true, description: 'The receipt of which it is what is left; null where it is of a credit note.' })
  receipt!: Receipt | null;

  @Field(() => CreditNote, { nullable: true, description: 'The credit note of which it is what is left; null where it is of a receipt.' })
  creditNote!: CreditNote | null;

  @Field(() => RailEnum, { description: 'How it goes back: the way the money came.' })
  rail!: Rail;

  @Field(() => RefundStateEnum, { description: 'Where it stands.' })
  state!: RefundState;

  @Field(() => Money, { description: 'How much.' })
  amount!: Money;

  @Field(() => String, { description: 'Why it is paid back.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'The UTR of the transfer by which it was paid; null until then, and for what goes back to a card.' })
  utr!: string | null;

  @Field(() => User, { nullable: true, description: 'Who recorded it, if you may know of him; null where the card provider or a bank took it back by itself.' })
  recordedBy!: User | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: string;

  @Field(() => User, { nullable: true, description: 'Who confirmed or rejected it, if you may know of him.' })
  decidedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When; null until then.' })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected, or did not arrive.' })
  stateReason!: string | null;

  @Field(() => [RefundActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: RefundAction[];
}

@ObjectType('PaymentInstruction', { description: 'What a payer does to pay an instalment of an invoice.' })
export class PaymentInstruction {
  @Field(() => RailEnum, { description: 'The way by which it is paid.' })
  rail!: Rail;

  @Field(() => DateScalar, { description: 'The last day on which it is not late.' })
  dueOn!: string;

  @Field(() => Money, { description: 'What of the instalment is not paid yet.' })
  amount!: Money;

  @Field(() => String, { description: 'The name of the account to pay to.' })
  accountName!: string;

  @Field(() => String, { description: 'Its number.' })
  accountNumber!: string;

  @Field(() => String, { description: 'The IFSC of its branch.' })
  ifsc!: string;

  @Field(() => String, { description: 'Its bank.' })
  bankName!: string;

  @Field(() => String, { description: 'The reference by which the money is told apart.' })
  reference!: string;

  @Field(() => String, { description: 'What to write into the remarks, at most 25 characters, as PFMS has them.' })
  remarks!: string;
}
