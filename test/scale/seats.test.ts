import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSeats, type Branch } from '../../src/db/seed/large/seats.js';
import { publicId, uuidOf } from '../../src/lib/ids.js';
import { buyersOf, buying, DEPARTMENT, tryMutation, type Bought, type Buyers } from '../support/buying.js';
import { scaleSeats } from '../support/environment.js';
import { another } from '../support/given.js';
import { somebody } from '../support/seats.js';
import { world, type World } from '../support/world.js';
import { readFor } from './plans.js';

/** `npm run test:scale` (20,000,000 seats; `-- 2000000` for fewer): how long things take while the seats of one tree grow. */
const SEATS = scaleSeats();
const SIZES = [20_000, 2_000_000, 20_000_000].filter((size) => size <= (SEATS ?? 0));
const TURNS = 30;
/** How many times as long as with the fewest seats anything may take with the most. */
const FLAT = 3;

const LIST = `query ($filter: SeatFilter) { seats(first: 50, filter: $filter) { nodes { id state assignedAt employee { name email code } } pageInfo { hasNextPage } } }`;
const USE = 'query ($by: SeatUseBy!) { seatUse(by: $by) { bought assigned active reserved free reassigned reassignmentCap } }';
const ACCESS = 'query ($courseId: ID!, $employeeId: ID) { courseAccess(courseId: $courseId, employeeId: $employeeId) { allowed rule reason message endsOn } }';

describe.runIf(SEATS !== null)('seats of one tree of departments', { timeout: 7_200_000 }, () => {
  let w: World;
  let tree: { readonly ministryId: string; readonly branches: readonly Branch[]; readonly head: Buyers; readonly courseId: string };
  const times = new Map<string, Map<number, number>>();

  beforeAll(async () => {
    w = await world({ demonstration: true });
    tree = await ministry(w);
  }, 600_000);
  afterAll(() => w.close());

  it('2 crore seats cost 862,000,000,000 paise, in GraphQL, PostgreSQL and JSON', async () => {
    const { quote, invoiceId } = await boughtMost(w);
    expect(quote.taxable).toBe(862_000_000_000n);
    const { invoice } = await w.data<{ invoice: { taxable: { amountMinor: string; formatted: string } } }>(
      'finance-officer', 'query ($id: ID!) { invoice(by: { id: $id }) { taxable { amountMinor formatted } } }', { id: invoiceId });
    expect(invoice.taxable).toEqual({ amountMinor: '862000000000', formatted: '8,62,00,00,000.00' });
    const [row] = await w.owner<{ paise: string; line: string; document: string }[]>`
      select i.taxable_paise::text as paise, (select sum(l.taxable_paise)::text from invoice_line l where l.invoice_id = i.id) as line, d.body::text as document
      from invoice i join issued_document d on d.subject_id = i.id where i.id = ${uuidOf('invoice', invoiceId) ?? ''}`;
    expect([row?.paise, row?.line]).toEqual(['862000000000', '862000000000']);
    expect(row?.document).toContain('862000000000');
  });

  it.each(SIZES)('with %i seats', async (size) => {
    const began = Date.now();
    await fillSeats(w.owner, tree.branches, SIZES[SIZES.indexOf(size) - 1] ?? 0, size, () => undefined);
    const [disk] = await w.owner<{ mb: number }[]>`select (pg_total_relation_size('seat') + pg_total_relation_size('employee')) / 1000000 as mb`;
    told(`\n${size} seats: filled in ${((Date.now() - began) / 1000).toFixed(0)} s, employees and seats with their indexes ${disk?.mb} MB on disk`);
    const [branch = { departmentId: '', subscriptionId: '' }] = tree.branches;
    const [departmentId, subscriptionId] = [publicId('department', branch.departmentId), publicId('subscription', branch.subscriptionId)];
    const { trainer } = tree.head;
    const [someone] = await w.owner<{ n: number }[]>`select ${Math.floor(size / 2 / 10) * 10}::int as n`;
    const email = `officer.${String(someone?.n).padStart(8, '0')}`;
    const [employee] = await w.owner<{ id: string }[]>`select id from employee where email = ${`${email}@scale.example.in`}`;
    const employeeId = employee === undefined ? null : publicId('employee', employee.id);
    const reads: [string, string, string, Record<string, unknown>][] = [
      ['the use of a department, counted', trainer, USE, { by: { departmentId } }],
      ['the use of the ministry and all below it', 'finance-officer', USE, { by: { governmentBodyId: tree.ministryId } }],
      ['the list of seats, newest first', trainer, LIST, { filter: {} }],
      ['the reserved seats of the subscription', trainer, LIST, { filter: { subscriptionId, state: 'RESERVED' } }],
      ['seats by the beginning of an address', trainer, LIST, { filter: { employeeBegins: email } }],
      ['seats by the beginning of a name, one in twenty', trainer, LIST, { filter: { employeeBegins: 'kavita' } }],
      ['seats by a whole name', trainer, LIST, { filter: { employeeBegins: `asha ${Math.floor(size / 400) * 200}` } }],
      ['entitlement of an employee', trainer, ACCESS, { courseId: tree.courseId, employeeId }],
      ['entitlement of a learner', 'learner', ACCESS, { courseId: tree.courseId }],
    ];
    await timed(size, 'assign one', async () => {
      const { userErrors } = await tryMutation(w, trainer, 'seatsAssign', { idempotencyKey: `k-${another()}`, subscriptionId, employees: [somebody()] }, 'seats { id }');
      expect(userErrors).toEqual([]);
    });
    for (const [what, who, document, variables] of reads) {
      await timed(size, what, () => w.data(who, document, variables));
      const { lines, rows, whole } = await readFor(w, who, document, variables);
      told(`    ${lines.join('\n    ')}`);
      expect([what, whole]).toEqual([what, []]);
      expect(rows, what).toBeLessThan(20_000);
    }
  });

  it('nothing takes much longer with the most seats than with the fewest', () => {
    const [fewest, most] = [SIZES[0] ?? 0, SIZES.at(-1) ?? 0];
    const ratios = [...times].map(([what, by]) => ({ what, ratio: (by.get(most) ?? 0) / (by.get(fewest) ?? 1) }));
    told(`\n${'milliseconds, the fastest of 30'.padEnd(52)}${SIZES.map((size) => String(size).padStart(12)).join('')}   ratio`);
    for (const { what, ratio } of ratios) told(`${what.padEnd(52)}${SIZES.map((size) => (times.get(what)?.get(size) ?? 0).toFixed(2).padStart(12)).join('')}   ${ratio.toFixed(2)}`);
    for (const { what, ratio } of ratios) expect(ratio, what).toBeLessThanOrEqual(FLAT);
  });

  /** Does something many times and keeps its fastest milliseconds: what else the machine does only makes it slower. */
  async function timed(size: number, what: string, work: () => Promise<unknown>): Promise<void> {
    for (let warm = 0; warm < 5; warm += 1) await work();
    const each: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const began = performance.now();
      await work();
      each.push(performance.now() - began);
    }
    const [fastest = 0, ...slower] = each.sort((a, b) => a - b);
    times.set(what, (times.get(what) ?? new Map<number, number>()).set(size, fastest));
    told(`  ${what}: ${fastest.toFixed(2)} ms, the median ${(slower[TURNS / 2] ?? 0).toFixed(2)} ms`);
  }
});

function told(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The department of the demonstration buys 2 crore seats. */
async function boughtMost(w: World): Promise<Bought> {
  return buying(w).orderedSeats({ quantity: 20_000_000 });
}

/** A ministry with four departments below it that have bought enough seats each, and a course that goes with them. */
async function ministry(w: World) {
  const rows = await w.owner<{ id: string; slug: string; body: string }[]>`
    select o.id, o.slug, o.government_body_id as body from organisation o where o.kind = 'DEPARTMENT' and o.slug <> ${DEPARTMENT} order by o.slug limit 4`;
  const [ministryRow] = await w.owner<{ id: string }[]>`select id from government_body where parent_id is null and kind = 'MINISTRY' and id not in ${w.owner(rows.map(({ body }) => body))} order by name limit 1`;
  await w.owner`update government_body set parent_id = ${ministryRow?.id ?? ''} where id in ${w.owner(rows.map(({ body }) => body))}`;
  const branches: Branch[] = [];
  let head: Buyers | null = null;
  for (const [index, { id, slug }] of rows.entries()) {
    const buyers = await buyersOf(w, slug);
    head ??= buyers;
    const { subscriptionId } = await buying(w, buyers).orderedSeats({ quantity: 20_000_000 });
    branches.push({ departmentId: id, subscriptionId: uuidOf('subscription', subscriptionId) ?? '', tenths: [7, 1, 1, 1][index] ?? 0 });
  }
  const [course] = await w.owner<{ id: string }[]>`select e.course_id as id from catalogue_entry e join course_version v on v.id = e.course_version_id
    where v.state = 'PUBLISHED' and v.inclusion = 'SUBSCRIPTION' order by e.course_id limit 1`;
  if (head === null || course === undefined || ministryRow === undefined) throw new Error('the tree could not be made');
  return { ministryId: publicId('government_body', ministryRow.id), branches, head, courseId: publicId('course', course.id) };
}
