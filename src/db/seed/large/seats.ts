import type { Sql } from 'postgres';

/** A department, its subscription (uuids), and how large a share of the seats, in tenths, is its own; together ten. */
export interface Branch {
  readonly departmentId: string;
  readonly subscriptionId: string;
  readonly tenths: number;
}

/** Rows written by one statement: what PostgreSQL keeps of it until the end stays small. */
const CHUNK = 500_000;
const NAMES = ['Asha', 'Bhavna', 'Chandra', 'Deepak', 'Esha', 'Farhan', 'Gita', 'Harish', 'Indira', 'Javed', 'Kavita', 'Lakshmi', 'Manoj', 'Nisha', 'Om', 'Pooja', 'Qasim', 'Ravi', 'Sunita', 'Tara'];

/**
 * Fills the seats of departments up from so many to so many, as the owner of an installation made to be measured: no trigger and no foreign
 * key is asked, and the counters are set to what the triggers would have made them. Every tenth employee has an account; people are
 * numbered through, as officer.<eight digits>@scale.example.in. `told` is called with how many seats there are after each half million.
 */
export async function fillSeats(owner: Sql, branches: readonly Branch[], from: number, to: number, told: (seats: number) => void): Promise<void> {
  const restore = await withoutRules(owner);
  for (let start = from; start < to; start += CHUNK) {
    const end = Math.min(to, start + CHUNK);
    await owner.unsafe(peopleOf(branches, start, end));
    await owner.unsafe(seatsOf(branches, start, end));
    told(end);
  }
  for (const { subscriptionId } of branches) {
    await owner`update term t set assigned = c.live, active = c.active
      from (select count(*) filter (where s.state <> 'RELEASED') as live, count(*) filter (where s.state = 'ACTIVE') as active from seat s where s.subscription_id = ${subscriptionId}) c
      where t.id = (select x.current_term_id from subscription x where x.id = ${subscriptionId})`;
  }
  await restore();
  for (const on of ['employee', 'seat', 'term']) await owner.unsafe(`vacuum (analyze, parallel 0) ${on}`);
}

/** Takes indexes, foreign keys and triggers away, which a million rows would ask one by one; answers how they are put back. */
async function withoutRules(owner: Sql): Promise<() => Promise<void>> {
  const keys = await owner<{ on: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as "on", conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'f' and conrelid in ('employee'::regclass, 'seat'::regclass) order by 1, 2`;
  const indexes = await owner<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid in ('employee'::regclass, 'seat'::regclass) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid) order by 1`;
  for (const { name } of indexes) await owner.unsafe(`drop index ${name}`);
  for (const { on, name } of keys) await owner.unsafe(`alter table ${on} drop constraint ${name}`);
  for (const on of ['employee', 'seat', 'term']) await owner.unsafe(`alter table ${on} disable trigger user`);
  return async () => {
    const one = await owner.reserve();
    await one.unsafe("set maintenance_work_mem = '1GB'");
    for (const { definition } of indexes) await one.unsafe(definition);
    await one.unsafe('reset maintenance_work_mem');
    one.release();
    for (const on of ['employee', 'seat', 'term']) await owner.unsafe(`alter table ${on} enable trigger user`);
    // Who was numbered through has no account that there is: what comes from now on is asked for.
    for (const { on, name, definition } of keys) await owner.unsafe(`alter table ${on} add constraint ${name} ${definition.replace(/ NOT VALID$/, '')} not valid`);
  };
}

/** Which branch the nth person belongs to, as SQL: by his last digit. */
function branchOf(branches: readonly Branch[], value: (branch: Branch) => string): string {
  let digit = 0;
  const cases = branches.map((branch) => {
    digit += branch.tenths;
    return `when n % 10 < ${digit} then '${value(branch)}'::uuid`;
  });
  return `case ${cases.join(' ')} end`;
}

const idOf = (kind: string): string => `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;

function peopleOf(branches: readonly Branch[], start: number, end: number): string {
  return `insert into employee (id, department_id, email, name, code, user_id, state, created_at)
    select ${idOf('1')}, ${branchOf(branches, ({ departmentId }) => departmentId)}, 'officer.' || lpad(n::text, 8, '0') || '@scale.example.in',
      ('{${NAMES.join(',')}}'::text[])[1 + (n / 10) % ${NAMES.length}] || ' ' || n, 'S-' || n, case when (n / 10) % 10 = 0 then ${idOf('3')} end, 'ACTIVE', now()
    from generate_series(${start}, ${end - 1}) as n`;
}

function seatsOf(branches: readonly Branch[], start: number, end: number): string {
  return `insert into seat (id, subscription_id, department_id, employee_id, user_id, state, assigned_at, activated_at)
    select ${idOf('2')}, ${branchOf(branches, ({ subscriptionId }) => subscriptionId)},
      ${branchOf(branches, ({ departmentId }) => departmentId)}, ${idOf('1')}, case when (n / 10) % 10 = 0 then ${idOf('3')} end,
      case when (n / 10) % 10 = 0 then 'ACTIVE' else 'RESERVED' end::seat_state, now(), case when (n / 10) % 10 = 0 then now() end
    from generate_series(${start}, ${end - 1}) as n`;
}
