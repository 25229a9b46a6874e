/**
 * What can go wrong with a call.
 *
 * - `409`, `429`, `503`: refused before anything was done; not kept with the idempotency key.
 * - `500`: fails once it had begun, nothing done; kept with the key, so that the same key gets it again.
 * - `500-after-commit`: done, and yet answered with 500, which is kept with the key.
 * - `timeout-before`, `timeout-after-commit`: nothing done, or done; no answer ever comes, until the caller hangs up.
 * - `hang-up-before`, `hang-up-after-commit`: the connection breaks instead.
 * - `cut-body`: done, and the connection breaks in the middle of the answer.
 * - `slow`: done and answered, after a while.
 */
export type FaultKind =
  '409' | '429' | '503' | '500' | '500-after-commit' | 'timeout-before' | 'timeout-after-commit' | 'hang-up-before' | 'hang-up-after-commit' | 'cut-body' | 'slow';

export interface Fault {
  readonly kind: FaultKind;
  /** How many of the next calls that fit; one where nothing is said. */
  readonly times?: number;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** A part of the path, such as `/v1/refunds`, or a pattern of it; any where nothing is said. */
  readonly path?: string | RegExp;
  /** How long `slow` takes, in milliseconds. */
  readonly ms?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The fault that a call meets, which is then used up; null where it goes well. */
  meet(method: string, path: string): Fault | null;
  clear(): void;
}

/** Faults that wait for their calls, each in the order in which it was given. */
export function faultsToCome(): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => { waiting.push({ fault, left: fault.times ?? 1 }); },
    meet: (method, path) => {
      const found = waiting.find(({ fault }) => fits(fault, method, path));
      if (found === undefined) return null;
      found.left -= 1;
      if (found.left === 0) waiting = waiting.filter((other) => other !== found);
      return found.fault;
    },
    clear: () => { waiting = []; },
  };
}

function fits({ method: of, path: where }: Fault, method: string, path: string): boolean {
  if (of !== undefined && of !== method) return false;
  if (where === undefined) return true;
  return typeof where === 'string' ? path.includes(where) : where.test(path);
}
