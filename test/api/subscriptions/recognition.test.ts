import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recognisedBy } from '../../../src/domain/ledger/rules/recognition.js';
import { creditNoteIssue } from '../../../src/domain/billing/creditNoteIssue.js';
import { chanceOf } from '../../../src/lib/chance.js';
import { newId, publicId } from '../../../src/lib/ids.js';
import { addDays, addYears, firstOfMonth, isIndianDate, monthEndOf, nextMonth, type IndianDate } from '../../../src/lib/indianDate.js';
import { another, done } from '../../support/given.js';
import { world, type World } from '../../support/world.js';
import { bought, goTo, office, recognised, today } from './arrange.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

interface Line {
  readonly id: string;
  readonly startsOn: IndianDate;
  readonly endsOn: IndianDate;
  readonly taxable: bigint;
  readonly share: bigint;
  readonly credits: readonly { readonly on: IndianDate; readonly taxable: bigint; readonly share: bigint }[];
}

/** What the rule says of a line: paise by month, and the day on which they are booked. */
function byRule({ id, startsOn, endsOn, taxable, share, credits }: Line, issuedOn: IndianDate, before: IndianDate): Map<string, string> {
  const booked = new Map<string, string>();
  const last = credits.map(({ on }) => on).reduce((a, b) => (a > b ? a : b), addDays(endsOn, -1));
  let sofar = 0n;
  for (let month = firstOfMonth(startsOn); month < before && month <= last; month = nextMonth(month)) {
    const end = monthEndOf(month);
    const ours = credits.reduce((left, credit) => (credit.on <= end ? left - credit.taxable + credit.share : left), taxable - share);
    const earned = recognisedBy(ours, startsOn, endsOn, end);
    if (earned !== sofar) booked.set(`${id} ${month.slice(0, 7)}`, `${earned - sofar} on ${end > issuedOn ? end : issuedOn}`);
    sofar = earned;
  }
  return booked;
}

async function entries(): Promise<Map<string, string>> {
  const rows = await w.owner<{ line: string; month: string; paise: string; on: string; sum: string; postings: number }[]>`
    select e.subject_id as line, right(e.business_key, 7) as month, e.booked_on::text as on, count(*)::int as postings, sum(p.amount_paise)::text as sum,
      sum(- p.amount_paise) filter (where p.account = 'REVENUE')::text as paise
    from journal_entry e join posting p on p.entry_id = e.id and p.invoice_line_id = e.subject_id where e.kind = 'REVENUE_RECOGNISED' group by e.id`;
  expect(rows.filter(({ postings, sum }) => postings !== 2 || sum !== '0')).toEqual([]);
  return new Map(rows.map(({ line, month, paise, on }) => [`${line} ${month}`, `${paise} on ${on}`]));
}

const sorted = (map: ReadonlyMap<string, string>): [string, string][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** A line of any period and amount around an invoice's issue, some of it credited at times. */
function anyLine(chance: ReturnType<typeof chanceOf>, from: IndianDate): Line {
  const startsOn = addDays(from, chance.between(-70, 500));
  const endsOn = addDays(startsOn, chance.pick([1, 2, 28, 29, 31, chance.between(1, 400), 365, 366]));
  const taxable = BigInt(chance.pick([1, 365, 43_100, 53_875_000, 862_000_000_000, chance.between(1, 1_000_000_000_000)]));
  const share = chance.yes(0.3) ? BigInt(Math.floor(Number(taxable) * chance.next())) : 0n;
  let [left, leftShare] = [taxable, share];
  const credits = Array.from({ length: chance.pick([0, 0, 1, 2]) }, () => {
    const whole = chance.yes(0.4);
    const part = { on: addDays(startsOn, chance.between(-40, 460)), taxable: whole ? left : left / 3n, share: whole ? leftShare : leftShare / 3n };
    left -= part.taxable;
    leftShare -= part.share;
    return part;
  }).filter((part) => part.taxable > 0n);
  return { id: newId(), startsOn, endsOn, taxable, share, credits };
}

const GUARDED = ['invoice_line', 'credit_note', 'credit_note_line'];

/** Writes lines to an issued invoice past its guards. */
async function plant(invoiceId: string, departmentId: string, lines: readonly Line[]): Promise<void> {
  const userId = await w.userId('finance-officer');
  await w.owner.begin(async (sql) => {
    for (const table of GUARDED) await sql.unsafe(`alter table ${table} disable trigger user`);
    let seq = 1;
    for (const { id, startsOn, endsOn, taxable, share, credits } of lines) {
      seq += 1;
      await sql`insert into invoice_line (id, invoice_id, department_id, seq, description, sac, quantity, unit_paise, starts_on, ends_on, days_of_term, days_left,
          taxable_paise, rate_basis_points, cgst_paise, sgst_paise, igst_paise, total_paise, provider_id, provider_share_paise)
        values (${id}, ${invoiceId}, ${departmentId}, ${seq}, 'Seats', '999293', 1, 1, ${startsOn}, ${endsOn}, 1, 1, ${String(taxable)}, 0, 0, 0, 0, ${String(taxable)},
          ${departmentId}, ${String(share)})`;
      for (const credit of credits) {
        const note = newId();
        await sql`insert into credit_note (id, invoice_id, department_id, number, issued_on, reason, taxable_paise, cgst_paise, sgst_paise, igst_paise, total_paise, created_by, created_at)
          values (${note}, ${invoiceId}, ${departmentId}, ${note}, ${credit.on}, 'For the test', ${String(credit.taxable)}, 0, 0, 0, ${String(credit.taxable)}, ${userId}, ${w.clock.now()})`;
        await sql`insert into credit_note_line (credit_note_id, invoice_line_id, taxable_paise, cgst_paise, sgst_paise, igst_paise, provider_share_paise)
          values (${note}, ${id}, ${String(credit.taxable)}, 0, 0, 0, ${String(credit.share)})`;
      }
    }
    for (const table of GUARDED) await sql.unsafe(`alter table ${table} enable trigger user`);
  });
}

describe('revenue is recognised', () => {
  test('as the rule says, line by line and month by month, whenever and however often the job runs', async () => {
    const at = await office(w);
    const { invoiceId } = await bought(at);
    const issuedOn = today(w);
    const [own] = await w.owner<{ id: string; taxable: string }[]>`select id, taxable_paise::text as taxable from invoice_line where invoice_id = ${invoiceId}`;
    const chance = chanceOf(4, 15);
    const lines: Line[] = [
      { id: own?.id ?? '', startsOn: issuedOn, endsOn: addYears(issuedOn, 1), taxable: BigInt(own?.taxable ?? 0), share: 0n, credits: [] },
      ...Array.from({ length: 300 }, () => anyLine(chance, issuedOn)),
    ];
    await plant(invoiceId, at.departmentId, lines.slice(1));
    for (const [days, times] of [[3, 2], [40, 1], [3, 1], [200, 2], [30, 1], [365, 3], [500, 1]] as const) {
      goTo(w, addDays(today(w), days));
      await Promise.all(Array.from({ length: times }, () => recognised(w)));
      const expected = new Map(lines.flatMap((line) => [...byRule(line, issuedOn, firstOfMonth(today(w)))]));
      expect(sorted(await entries())).toEqual(sorted(expected));
    }
    expect((await recognised(w)).entries).toBe(0);
    // What is left of each line is earned to the paisa.
    const [wrong] = await w.owner`select count(*)::int as lines from invoice_line l where l.invoice_id = ${invoiceId}
      and (select coalesce(sum(- p.amount_paise), 0) from posting p where p.invoice_line_id = l.id and p.account = 'REVENUE')
        <> l.taxable_paise - l.provider_share_paise - (select coalesce(sum(c.taxable_paise - c.provider_share_paise), 0) from credit_note_line c where c.invoice_line_id = l.id)`;
    expect(wrong).toEqual({ lines: 0 });
  }, 120_000);

  test('over a term that begins on 29 February, which ends on 28 February, by its 365 days', async () => {
    let leap = Number(today(w).slice(0, 4)) + 1;
    while (!isIndianDate(`${leap}-02-29`)) leap += 1;
    goTo(w, `${leap}-02-29`);
    const at = await office(w);
    const { invoiceId } = await bought(at);
    const [line] = await w.owner<{ id: string; starts_on: string; ends_on: string; days: number; taxable: string }[]>`
      select l.id, l.starts_on::text, l.ends_on::text, l.ends_on - l.starts_on as days, l.taxable_paise::text as taxable from invoice_line l where l.invoice_id = ${invoiceId}`;
    expect(line).toMatchObject({ starts_on: `${leap}-02-29`, ends_on: `${leap + 1}-02-28`, days: 365, taxable: '4310000' });
    goTo(w, `${leap + 1}-03-02`);
    await recognised(w);
    const rows = await w.owner<{ month: string; on: string; paise: string }[]>`
      select right(e.business_key, 7) as month, e.booked_on::text as on, (- p.amount_paise)::text as paise from journal_entry e join posting p on p.entry_id = e.id
      where e.subject_id = ${line?.id ?? ''} and e.kind = 'REVENUE_RECOGNISED' and p.account = 'REVENUE' order by 1`;
    expect(rows.slice(0, 2)).toEqual([
      { month: `${leap}-02`, on: `${leap}-02-29`, paise: '11808' }, { month: `${leap}-03`, on: `${leap}-03-31`, paise: '366055' },
    ]);
    expect(rows).toHaveLength(13);
    expect(rows.at(-1)).toMatchObject({ month: `${leap + 1}-02`, on: `${leap + 1}-02-28` });
    expect(rows.reduce((sum, { paise }) => sum + BigInt(paise), 0n)).toBe(4_310_000n);
  });

  test('a credit note lowers what is still to be earned, and gives back what was earned too much', async () => {
    const at = await office(w);
    const { invoiceId } = await bought(at);
    const start = today(w);
    goTo(w, addDays(addYears(start, 1), 20));
    await recognised(w);
    done(await creditNoteIssue(await w.ctx('finance-officer'), { idempotencyKey: `k${another()}`, invoiceId: publicId('invoice', invoiceId), reason: 'Nobody could sign in.' }));
    goTo(w, nextMonth(today(w)));
    await recognised(w);
    const [sums] = await w.owner`select
        (select sum(p.amount_paise)::text from posting p where p.invoice_id = ${invoiceId} and p.account = 'REVENUE') as revenue,
        (select sum(p.amount_paise)::text from posting p where p.invoice_id = ${invoiceId} and p.account = 'DEFERRED_REVENUE') as deferred`;
    expect(sums).toEqual({ revenue: '0', deferred: '0' });
  });
});
