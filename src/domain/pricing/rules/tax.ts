import { parseGstin } from '../../../lib/gstin.js';
import { halfUp } from '../../../lib/halfUp.js';

/** Whether supplier and place of supply are in one state (CGST and SGST) or in two (IGST). */
export type SupplyPlace = 'WITHIN_STATE' | 'BETWEEN_STATES';

/** The tax of one line, in paise. */
export interface LineTax {
  /** Central tax. */
  readonly cgst: bigint;
  /** State tax; in a union territory without a legislature it is the union territory's. */
  readonly sgst: bigint;
  /** Integrated tax. */
  readonly igst: bigint;
  /** The tax of all three heads; the taxable value is not in it. */
  readonly total: bigint;
}

/** A hundred percent, in basis points. */
const WHOLE = 10_000;

/**
 * The tax of one line on its taxable value in paise, each head rounded half up by itself: within a state half
 * the rate as CGST and as much as SGST, between states the whole rate as IGST. The two ways can differ by a paisa,
 * and that is left so. An exempt line has the rate 0.
 * Refuses (RangeError) a negative value, and a rate that is not a whole number of basis points from 0 to 10,000.
 */
export function taxOf(taxable: bigint, rateBasisPoints: number, place: SupplyPlace): LineTax {
  const rate = basisPoints(rateBasisPoints);
  switch (place) {
    case 'WITHIN_STATE': {
      const half = halfUp(taxable * rate, BigInt(2 * WHOLE));
      return { cgst: half, sgst: half, igst: 0n, total: 2n * half };
    }
    case 'BETWEEN_STATES': {
      const igst = halfUp(taxable * rate, BigInt(WHOLE));
      return { cgst: 0n, sgst: 0n, igst, total: igst };
    }
  }
}

/**
 * The paise of tax that a payer who deducts tax at source is expected to withhold from a taxable value, half up.
 * An expectation only: what was withheld is what the payer reports.
 */
export function withholdingExpected(taxable: bigint, rateBasisPoints: number): bigint {
  return halfUp(taxable * basisPoints(rateBasisPoints), BigInt(WHOLE));
}

/** Who is supplied, as far as the place of supply asks. */
export interface Recipient {
  /** Null for a recipient who is not registered. */
  readonly gstin: string | null;
  /** The GST code of the state of his address. */
  readonly stateCode: string;
}

export interface PlaceOfSupply {
  /** The GST code of the state. */
  readonly stateCode: string;
  readonly place: SupplyPlace;
  readonly reason: 'REGISTERED_RECIPIENT' | 'ADDRESS_OF_RECIPIENT';
}

/**
 * Where a service to a recipient in India is supplied: in the state of his registration, which the first two
 * digits of his GSTIN name; without one, in the state of his address. Integrated Goods and Services Tax Act 2017,
 * section 12(2), and 12(5) for training.
 * Refuses (RangeError) a GSTIN that is none, and a state code that is not two digits: both are checked where they
 * are entered.
 */
export function placeOfSupply(supplierStateCode: string, recipient: Recipient): PlaceOfSupply {
  const isRegistered = recipient.gstin !== null;
  const stateCode = isRegistered ? stateOfGstin(recipient.gstin) : recipient.stateCode;
  for (const code of [supplierStateCode, stateCode]) {
    if (!/^\d{2}$/.test(code)) throw new RangeError(`'${code}' is not the GST code of a state.`);
  }
  return {
    stateCode,
    place: stateCode === supplierStateCode ? 'WITHIN_STATE' : 'BETWEEN_STATES',
    reason: isRegistered ? 'REGISTERED_RECIPIENT' : 'ADDRESS_OF_RECIPIENT',
  };
}

function stateOfGstin(gstin: string): string {
  const parsed = parseGstin(gstin);
  if (parsed === null) throw new RangeError(`'${gstin}' is not a GSTIN.`);
  return parsed.stateCode;
}

function basisPoints(rate: number): bigint {
  if (rate < 0 || rate > WHOLE) throw new RangeError(`A rate of ${rate} basis points is not between 0 and ${WHOLE}.`);
  return BigInt(rate);
}
