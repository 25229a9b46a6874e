import type { Tx } from '../../context.js';
import { isRefused, type Refused } from '../../lib/refusal.js';
import { instalmentPlanByCode, instalmentPlanOf } from '../pricing/steps.js';
import { idAt, notFound } from './inputs.js';

/** The plan by which orders are paid that name none: all of it within 30 days. */
const USUAL_PLAN = 'NET_30';

/** The uuid of the instalment plan with a public id; the usual one where none is named. */
export async function planOf(tx: Tx, publicPlanId: string | null): Promise<string | Refused> {
  if (publicPlanId === null) {
    const usual = await instalmentPlanByCode(tx, USUAL_PLAN);
    return usual?.id ?? notFound('instalment plan', 'instalmentPlanId');
  }
  const id = idAt('instalment_plan', publicPlanId, 'instalmentPlanId', 'instalment plan');
  if (isRefused(id)) return id;
  return await instalmentPlanOf(tx, id) === null ? notFound('instalment plan', 'instalmentPlanId') : id;
}
