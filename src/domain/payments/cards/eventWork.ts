import type { Ctx } from '../../../context.js';
import { isRefused, type Outcome } from '../../../lib/refusal.js';
import type { CardProvider } from '../rules/cards.js';
import type { EventSubject } from '../rules/events.js';
import { applyInvoice } from './applyInvoice.js';
import { applyPayout } from './applyPayout.js';
import { applySetup, endByCard, setupOf } from './applySetup.js';
import type { After } from './bookPayment.js';
import { syncPayment } from './syncPayment.js';

/** What came of an event: DONE, or why it is none of our business. */
export type Worked = 'DONE' | { readonly ignored: string };

const UNKNOWN: Worked = { ignored: 'The card provider knows no such object any more.' };
const NOT_OURS: Worked = { ignored: 'It is none of ours: of no page, charge, saved card or department that we made known.' };

/** Reads what an event is about as it now is at the provider, and brings our books to it; `after` is written with the effect. */
export async function workOn(ctx: Ctx, cards: CardProvider, { kind, id }: EventSubject, after: After): Promise<Outcome<Worked>> {
  switch (kind) {
    case 'PAYMENT': return payment(ctx, cards, id, after);
    case 'CHARGE': return payment(ctx, cards, await cards.paymentOfCharge(id), after);
    case 'REFUND': {
      const refund = await cards.refund(id);
      return refund === null ? UNKNOWN : payment(ctx, cards, refund.paymentId, after);
    }
    case 'DISPUTE': {
      const dispute = await cards.dispute(id);
      return dispute === null ? UNKNOWN : payment(ctx, cards, dispute.paymentId, after);
    }
    case 'INVOICE': return invoice(ctx, cards, id, after);
    case 'SETUP': return setup(ctx, cards, id);
    case 'MANDATE': return setup(ctx, cards, await setupOf(ctx, id));
    case 'CARD': {
      const ended = await endByCard(ctx, id);
      return isRefused(ended) ? ended : known(ended.cardMandateId);
    }
    case 'PAYOUT': {
      const payout = await cards.payout(id);
      if (payout === null) return UNKNOWN;
      const booked = await applyPayout(ctx, payout, after);
      return isRefused(booked) ? booked : 'DONE';
    }
    default: return kind satisfies never;
  }
}

async function payment(ctx: Ctx, cards: CardProvider, paymentId: string | null, after: After): Promise<Outcome<Worked>> {
  if (paymentId === null) return NOT_OURS;
  const booked = await syncPayment(ctx, cards, paymentId, after);
  if (booked === null) return UNKNOWN;
  if (isRefused(booked)) return booked;
  return booked.isOurs ? 'DONE' : NOT_OURS;
}

/** A page: first the money that was paid on it, then the page. */
async function invoice(ctx: Ctx, cards: CardProvider, id: string, after: After): Promise<Outcome<Worked>> {
  const found = await cards.invoice(id);
  if (found === null) return UNKNOWN;
  for (const paymentId of found.paymentIds) {
    const booked = await syncPayment(ctx, cards, paymentId);
    if (isRefused(booked)) return booked;
  }
  const moved = await applyInvoice(ctx, found, after);
  if (isRefused(moved)) return moved;
  return moved.isOurs ? 'DONE' : NOT_OURS;
}

async function setup(ctx: Ctx, cards: CardProvider, id: string | null): Promise<Outcome<Worked>> {
  const found = id === null ? null : await cards.setup(id);
  if (found === null) return id === null ? NOT_OURS : UNKNOWN;
  const applied = await applySetup(ctx, found);
  return isRefused(applied) ? applied : known(applied.cardMandateId);
}

function known(cardMandateId: string | null): Worked {
  return cardMandateId === null ? NOT_OURS : 'DONE';
}
