const DAY_MS = 86_400_000;

/** When a stage that opened then is due: `daysAllowed` times 24 hours later. */
export function dueAt(openedAt: Date, daysAllowed: number): Date {
  return new Date(openedAt.getTime() + daysAllowed * DAY_MS);
}

/** The lowest and the highest score that a criterion of a rubric can be given. */
export const SCORE_RANGE = { min: 1, max: 5 } as const;
