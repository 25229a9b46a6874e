import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { Field, InputType, ObjectType } from 'type-graphql';

const WHOLE_NUMBER = /^-?\d{1,30}$/;

function readBigInt(value: unknown): bigint {
  if (typeof value === 'string' && WHOLE_NUMBER.test(value)) return BigInt(value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new GraphQLError('This is no BigInt: write the whole number as text, for instance "53875000".');
}

/** A whole number of any size, a bigint inside; text on the wire, since JSON numbers lose digits beyond 2^53. */
export const BigIntScalar = new GraphQLScalarType<bigint, string>({
  name: 'BigInt',
  description: 'A whole number of any size, as decimal text, for instance "53875000".',
  specifiedByURL: 'https://262.ecma-international.org/#sec-ecmascript-language-types-bigint-type',
  parseValue: readBigInt,
  parseLiteral: (node) => readBigInt(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : undefined),
  serialize: (value) => readBigInt(typeof value === 'bigint' ? value.toString() : value).toString(),
});

@ObjectType('Money', { description: 'An amount of money.' })
export class Money {
  @Field(() => BigIntScalar, { description: 'The amount in the smallest unit of the currency: paise for INR.' })
  amountMinor!: bigint;

  @Field(() => String, { description: 'The currency by its ISO 4217 code: INR.' })
  currency!: string;

  @Field(() => String, { description: 'The amount as it is written in India, without the currency: 5,38,750.00.' })
  formatted!: string;
}

@InputType('MoneyInput', { description: 'An amount of money.' })
export class MoneyInput {
  @Field(() => BigIntScalar, { description: 'The amount in the smallest unit of the currency: paise for INR.' })
  amountMinor!: bigint;

  @Field(() => String, { nullable: true, description: 'The currency by its ISO 4217 code; INR, and INR when absent.' })
  currency?: 'INR' | null;
}
