import type { Ctx } from '../../../context.js';
import { isRefused, type Outcome } from '../../../lib/refusal.js';
import type { CardProvider } from '../rules/cards.js';
import { bookPayment, type After, type PaymentBooked } from './bookPayment.js';
import { pictureOf, type PaymentPicture } from './picture.js';

/** How often a payment may change at the provider while we look at it. */
const TURNS = 5;

/**
 * Reads a payment with everything that happened to it, and brings our books to it (`bookPayment`). What was read may be old by the time it is
 * booked: so after something was booked it is read again, until nothing has changed meanwhile. Null where the provider knows none of this
 * id. Never inside a transaction.
 */
export async function syncPayment(ctx: Ctx, cards: CardProvider, paymentId: string, after?: After): Promise<Outcome<PaymentBooked | null>> {
  let picture = await pictureOf(cards, paymentId);
  if (picture === null) return null;
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const booked = await bookPayment(ctx, picture, after);
    if (isRefused(booked) || !booked.isNew) return booked;
    const now: PaymentPicture | null = await pictureOf(cards, paymentId);
    if (now === null || textOf(now) === textOf(picture)) return booked;
    picture = now;
  }
  throw new Error(`the payment ${paymentId} does not stand still at the provider`);
}

function textOf(picture: PaymentPicture): string {
  return JSON.stringify(picture, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
