/** The arithmetic of the model: its own, so that it errs in other ways than the program, if it errs. Days are counted from 1970. */
export type Day = number;

const DAY_MS = 86_400_000;

export function dayOf(text: string): Day {
  return Date.parse(`${text}T00:00:00Z`) / DAY_MS;
}

export function textOf(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Half past ten in the morning of a day in India, and so many milliseconds. */
export function morningOf(day: Day, ms: number): Date {
  return new Date(day * DAY_MS + 5 * 3_600_000 + ms);
}

/** The day a year later; of a 29 February the 28th. */
export function yearAfter(day: Day): Day {
  const [year, month, date] = [Number(textOf(day).slice(0, 4)), textOf(day).slice(5, 7), textOf(day).slice(8)];
  return month === '02' && date === '29' ? dayOf(`${year + 1}-02-28`) : dayOf(`${year + 1}-${month}-${date}`);
}

/** The first day of the month that begins after a day's. */
export function monthAfter(day: Day): Day {
  const at = new Date(day * DAY_MS);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1) / DAY_MS;
}

export function monthOf(day: Day): Day {
  return dayOf(`${textOf(day).slice(0, 7)}-01`);
}

/** n/d to the nearest whole number, a half upwards. */
export function rounded(n: bigint, d: bigint): bigint {
  const down = n / d;
  return 2n * (n - down * d) >= d ? down + 1n : down;
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function total(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

export interface Taxed {
  readonly taxable: bigint;
  readonly cgst: bigint;
  readonly sgst: bigint;
  readonly igst: bigint;
  readonly total: bigint;
}

/** 18%: two halves within the state, one whole between states. */
export function taxed(taxable: bigint, isWithinState: boolean): Taxed {
  const half = isWithinState ? rounded(9n * taxable, 100n) : 0n;
  const igst = isWithinState ? 0n : rounded(18n * taxable, 100n);
  return { taxable, cgst: half, sgst: half, igst, total: taxable + 2n * half + igst };
}

export const PLANS = { NET_30: [[100n, 30]], GFR_172: [[40n, 30], [60n, 180]] } as const;
export type PlanCode = keyof typeof PLANS;

export interface Part {
  readonly due: Day;
  readonly amount: bigint;
}

/** By the largest remainder; with two parts at most one paisa is left over. */
export function partsOf(amount: bigint, plan: PlanCode, issued: Day): Part[] {
  const parts = PLANS[plan].map(([percent, days]) => ({ due: issued + days, amount: amount * percent / 100n, rest: amount * percent % 100n }));
  let left = amount - total(parts.map((part) => part.amount));
  for (const part of [...parts].sort((a, b) => (a.rest === b.rest ? 0 : a.rest > b.rest ? -1 : 1))) {
    if (left === 0n) break;
    part.amount += 1n;
    left -= 1n;
  }
  return parts.filter((part) => part.amount > 0n).map(({ due, amount: paise }) => ({ due, amount: paise }));
}

/** What a provider has of a sale at 70%, the larger remainder taking the paisa that is left; he comes first among equals. */
export function shareOf(taxable: bigint): bigint {
  const his = taxable * 70n;
  const ours = taxable * 30n;
  const left = taxable - his / 100n - ours / 100n;
  return his / 100n + (left > 0n && his % 100n >= ours % 100n ? 1n : 0n);
}
