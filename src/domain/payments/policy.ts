import { eventsOf } from '../../lib/lifecycle.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { judgeCardPage, keepsBooks, readsMoney } from '../billing/policy.js';
import { actsFor, holds, type Actor } from '../identity/actor.js';
import { HOSTED_INVOICE_LIFECYCLE, type HostedInvoiceState } from './cards/lifecycle.js';
import {
  BANK_STATEMENT_LIFECYCLE, RECEIPT_LIFECYCLE, REFUND_LIFECYCLE, TAX_WITHHELD_LIFECYCLE, type BankStatementState, type Rail, type ReceiptState,
  type RefundState, type TaxWithheldState,
} from './lifecycle.js';
import type { BankStatementAction, HostedInvoiceAction, ReceiptAction, RefundAction, TaxWithheldAction } from './rules/actions.js';

/** Whether the actor may know of money of a department, or (null) of nobody known. */
export function seesMoney(actor: Actor, departmentId: string | null): boolean {
  return departmentId === null ? actor.kind === 'system' || keepsBooks(actor) : readsMoney(actor, departmentId);
}

/** Null where the actor is a FINANCE_OFFICER, who alone records what comes in and goes out. */
export function judgeFinance(actor: Actor): Refused | null {
  return holds(actor, 'FINANCE_OFFICER') ? null : refuse('FORBIDDEN', 'Only a FINANCE_OFFICER does this.');
}

/** Null where the actor is a FINANCE_OFFICER, and another person than he who recorded it. */
function judgeSecondOfficer(actor: Actor, recordedBy: string | null, what: string): Refused | null {
  const refusal = judgeFinance(actor);
  if (refusal !== null) return refusal;
  const isMaker = actor.kind === 'person' && actor.userId === recordedBy;
  return isMaker ? refuse('FOUR_EYES', `You recorded this ${what} yourself; another FINANCE_OFFICER must confirm it.`) : null;
}

/** What judgements on a receipt rest on. */
export interface ReceiptFacts {
  readonly state: ReceiptState;
  readonly rail: Rail;
  readonly recordedBy: string | null;
  readonly currency: string;
  /** What settles nothing and was not paid back, in paise. */
  readonly creditPaise: bigint;
  readonly refundedPaise: bigint;
  readonly departmentId: string | null;
}

/** Null where the actor may confirm a receipt: another officer, a transfer, and money that can settle something. */
export function judgeConfirm(actor: Actor, { rail, recordedBy, currency }: Pick<ReceiptFacts, 'rail' | 'recordedBy' | 'currency'>): Refused | null {
  const refusal = judgeSecondOfficer(actor, recordedBy, 'receipt');
  if (refusal !== null) return refusal;
  if (rail === 'CARD') {
    return refuse('ILLEGAL_STATE', `Money by card is confirmed by the card provider alone. This came in ${currency} and settles nothing: have the provider send it back.`);
  }
  return currency === 'INR' ? null : refuse('ILLEGAL_STATE', `This money came in ${currency} and settles nothing: have the bank send it back, and reject the receipt with the reason (receiptReject).`);
}

/** Null where the actor may reverse a receipt: of a transfer, of which nothing was paid back. */
export function judgeReverse(actor: Actor, { rail, refundedPaise }: Pick<ReceiptFacts, 'rail' | 'refundedPaise'>): Refused | null {
  const refusal = judgeFinance(actor);
  if (refusal !== null) return refusal;
  if (rail === 'CARD') {
    return refuse('ILLEGAL_STATE', 'Money by card is taken back by the card provider alone, who says so by itself; to give it back, record a refund (refundRecord).');
  }
  if (refundedPaise === 0n) return null;
  return refuse('ILLEGAL_STATE', 'A part of this money was paid back to the payer already; settle the rest with him by another receipt.');
}

/** What judgements on a refund rest on. */
export interface RefundFacts {
  readonly state: RefundState;
  readonly rail: Rail;
  readonly recordedBy: string | null;
}

/** How a person confirms a refund: a transfer is made by him, one to a card he sends. */
export function confirmingOf(rail: Rail): 'confirm' | 'send' {
  return rail === 'CARD' ? 'send' : 'confirm';
}

/** Null where the actor may confirm a refund. */
export function judgeRefundConfirm(actor: Actor, { recordedBy }: Pick<RefundFacts, 'recordedBy'>): Refused | null {
  return judgeSecondOfficer(actor, recordedBy, 'refund');
}

/** Null where the actor may claim tax withheld from an invoice: a FINANCE_OFFICER, or a PROCUREMENT_OFFICER of the department. */
export function judgeClaim(actor: Actor, departmentId: string): Refused | null {
  const isOwn = actsFor(actor, departmentId) && holds(actor, 'PROCUREMENT_OFFICER');
  return isOwn || holds(actor, 'FINANCE_OFFICER') ? null
    : refuse('FORBIDDEN', 'Only a FINANCE_OFFICER, or a PROCUREMENT_OFFICER of the department, reports tax withheld.');
}

/** What the actor may do with a receipt now. */
export function receiptActions(actor: Actor, facts: ReceiptFacts): ReceiptAction[] {
  const events = eventsOf(RECEIPT_LIFECYCLE, facts.state);
  const isFinance = judgeFinance(actor) === null;
  const hasCredit = facts.state === 'SUCCEEDED' && facts.creditPaise > 0n;
  return [
    ...(events.includes('confirm') && judgeConfirm(actor, facts) === null ? ['CONFIRM' as const] : []),
    ...(events.includes('reject') && isFinance ? ['REJECT' as const] : []),
    ...(events.includes('reverse') && judgeReverse(actor, facts) === null ? ['REVERSE' as const] : []),
    ...(isFinance && hasCredit ? ['ALLOCATE' as const] : []),
    ...(isFinance && hasCredit && facts.departmentId !== null ? ['REFUND' as const] : []),
  ];
}

/** What the actor may do with a claim of tax withheld now. */
export function taxWithheldActions(actor: Actor, { state }: { readonly state: TaxWithheldState }): TaxWithheldAction[] {
  if (judgeFinance(actor) !== null) return [];
  const events = eventsOf(TAX_WITHHELD_LIFECYCLE, state);
  return [...(events.includes('evidence') ? ['EVIDENCE' as const] : []), ...(events.includes('disallow') ? ['DISALLOW' as const] : [])];
}

/** What the actor may do with a refund now. */
export function refundActions(actor: Actor, facts: RefundFacts): RefundAction[] {
  const events = eventsOf(REFUND_LIFECYCLE, facts.state);
  return [
    ...(events.includes(confirmingOf(facts.rail)) && judgeRefundConfirm(actor, facts) === null ? ['CONFIRM' as const] : []),
    ...(events.includes('reject') && judgeFinance(actor) === null ? ['REJECT' as const] : []),
  ];
}

/** What the actor may do with a bank statement now. */
export function bankStatementActions(actor: Actor, { state }: { readonly state: BankStatementState }): BankStatementAction[] {
  return eventsOf(BANK_STATEMENT_LIFECYCLE, state).includes('resume') && judgeFinance(actor) === null ? ['RESUME'] : [];
}

/** What the actor may do with a page on which an invoice is paid by card now. */
export function hostedInvoiceActions(
  actor: Actor, { state, departmentId, isVoidRequested }: { readonly state: HostedInvoiceState; readonly departmentId: string; readonly isVoidRequested: boolean },
): HostedInvoiceAction[] {
  return !isVoidRequested && eventsOf(HOSTED_INVOICE_LIFECYCLE, state).includes('void') && judgeCardPage(actor, departmentId) === null ? ['VOID'] : [];
}
