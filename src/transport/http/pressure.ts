/** Counts the requests under way and refuses those beyond a bound, so that memory and waiting stay bounded. */
export interface Pressure {
  /** Takes a place; false when all are taken. */
  enter(): boolean;
  leave(): void;
  readonly running: number;
  /** Resolves when nobody is inside. */
  idle(): Promise<void>;
}

export function createPressure(maximum: number, watch: (running: number) => void): Pressure {
  let running = 0;
  let waiting: (() => void)[] = [];
  return {
    enter() {
      if (running >= maximum) return false;
      running += 1;
      watch(running);
      return true;
    },
    leave() {
      running -= 1;
      watch(running);
      if (running > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    get running() { return running; },
    idle: () => running === 0 ? Promise.resolve() : new Promise((resolve) => { waiting.push(resolve); }),
  };
}
