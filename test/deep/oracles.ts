/**
 * The same arithmetic told in another way: whole numbers as digits, multiplied and rounded as on paper, and dates as Julian
 * day numbers. Nothing here uses what it is to judge.
 */

/** Two whole numbers multiplied digit by digit. */
function timesOnPaper(one: string, other: string): string {
  const sums = Array.from({ length: one.length + other.length }, () => 0);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const sum = (sums[i + j + 1] ?? 0) + Number(one.charAt(i)) * Number(other.charAt(j));
      sums[i + j + 1] = sum % 10;
      sums[i + j] = (sums[i + j] ?? 0) + Math.floor(sum / 10);
    }
  }
  return sums.join('').replace(/^0+(?=\d)/, '');
}

/** One added to a whole number, from the right. */
function oneMore(digits: string): string {
  const nines = /9*$/.exec(digits)?.[0].length ?? 0;
  const kept = digits.slice(0, digits.length - nines);
  const raised = kept === '' ? '1' : `${kept.slice(0, -1)}${Number(kept.slice(-1)) + 1}`;
  return `${raised}${'0'.repeat(nines)}`;
}

/** A decimal number, its point that many digits from the right, rounded half up by its first decimal. */
function roundOnPaper(digits: string, decimals: number): string {
  const padded = digits.padStart(decimals + 1, '0');
  const whole = padded.slice(0, padded.length - decimals);
  return padded.charAt(padded.length - decimals) >= '5' ? oneMore(whole) : whole;
}

/** A part, in basis points, of a whole number of paise; as decimal text. */
export function basisPointsOf(amount: bigint, rate: number): string {
  return roundOnPaper(timesOnPaper(amount.toString(), String(rate)), 4);
}

/** The same of half the rate: a twenty-thousandth is five hundred-thousandths. */
export function halfBasisPointsOf(amount: bigint, rate: number): string {
  return roundOnPaper(timesOnPaper(timesOnPaper(amount.toString(), String(rate)), '5'), 5);
}

/** The Julian day number of a date 'YYYY-MM-DD' (Fliegel and Van Flandern, Communications of the ACM, 1968). */
export function julianDay(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const early = Math.trunc((month - 14) / 12);
  return day - 32_075 + Math.trunc((1461 * (year + 4800 + early)) / 4)
    + Math.trunc((367 * (month - 2 - early * 12)) / 12)
    - Math.trunc((3 * Math.trunc((year + 4900 + early) / 100)) / 4);
}
