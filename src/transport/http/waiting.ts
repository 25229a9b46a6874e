/** Whether somebody still waits for an answer. */
export interface Waiting {
  /** Why nobody does any more; null while somebody does. */
  readonly over: Error | null;
  /** The same for who wants to hear of it; made when first asked for, since making one costs more than all else about it. */
  readonly signal: AbortSignal;
  /** Nobody waits any more; said once. */
  end(why: Error): void;
}

/** Somebody begins to wait. */
export function begunWaiting(): Waiting {
  let over: Error | null = null;
  let controller: AbortController | null = null;
  return {
    get over() { return over; },
    get signal() {
      if (controller === null) {
        controller = new AbortController();
        if (over !== null) controller.abort(over);
      }
      return controller.signal;
    },
    end(why) {
      if (over !== null) return;
      over = why;
      controller?.abort(why);
    },
  };
}
