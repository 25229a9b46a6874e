/** What a column of a bank statement holds. */
export const STATEMENT_COLUMNS = [
  'valueDate', 'date', 'remarks', 'utr', 'credit', 'debit', 'amount', 'side', 'currency', 'payer',
] as const;
export type StatementColumn = (typeof STATEMENT_COLUMNS)[number];

/** The names by which Indian banks call their columns, in small letters and without anything but letters and digits. */
const NAMES: Readonly<Record<StatementColumn, readonly string[]>> = {
  valueDate: ['valuedate', 'valuedt', 'valdate', 'valdt'],
  date: ['date', 'txndate', 'trandate', 'transactiondate', 'transdate', 'postdate', 'postingdate', 'txnposteddate', 'entrydate', 'bookingdate', 'dateofcredit'],
  remarks: [
    'remarks', 'description', 'narration', 'particulars', 'transactionremarks', 'transactiondescription', 'transactionparticulars', 'txndescription', 'txnremarks',
    'details', 'transactiondetails', 'narrationremarks',
  ],
  utr: [
    'utr', 'utrno', 'utrnumber', 'utrrefno', 'refno', 'referenceno', 'referencenumber', 'reference', 'transactionreference', 'txnrefno', 'transactionrefno', 'bankreference',
    'chequeno', 'chqno', 'chqrefno', 'chequerefno', 'chqrefnumber', 'chequereferenceno', 'chequenumber', 'refnochequeno', 'refnochqno', 'instrumentno', 'instrumentid',
    'transactionid', 'txnid', 'utrrrn', 'utrchequeno',
  ],
  credit: ['credit', 'creditamount', 'creditamt', 'cr', 'cramount', 'cramt', 'deposit', 'deposits', 'depositamt', 'depositamount', 'amountcredited', 'depositcr'],
  debit: ['debit', 'debitamount', 'debitamt', 'dr', 'dramount', 'dramt', 'withdrawal', 'withdrawals', 'withdrawalamt', 'withdrawalamount', 'amountdebited', 'withdrawaldr'],
  amount: ['amount', 'txnamount', 'transactionamount', 'amt', 'tranamount'],
  side: ['drcr', 'crdr', 'debitcredit', 'creditdebit', 'type', 'txntype', 'transactiontype', 'trantype', 'crdrindicator', 'drcrindicator', 'indicator'],
  currency: ['currency', 'ccy', 'curr', 'accountcurrency', 'transactioncurrency', 'currencycode'],
  payer: ['payer', 'payername', 'remitter', 'remittername', 'sender', 'sendername', 'counterparty', 'counterpartyname', 'orderingcustomer', 'remittersname'],
};

/** Where the columns of a statement stand, by their place from 0. */
export type StatementHeader = ReadonlyMap<StatementColumn, number>;

/** `Deposit Amt (INR)` and `Deposit Amt.` are one name. */
function plain(cell: string): string {
  return cell.toLowerCase().replace(/[\s(]+(in\s+)?(inr|rs\.?|₹|rupees)\)?\s*$/, '').replaceAll(/[^a-z0-9]/g, '');
}

/**
 * Reads a record of a statement as its header: which column is where; null where it is not one: it names no date, or neither
 * a credit column nor an amount with its side. Columns of other names are passed over; of two of a name the first counts.
 */
export function headerOf(cells: readonly string[]): StatementHeader | null {
  const names = cells.map(plain);
  const found = new Map<StatementColumn, number>();
  for (const column of STATEMENT_COLUMNS) {
    const known = NAMES[column];
    const at = known.map((name) => names.indexOf(name)).filter((place) => place >= 0);
    if (at.length > 0) found.set(column, Math.min(...at));
  }
  const hasDay = found.has('date') || found.has('valueDate');
  const hasText = found.has('remarks') || found.has('utr');
  return hasDay && hasText && (found.has('credit') || found.has('amount')) ? found : null;
}
