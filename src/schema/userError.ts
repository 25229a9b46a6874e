import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { USER_ERROR_CODES, type UserErrorCode } from '../lib/refusal.js';

const codes = Object.keys(USER_ERROR_CODES) as UserErrorCode[];

/** The codes of `USER_ERROR_CODES` as a GraphQL enum. */
export const UserErrorCodeEnum = Object.fromEntries(codes.map((code) => [code, code])) as { [Code in UserErrorCode]: Code };

registerEnumType(UserErrorCodeEnum, {
  name: 'UserErrorCode',
  description: 'Why a mutation was refused.',
  valuesConfig: Object.fromEntries(codes.map((code) => [code, { description: USER_ERROR_CODES[code] }])),
});

@ObjectType('UserError', { description: 'Why a mutation was refused: an expected failure that a person can act on.' })
export class UserError {
  @Field(() => UserErrorCodeEnum, { description: 'The kind of refusal, for programs.' })
  code!: UserErrorCode;

  @Field(() => String, { description: 'A sentence that tells a person what to do about it.' })
  message!: string;

  @Field(() => [String], { description: 'Where in the input the fault lies, such as input, title; empty when no one field is at fault.' })
  path!: string[];
}
