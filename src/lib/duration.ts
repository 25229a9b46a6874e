const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * The seconds of an ISO 8601 duration of weeks, days, hours, minutes and whole seconds. Null for anything else: years
 * and months have no fixed length, and nothing here is measured in fractions of a second.
 */
export function secondsOfDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (match === null || text === 'P') return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds;
  return Number.isSafeInteger(total) ? total : null;
}

/** Whole seconds as an ISO 8601 duration of hours, minutes and seconds: 5400 is PT1H30M, 0 is PT0S. */
export function durationOfSeconds(seconds: number): string {
  if (seconds === 0) return 'PT0S';
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 3600), 'H'], [Math.floor(seconds / 60) % 60, 'M'], [seconds % 60, 'S'],
  ];
  return `PT${parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`).join('')}`;
}
