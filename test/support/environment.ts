/** How much the tests that go by chance do: `FUZZ_OPERATIONS` and `FUZZ_SEED`, else the given ones. */
export function fuzzing(usual: { operations: number; seed: number }): { operations: number; seed: number } {
  return {
    operations: Number(process.env['FUZZ_OPERATIONS'] ?? usual.operations),
    seed: Number(process.env['FUZZ_SEED'] ?? usual.seed),
  };
}

/** The folder with real catalogues, by `MARKETPLACE_REAL_DATA`; null where there is none, and tests over them say so. */
export function realData(): string | null {
  return process.env['MARKETPLACE_REAL_DATA'] ?? null;
}

/** The folder of the running Node, as the search path of processes that a test starts. */
export function bareEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME };
}

/** How many courses the story from import to publication takes through, by `MARKETPLACE_COURSES`. */
export function courseCount(usual: number): number {
  return Number(process.env['MARKETPLACE_COURSES'] ?? usual);
}

/** How many cases a property is tried on: all that it promises under `MARKETPLACE_DEEP=1`, else a few. */
export function cases(full: number, quick: number): number {
  return process.env['MARKETPLACE_DEEP'] === '1' ? full : quick;
}

/** How many employees a file has whose import is timed, by `MARKETPLACE_EMPLOYEES`. */
export function employeeCount(usual: number): number {
  return Number(process.env['MARKETPLACE_EMPLOYEES'] ?? usual);
}

/** How many seats the measurements at scale go up to, by `MARKETPLACE_SCALE`; null where they are not asked for (`npm run test:scale`). */
export function scaleSeats(): number | null {
  const seats = Number(process.env['MARKETPLACE_SCALE'] ?? 0);
  return seats > 0 ? seats : null;
}

/** Where Stripe's own `stripe-mock` answers, by `STRIPE_MOCK_URL`; null where there is none, and tests against it say so. */
export function stripeMock(): string | null {
  return process.env['STRIPE_MOCK_URL'] ?? null;
}

/** The Meilisearch that the contract is tried on as well, by `MEILI_URL` and `MEILI_KEY`; null where there is none (`npm run test:meilisearch`). */
export function realMeilisearch(): { readonly url: string; readonly key: string } | null {
  const { MEILI_URL: url, MEILI_KEY: key } = process.env;
  return url === undefined || key === undefined ? null : { url, key };
}
