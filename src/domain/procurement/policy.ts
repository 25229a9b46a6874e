import { next } from '../../lib/lifecycle.js';
import { isRefused, refuse, type Refused } from '../../lib/refusal.js';
import { actsFor, holds, isStaff, type Actor } from '../identity/actor.js';
import type { Role } from '../identity/roles.js';
import type { OrganisationState } from '../organisations/lifecycle.js';
import { PURCHASE_REQUEST_LIFECYCLE, type PurchaseRequestEvent, type PurchaseRequestState } from './lifecycle.js';

/** What can be done with a purchase request; each is a mutation. */
export const PURCHASE_REQUEST_ACTIONS = ['UPDATE', 'QUOTE', 'SUBMIT', 'APPROVE', 'REJECT', 'SANCTION', 'ORDER', 'WITHDRAW'] as const;
export type PurchaseRequestAction = (typeof PURCHASE_REQUEST_ACTIONS)[number];

/** The people of a department, and of the platform, who see what the department buys. */
export const PURCHASING_ROLES = ['PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY', 'TRAINING_MANAGER'] as const satisfies readonly Role[];
export const PURCHASES_SEEN_BY = ['FINANCE_OFFICER', 'PLATFORM_ADMIN', 'AUDITOR'] as const satisfies readonly Role[];

/** What a judgement on a purchase request rests on; of the locked row where a mutation asks. */
export interface RequestFacts {
  readonly departmentId: string;
  readonly departmentState: OrganisationState;
  readonly state: PurchaseRequestState;
  /** The maker; null while a renewal that the system prepared waits for one. */
  readonly requestedBy: string | null;
}

interface Rule {
  readonly roles: readonly Role[];
  /** What it asks of the lifecycle. */
  readonly event: PurchaseRequestEvent | null;
  /** Whether the maker is kept from it. */
  readonly checks: boolean;
  /** As a sentence: who does it. */
  readonly who: string;
}

const OFFICER = ['PROCUREMENT_OFFICER'] as const;
const AUTHORITY = ['APPROVING_AUTHORITY'] as const;

const RULES: Readonly<Record<PurchaseRequestAction, Rule>> = {
  UPDATE: { roles: OFFICER, event: null, checks: false, who: 'Only a PROCUREMENT_OFFICER of the department edits its purchase requests.' },
  QUOTE: {
    roles: [...OFFICER, ...AUTHORITY], event: null, checks: false,
    who: 'Only a PROCUREMENT_OFFICER or an APPROVING_AUTHORITY of the department asks for a quote.',
  },
  SUBMIT: { roles: OFFICER, event: 'submit', checks: false, who: 'Only a PROCUREMENT_OFFICER of the department submits its purchase requests.' },
  APPROVE: { roles: AUTHORITY, event: 'approve', checks: true, who: 'Only an APPROVING_AUTHORITY of the department approves its purchase requests.' },
  REJECT: { roles: AUTHORITY, event: 'reject', checks: true, who: 'Only an APPROVING_AUTHORITY of the department rejects its purchase requests.' },
  SANCTION: { roles: AUTHORITY, event: 'sanction', checks: true, who: 'Only an APPROVING_AUTHORITY of the department records its sanctions.' },
  ORDER: { roles: OFFICER, event: 'order', checks: false, who: 'Only a PROCUREMENT_OFFICER of the department places its orders.' },
  WITHDRAW: { roles: OFFICER, event: 'withdraw', checks: false, who: 'Only a PROCUREMENT_OFFICER of the department withdraws its purchase requests.' },
};

/** Whether the actor may know of what a department buys; `purchasesVisible` of the reads is the same in SQL. */
export function seesPurchases(actor: Actor, departmentId: string): boolean {
  if (actor.kind === 'system') return true;
  if (isStaff(actor)) return holds(actor, ...PURCHASES_SEEN_BY);
  return actsFor(actor, departmentId) && holds(actor, ...PURCHASING_ROLES);
}

/** Null where the actor may do this with the purchase request as it is; else why not: wrong role, state or person. */
export function judgeRequest(actor: Actor, request: RequestFacts, action: PurchaseRequestAction): Refused | null {
  const rule = RULES[action];
  if (!actsFor(actor, request.departmentId) || !holds(actor, ...rule.roles)) return refuse('FORBIDDEN', rule.who);
  const moved = rule.event === null ? wrongState(request, action) : next(PURCHASE_REQUEST_LIFECYCLE, 'purchase request', request.state, rule.event);
  if (isRefused(moved)) return moved;
  if (rule.checks && actor.kind === 'person' && actor.userId === request.requestedBy) {
    return refuse('FOUR_EYES', 'You made this purchase request yourself; another APPROVING_AUTHORITY of your department must check it.');
  }
  return action === 'WITHDRAW' ? null : departmentBuys(request.departmentState);
}

/** Null where the actor may raise purchase requests for the department that he acts for. */
export function judgeMaking(actor: Actor, department: { readonly state: OrganisationState; readonly isDepartment: boolean }): Refused | null {
  if (!department.isDepartment || !holds(actor, 'PROCUREMENT_OFFICER')) {
    return refuse('FORBIDDEN', 'Only a PROCUREMENT_OFFICER of a department raises purchase requests.');
  }
  return departmentBuys(department.state);
}

/** What the actor may do with a purchase request now, in the order of `PURCHASE_REQUEST_ACTIONS`. */
export function requestActions(actor: Actor, request: RequestFacts): PurchaseRequestAction[] {
  return PURCHASE_REQUEST_ACTIONS.filter((action) => judgeRequest(actor, request, action) === null);
}

function wrongState({ state }: RequestFacts, action: PurchaseRequestAction): Refused | null {
  if (action === 'UPDATE') {
    return state === 'DRAFT' ? null
      : refuse('ILLEGAL_STATE', `The purchase request is ${state}: it can be edited while it is a DRAFT. Withdraw it and raise another to change it.`);
  }
  const isOpen = state === 'DRAFT' || state === 'SUBMITTED' || state === 'APPROVED' || state === 'SANCTIONED';
  return isOpen ? null : refuse('ILLEGAL_STATE', `The purchase request is ${state}: it is quoted until it is ordered, rejected or withdrawn.`);
}

function departmentBuys(state: OrganisationState): Refused | null {
  return state === 'VERIFIED' ? null
    : refuse('ILLEGAL_STATE', `Your department is ${state}: it buys nothing until the platform has verified or reinstated it.`);
}
