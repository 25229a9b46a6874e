import { GraphQLError, type ASTNode } from 'graphql';

/** What one request may ask for. Each limit has a test just under and just over it. */
export const LIMITS = {
  /** Bytes of a request's body. */
  bodyBytes: 100_000,
  /** Lexical tokens of a document. */
  tokens: 1_000,
  /** Levels of fields, the root field being the first. */
  depth: 12,
  /** Aliased fields of an operation, those in fragments counted at each spread. */
  aliases: 30,
  /** Directives on one field, spread, fragment or operation. */
  directives: 5,
  queryRootFields: 10,
  mutationRootFields: 5,
  /** Elements of one list in arguments or variables. */
  inputList: 100,
  /** Levels of nested objects and lists in variables. */
  inputDepth: 12,
  /** Errors told at once. */
  errors: 5,
  /** Milliseconds from the arrival of a request to its answer. */
  requestMs: 10_000,
  /** Characters of a bearer token. */
  tokenCharacters: 8_192,
} as const;

export interface LimitReached {
  /** The limit in words, as it is named in the error. */
  readonly name: string;
  readonly maximum: number;
  readonly actual: number;
  /** What the caller can do about it: one sentence. */
  readonly advice: string;
}

/** A sentence that tells which limit was passed, by how much, and what to do. */
function limitMessage({ name, maximum, actual, advice }: LimitReached): string {
  const number = (value: number): string => value.toLocaleString('en-IN', { maximumFractionDigits: 0 });
  return `Limit on ${name}: ${number(actual)} given, at most ${number(maximum)} allowed. ${advice}`;
}

/** The error for a passed limit; validation gives it its code, elsewhere the caller passes one. */
export function limitError(reached: LimitReached, options: { node?: ASTNode; code?: string } = {}): GraphQLError {
  const { name, maximum, actual } = reached;
  return new GraphQLError(limitMessage(reached), {
    ...(options.node === undefined ? {} : { nodes: [options.node] }),
    extensions: {
      ...(options.code === undefined ? {} : { code: options.code, http: { status: 400 } }),
      limit: { name, maximum, actual },
    },
  });
}
