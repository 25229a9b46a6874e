import { systemCtx, type Ctx } from '../../../context.js';
import { formatPaise } from '../../../lib/money.js';
import { mustBeDone } from '../../../lib/refusal.js';
import type { HostedInvoiceToMake, ProviderInvoice } from '../rules/cards.js';
import { callOnce, lookedForSince, type CallRefused } from './calls.js';
import { customerOf, type CardRail } from './customer.js';
import { keepExternalId, moveHostedInvoice, readPage, type Page } from './page.js';
import { syncPayment } from './syncPayment.js';

/**
 * Brings a page at the provider to what we want of it: makes and opens one that was asked for; books what was paid on one; takes one back
 * that is not wanted any more, or that asks for another amount than is outstanding. What the provider has is read anew each time, so that it
 * can be done again at any time, from any step. What the provider refuses for good is FAILED, with the reason.
 */
export async function followHostedInvoice(deps: CardRail, hostedInvoiceId: string): Promise<void> {
  const page = await readPage(deps.db, hostedInvoiceId);
  switch (page.state) {
    case 'REQUESTED': await make(deps, page); return;
    case 'OPEN': await follow(deps, page, page.externalId ?? ''); return;
    case 'PAID': case 'VOID': case 'FAILED': return;
    default: page.state satisfies never;
  }
}

/** One that may have been begun is finished first, even where it is not wanted any more: only then it is known what to take back. */
async function make(deps: CardRail, page: Page): Promise<void> {
  const ctx = systemCtx(deps, 'hostedInvoice');
  const unwanted = whyUnwanted(page, page.amountPaise);
  if (unwanted !== null && !page.mayExist) return moveHostedInvoice(ctx, page, 'void', { stateReason: unwanted });
  const customerId = await customerOf(deps, page.departmentId);
  if (typeof customerId !== 'string') return fail(ctx, page, unwanted, customerId);
  const opened = await callOnce(deps, { subjectId: page.id, step: 'open' }, {
    lookUp: (since) => lookUp(deps, page, customerId, since),
    // One key is stored; each of the three calls has its own part of it.
    send: async (key) => (await deps.cards.createHostedInvoice(pageToMake(page, customerId), { create: `${key}-create`, line: `${key}-line`, open: `${key}-open` })).id,
  });
  if (typeof opened !== 'string') {
    await discardDraft(deps, page, customerId);
    return fail(ctx, page, unwanted, opened);
  }
  await keepExternalId(deps.db, page, opened);
  return follow(deps, page, opened);
}

function pageToMake({ id, invoiceId, number, amountPaise, dueAt }: Page, customerId: string): HostedInvoiceToMake {
  return { hostedInvoiceId: id, invoiceId, number, description: `Invoice ${number}`, customerId, amountPaise, dueAt };
}

function fail(ctx: Ctx, page: Page, unwanted: string | null, { reason }: CallRefused): Promise<void> {
  return unwanted === null ? moveHostedInvoice(ctx, page, 'fail', { stateReason: `The card provider refused to make the page: ${reason}` })
    : moveHostedInvoice(ctx, page, 'void', { stateReason: unwanted });
}

/** What an earlier sending made. A draft was not finished; it is given up, and the page made anew. */
async function lookUp(deps: CardRail, page: Page, customerId: string, since: Date): Promise<string | null> {
  const found = await deps.cards.findHostedInvoice(page.id, customerId, since);
  if (found === null || found.state !== 'DRAFT') return found?.id ?? null;
  await takeBack(deps, page, found.id);
  return null;
}

/** What was begun of a page that was refused. */
async function discardDraft(deps: CardRail, page: Page, customerId: string): Promise<void> {
  const found = await deps.cards.findHostedInvoice(page.id, customerId, lookedForSince(page.requestedAt.getTime()));
  if (found !== null && (found.state === 'DRAFT' || found.state === 'OPEN')) await takeBack(deps, page, found.id);
}

/** Does what follows of a page as it now is at the provider. */
async function follow(deps: CardRail, page: Page, externalId: string): Promise<void> {
  const ctx = systemCtx(deps, 'hostedInvoice');
  const theirs = await deps.cards.invoice(externalId);
  if (theirs === null) return close(ctx, page, 'The card provider knows the page no more.');
  await settleAll(deps, ctx, theirs);
  const ours = await readPage(deps.db, page.id);
  if (ours.state !== 'REQUESTED' && ours.state !== 'OPEN') return;
  switch (theirs.state) {
    case 'PAID':
      if (theirs.amountPaidPaise > 0n) return moveHostedInvoice(ctx, ours, 'pay', {});
      return close(ctx, ours, 'The card provider counts the page as paid though nothing was paid on it: somebody gave the department a balance there, or marked it so.');
    case 'VOID': return close(ctx, ours, 'The page was taken back at the card provider.');
    case 'DRAFT': throw new Error(`the page ${page.id} is not finished at the provider`);
    case 'OPEN': case 'UNCOLLECTIBLE': return followOpen(deps, ctx, ours, theirs);
    default: theirs.state satisfies never;
  }
}

async function followOpen(deps: CardRail, ctx: Ctx, ours: Page, theirs: ProviderInvoice): Promise<void> {
  const reason = whyUnwanted(ours, ours.amountPaise - theirs.amountPaidPaise) ?? whyWrong(ours, theirs);
  if (reason === null && theirs.url !== null) return ours.state === 'OPEN' ? undefined : moveHostedInvoice(ctx, ours, 'open', { url: theirs.url });
  const after = await takeBack(deps, ours, theirs.id);
  if (after === null || after.state === 'VOID') return close(ctx, ours, reason ?? 'The card provider gave the page no address.');
  if (after.state === 'PAID') return follow(deps, ours, theirs.id);
  throw new Error(`the page ${ours.id} could not be taken back: it is ${after.state} at the provider`);
}

/** Books what was paid on a page; each payment as it now is. */
async function settleAll(deps: CardRail, ctx: Ctx, { paymentIds }: ProviderInvoice): Promise<void> {
  for (const paymentId of paymentIds) {
    const outcome = await syncPayment(ctx, deps.cards, paymentId);
    mustBeDone(outcome, `the payment ${paymentId} could not be booked`);
  }
}

/** Why a page that asks for so much is not wanted any more; null where it is. */
function whyUnwanted({ isVoidRequested, outstandingPaise }: Page, asksPaise: bigint): string | null {
  if (isVoidRequested) return 'Taken back as asked.';
  if (outstandingPaise === asksPaise) return null;
  return outstandingPaise === 0n ? 'Nothing is outstanding of the invoice any more.'
    : `${formatPaise(outstandingPaise)} rupees are outstanding by now; ask for a page for the rest.`;
}

/** Why a page is not what we asked for: it must ask for our amount, to the paisa. */
function whyWrong({ amountPaise }: Page, { state, currency, amountDuePaise }: ProviderInvoice): string | null {
  if (state === 'UNCOLLECTIBLE') return 'The page was given up at the card provider.';
  if (amountDuePaise === amountPaise && currency === 'INR') return null;
  return `The card provider would ask for ${formatPaise(amountDuePaise)} ${currency} instead of ${formatPaise(amountPaise)} rupees, for instance because of a balance that the department has there.`;
}

/** An open page is VOID, one that never opened because it was not what we asked for is FAILED. */
function close(ctx: Ctx, page: Page, stateReason: string): Promise<void> {
  const isUnwanted = page.state === 'OPEN' || whyUnwanted(page, page.amountPaise) !== null;
  return moveHostedInvoice(ctx, page, isUnwanted ? 'void' : 'fail', { stateReason });
}

/** Takes back what is at the provider; answers it as it then is, null where it is gone. One that was paid meanwhile stays paid. */
async function takeBack(deps: CardRail, page: Page, externalId: string): Promise<ProviderInvoice | null> {
  const { cards } = deps;
  await callOnce(deps, { subjectId: page.id, step: `void:${externalId}:${page.voidsRefused + 1}` }, {
    lookUp: async () => {
      const now = await cards.invoice(externalId);
      return now === null || now.state === 'VOID' || now.state === 'PAID' ? externalId : null;
    },
    send: async (key) => (await cards.voidHostedInvoice(externalId, key)).id,
  });
  return cards.invoice(externalId);
}
