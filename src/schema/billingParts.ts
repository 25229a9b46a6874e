import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from './money.js';
import { Node } from './node.js';
import { Provider } from './organisations.js';
import { DateScalar } from './scalars.js';

@ObjectType('InvoiceLine', { implements: Node, description: 'A line of an invoice.' })
export class InvoiceLine extends Node {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq!: number;

  @Field(() => String, { description: 'What was bought.' })
  description!: string;

  @Field(() => String, { description: 'The services accounting code.' })
  sac!: string;

  @Field(() => Int, { description: 'Seats or learners; 1 for a whole department.' })
  quantity!: number;

  @Field(() => Money, { description: 'The price of one for a whole year.' })
  unitPrice!: Money;

  @Field(() => DateScalar, { description: 'The first day that it covers.' })
  startsOn!: string;

  @Field(() => DateScalar, { description: 'The first day that it covers no longer.' })
  endsOn!: string;

  @Field(() => Int, { description: 'Days of the whole term.' })
  daysOfTerm!: number;

  @Field(() => Int, { description: 'Days of it that are charged.' })
  daysLeft!: number;

  @Field(() => Money, { description: 'What tax is reckoned on.' })
  taxable!: Money;

  @Field(() => Int, { description: 'The rate of tax in basis points: 1800 is 18%.' })
  rateBasisPoints!: number;

  @Field(() => Money, { description: 'Central tax.' })
  cgst!: Money;

  @Field(() => Money, { description: 'State tax, or that of a union territory.' })
  sgst!: Money;

  @Field(() => Money, { description: 'Integrated tax.' })
  igst!: Money;

  @Field(() => Money, { description: 'Taxable value and tax.' })
  total!: Money;

  @Field(() => Money, { description: 'What of the taxable value credit notes have taken back.' })
  credited!: Money;

  @Field(() => Provider, { nullable: true, description: 'Of a priced course: whose it is.' })
  provider!: Provider | null;

  @Field(() => Money, { nullable: true, description: 'What of the taxable value is the provider\'s; for those who keep the books.' })
  providerShare!: Money | null;
}

@ObjectType('CreditNoteLine', { description: 'What a credit note takes back of a line.' })
export class CreditNoteLine {
  @Field(() => InvoiceLine, { description: 'The line of the invoice.' })
  invoiceLine!: InvoiceLine;

  @Field(() => Money, { description: 'Of its taxable value.' })
  taxable!: Money;

  @Field(() => Money, { description: 'Of its central tax.' })
  cgst!: Money;

  @Field(() => Money, { description: 'Of its state tax.' })
  sgst!: Money;

  @Field(() => Money, { description: 'Of its integrated tax.' })
  igst!: Money;
}
