import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../../context.js';
import { inTxOnce } from '../../db/idempotency.js';
import { organisation } from '../../db/tables/organisations.js';
import { purchaseRequest } from '../../db/tables/procurement.js';
import { newId, uuidOf } from '../../lib/ids.js';
import { indianDateOf, type IndianDate } from '../../lib/indianDate.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { idempotencyKey } from '../../lib/textInput.js';
import { record } from '../audit/steps.js';
import { actingOrganisation } from '../identity/actor.js';
import { PRICE_BASES, type PriceBasis } from '../pricing/lifecycle.js';
import { budgetHead, date, idAt, justification, noSuchCourse, notFound, publicIdInput, quantity } from './inputs.js';
import { judgePurchase, type Purchase } from './judge.js';
import { PURCHASE_KINDS, PURCHASE_PURPOSES } from './lifecycle.js';
import { lockDepartment } from './locked.js';
import { actorOf } from './move.js';
import { planOf } from './plan.js';
import { judgeMaking } from './policy.js';
import { lockRunningTerm } from './terms.js';

const Input = z.object({
  idempotencyKey,
  purpose: z.enum(PURCHASE_PURPOSES),
  kind: z.enum(PURCHASE_KINDS).nullish(),
  quantity: quantity.nullish(),
  courseId: publicIdInput.nullish(),
  basis: z.enum(PRICE_BASES).nullish(),
  subscriptionId: publicIdInput.nullish(),
  startsOn: date.nullish(),
  instalmentPlanId: publicIdInput.nullish(),
  justification,
  budgetHead,
});
type Given = z.output<typeof Input>;
export type PurchaseRequestCreateInput = z.input<typeof Input>;

/**
 * A procurement officer raises a purchase request for his department: a DRAFT of revision 1. NEW: seats, or a priced course
 * with its basis, from a day on (today when left out). ADDITION and RENEWAL: of a subscription, which says of what; an
 * addition takes effect on a day of the running term, a renewal begins where it ends. Refuses what could not be bought now.
 */
export async function purchaseRequestCreate(ctx: Ctx, input: PurchaseRequestCreateInput): Promise<Outcome<{ purchaseRequestId: string }>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  return inTxOnce(ctx, 'purchaseRequestCreate', given, async (tx) => {
    const departmentId = await buyingDepartment(tx);
    if (isRefused(departmentId)) return departmentId;
    const purchase = await purchaseOf(tx, given, departmentId);
    if (isRefused(purchase)) return purchase;
    const instalmentPlanId = await planOf(tx, given.instalmentPlanId ?? null);
    if (isRefused(instalmentPlanId)) return instalmentPlanId;
    const judged = await judgePurchase(tx, purchase, 'WRITE');
    if (isRefused(judged)) return judged;
    const id = newId();
    const content = { ...purchase, instalmentPlanId, justification: given.justification, budgetHead: given.budgetHead };
    await tx.orm.insert(purchaseRequest).values({
      ...content, id, state: 'DRAFT', revision: 1, requestedBy: actorOf(tx), createdAt: tx.now, updatedAt: tx.now,
    });
    await record(tx, {
      subject: { prefix: 'purchase_request', id }, organisationId: departmentId, before: null, after: { ...content, state: 'DRAFT', revision: 1 },
    });
    return { purchaseRequestId: id };
  });
}

/** The department that the actor buys for, its state locked; refuses whoever does not buy. */
async function buyingDepartment(tx: Tx): Promise<string | Refused> {
  const id = actingOrganisation(tx.actor);
  const [seen] = id === null ? [] : await tx.orm.select({ kind: organisation.kind }).from(organisation).where(eq(organisation.id, id));
  const isDepartment = seen?.kind === 'DEPARTMENT';
  const refusal = judgeMaking(tx.actor, { state: id !== null && isDepartment ? await lockDepartment(tx, id) : 'VERIFIED', isDepartment });
  return refusal ?? id ?? notFound('department', 'departmentId');
}

async function purchaseOf(tx: Tx, given: Given, departmentId: string): Promise<Purchase | Refused> {
  return given.purpose === 'NEW' ? newPurchase(given, departmentId, indianDateOf(tx.now)) : ofSubscription(tx, given, departmentId);
}

function newPurchase(given: Given, departmentId: string, today: IndianDate): Purchase | Refused {
  if (given.subscriptionId != null) {
    return refuse('INVALID', 'A NEW request is not for a subscription that is there; choose ADDITION or RENEWAL, or leave the subscription out.', ['subscriptionId']);
  }
  if (given.kind == null) return refuse('INVALID', 'Say what is bought: SEATS or COURSE.', ['kind']);
  const product = given.kind === 'COURSE' ? courseOf(given) : seatsOf(given);
  if (isRefused(product)) return product;
  const amount = given.quantity ?? (product.basis === 'WHOLE_DEPARTMENT' ? 1 : null);
  if (amount === null) return refuse('INVALID', 'Say how many are bought.', ['quantity']);
  return {
    departmentId, kind: given.kind, purpose: 'NEW', quantity: amount, ...product, subscriptionId: null, termId: null, startsOn: given.startsOn ?? today,
  };
}

interface Product {
  readonly courseId: string | null;
  readonly basis: PriceBasis | null;
}

function courseOf({ courseId: publicCourseId, basis }: Given): Product | Refused {
  if (publicCourseId == null) return refuse('INVALID', 'Say which course is bought.', ['courseId']);
  if (basis == null) return refuse('INVALID', 'Say for whom the course is bought: PER_LEARNER or WHOLE_DEPARTMENT.', ['basis']);
  const courseId = uuidOf('course', publicCourseId);
  return courseId === null ? noSuchCourse() : { courseId, basis };
}

function seatsOf({ courseId, basis }: Given): Product | Refused {
  if (courseId != null) return refuse('INVALID', 'Seats are for no one course; choose the kind COURSE, or leave the course out.', ['courseId']);
  return basis == null ? { courseId: null, basis: null } : refuse('INVALID', 'Only a course has a basis; leave it out for seats.', ['basis']);
}

/** More of what a subscription is for, or the next term of it. */
async function ofSubscription(tx: Tx, given: Given, departmentId: string): Promise<Purchase | Refused> {
  const { purpose } = given;
  if (given.subscriptionId == null) return refuse('INVALID', `An ${purpose === 'ADDITION' ? 'addition' : 'order of a renewal'} names its subscription.`, ['subscriptionId']);
  const subscriptionId = idAt('subscription', given.subscriptionId, 'subscriptionId', 'subscription');
  if (isRefused(subscriptionId)) return subscriptionId;
  const running = await lockRunningTerm(tx, subscriptionId, departmentId);
  if (running === null) return notFound('subscription', 'subscriptionId');
  const { kind, courseId, basis, termId, endsOn } = running;
  if (given.kind != null && given.kind !== kind) return refuse('INVALID', `The subscription is for ${kind}; leave the kind out.`, ['kind']);
  if (given.courseId != null || given.basis != null) {
    return refuse('INVALID', 'What is bought is what the subscription is for; leave course and basis out.', [given.courseId != null ? 'courseId' : 'basis']);
  }
  const amount = given.quantity ?? (purpose === 'RENEWAL' ? running.bought : null);
  if (amount === null) return refuse('INVALID', 'Say how many are added.', ['quantity']);
  const startsOn = given.startsOn ?? (purpose === 'RENEWAL' ? endsOn : indianDateOf(tx.now));
  return { departmentId, kind, purpose, quantity: amount, courseId, basis, subscriptionId, termId, startsOn };
}
