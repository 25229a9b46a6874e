// #region outcome
interface UserError {
  /** One of `UserErrorCode`; new ones may come, so whatever you do not know is shown by its message. */
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** A mutation that was refused: an answer to show to a person, not a fault to report. */
export class Refusal extends Error {
  constructor(readonly userErrors: readonly UserError[]) {
    super(userErrors.map(({ message }) => message).join(' '));
  }

  /** What to write beside a field of the form: `refusal.at('title')`, `refusal.at('competencies', '0', 'level')`. */
  at(...field: string[]): string | null {
    const path = ['input', ...field].join('.');
    return this.userErrors.find((error) => error.path.join('.') === path)?.message ?? null;
  }
}

/** The payload of a mutation that was done; throws a `Refusal` when it was not. */
export function accepted<Payload extends { readonly userErrors: readonly UserError[] }>(payload: Payload | null | undefined): Payload {
  if (payload === null || payload === undefined) throw new Error('the mutation was not answered');
  if (payload.userErrors.length > 0) throw new Refusal(payload.userErrors);
  return payload;
}
// #endregion

// #region conflict
/**
 * Makes a change to a draft that others may be editing: when the draft has moved on, it is read again and the change
 * is made once more on what is there now. `change` must look at what it is given, or it overwrites the others' work.
 */
export async function onCurrent<Draft, Result>(
  read: () => Promise<Draft>, change: (draft: Draft) => Promise<Result>, tries = 3,
): Promise<Result> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await change(await read());
    } catch (error) {
      const moved = error instanceof Refusal && error.userErrors.some(({ code }) => code === 'STALE_REVISION' || code === 'BUSY');
      if (!moved || tried >= tries) throw error;
    }
  }
}
// #endregion
