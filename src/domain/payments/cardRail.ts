import { inRead, type Ctx } from '../../context.js';
import { moneyOfPaise, type MoneyValue } from '../../lib/money.js';
import { keepsBooks } from '../billing/policy.js';
import type { CardMode } from './rules/cards.js';

/** Whether and how cards are taken, as clients see it. */
interface CardRailAnswer {
  readonly isAvailable: boolean;
  readonly reason: string | null;
  readonly mode: CardMode | null;
  readonly paymentMaximum: MoneyValue | null;
  readonly mandateMaximum: MoneyValue | null;
  readonly publishableKey: string | null;
  readonly reconciledThrough: string | null;
}

/**
 * Whether and how cards are taken; null for visitors. Up to when the provider was asked for what we may have missed is for those who keep
 * the books.
 */
export async function cardRail(ctx: Ctx): Promise<CardRailAnswer | null> {
  if (ctx.actor.kind === 'visitor') return null;
  const { cards } = ctx;
  const reconciledThrough = keepsBooks(ctx.actor) ? await readThrough(ctx) : null;
  if (cards === undefined) {
    return {
      isAvailable: false, reason: 'Cards are not taken here. Pay by transfer: paymentInstructions tells how.', mode: null,
      paymentMaximum: null, mandateMaximum: null, publishableKey: null, reconciledThrough,
    };
  }
  return {
    isAvailable: true, reason: null, mode: cards.mode, paymentMaximum: moneyOfPaise(cards.paymentMaximumPaise),
    mandateMaximum: moneyOfPaise(cards.mandateMaximumPaise), publishableKey: cards.publishableKey, reconciledThrough,
  };
}

async function readThrough(ctx: Ctx): Promise<string | null> {
  const [row] = await inRead(ctx, (sql) => sql<{ ms: number | null }[]>`
    select extract(epoch from max(r.through))::float8 * 1000 as ms from payment_reconciliation r where r.finished_at is not null`);
  return row?.ms == null ? null : new Date(row.ms).toISOString();
}
