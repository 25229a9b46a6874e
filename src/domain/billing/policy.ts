import { next } from '../../lib/lifecycle.js';
import { formatPaise } from '../../lib/money.js';
import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import { actsFor, holds, type Actor } from '../identity/actor.js';
import { INVOICE_LIFECYCLE, type InvoiceState } from './lifecycle.js';
import { INVOICE_ACTIONS, type InvoiceAction } from './rules/actions.js';

/** Whether the money of a department is this actor's to see: the officers' of the department, and of those who keep our books. */
export function readsMoney(actor: Actor, departmentId: string): boolean {
  return actor.kind === 'system' || keepsBooks(actor)
    || (actsFor(actor, departmentId) && holds(actor, 'PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY', 'TRAINING_MANAGER'));
}

/** Whether the actor sees the books of all departments. */
export function keepsBooks(actor: Actor): boolean {
  return holds(actor, 'FINANCE_OFFICER', 'PLATFORM_ADMIN', 'AUDITOR');
}

/** What is to be known of an invoice. */
export interface InvoiceFacts {
  readonly state: InvoiceState;
  /** Paise, or their decimal text. */
  readonly totalPaise: bigint | string;
  readonly creditedPaise: bigint | string;
  readonly settledPaise: bigint | string;
  readonly departmentId: string;
}

/** What of the card rail an invoice is judged by. */
export interface CardLimit {
  readonly paymentMaximumPaise: bigint;
}

/** Whether the actor may issue the invoice, before its period begins or after. */
export function mayIssue(actor: Actor, { state }: InvoiceFacts): Refused | null {
  return financeOnly(actor, 'issues invoices') ?? moves(state, 'issue');
}

/** Whether the actor may give up what is outstanding of the invoice. */
export function mayWriteOff(actor: Actor, { state }: InvoiceFacts): Refused | null {
  return financeOnly(actor, 'writes invoices off') ?? moves(state, 'writeOff');
}

/** Whether the actor may lower the invoice by a credit note. */
export function mayCredit(actor: Actor, { state, totalPaise, creditedPaise }: InvoiceFacts): Refused | null {
  const refusal = financeOnly(actor, 'issues credit notes');
  if (refusal !== null) return refusal;
  switch (state) {
    case 'ISSUED': case 'PART_SETTLED': case 'SETTLED':
      return BigInt(creditedPaise) < BigInt(totalPaise) ? null : refuse('ILLEGAL_STATE', 'The invoice is credited wholly already.');
    case 'DRAFT': return refuse('ILLEGAL_STATE', 'The invoice is a DRAFT: there is nothing to credit before it is issued.');
    case 'UNCOLLECTIBLE': case 'DISCARDED': return refuse('ILLEGAL_STATE', `The invoice is ${state}: it is credited no more.`);
    default: return state satisfies never;
  }
}

const BY_TRANSFER = 'Pay by transfer: paymentInstructions tells how.';

/** Null where the actor is a PROCUREMENT_OFFICER of the department, or a FINANCE_OFFICER: who ask for a page on which a card pays, and take it back. */
export function judgeCardPage(actor: Actor, departmentId: string): Refused | null {
  const isOwn = actsFor(actor, departmentId) && holds(actor, 'PROCUREMENT_OFFICER');
  return isOwn || holds(actor, 'FINANCE_OFFICER') ? null
    : refuse('FORBIDDEN', 'Only a PROCUREMENT_OFFICER of the department, or a FINANCE_OFFICER, has an invoice paid by card.');
}

/**
 * Whether the actor may have what is outstanding of the invoice paid by card. Refuses where the rail is absent, and more than one payment
 * may be: then the transfer rail is offered.
 */
export function mayPayByCard(actor: Actor, { state, totalPaise, settledPaise, departmentId }: InvoiceFacts, cards: CardLimit | undefined): Refused | null {
  const refusal = judgeCardPage(actor, departmentId);
  if (refusal !== null) return refusal;
  if (cards === undefined) return refuse('ILLEGAL_STATE', `Cards are not taken here. ${BY_TRANSFER}`);
  if (state !== 'ISSUED' && state !== 'PART_SETTLED') return refuse('ILLEGAL_STATE', `The invoice is ${state}: there is nothing to pay.`);
  const outstanding = BigInt(totalPaise) - BigInt(settledPaise);
  if (outstanding <= cards.paymentMaximumPaise) return null;
  return refuse('LIMIT_REACHED',
    `${formatPaise(outstanding)} rupees are outstanding, and a card pays ${formatPaise(cards.paymentMaximumPaise)} at most. ${BY_TRANSFER}`);
}

type Judge = (actor: Actor, facts: InvoiceFacts, cards: CardLimit | undefined) => Refused | null;
const JUDGES: Readonly<Record<InvoiceAction, Judge>> = {
  ISSUE: mayIssue, CREDIT: mayCredit, WRITE_OFF: mayWriteOff, PAY_BY_CARD: mayPayByCard,
};

/** What the actor may do with an invoice, by the table that the mutations obey. */
export function invoiceActions(actor: Actor, facts: InvoiceFacts & { readonly hasPage: boolean }, cards: CardLimit | undefined): InvoiceAction[] {
  return INVOICE_ACTIONS.filter((action) => JUDGES[action](actor, facts, cards) === null && !(action === 'PAY_BY_CARD' && facts.hasPage));
}

function financeOnly(actor: Actor, what: string): Refused | null {
  return holds(actor, 'FINANCE_OFFICER') ? null : refuse('FORBIDDEN', `Only a finance officer of the platform ${what}.`);
}

function moves(state: InvoiceState, event: 'issue' | 'writeOff'): Refused | null {
  const moved = next(INVOICE_LIFECYCLE, 'invoice', state, event);
  return isRefused(moved) ? moved : null;
}
