/**
 * The forms of GSTIN that a provider or a department may hold. REGULAR is built on the holder's PAN;
 * TDS is the number of a deductor of tax at source (14th character D, built on a PAN or a TAN);
 * GOVERNMENT_DEPARTMENT is the id of a department without taxable supplies (built on its TAN);
 * UIN is the unique identity number of a United Nations body, an embassy or another notified person.
 */
export type GstinKind = 'REGULAR' | 'TDS' | 'GOVERNMENT_DEPARTMENT' | 'UIN';

export interface Gstin {
  /** The fifteen characters, in capitals and without spaces around them. */
  readonly gstin: string;
  /** The GST state code, '01' to '38' or '97'. */
  readonly stateCode: string;
  readonly kind: GstinKind;
}

/**
 * The state codes under which a registration is made today: states, union territories and 97, other territory.
 * Not among them: 25 (Daman and Diu) and 28 (Andhra Pradesh before its division), both merged into later codes,
 * and 96 (other countries), which is a place of supply and not a place of registration.
 */
const STATE_CODES: ReadonlySet<string> = new Set([
  '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19',
  '20', '21', '22', '23', '24', '26', '27', '29', '30', '31', '32', '33', '34', '35', '36', '37', '38', '97',
]);

/**
 * The patterns of the GST Network's developer portal (returns API), with two changes. Its pattern of a regular number
 * also takes D in the 14th place; here that is always TDS. And its pattern of a department's id asks for a digit in the
 * last place; here the check digit alone decides. Numbers of e-commerce operators (14th character C), of
 * non-resident persons (NR) and of suppliers of online services from abroad (OS) are refused: none of them
 * publishes or procures here.
 */
const PATTERNS: readonly (readonly [GstinKind, RegExp])[] = [
  ['TDS', /^\d{2}[A-Z]{4}[A-Z0-9]\d{4}[A-Z][1-9A-Z]D[0-9A-Z]$/],
  ['GOVERNMENT_DEPARTMENT', /^\d{2}[A-Z]{4}\d{5}[A-Z]\dZ[0-9A-Z]$/],
  ['REGULAR', /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z][Z1-9ABE-J][0-9A-Z]$/],
  ['UIN', /^\d{4}[A-Z]{3}\d{5}[UO]N[0-9A-Z]$/],
];

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The check digit of the first fourteen characters of a GSTIN, as the GST Network computes it: each character counts
 * as a digit of base 36, every second one doubled; of each product the two base-36 digits are added; the
 * check digit brings the sum to a multiple of 36 (Luhn's rule, modulus 36).
 * Null where a character is not one of 0-9 and A-Z, or there are not fourteen.
 */
export function gstinCheckDigit(first14: string): string | null {
  if (!/^[0-9A-Z]{14}$/.test(first14)) return null;
  let sum = 0;
  for (const [place, character] of [...first14].entries()) {
    const product = DIGITS.indexOf(character) * (place % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return DIGITS.charAt((36 - (sum % 36)) % 36);
}

/**
 * Reads a GSTIN. Small letters and spaces around it are forgiven. Null for anything of another form than those of
 * `GstinKind`, with a state code under which nobody is registered, or with a wrong check digit.
 * It says nothing about whether the number has been issued to anybody.
 */
export function parseGstin(text: string): Gstin | null {
  const gstin = text.trim().toUpperCase();
  const stateCode = gstin.slice(0, 2);
  if (!STATE_CODES.has(stateCode)) return null;
  const match = PATTERNS.find(([, pattern]) => pattern.test(gstin));
  if (match === undefined) return null;
  if (gstinCheckDigit(gstin.slice(0, 14)) !== gstin.charAt(14)) return null;
  return { gstin, stateCode, kind: match[0] };
}
