import { expect } from 'vitest';
import type Stripe from 'stripe';
import { another } from '../../support/given.js';
import type { Drained, StripeWorld } from '../../support/stripe.js';
import { till, uuid, type Till } from '../payments/till.js';

/** A page as tests look at it. */
export interface SeenPage {
  readonly id: string;
  readonly state: string;
  readonly url: string | null;
  readonly stateReason: string | null;
  readonly isVoidRequested: boolean;
  readonly amount: { readonly amountMinor: string };
  readonly allowedActions: readonly string[];
}

export const PAGE = 'id state url stateReason isVoidRequested amount { amountMinor } allowedActions';

/** What is done with pages, through the API, and what of them is at the double. */
export function desk(s: StripeWorld) {
  const { w, double } = s;
  const finance: Till = till(w);

  async function created(who: string, invoiceId: string): Promise<SeenPage> {
    const input = { idempotencyKey: `k${another()}`, invoiceId };
    return (await finance.run<{ hostedInvoice: SeenPage }>(who, 'hostedInvoiceCreate', input, `hostedInvoice { ${PAGE} }`)).hostedInvoice;
  }

  async function page(id: string, who = 'finance-officer'): Promise<SeenPage> {
    const { node } = await w.data<{ node: SeenPage }>(who, `query Page($id: ID!) { node(id: $id) { ... on HostedInvoice { ${PAGE} } } }`, { id });
    return node;
  }

  /** Asked for, and made. */
  async function opened(who: string, invoiceId: string): Promise<SeenPage> {
    const { id } = await created(who, invoiceId);
    expect((await s.drain()).failed).toEqual([]);
    return page(id);
  }

  /** What the double has of a page, however often it was made. */
  function theirs(id: string): Stripe.Invoice[] {
    const ours = uuid('hosted_invoice', id);
    return double.objects('invoice').filter(({ metadata }) => metadata?.['hosted_invoice'] === ours);
  }

  /** The only one. */
  function their(id: string): Stripe.Invoice {
    const [found, ...more] = theirs(id);
    if (found === undefined || more.length > 0) throw new Error(`${more.length + (found === undefined ? 0 : 1)} at the double`);
    return found;
  }

  /** As the queue does, until nothing fails any more. */
  async function untilDone(most = 6): Promise<Drained[]> {
    const runs: Drained[] = [];
    while (runs.length < most && runs.at(-1)?.failed.length !== 0) runs.push(await s.drain({ again: true }));
    return runs;
  }

  return { ...finance, created, page, opened, theirs, their, untilDone };
}

