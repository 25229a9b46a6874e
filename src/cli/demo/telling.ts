import { randomBytes } from 'node:crypto';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type * as documents from './operations.generated.js';

/** Sends one operation as a demonstration person (null: a visitor) and answers its data; throws on a top-level error. */
export type Ask = <Data, Variables extends Record<string, unknown>>(
  who: string | null, document: TypedDocumentNode<Data, Variables>, variables: Variables, membership?: string,
) => Promise<Data>;

/** Told each step once it went as told. */
export type Say = (line: string) => void;

type UserError = documents.StoryUserErrorFragment;

/** A mutation of one root field, whose payload is read from `Data` as the contract has it. */
type Mutation<Data, Input> = TypedDocumentNode<Data, { input: Input }>;

/** The object in the payload of a mutation. */
type ResultOf<Data> = { [Field in keyof Data]: NonNullable<Data[Field][Exclude<keyof Data[Field], 'userErrors'>]> }[keyof Data];

/** A step that did not go as told. */
export class NotAsTold extends Error {}

/** Stops the story where something is not as it tells. */
export function told(condition: boolean, what: string): asserts condition {
  if (!condition) throw new NotAsTold(what);
}

/** One telling of a story: how it asks, and what it says. */
export class Telling {
  /** Keeps the names of one telling apart from those of the others on the same data. */
  readonly suffix = randomBytes(3).toString('hex');

  constructor(readonly ask: Ask, readonly say: Say) {}

  /** The membership through which a person acts, where he must say so. */
  membershipOf(_who: string): string | undefined {
    return undefined;
  }

  /** Does a mutation that must be done; answers the object in its payload. */
  async mutate<Data extends object, Input>(who: string, document: Mutation<Data, Input>, input: Input): Promise<ResultOf<Data>> {
    const [name, payload] = await this.payload(who, document, input);
    told(payload.userErrors.length === 0, `${name} was refused: ${payload.userErrors.map((e) => e.message).join(' ')}`);
    const [result] = Object.entries(payload).filter(([key]) => key !== 'userErrors' && key !== '__typename').map(([, value]) => value);
    told(result !== undefined && result !== null, `${name} was done and answers nothing`);
    return result as ResultOf<Data>;
  }

  /** Does a mutation that must be refused; answers why it was. */
  async refused<Data extends object, Input>(who: string, document: Mutation<Data, Input>, input: Input): Promise<UserError> {
    const [name, { userErrors: [error] }] = await this.payload(who, document, input);
    told(error !== undefined, `${name} should have been refused and was not`);
    return error;
  }

  private async payload<Data extends object, Input>(
    who: string, document: Mutation<Data, Input>, input: Input,
  ): Promise<[string, { userErrors: UserError[] }]> {
    const data = await this.ask(who, document, { input }, this.membershipOf(who));
    const [root] = Object.entries(data) as [string, { userErrors: UserError[] }][];
    told(root !== undefined, 'a mutation answered nothing');
    return root;
  }
}
