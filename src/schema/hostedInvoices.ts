import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { HostedInvoiceState, PaymentCallState } from '../domain/payments/cards/lifecycle.js';
import type { HostedInvoiceAction } from '../domain/payments/rules/actions.js';
import type { CardMode } from '../domain/payments/rules/cards.js';
import { Invoice } from './billing.js';
import { ConnectionArgs, connectionType, OrderDirection } from './connection.js';
import { CardModeEnum, HostedInvoiceActionEnum, HostedInvoiceStateEnum, PaymentCallStateEnum } from './enums/hostedInvoices.js';
import { IDEMPOTENCY_KEY } from './idempotency.js';
import { User } from './identity.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { DateTime, URLScalar } from './scalars.js';
import { UserError } from './userError.js';

@ObjectType('HostedInvoice', { implements: Node, description: 'A page of the card provider on which just what is outstanding of an invoice is paid by card.' })
export class HostedInvoice extends Node {
  @Field(() => Invoice, { nullable: true, description: 'The invoice, if you may see it.' })
  invoice!: Invoice | null;

  @Field(() => HostedInvoiceStateEnum, { description: 'Where it stands.' })
  state!: HostedInvoiceState;

  @Field(() => Money, { description: 'What it asks for: what was outstanding when it was asked for.' })
  amount!: Money;

  @Field(() => URLScalar, { nullable: true, description: 'Where it is paid, while it is OPEN.' })
  url!: string | null;

  @Field(() => User, { nullable: true, description: 'Who asked for it, if you may know of him.' })
  requestedBy!: User | null;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: string;

  @Field(() => Boolean, { description: 'Whether somebody has had it taken back; it is VOID a moment later.' })
  isVoidRequested!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was taken back, or could not be made.' })
  stateReason!: string | null;

  @Field(() => [HostedInvoiceActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: HostedInvoiceAction[];
}

@ObjectType('CardRail', { description: 'Whether and how cards are taken.' })
export class CardRail {
  @Field(() => Boolean, { description: 'Whether cards are taken.' })
  isAvailable!: boolean;

  @Field(() => String, { nullable: true, description: 'Why not, and what to do instead; null where they are.' })
  reason!: string | null;

  @Field(() => CardModeEnum, { nullable: true, description: 'Whether money moves; null where cards are not taken.' })
  mode!: CardMode | null;

  @Field(() => Money, { nullable: true, description: 'The most that one payment may be; above it pay by transfer. Null where cards are not taken.' })
  paymentMaximum!: Money | null;

  @Field(() => Money, { nullable: true, description: 'The most that a saved card is charged without its holder. Null where cards are not taken.' })
  mandateMaximum!: Money | null;

  @Field(() => String, { nullable: true, description: 'With which a frontend lets the holder of a card confirm it with the card provider; null where none is configured.' })
  publishableKey!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Up to when the provider was asked for what we may have missed; null for whoever does not keep the books, and before the first time.' })
  reconciledThrough!: string | null;
}

@ObjectType('PaymentCall', { implements: Node, description: 'A call that we make to the card provider, once whatever happens.' })
export class PaymentCall extends Node {
  @Field(() => ID, { description: 'What of ours it is made for: a page, a saved card, a charge, a refund or a department.' })
  subjectId!: string;

  @Field(() => String, { description: 'What is done.' })
  step!: string;

  @Field(() => PaymentCallStateEnum, { description: 'Where it stands.' })
  state!: PaymentCallState;

  @Field(() => Int, { description: 'How often it was begun.' })
  attempts!: number;

  @Field(() => DateTime, { description: 'When it was first to be made.' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When its key was first sent; null before.' })
  sentAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was done or refused; null before.' })
  doneAt!: string | null;

  @Field(() => String, { nullable: true, description: 'The provider\'s id of what it made.' })
  externalId!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the provider refused it.' })
  note!: string | null;
}

export const PaymentCallConnection = connectionType('PaymentCall', () => PaymentCall, 'calls to the card provider');

export enum PaymentCallOrderField {
  CREATED_AT = 'CREATED_AT',
}
registerEnumType(PaymentCallOrderField, {
  name: 'PaymentCallOrderField', description: 'What calls to the card provider can be ordered by.', valuesConfig: { CREATED_AT: { description: 'When they were first to be made.' } },
});

@InputType('PaymentCallOrder', { description: 'How calls to the card provider are ordered.' })
export class PaymentCallOrder {
  @Field(() => PaymentCallOrderField, { description: 'What to order by.' })
  field!: PaymentCallOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType('PaymentCallFilter', { description: 'Which calls to the card provider; every condition given must hold.' })
export class PaymentCallFilter {
  @Field(() => PaymentCallStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: PaymentCallState | null;
}

@ArgsType()
export class PaymentCallsArgs extends ConnectionArgs {
  @Field(() => PaymentCallFilter, { nullable: true, description: 'Which calls; all when left out.' })
  filter?: PaymentCallFilter | null;

  @Field(() => PaymentCallOrder, { nullable: true, description: 'The order; the latest first when left out.' })
  orderBy?: PaymentCallOrder | null;
}

@InputType('HostedInvoiceCreateInput', { description: 'The invoice to be paid by card.' })
export class HostedInvoiceCreateInput {
  @Field(() => String, IDEMPOTENCY_KEY)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The invoice: issued, and not settled yet.' })
  invoiceId!: string;
}

@ObjectType('HostedInvoiceCreatePayload', { description: 'What hostedInvoiceCreate answers.' })
export class HostedInvoiceCreatePayload {
  @Field(() => HostedInvoice, { nullable: true, description: 'The page, REQUESTED; it is OPEN a moment later. Null when refused.' })
  hostedInvoice!: HostedInvoice | null;

  @Field(() => Invoice, { nullable: true, description: 'Its invoice; null when refused.' })
  invoice!: Invoice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@InputType('HostedInvoiceVoidInput', { description: 'The page to be taken back.' })
export class HostedInvoiceVoidInput {
  @Field(() => ID, { description: 'The page, REQUESTED or OPEN.' })
  hostedInvoiceId!: string;
}

@ObjectType('HostedInvoiceVoidPayload', { description: 'What hostedInvoiceVoid answers.' })
export class HostedInvoiceVoidPayload {
  @Field(() => HostedInvoice, { nullable: true, description: 'The page; it is VOID a moment later, or PAID where it was paid meanwhile. Null when refused.' })
  hostedInvoice!: HostedInvoice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
