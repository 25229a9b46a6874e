import { inRead, type Ctx } from '../../context.js';
import { indianDateOf, type IndianDate } from '../../lib/indianDate.js';
import { uuidOf } from '../../lib/ids.js';
import { moneyOfPaise, type MoneyValue } from '../../lib/money.js';
import { seesMoney } from './policy.js';
import type { Rail } from './lifecycle.js';
import { unpaidParts } from './rules/settle.js';

/** What a payer does to pay an instalment, as clients see it. */
interface PaymentInstruction {
  readonly rail: Rail;
  readonly dueOn: IndianDate;
  readonly amount: MoneyValue;
  readonly accountName: string;
  readonly accountNumber: string;
  readonly ifsc: string;
  readonly bankName: string;
  readonly reference: string;
  readonly remarks: string;
}

interface Row {
  readonly department_id: string;
  readonly outstanding: string;
  readonly total: string;
  /** Null where none is in force. */
  readonly account: { readonly account_name: string; readonly account_number: string; readonly ifsc: string; readonly bank_name: string } | null;
  readonly parts: readonly { readonly amount: string; readonly due_on: string; readonly reference: string }[];
}

/**
 * How what is outstanding of an invoice is paid by transfer, an instalment each, those due first before the others: our account as it
 * is today, the amount, and the text for the remarks. Null where there is no such invoice that the actor may know of.
 */
export async function paymentInstructions(ctx: Ctx, invoiceId: string): Promise<readonly PaymentInstruction[] | null> {
  const uuid = uuidOf('invoice', invoiceId);
  const row = uuid === null ? undefined : await read(ctx, uuid);
  if (row === undefined || !seesMoney(ctx.actor, row.department_id)) return null;
  const { account, parts } = row;
  const { payments } = ctx;
  if (payments === undefined || account === null) return [];
  const unpaid = unpaidParts(parts.map(({ amount }) => BigInt(amount)), BigInt(row.total) - BigInt(row.outstanding));
  return parts.flatMap(({ due_on: dueOn, reference }, at) => {
    const amountPaise = unpaid[at] ?? 0n;
    if (amountPaise === 0n) return [];
    const { account_name: accountName, account_number: accountNumber, ifsc, bank_name: bankName } = account;
    const asked = payments.ask({ amountPaise, dueOn, reference, account: { accountName, accountNumber, ifsc, bankName } });
    return [{ rail: asked.rail, dueOn, amount: moneyOfPaise(amountPaise), ...asked.account, reference, remarks: asked.remarks }];
  });
}

async function read(ctx: Ctx, invoiceId: string): Promise<Row | undefined> {
  const [row] = await inRead(ctx, (sql) => sql<Row[]>`
    select i.department_id, i.total_paise::text as total,
      (case when i.state in ('ISSUED', 'PART_SETTLED') then i.total_paise - i.settled_paise else 0 end)::text as outstanding,
      (select json_build_object('account_name', a.account_name, 'account_number', a.account_number, 'ifsc', a.ifsc, 'bank_name', a.bank_name)
        from collecting_account a where a.in_force_from <= ${indianDateOf(ctx.now())}::date order by a.in_force_from desc limit 1) as account,
      (select coalesce(json_agg(json_build_object('amount', p.amount_paise::text, 'due_on', p.due_on::text, 'reference', p.reference) order by p.due_on, p.seq), '[]')
        from expected_payment p where p.invoice_id = i.id) as parts
    from invoice i where i.id = ${invoiceId}`);
  return row;
}
