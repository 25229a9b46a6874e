import { Field, Int, ObjectType } from 'type-graphql';
import type { PlaceReason } from '../domain/billing/lifecycle.js';
import type { PriceBasis } from '../domain/pricing/lifecycle.js';
import type { PurchaseKind, PurchasePurpose, PurchaseRequestState } from '../domain/procurement/lifecycle.js';
import type { PurchaseRequestAction } from '../domain/procurement/policy.js';
import { Invoice } from './billing.js';
import { connectionType } from './connection.js';
import { Course } from './courses.js';
import { PlaceReasonEnum } from './enums/billing.js';
import { PriceBasisEnum } from './enums/pricing.js';
import { PurchaseKindEnum, PurchasePurposeEnum, PurchaseRequestActionEnum, PurchaseRequestStateEnum } from './enums/procurement.js';
import { User } from './identity.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { Department, IndianState } from './organisations.js';
import { CoursePrice, InstalmentPlan, PriceVersion, TaxRule } from './pricing.js';
import { DateScalar, DateTime } from './scalars.js';
import { Subscription, Term } from './subscriptions.js';

@ObjectType('Sanction', { description: 'The sanction of an expenditure, as the department\'s letter has it.' })
export class Sanction {
  @Field(() => String, { description: 'Its number.' })
  number!: string;

  @Field(() => DateScalar, { description: 'Its date.' })
  date!: string;

  @Field(() => Money, { description: 'What is sanctioned at most, tax included.' })
  amount!: Money;

  @Field(() => String, { description: 'The budget head that it is booked under.' })
  budgetHead!: string;

  @Field(() => User, { nullable: true, description: 'The approving authority who recorded it, if you may know of him.' })
  givenBy!: User | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  givenAt!: string;
}

@ObjectType('QuoteLine', { description: 'A line of a quote.' })
export class QuoteLine {
  @Field(() => String, { description: 'What is bought, and for which days.' })
  description!: string;

  @Field(() => String, { description: 'The services accounting code.' })
  sac!: string;

  @Field(() => Int, { description: 'Seats or learners; 1 for a whole department.' })
  quantity!: number;

  @Field(() => Money, { description: 'The price of one for a whole year, before tax.' })
  unitPrice!: Money;

  @Field(() => DateScalar, { description: 'The first day that is paid for.' })
  startsOn!: string;

  @Field(() => DateScalar, { description: 'The day on which the term ends, which is no longer part of it.' })
  endsOn!: string;

  @Field(() => Int, { description: 'Days of the whole term.' })
  daysOfTerm!: number;

  @Field(() => Int, { description: 'Days that are paid for: from the first to the end of the term.' })
  daysLeft!: number;

  @Field(() => Int, { description: 'How many earlier orders have added from that same day on: they are counted in when the amount is rounded, so that a day\'s additions cost the same however they are split.' })
  addedThatDay!: number;

  @Field(() => Money, { description: 'The taxable value.' })
  taxable!: Money;

  @Field(() => Int, { description: 'The whole rate of tax in basis points: 1800 is 18%.' })
  rateBasisPoints!: number;

  @Field(() => Money, { description: 'Central tax.' })
  cgst!: Money;

  @Field(() => Money, { description: 'State tax.' })
  sgst!: Money;

  @Field(() => Money, { description: 'Integrated tax.' })
  igst!: Money;

  @Field(() => Money, { description: 'The taxable value and the tax.' })
  total!: Money;
}

@ObjectType('Quote', { implements: Node, description: 'What a purchase request costs, as of a day. Never edited: another price is another quote.' })
export class Quote extends Node {
  @Field(() => PurchaseRequest, { nullable: true, description: 'What was priced.' })
  purchaseRequest!: PurchaseRequest | null;

  @Field(() => Int, { description: 'The revision of the request that was priced.' })
  revision!: number;

  @Field(() => [QuoteLine], { description: 'Its lines in order.' })
  lines!: QuoteLine[];

  @Field(() => Money, { description: 'The taxable value.' })
  taxable!: Money;

  @Field(() => Money, { description: 'Central tax; nothing between states.' })
  cgst!: Money;

  @Field(() => Money, { description: 'State tax; nothing between states.' })
  sgst!: Money;

  @Field(() => Money, { description: 'Integrated tax; nothing within a state.' })
  igst!: Money;

  @Field(() => Money, { description: 'What is to be paid: the taxable value and the tax.' })
  total!: Money;

  @Field(() => IndianState, { nullable: true, description: 'The state in which the service is supplied.' })
  placeOfSupply!: IndianState | null;

  @Field(() => PlaceReasonEnum, { description: 'Why it is that state.' })
  placeReason!: PlaceReason;

  @Field(() => DateScalar, { description: 'The last day, in India, on which it can be ordered.' })
  validUntil!: string;

  @Field(() => Boolean, { description: 'Whether it can be sanctioned and ordered today: the latest of the request as it stands, not past its last day, and of the tax rule in force.' })
  isValid!: boolean;

  @Field(() => PriceVersion, { nullable: true, description: 'The price of a seat that it is by; null for a course.' })
  priceVersion!: PriceVersion | null;

  @Field(() => CoursePrice, { nullable: true, description: 'The price of the course that it is by; null for seats.' })
  coursePrice!: CoursePrice | null;

  @Field(() => TaxRule, { nullable: true, description: 'The tax rule that it is by.' })
  taxRule!: TaxRule | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: string;
}

@ObjectType('PurchaseRequest', {
  implements: Node,
  description: 'A department\'s wish to buy, and what became of it: maker, checker, sanction, order. For its PROCUREMENT_OFFICER, APPROVING_AUTHORITY and TRAINING_MANAGER, and for FINANCE_OFFICER, PLATFORM_ADMIN and AUDITOR.',
})
export class PurchaseRequest extends Node {
  @Field(() => Department, { nullable: true, description: 'Who buys.' })
  department!: Department | null;

  @Field(() => PurchaseKindEnum, { description: 'What is bought.' })
  kind!: PurchaseKind;

  @Field(() => PurchasePurposeEnum, { description: 'What it is bought for.' })
  purpose!: PurchasePurpose;

  @Field(() => PurchaseRequestStateEnum, { description: 'Where it stands.' })
  state!: PurchaseRequestState;

  @Field(() => Int, { description: 'Counts the edits of the draft; an edit names the one that it was read at.' })
  revision!: number;

  @Field(() => Int, { description: 'Seats or learners; 1 for a whole department.' })
  quantity!: number;

  @Field(() => Course, { nullable: true, description: 'The priced course, if it is for one that you may see.' })
  course!: Course | null;

  @Field(() => PriceBasisEnum, { nullable: true, description: 'For whom a course is bought; null for seats.' })
  basis!: PriceBasis | null;

  @Field(() => Subscription, { nullable: true, description: 'The subscription that it made, adds to or renews; null for a NEW request that is not ordered.' })
  subscription!: Subscription | null;

  @Field(() => Term, { nullable: true, description: 'The term that the order made or added to; until then the one that is to be added to, or renewed.' })
  term!: Term | null;

  @Field(() => DateScalar, { description: 'The first day of the new term, or the day on which an addition takes effect, as it was asked for. What is quoted and ordered later begins on the day of that.' })
  startsOn!: string;

  @Field(() => InstalmentPlan, { nullable: true, description: 'In which parts the invoice is paid.' })
  instalmentPlan!: InstalmentPlan | null;

  @Field(() => String, { description: 'Why it is needed.' })
  justification!: string;

  @Field(() => String, { description: 'The budget head that it is asked under.' })
  budgetHead!: string;

  @Field(() => User, { nullable: true, description: 'The maker: who submitted it, or is writing it; null for a renewal that the marketplace prepared and nobody has submitted.' })
  requestedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was submitted; null until then.' })
  submittedAt!: string | null;

  @Field(() => User, { nullable: true, description: 'The approving authority who approved it.' })
  approvedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was approved; null until then.' })
  approvedAt!: string | null;

  @Field(() => Sanction, { nullable: true, description: 'Its sanction; null until then.' })
  sanction!: Sanction | null;

  @Field(() => User, { nullable: true, description: 'The procurement officer who placed the order.' })
  orderedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was ordered; null until then.' })
  orderedAt!: string | null;

  @Field(() => User, { nullable: true, description: 'Who rejected or withdrew it.' })
  closedBy!: User | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was rejected or withdrawn.' })
  closedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected or withdrawn.' })
  stateReason!: string | null;

  @Field(() => [Quote], { description: 'What it was priced at, at most 100 times, the latest first.' })
  quotes!: Quote[];

  @Field(() => Quote, { nullable: true, description: 'The latest quote of the request as it stands: what is sanctioned and ordered.' })
  latestQuote!: Quote | null;

  @Field(() => Quote, { nullable: true, description: 'The quote that was ordered; null until then.' })
  orderedQuote!: Quote | null;

  @Field(() => Invoice, { nullable: true, description: 'The invoice of the order; null until then.' })
  invoice!: Invoice | null;

  @Field(() => DateTime, { description: 'When it was raised.' })
  createdAt!: string;

  @Field(() => DateTime, { description: 'When it was last edited or moved.' })
  updatedAt!: string;

  @Field(() => [PurchaseRequestActionEnum], { description: 'What you may do with it now.' })
  allowedActions!: PurchaseRequestAction[];
}

export const PurchaseRequestConnection = connectionType('PurchaseRequest', () => PurchaseRequest, 'purchase requests');
