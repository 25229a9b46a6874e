import { Field, ObjectType } from 'type-graphql';
import { Invoice } from './billing.js';
import { PurchaseRequest, Quote } from './procurement.js';
import { Subscription, Term } from './subscriptions.js';
import { UserError } from './userError.js';

@ObjectType('PurchaseRequestCreatePayload', { description: 'What purchaseRequestCreate answers.' })
export class PurchaseRequestCreatePayload {
  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request, a DRAFT; null when refused.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('PurchaseRequestUpdatePayload', { description: 'What purchaseRequestUpdate answers.' })
export class PurchaseRequestUpdatePayload {
  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request as it is now; null when refused.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('PurchaseRequestQuotePayload', { description: 'What purchaseRequestQuote answers.' })
export class PurchaseRequestQuotePayload {
  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request; null when refused.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => Quote, { nullable: true, description: 'The new quote; null when refused.' })
  quote!: Quote | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('PurchaseRequestSubmitPayload', { description: 'What purchaseRequestSubmit answers.' })
export class PurchaseRequestSubmitPayload {
  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request, SUBMITTED; null when refused.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => Quote, { nullable: true, description: 'The quote that it is laid before the authority with; null when refused.' })
  quote!: Quote | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('PurchaseRequestApprovePayload', { description: 'What purchaseRequestApprove answers.' })
export class PurchaseRequestApprovePayload {
  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request, APPROVED; null when refused.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('PurchaseRequestRejectPayload', { description: 'What purchaseRequestReject answers.' })
export class PurchaseRequestRejectPayload {
  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request, REJECTED; null when refused.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('PurchaseRequestWithdrawPayload', { description: 'What purchaseRequestWithdraw answers.' })
export class PurchaseRequestWithdrawPayload {
  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request, WITHDRAWN; null when refused.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('PurchaseRequestSanctionPayload', { description: 'What purchaseRequestSanction answers.' })
export class PurchaseRequestSanctionPayload {
  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request, SANCTIONED; null when refused.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}

@ObjectType('PurchaseRequestOrderPayload', { description: 'What purchaseRequestOrder answers.' })
export class PurchaseRequestOrderPayload {
  @Field(() => PurchaseRequest, { nullable: true, description: 'The purchase request, ORDERED; null when refused.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => Subscription, { nullable: true, description: 'The subscription that it made, added to or renewed; null when refused.' })
  subscription!: Subscription | null;

  @Field(() => Term, { nullable: true, description: 'The term that it made or added to; null when refused.' })
  term!: Term | null;

  @Field(() => Invoice, { nullable: true, description: 'Its invoice; null when refused.' })
  invoice!: Invoice | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was done.' })
  userErrors!: UserError[];
}
