const UNITS = [
  'Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve', 'Thirteen',
  'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen',
];
const TENS = ['', '', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'];

/** The steps of the Indian system, the largest first; above a crore, crores are counted. */
const STEPS: readonly (readonly [bigint, string])[] = [
  [10_000_000n, 'Crore'], [100_000n, 'Lakh'], [1_000n, 'Thousand'], [100n, 'Hundred'],
];

/**
 * An amount of paise as invoices and cheques write it, exact for every amount: 63572500 is 'Rupees Six Lakh
 * Thirty-Five Thousand Seven Hundred Twenty-Five Only', 50 is 'Rupees Zero and Fifty Paise Only'. Large amounts are
 * counted in crores, as government papers do: 'Ten Lakh Crore', never arab or kharab.
 * Refuses (RangeError) a negative amount: documents carry none.
 */
export function amountInWords(paise: bigint): string {
  if (paise < 0n) throw new RangeError(`${paise} is negative.`);
  const rest = paise % 100n;
  const rupees = `Rupees ${inWords(paise / 100n)}`;
  if (rest === 0n) return `${rupees} Only`;
  return `${rupees} and ${inWords(rest)} ${rest === 1n ? 'Paisa' : 'Paise'} Only`;
}

function inWords(n: bigint): string {
  if (n < 100n) return belowHundred(Number(n));
  for (const [size, name] of STEPS) {
    if (n < size) continue;
    const head = `${inWords(n / size)} ${name}`;
    return n % size === 0n ? head : `${head} ${inWords(n % size)}`;
  }
  return '';
}

function belowHundred(n: number): string {
  const unit = UNITS[n];
  if (unit !== undefined) return unit;
  const tens = TENS[Math.floor(n / 10)] ?? '';
  return n % 10 === 0 ? tens : `${tens}-${UNITS[n % 10] ?? ''}`;
}
