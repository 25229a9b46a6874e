import type { Identity } from '../../domain/identity/actor.js';
import { withStanding, withVersion } from '../replicas.js';
import type { Plan } from './plan.js';

/*
 * One parameter of each statement here is FILLER (outlive.ts), which says nothing: without it the driver would keep the statement back, so
 * that PostgreSQL would begin when all requests that came together have been worked on, and we would then wait for it (ADR 15).
 */

/** A visitor's read, or one of what is no tenant's. Parameters: the plan's, FILLER. */
export const openText = perPlan((plan, used) => `select r.* from (${plan.text}) r where ${given(used + 1)}`);

/**
 * A person's read as one statement of its own transaction, in place of BEGIN READ ONLY, the settings for row-level security, the data
 * and COMMIT. Parameters: the plan's, scope, user, organisation, FILLER.
 *
 * `set_config(..., true)` holds until the end of the statement's transaction. The settings are made by the one row of `s`, which
 * OFFSET keeps apart, and the data are asked for in a branch of CASE that looks at that row first; PostgreSQL evaluates a sub-select
 * that depends on nothing no earlier than its value is asked for, and nothing in parallel beside `set_config`. Should a version of it
 * ever see the data before the settings, row-level security sees nobody: such a read answers too little, never too much.
 */
const scopedText = perPlan((plan, used) => scoped(plan, used, `where ${given(used + 4)}`));

/**
 * The same with an identity to confirm: the one row is that of the person, if his access revision is still what was kept: else there is
 * no row, and the data are not asked for. Parameters: those of the other, with the identity's before FILLER.
 */
const scopedAndCheckedText = perPlan((plan, used) => scoped(plan, used, `${personHolds(used + 4)} and ${given(used + 6)}`));

/** A person's read of what is his tenant's. */
export function textFor(plan: Plan, used: number, identity: Identity | undefined): string {
  return identity === undefined ? scopedText(plan, used) : scopedAndCheckedText(plan, used);
}

/**
 * A person's read of what is no tenant's: one statement that answers no row where his access revision is not what was kept. Parameters:
 * the plan's, the identity's, FILLER.
 */
export const checkedText = perPlan((plan, used) => `select (${plan.text}) as data ${personHolds(used + 1)} and ${given(used + 3)}`);

/** A visitor's read of the published catalogue as it is sent to a replica: it also tells the version there. Parameters as of `openText`. */
export const versionedText = perPlan((plan, used) => withVersion(openText(plan, used)));

/** A person's read as it is sent to a replica: it also tells how far the replica knows him. His user id is the last parameter. */
export const standingText = perPlan((plan, used) => (
  plan.tenant ? withStanding(scopedText(plan, used), used + 5) : withStanding(openText(plan, used), used + 2)));

function scoped(plan: Plan, used: number, from: string): string {
  const [scope, user, organisation] = [used + 1, used + 2, used + 3].map((n) => `$${String(n)}`);
  return `select case when s.told <> '' then (${plan.text}) end as data from (select set_config('transaction_read_only', 'on', true)`
    + ` || set_config('app.scope', ${scope}::text, true) || set_config('app.user_id', ${user}::text, true)`
    + ` || set_config('app.organisation_id', ${organisation}::text, true) as told ${from} offset 0) s`;
}

/** Parameters: the person's id, and his access revision or, where it is confirmed already, null. */
function personHolds(n: number): string {
  return `from app_user u where u.id = $${String(n)}::uuid and ($${String(n + 1)}::bigint is null or u.access_revision = $${String(n + 1)}::bigint)`;
}

function given(n: number): string {
  return `$${String(n)}::text is not null`;
}

/** Makes a text of a plan, which has `used` parameters, once. */
function perPlan(make: (plan: Plan, used: number) => string): (plan: Plan, used: number) => string {
  const made = new WeakMap<Plan, string>();
  return (plan, used) => {
    let text = made.get(plan);
    if (text === undefined) {
      text = make(plan, used);
      made.set(plan, text);
    }
    return text;
  };
}
