import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { priceVersion } from '../../db/tables/pricing.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import * as field from './inputs.js';
import { addToPriceList } from './priceListEntry.js';

const Input = z.object({
  price: field.amount(1n, 1_000_000_000n, 'The price of a seat for a year is from 1 paisa to 1 crore rupees.'),
  inForceFrom: field.inForceFrom,
  reason: field.reason,
});

/**
 * Makes a price version: paise for a seat for a year, in force from an Indian date that is today or later. For
 * PLATFORM_ADMIN. Never edited; quotes that are valid, terms and invoices keep the price they were made with. Refuses a
 * date from which another price version is in force already (TAKEN).
 */
export async function priceVersionCreate(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ priceVersionId: string }>> {
  const wanted = parseInput(Input, input);
  if (isRefused(wanted)) return wanted;
  const { inForceFrom, reason } = wanted;
  const seatYearPaise = wanted.price.amountMinor;
  const made = await addToPriceList(ctx, {
    action: 'priceVersionCreate', prefix: 'price_version', after: { seatYearPaise, inForceFrom }, reason,
    write: async (tx, added) => {
      const early = field.notBeforeToday(tx, inForceFrom);
      if (early !== null) return early;
      await tx.orm.insert(priceVersion).values({ ...added, seatYearPaise, inForceFrom, reason });
      return added.id;
    },
  });
  return isRefused(made) ? made : { priceVersionId: made.id };
}
