import { z } from 'zod';
import type { Ctx } from '../../context.js';
import { collectingAccount } from '../../db/tables/pricing.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, type Outcome } from '../../lib/refusal.js';
import { lineInput } from '../../lib/textInput.js';
import * as field from './inputs.js';
import { addToPriceList } from './priceListEntry.js';

const Input = z.object({
  accountName: lineInput('The name of the account', 1, 200),
  accountNumber: z.string('The number of the account is missing.').regex(/^\d{9,18}$/, 'The number of an account is 9 to 18 digits.'),
  ifsc: z.string('The IFSC is missing.').transform((text) => text.trim().toUpperCase())
    .refine((text) => /^[A-Z]{4}0[A-Z0-9]{6}$/.test(text), 'An IFSC is four letters, a zero and six letters or digits.'),
  bankName: lineInput('The name of the bank', 1, 200),
  inForceFrom: field.inForceFrom,
  reason: field.reason,
});

/**
 * Names the account of the platform that transfers go to from an Indian date on that is today or later. For
 * PLATFORM_ADMIN. Never edited; what was issued keeps the account it names. Refuses a date from which another account is
 * named already (TAKEN).
 */
export async function collectingAccountCreate(ctx: Ctx, input: z.input<typeof Input>): Promise<Outcome<{ collectingAccountId: string }>> {
  const account = parseInput(Input, input);
  if (isRefused(account)) return account;
  const { reason, ...after } = account;
  const made = await addToPriceList(ctx, {
    action: 'collectingAccountCreate', prefix: 'collecting_account', after, reason,
    write: async (tx, added) => {
      const early = field.notBeforeToday(tx, account.inForceFrom);
      if (early !== null) return early;
      await tx.orm.insert(collectingAccount).values({ ...added, ...account });
      return added.id;
    },
  });
  return isRefused(made) ? made : { collectingAccountId: made.id };
}
