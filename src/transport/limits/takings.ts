/** Cost points that were taken (or given back, when negative): whose budget, and how many. */
export interface Takings {
  readonly principal: Readonly<Record<string, number>>;
  readonly address: Readonly<Record<string, number>>;
}

/** The budgets of the other server processes behind the same port. */
export interface SharedBudgets {
  /** Tells them of points that were taken here. */
  tell(budget: keyof Takings, key: string, points: number): void;
  /** Hears of theirs. */
  listen(hear: (takings: Takings) => void): void;
}

const EVERY_MS = 100;

/**
 * Shares budgets of cost by telling the others what was taken here, ten times a second: every process has the whole budget and takes
 * from it what the others took, without waiting for anybody. So over any time longer than that a caller gets what he would get of one
 * process; within a tenth of a second, once for each process that he reaches, and what he took beyond it he owes and waits for.
 */
export function sharedBudgets(send: (takings: Takings) => void): SharedBudgets & { heard(takings: Takings): void; close(): void } {
  let waiting = empty();
  let listener: (takings: Takings) => void = () => undefined;
  const timer = setInterval(() => {
    if (waiting.principal.size + waiting.address.size === 0) return;
    const { principal, address } = waiting;
    waiting = empty();
    send({ principal: Object.fromEntries(principal), address: Object.fromEntries(address) });
  }, EVERY_MS).unref();
  return {
    tell: (budget, key, points) => {
      if (points !== 0) waiting[budget].set(key, (waiting[budget].get(key) ?? 0) + points);
    },
    listen: (hear) => { listener = hear; },
    heard: (takings) => { listener(takings); },
    close: () => { clearInterval(timer); },
  };
}

function empty(): Record<keyof Takings, Map<string, number>> {
  return { principal: new Map(), address: new Map() };
}
