import { parseDocumentNumber } from '../../billing/rules/documentNumber.js';

/** The thirty-six characters of ISO 7064, each at its value. */
const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** As many instalments as two digits can name. */
const MOST = 99;

/** What banks put between the characters of a reference: spaces, hyphens, slashes and dots. */
const SEPARATORS = /[\s\-/.]+/g;

/** Every place where a reference may begin, also within another; the check character is looked at afterwards. */
const CANDIDATES = /(?=((KB)(\d{2})(\d{2})(\d{7})(\d{2})[0-9A-Z]))/g;

/**
 * What a payer writes into the remarks of a transfer, so that we know what it pays: the invoice's number without its
 * separators, two digits of the instalment, and a check character: 'KB2627000000101Y' for the first instalment of
 * 'KB/26-27/0000001'. Sixteen capitals and digits, of the 25 that the remarks of PFMS (the Public Financial
 * Management System) hold; nothing that changing the case of letters could spoil.
 * Refuses (RangeError) what is not the number of an invoice, and an instalment that is not 1 to 99.
 */
export function paymentReference(invoiceNumber: string, seq: number): string {
  if (parseDocumentNumber(invoiceNumber)?.kind !== 'INVOICE') {
    throw new RangeError(`'${invoiceNumber}' is not the number of an invoice.`);
  }
  if (!Number.isSafeInteger(seq) || seq < 1 || seq > MOST) throw new RangeError(`There is no instalment ${seq}.`);
  const body = `${invoiceNumber.replaceAll(/[-/]/g, '')}${String(seq).padStart(2, '0')}`;
  return `${body}${checkCharacter(body)}`;
}

/**
 * The payment references in the narration of a bank, as `paymentReference` writes them, each once, in the order in
 * which they stand. Small letters are forgiven, so are spaces, hyphens, slashes and dots within, and whatever letters and
 * digits the bank has put before and behind. One whose check character is wrong is not taken: whoever mistyped
 * a character pays nobody else's invoice.
 */
export function referencesIn(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.toUpperCase().replaceAll(SEPARATORS, '').matchAll(CANDIDATES)) {
    const [, reference = '', prefix, from, to, digits, seq] = match;
    const isInvoice = parseDocumentNumber(`${prefix}/${from}-${to}/${digits}`) !== null;
    if (!isInvoice || seq === '00' || checkCharacter(reference.slice(0, -1)) !== reference.slice(-1)) continue;
    found.add(reference);
  }
  return [...found];
}

/**
 * The check character of ISO/IEC 7064, the hybrid system MOD 37,36, over capitals and digits. It finds every change of
 * one character, and nearly every exchange of two neighbours.
 */
export function checkCharacter(body: string): string {
  let check = CHARACTERS.length;
  for (const character of body) {
    check = (check + CHARACTERS.indexOf(character)) % 36 || 36;
    check = (check * 2) % 37;
  }
  return CHARACTERS.charAt((37 - check) % 36);
}
