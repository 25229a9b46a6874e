import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Ctx } from '../../../src/context.js';
import { invoiceIssue } from '../../../src/domain/billing/invoiceIssue.js';
import type { Actor } from '../../../src/domain/identity/actor.js';
import type { Role } from '../../../src/domain/identity/roles.js';
import { receiptConfirm } from '../../../src/domain/payments/receiptConfirm.js';
import { receiptRecord } from '../../../src/domain/payments/receiptRecord.js';
import { instalmentPlanCreate } from '../../../src/domain/pricing/instalmentPlanCreate.js';
import { purchaseRequestApprove } from '../../../src/domain/procurement/purchaseRequestApprove.js';
import { purchaseRequestCreate, type PurchaseRequestCreateInput } from '../../../src/domain/procurement/purchaseRequestCreate.js';
import { purchaseRequestOrder } from '../../../src/domain/procurement/purchaseRequestOrder.js';
import { purchaseRequestSanction } from '../../../src/domain/procurement/purchaseRequestSanction.js';
import { purchaseRequestSubmit } from '../../../src/domain/procurement/purchaseRequestSubmit.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import { indianDateOf } from '../../../src/lib/indianDate.js';
import { another, done } from '../../support/given.js';
import type { World } from '../../support/world.js';

/** A department of which nobody else knows, and who buys for it. By uuid. */
export interface Office {
  readonly departmentId: string;
  readonly index: number;
  readonly officer: Actor;
  readonly authority: Actor;
}

/** What an office ordered, by uuid; what it costs in paise. */
export interface Order {
  readonly subscriptionId: string;
  readonly invoiceId: string;
  readonly totalPaise: bigint;
}

const AT = new Date('2026-05-01T00:00:00Z');
const ROLES = ['PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY'] as const satisfies readonly Role[];

/** Opens departments in the platform's own state, each with an officer and an authority. */
export async function addOffices(owner: Sql, count: number): Promise<Office[]> {
  const numbers = Array.from({ length: count }, () => another());
  const made = numbers.map((index) => ({ index, departmentId: newId(), bodyId: newId(), people: ROLES.map((role) => ({ role, userId: newId(), memberId: newId() })) }));
  await owner.begin(async (sql) => {
    await sql`insert into government_body ${sql(made.map(({ bodyId, index }) => ({ id: bodyId, code: `office-${index}`, name: `Office ${index}`, kind: 'DEPARTMENT', parent_id: null })))}`;
    await sql`insert into organisation ${sql(made.map(({ departmentId, index, bodyId }) => ({
      id: departmentId, kind: 'DEPARTMENT', state: 'APPLIED', name: `Office ${index}`, slug: `office-${index}`, address: `Room ${index}`, applied_at: AT,
      state_code: '07', government_body_id: bodyId,
    })))}`;
    await sql`update organisation set state = 'VERIFIED', decided_at = applied_at where id = any(${made.map(({ departmentId }) => departmentId)})`;
    const people = made.flatMap(({ departmentId, index, people: all }) => all.map((person) => ({ ...person, departmentId, email: emailOf(index, person.role) })));
    await sql`insert into app_user ${sql(people.map(({ userId, email }) => ({
      id: userId, issuer: 'https://offices.invalid', subject: email, email, email_verified: true, name: email, created_at: AT,
    })))}`;
    await sql`insert into membership ${sql(people.map(({ memberId, userId, departmentId, role }) => ({
      id: memberId, organisation_id: departmentId, user_id: userId, roles: [role], organisation_kind: 'DEPARTMENT', specialisms: [], state: 'ACTIVE', created_at: AT,
    })))}`;
  });
  return made.map(({ index, departmentId, people }) => {
    const [officer, authority] = people.map(({ role, userId, memberId }): Actor => ({
      kind: 'person', userId, email: emailOf(index, role), name: emailOf(index, role),
      membership: { id: memberId, organisationId: departmentId, organisationKind: 'DEPARTMENT', roles: new Set([role]), specialisms: new Set() },
    }));
    if (officer === undefined || authority === undefined) throw new Error('an office without people');
    return { departmentId, index, officer, authority };
  });
}

const emailOf = (index: number, role: Role): string => `${role.toLowerCase()}-${index}@office.example.in`;

/** A key that nothing else has. */
export const freshKey = (): string => `stripe-${another()}-${randomUUID()}`;

/** What use cases are called with, as somebody. */
export type As = (actor: Actor) => Ctx;

/** Takes a wish from the draft to the order, for exactly what it was quoted at. */
export async function order(w: World, as: As, { officer, authority }: Office, wish: Partial<PurchaseRequestCreateInput>): Promise<Order> {
  const [asks, checks] = [as(officer), as(authority)];
  const request = done(await purchaseRequestCreate(asks, {
    justification: 'For the officers who joined.', budgetHead: '2070.00', idempotencyKey: freshKey(), purpose: 'NEW', kind: 'SEATS', ...wish,
  } as PurchaseRequestCreateInput));
  const purchaseRequestId = publicId('purchase_request', request.purchaseRequestId);
  const { quoteId } = done(await purchaseRequestSubmit(asks, { purchaseRequestId }));
  const [quote] = await w.owner<{ total: string }[]>`select q.total_paise::text as total from quote q where q.id = ${quoteId}`;
  const totalPaise = BigInt(quote?.total ?? 0);
  done(await purchaseRequestApprove(checks, { purchaseRequestId }));
  done(await purchaseRequestSanction(checks, {
    purchaseRequestId, number: freshKey().slice(0, 40), date: indianDateOf(asks.now()), budgetHead: '2070.00', amount: { amountMinor: totalPaise },
  }));
  const { subscriptionId, invoiceId } = done(await purchaseRequestOrder(asks, { purchaseRequestId, idempotencyKey: freshKey() }));
  return { subscriptionId, invoiceId, totalPaise };
}

/** Has a draft issued before its period begins. */
export async function issueNow(finance: Ctx, invoiceId: string): Promise<void> {
  done(await invoiceIssue(finance, { idempotencyKey: freshKey(), invoiceId: publicId('invoice', invoiceId) }));
}

/** Money of a department comes by transfer: recorded by one officer and confirmed by the other, the oldest dues first. */
export async function transfer(recorder: Ctx, confirmer: Ctx, departmentId: string, paise: bigint): Promise<void> {
  const { receiptId } = done(await receiptRecord(recorder, {
    idempotencyKey: freshKey(), utr: `UTRN${randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase()}`, amount: { amountMinor: paise },
    receivedOn: indianDateOf(recorder.now()), payer: 'Pay and Accounts Office', remarks: 'From the treasury', departmentId: publicId('department', departmentId),
  }));
  done(await receiptConfirm(confirmer, { idempotencyKey: freshKey(), receiptId: publicId('receipt', receiptId) }));
}

/** A plan in so many equal parts, the first due at once and each other a day later. */
export async function planOf(admin: Ctx, parts: number): Promise<string> {
  const { instalmentPlanId } = done(await instalmentPlanCreate(admin, {
    code: `PARTS_${parts}_${another()}`, name: `In ${parts} parts`, legalReference: 'For tests',
    parts: Array.from({ length: parts }, (_, dueDays) => ({ shareBasisPoints: 10_000 / parts, dueDays })),
  }));
  return publicId('instalment_plan', instalmentPlanId);
}
