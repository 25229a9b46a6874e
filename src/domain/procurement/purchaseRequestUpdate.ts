import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { purchaseRequest } from '../../db/tables/procurement.js';
import { uuidOf } from '../../lib/ids.js';
import { parseInput } from '../../lib/input.js';
import { isRefused, refuse, type Outcome, type Refused } from '../../lib/refusal.js';
import { record } from '../audit/steps.js';
import { PRICE_BASES } from '../pricing/lifecycle.js';
import { budgetHead, date, idAt, justification, noSuchCourse, publicIdInput, quantity, revision } from './inputs.js';
import { judgePurchase } from './judge.js';
import { lockRequest, type LockedRequest } from './locked.js';
import { planOf } from './plan.js';

const Input = z.object({
  purchaseRequestId: publicIdInput,
  revision,
  quantity: quantity.nullish(),
  courseId: publicIdInput.nullish(),
  basis: z.enum(PRICE_BASES).nullish(),
  startsOn: date.nullish(),
  instalmentPlanId: publicIdInput.nullish(),
  justification: justification.nullish(),
  budgetHead: budgetHead.nullish(),
});
type Given = z.output<typeof Input>;
export type PurchaseRequestUpdateInput = z.input<typeof Input>;

type Content = Pick<LockedRequest, 'quantity' | 'courseId' | 'basis' | 'startsOn' | 'instalmentPlanId' | 'justification' | 'budgetHead'>;

/**
 * Edits a purchase request that is a DRAFT: what is left out, or null, stays. Its quotes are of the revision before: it is
 * quoted again when it is submitted. Refuses a revision that is not the current one, and what could not be bought now.
 */
export async function purchaseRequestUpdate(ctx: Ctx, input: PurchaseRequestUpdateInput): Promise<Outcome<{ purchaseRequestId: string }>> {
  const given = parseInput(Input, input);
  if (isRefused(given)) return given;
  const id = idAt('purchase_request', given.purchaseRequestId, 'purchaseRequestId', 'purchase request');
  if (isRefused(id)) return id;
  return inTx(ctx, 'purchaseRequestUpdate', async (tx) => {
    const request = await lockRequest(tx, id, 'UPDATE');
    if (isRefused(request)) return request;
    if (given.revision !== request.revision) {
      return refuse('STALE_REVISION', `Somebody has changed the purchase request: it is at revision ${request.revision}, not ${given.revision}. Read it again.`, ['revision']);
    }
    const content = await contentOf(tx, given, request);
    if (isRefused(content)) return content;
    const judged = await judgePurchase(tx, { ...request, ...content }, 'WRITE');
    if (isRefused(judged)) return judged;
    const changed = (Object.keys(content) as (keyof Content)[]).filter((name) => content[name] !== request[name]);
    const next = request.revision + 1;
    await tx.orm.update(purchaseRequest).set({ ...content, revision: next, updatedAt: tx.now }).where(eq(purchaseRequest.id, id));
    await record(tx, {
      subject: { prefix: 'purchase_request', id }, organisationId: request.departmentId,
      before: { ...of(request, changed), revision: request.revision }, after: { ...of(content, changed), revision: next },
    });
    return { purchaseRequestId: id };
  });
}

/** What the request says then; refuses what its kind or purpose has no place for. */
async function contentOf(tx: Tx, given: Given, request: LockedRequest): Promise<Content | Refused> {
  const isNewCourse = request.purpose === 'NEW' && request.kind === 'COURSE';
  if (!isNewCourse && (given.courseId != null || given.basis != null)) {
    return refuse('INVALID', 'Course and basis are of a NEW request for a COURSE only; leave them out.', [given.courseId != null ? 'courseId' : 'basis']);
  }
  const courseId = given.courseId == null ? request.courseId : uuidOf('course', given.courseId);
  if (given.courseId != null && courseId === null) return noSuchCourse();
  const instalmentPlanId = given.instalmentPlanId == null ? request.instalmentPlanId : await planOf(tx, given.instalmentPlanId);
  if (isRefused(instalmentPlanId)) return instalmentPlanId;
  return {
    courseId, instalmentPlanId, basis: given.basis ?? request.basis, quantity: given.quantity ?? request.quantity,
    startsOn: given.startsOn ?? request.startsOn, justification: given.justification ?? request.justification,
    budgetHead: given.budgetHead ?? request.budgetHead,
  };
}

function of(content: Content, names: readonly (keyof Content)[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, content[name]]));
}
