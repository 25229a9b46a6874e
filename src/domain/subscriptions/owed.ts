import { sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import type { Owed } from './rules/dues.js';

interface Row {
  readonly [key: string]: unknown;
  readonly invoice_id: string;
  readonly due_on: string;
  readonly amount: string;
  readonly settled: string;
}

/**
 * What was issued for a subscription, and what was set against it before an instant (null: by now). An invoice that was written off counts as unpaid:
 * that we gave the money up opens no seats.
 */
export async function owedFor(tx: Tx, subscriptionId: string, before: Date | null): Promise<readonly Owed[]> {
  const rows = await tx.orm.execute<Row>(sql`
    select i.id as invoice_id, p.due_on::text as due_on, p.amount_paise::text as amount,
      (select coalesce(sum(a.amount_paise), 0) from allocation a
        where a.invoice_id = i.id and a.created_at < coalesce(${before?.toISOString() ?? null}::timestamptz, 'infinity'))::text as settled
    from invoice i join expected_payment p on p.invoice_id = i.id
    where i.subscription_id = ${subscriptionId}::uuid and i.state not in ('DRAFT', 'DISCARDED')
    order by i.id, p.due_on, p.seq`);
  const owed = new Map<string, { instalments: { dueOn: string; amountPaise: bigint }[]; settledPaise: bigint }>();
  for (const { invoice_id: id, due_on: dueOn, amount, settled } of rows) {
    const invoice = owed.get(id) ?? { instalments: [], settledPaise: BigInt(settled) };
    invoice.instalments.push({ dueOn, amountPaise: BigInt(amount) });
    owed.set(id, invoice);
  }
  return [...owed.values()];
}
