import { afterAll, beforeAll, expect, it } from 'vitest';
import { publicId, uuidOf } from '../../../src/lib/ids.js';
import { given, type GivenCourse } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { access, day, OTHER_DEPARTMENT, subscription, unguarded } from './arrange.js';

let w: World;
let open: GivenCourse;

const PEOPLE = 200_000;

/** A person of the crowd, by his number. */
const crowd = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

beforeAll(async () => {
  w = await world();
  open = await given.publishedCourse(w);
  const of = await subscription(w);
  const elsewhere = await subscription(w, { department: OTHER_DEPARTMENT, state: 'EXPIRED' });
  await unguarded(w, async (sql) => {
    const id = (name: string): string => `('00000000-0000-7000-${name}-' || lpad(n::text, 12, '0'))::uuid`;
    const each = `from generate_series(1, ${PEOPLE}) n`;
    await sql.unsafe(`alter table membership disable trigger user`);
    await sql.unsafe(`insert into app_user (id, issuer, subject, email, email_verified, name, created_at)
      select ${id('8000')}, 'https://crowd.invalid', n::text, 'crowd' || n || '@example.in', true, 'One of many', now() ${each}`);
    await sql.unsafe(`insert into membership (id, user_id, organisation_id, organisation_kind, roles, specialisms, state, created_at)
      select ${id('8001')}, ${id('8000')}, '${of.departmentId}', 'DEPARTMENT', '{LEARNER}', '{}', 'ACTIVE', now() ${each}`);
    await sql.unsafe(`insert into employee (id, department_id, email, name, user_id, state, created_at)
      select ${id('8002')}, '${of.departmentId}', 'crowd' || n || '@example.in', 'One of many', ${id('8000')}, 'ACTIVE', now() ${each}`);
    await sql.unsafe(`insert into seat (id, subscription_id, department_id, employee_id, user_id, state, assigned_at, activated_at)
      select ${id('8003')}, '${of.id}', '${of.departmentId}', ${id('8002')}, ${id('8000')}, 'ACTIVE', now(), now() ${each}`);
    await sql.unsafe(`insert into subscription (id, department_id, kind, state, reassignment_cap_basis_points, grace_days, created_at, state_changed_at)
      select ${id('8004')}, '${elsewhere.departmentId}', 'SEATS', 'EXPIRED', 500, 15, now(), now() from generate_series(1, 20000) n`);
    await sql.unsafe(`insert into term (id, subscription_id, department_id, seq, starts_on, ends_on, unit_paise, created_at)
      select ${id('8005')}, ${id('8004')}, '${elsewhere.departmentId}', 1, '2020-01-01', '2021-01-01', 43100, now() from generate_series(1, 20000) n`);
    await sql.unsafe(`alter table membership enable trigger user`);
  });
  await w.owner.unsafe('analyze');
}, 300_000);
afterAll(() => w.close());

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** The plan of the function's own statement, as it is planned once for all values, and run. */
async function planOf(userId: string, employeeId: string | null, organisationId: string | null): Promise<Node> {
  const [source] = await w.owner<{ text: string }[]>`select prosrc as text from pg_proc where proname = 'course_access'`;
  const text = (source?.text ?? '').replaceAll(/\basked_course\b/g, '$1').replaceAll(/\basked_employee\b/g, '$2').replaceAll(/\btoday\b/g, '$3');
  return w.owner.begin(async (sql) => {
    await sql`select set_config('app.scope', 'organisation', true), set_config('app.user_id', ${userId}, true), set_config('app.organisation_id', ${organisationId ?? ''}, true)`;
    await sql.unsafe('set local plan_cache_mode = force_generic_plan');
    await sql.unsafe(`prepare asked(uuid, uuid, date) as ${text}`);
    const employee = employeeId === null ? 'null' : `'${employeeId}'`;
    const [row] = await sql.unsafe(`explain (analyze, buffers, format json) execute asked('${uuidOf('course', open.courseId) ?? ''}', ${employee}, '${day(w)}')`);
    await sql.unsafe('deallocate asked');
    return (row?.['QUERY PLAN'] as { Plan: Node }[])[0]?.Plan;
  }) as Promise<Node>;
}

/** What must never be read from end to end. */
const LARGE = ['seat', 'employee', 'app_user', 'membership', 'subscription', 'term'];

it.each([
  ['a learner about himself', crowd(123_456), null],
  ['a training manager about an employee', null, '00000000-0000-7000-8002-000000123456'],
])(`%s: among ${PEOPLE} seats a few pages are read, by indexes`, async (_name, who, employeeId) => {
  const plan = await planOf(who ?? await w.userId('training-manager'), employeeId, who === null ? await w.organisationId('department-of-personnel-and-training') : null);
  const nodes = nodesOf(plan);
  const scans = nodes.filter((node) => node['Node Type'] === 'Seq Scan' && LARGE.includes(node['Relation Name'] ?? '') && node['Actual Loops'] > 0);
  expect(scans.map((node) => node['Relation Name'])).toEqual([]);
  expect(nodes.some((node) => node['Relation Name'] === 'seat' && node['Node Type'].startsWith('Index'))).toBe(true);
  expect(plan['Actual Rows']).toBe(1);
  expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(150);
});

it('reads as few pages for the last of them as for the first, and the answer is right', async () => {
  const pages = async (number: number): Promise<number> => {
    const plan = await planOf(crowd(number), null, null);
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  };
  expect(Math.abs(await pages(1) - await pages(PEOPLE))).toBeLessThan(15);
  const [row] = await w.owner<{ id: string }[]>`select id from employee where user_id = ${crowd(PEOPLE)}`;
  expect(await access(w, 'training-manager', open.courseId, publicId('employee', row?.id ?? ''))).toMatchObject({ rule: 'SEAT', endsOn: day(w, 335) });
});
