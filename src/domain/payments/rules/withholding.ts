import { halfUp } from '../../../lib/halfUp.js';
import type { WithholdingKind } from '../lifecycle.js';

/** Above this value of a contract, tax left out, tax is deducted under section 51 of the CGST Act 2017: 2,50,000 rupees in paise. */
const GST_TDS_THRESHOLD = 25_000_000n;

/**
 * What the law would have a payer withhold of the taxable value of an invoice, in paise, half up; for comparison only, since tax
 * withheld is what the payer reports. GST: 2% of the taxable value where that is above 2,50,000 rupees (CGST Act 2017, section 51,
 * with section 20 of the IGST Act 2017 between states). Income tax: 2% of the taxable value, as on fees for technical services
 * (Income-tax Act 1961, section 194J).
 */
export function expectedWithholding(kind: WithholdingKind, taxablePaise: bigint): bigint {
  switch (kind) {
    case 'GST_TDS': return taxablePaise > GST_TDS_THRESHOLD ? halfUp(2n * taxablePaise, 100n) : 0n;
    case 'INCOME_TAX_TDS': return halfUp(2n * taxablePaise, 100n);
  }
}
