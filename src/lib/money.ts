/** The one currency of the marketplace (ISO 4217); its minor unit is the paisa. */
export const CURRENCY = 'INR';

/** An amount of money, as clients see it. */
export interface MoneyValue {
  /** Paise. */
  readonly amountMinor: bigint;
  readonly currency: typeof CURRENCY;
  /** Rupees and paise in the Indian way: 53875000 paise are 5,38,750.00; written when it is asked for. */
  readonly formatted: string;
}

const RUPEES = new Intl.NumberFormat('en-IN', { maximumFractionDigits: 0 });

/** Paise as rupees with two decimals, digits grouped in the Indian way; exact for every amount. */
export function formatPaise(paise: bigint): string {
  const amount = paise < 0n ? -paise : paise;
  const text = `${RUPEES.format(amount / 100n)}.${(amount % 100n).toString().padStart(2, '0')}`;
  return paise < 0n ? `-${text}` : text;
}

/** Paise as plain decimal rupees, for programs: 53875000 paise are 538750.00; exact for every amount. */
export function rupeesOfPaise(paise: bigint): string {
  return formatPaise(paise).replaceAll(',', '');
}

/** An amount of paise with its currency and how it is written. */
export function moneyOfPaise(paise: bigint): MoneyValue {
  return { amountMinor: paise, currency: CURRENCY, get formatted() { return formatPaise(paise); } };
}
