import type { Identity } from '../../domain/identity/actor.js';
import { withStanding, withVersion } from '../replicas.js';
import type { Plan } from './plan.js';

/**
 * A person's read as one statement of its own transaction, in place of BEGIN READ ONLY, the settings for row-level security, the data
 * and COMMIT.
 *
 * `set_config(..., true)` holds until the end of the statement's transaction. The settings are made by the one row of `s`, which
 * OFFSET keeps apart, and the data are asked for in a branch of CASE that looks at that row first; PostgreSQL evaluates a sub-select
 * that depends on nothing no earlier than its value is asked for, and nothing in parallel beside `set_config`. Should a version of it
 * ever see the data before the settings, row-level security sees nobody: such a read answers too little, never too much.
 *
 * With an identity to confirm the one row is that of the person, if his access revision is still what was kept: else there is no row,
 * and the data are not asked for.
 */
export function scopedText(plan: Plan, used: number, identity: Identity | undefined): string {
  const kept = identity === undefined ? scoped : scopedAndChecked;
  let text = kept.get(plan);
  if (text === undefined) {
    const [scope, user, organisation] = [used + 1, used + 2, used + 3].map((n) => `$${String(n)}`);
    text = `select case when s.told <> '' then (${plan.text}) end as data from (select set_config('transaction_read_only', 'on', true)`
      + ` || set_config('app.scope', ${scope}::text, true) || set_config('app.user_id', ${user}::text, true)`
      + ` || set_config('app.organisation_id', ${organisation}::text, true) as told`
      + `${identity === undefined ? '' : ` ${personHolds(used + 4)}`} offset 0) s`;
    kept.set(plan, text);
  }
  return text;
}

/** A person's read of what is no tenant's: one statement that answers no row where his access revision is not what was kept. */
export function checkedText(plan: Plan, used: number): string {
  let text = checked.get(plan);
  if (text === undefined) {
    text = `select (${plan.text}) as data ${personHolds(used + 1)}`;
    checked.set(plan, text);
  }
  return text;
}

/**
 * A read as it is sent to a replica. A person's, with his user id as the last parameter, also tells how far the replica knows him, a visitor's of
 * the published catalogue the version there.
 */
export function replicaText(plan: Plan, used: number, isPerson: boolean): string {
  const kept = isPerson ? onReplica : onReplicaForVisitors;
  let text = kept.get(plan);
  if (text === undefined) {
    if (!isPerson) text = withVersion(plan.text);
    else text = plan.tenant ? withStanding(scopedText(plan, used, undefined), used + 4) : withStanding(plan.text, used + 1);
    kept.set(plan, text);
  }
  return text;
}

const onReplica = new WeakMap<Plan, string>();
const onReplicaForVisitors = new WeakMap<Plan, string>();
const scoped = new WeakMap<Plan, string>();
const scopedAndChecked = new WeakMap<Plan, string>();
const checked = new WeakMap<Plan, string>();

/** Parameters: the person's id, and his access revision or, where it is confirmed already, null. */
function personHolds(n: number): string {
  return `from app_user u where u.id = $${String(n)}::uuid and ($${String(n + 1)}::bigint is null or u.access_revision = $${String(n + 1)}::bigint)`;
}
