/**
 * A refusal is a value: the expected "no" of the business. It rolls the transaction back and becomes
 * `userErrors` in the payload. Something thrown is a bug or an outage and is masked at the edge.
 */
export const USER_ERROR_CODES = {
  NOT_FOUND: 'There is no such thing, or the acting membership may not know of it.',
  FORBIDDEN: 'The acting membership does not hold the role that this needs.',
  INVALID: 'A value in the input is malformed or out of range.',
  ILLEGAL_STATE: 'The object is in a state in which this cannot be done.',
  STALE_REVISION: 'The draft has changed since the revision given; read it again.',
  TAKEN: 'A value that must be unique is in use already.',
  CONFLICT_OF_INTEREST: 'A curator may not review what his own organisation submitted.',
  FOUR_EYES: 'One person may not act twice where two persons are required.',
  BLOCKED: 'Open findings or missing approvals stand in the way.',
  LAST_ADMIN: 'An organisation must keep at least one administrator.',
  LIMIT_REACHED: 'A stated limit would be exceeded.',
  BUSY: 'Somebody else is changing the same object; try again in a moment.',
} as const;

export type UserErrorCode = keyof typeof USER_ERROR_CODES;

export interface UserErrorItem {
  readonly code: UserErrorCode;
  /** A sentence a person can act on. */
  readonly message: string;
  /** Path into the input, for instance ['input', 'title']; empty when no single field is at fault. */
  readonly path: readonly string[];
}

/** The refused outcome of a use case; see `refuse`. */
export class Refused {
  constructor(readonly errors: readonly UserErrorItem[]) {}
}

/** What a use case answers: its result, or a refusal. */
export type Outcome<T> = T | Refused;

/** Refuses with one error. `path` is given without the leading 'input'. */
export function refuse(code: UserErrorCode, message: string, path: readonly (string | number)[] = []): Refused {
  return new Refused([{ code, message, path: path.length === 0 ? [] : ['input', ...path.map(String)] }]);
}

/** Whether an outcome is a refusal. */
export function isRefused(outcome: unknown): outcome is Refused {
  return outcome instanceof Refused;
}

/** What a refusal says, in one line. */
export function sentencesOf({ errors }: Refused): string {
  return errors.map(({ message }) => message).join(' ');
}

/** The result of what a job does: there nobody reads a refusal, so it is thrown, with what could not be done, for the queue to try again. */
export function mustBeDone<T>(outcome: Outcome<T>, undone: string): T {
  if (isRefused(outcome)) throw new Error(`${undone}: ${sentencesOf(outcome)}`);
  return outcome;
}
