import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTx, type Ctx, type Tx } from '../../context.js';
import { parseInput } from '../../lib/input.js';
import { uuidOf } from '../../lib/ids.js';
import { isRefused, refuse, type Outcome } from '../../lib/refusal.js';
import { makeLearner } from '../identity/steps/learners.js';
import { lockState } from '../organisations/steps.js';
import { publicIdInput } from './seats/inputs.js';
import { joinEmployee } from './steps/employees.js';

const shape = z.object({ departmentId: publicIdInput.nullish() });

/**
 * Takes the seats that are reserved for a person's verified address, of one department or of all: he becomes a LEARNER there, and the seats
 * are ACTIVE. Refuses a person whose address is not verified (FORBIDDEN), and for whom nothing is reserved (NOT_FOUND).
 */
export async function seatTake(ctx: Ctx, input: unknown): Promise<Outcome<{ seatsIds: string[] }>> {
  const given = parseInput(shape, input);
  if (isRefused(given)) return given;
  const { actor } = ctx;
  if (actor.kind !== 'person') return refuse('FORBIDDEN', 'Only a person takes a seat.');
  return inTx(ctx, 'seatTake', async (tx) => {
    const [verified] = await tx.orm.execute(sql`select 1 from app_user u where u.id = ${actor.userId}::uuid and u.email_verified`);
    if (verified === undefined) return refuse('FORBIDDEN', 'Your e-mail address is not verified where you signed in; verify it there first.');
    const only = given.departmentId == null ? null : uuidOf('department', given.departmentId);
    const departments = given.departmentId != null && only === null ? [] : await reserving(tx, only);
    const seatsIds: string[] = [];
    for (const departmentId of departments) {
      if (await lockState(tx, departmentId) !== 'VERIFIED') continue;
      await makeLearner(tx, actor.userId, departmentId);
      seatsIds.push(...await joinEmployee(tx, actor.userId, departmentId));
    }
    return seatsIds.length > 0 ? { seatsIds } : refuse('NOT_FOUND',
      'No seat is reserved for the e-mail address that you signed in with.', given.departmentId == null ? [] : ['departmentId']);
  });
}

/** The departments that have a seat reserved for the actor's verified address, in one order. */
async function reserving(tx: Tx, only: string | null): Promise<readonly string[]> {
  const rows = await tx.orm.execute<{ department_id: string }>(sql`
    select distinct e.department_id from employee e join seat s on s.employee_id = e.id and s.state = 'RESERVED'
    where e.email = (select app_verified_email()) and e.state = 'ACTIVE' and e.user_id is null
      and (${only}::uuid is null or e.department_id = ${only}::uuid)
    order by e.department_id`);
  return rows.map(({ department_id: id }) => id);
}
