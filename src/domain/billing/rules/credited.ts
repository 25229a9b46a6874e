import { halfUp } from '../../../lib/halfUp.js';
import { creditOfLine, type CreditedLine, type InvoicedLine } from '../../pricing/rules/credit.js';

/** What of a line is credited already, and what it is credited of, in paise. */
export interface CreditableLine extends InvoicedLine {
  readonly providerShare: bigint;
  /** Taxable value credited by earlier notes. */
  readonly creditedBefore: bigint;
}

export interface CreditOfLine extends CreditedLine {
  readonly providerShare: bigint;
}

/**
 * What a credit note takes back of a line when it credits `credit` paise of its taxable value: tax by the cumulative rule of
 * `creditOfLine`, and the provider's share by the same: the notes together have taken back `H(share * credited, taxable)`, so that
 * a line credited wholly leaves the provider nothing, in however many notes. Refuses as `creditOfLine`.
 */
export function creditWithShare(line: CreditableLine, credit: bigint): CreditOfLine {
  const { providerShare: share, taxable, creditedBefore } = line;
  const given = creditOfLine(line, creditedBefore, credit);
  return { ...given, providerShare: halfUp(share * (creditedBefore + credit), taxable) - halfUp(share * creditedBefore, taxable) };
}
