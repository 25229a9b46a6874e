/** Whether somebody still waits for an answer. */
export interface Waiting {
  /** Why nobody does any more; null while somebody does. */
  readonly over: Error | null;
  /** The same for who wants to hear of it. */
  readonly signal: AbortSignal;
  /** Nobody waits any more; said once. */
  end(why: Error): void;
}

/** Somebody begins to wait. */
export function begunWaiting(): Waiting {
  return new OneWaits();
}

class OneWaits implements Waiting {
  over: Error | null = null;
  private controller: AbortController | null = null;

  /** Made when first asked for, since making one costs more than all else about it. */
  get signal(): AbortSignal {
    if (this.controller === null) {
      this.controller = new AbortController();
      if (this.over !== null) this.controller.abort(this.over);
    }
    return this.controller.signal;
  }

  end(why: Error): void {
    if (this.over !== null) return;
    this.over = why;
    this.controller?.abort(why);
  }
}
