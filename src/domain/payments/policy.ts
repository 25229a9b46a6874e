import { eventsOf } from '../../lib/lifecycle.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { keepsBooks, readsMoney } from '../billing/policy.js';
import { actsFor, holds, type Actor } from '../identity/actor.js';
import {
  BANK_STATEMENT_LIFECYCLE, RECEIPT_LIFECYCLE, REFUND_LIFECYCLE, TAX_WITHHELD_LIFECYCLE, type BankStatementState, type ReceiptState,
  type RefundState, type TaxWithheldState,
} from './lifecycle.js';
import type { BankStatementAction, ReceiptAction, RefundAction, TaxWithheldAction } from './rules/actions.js';

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
  readonly recordedBy: string | null;
  readonly currency: string;
  /** What settles nothing and was not paid back, in paise. */
  readonly creditPaise: bigint;
  readonly refundedPaise: bigint;
  readonly departmentId: string | null;
}

/** Null where the actor may confirm a receipt: another officer, and money that can settle something. */
export function judgeConfirm(actor: Actor, { recordedBy, currency }: Pick<ReceiptFacts, 'recordedBy' | 'currency'>): Refused | null {
  const refusal = judgeSecondOfficer(actor, recordedBy, 'receipt');
  if (refusal !== null || currency === 'INR') return refusal;
  return refuse('ILLEGAL_STATE', `This money came in ${currency} and settles nothing: have the bank send it back, and reject the receipt with the reason (receiptReject).`);
}

/** Null where the actor may reverse a receipt of which nothing was paid back. */
export function judgeReverse(actor: Actor, { refundedPaise }: Pick<ReceiptFacts, 'refundedPaise'>): Refused | null {
  const refusal = judgeFinance(actor);
  if (refusal !== null || refundedPaise === 0n) return refusal;
  return refuse('ILLEGAL_STATE', 'A part of this money was paid back to the payer already; settle the rest with him by another receipt.');
}

/** Null where the actor may confirm a refund. */
export function judgeRefundConfirm(actor: Actor, { recordedBy }: { readonly recordedBy: string }): Refused | null {
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
export function refundActions(actor: Actor, facts: { readonly state: RefundState; readonly recordedBy: string }): RefundAction[] {
  const events = eventsOf(REFUND_LIFECYCLE, facts.state);
  return [
    ...(events.includes('confirm') && judgeRefundConfirm(actor, facts) === null ? ['CONFIRM' as const] : []),
    ...(events.includes('reject') && judgeFinance(actor) === null ? ['REJECT' as const] : []),
  ];
}

/** What the actor may do with a bank statement now. */
export function bankStatementActions(actor: Actor, { state }: { readonly state: BankStatementState }): BankStatementAction[] {
  return eventsOf(BANK_STATEMENT_LIFECYCLE, state).includes('resume') && judgeFinance(actor) === null ? ['RESUME'] : [];
}
