import { column, computed, idField, list, money, moneyOf, one, timestamp } from '../../db/reader/fields.js';
import { literal } from '../../db/reader/registry.js';
import type { RootList } from '../../db/reader/read.js';
import type { Connection, Shape, Writer } from '../../db/reader/shape.js';
import { uuidOf } from '../../lib/ids.js';
import { moneyOfPaise } from '../../lib/money.js';

/** The books are for those who keep them; `readsJournal` of the policy is the same for one actor. */
function journalVisible(_row: string, w: Writer): string {
  return w.viewer.kind === 'system' || w.viewer.has('FINANCE_OFFICER', 'PLATFORM_ADMIN', 'AUDITOR') ? 'true' : 'false';
}

const journalEntry: Shape = {
  type: 'JournalEntry', table: 'journal_entry', tenant: true, visible: journalVisible,
  fields: {
    id: idField('journal_entry'),
    kind: column('kind'),
    bookedOn: column('booked_on'),
    department: one('Department', (row, child) => `${child}.id = ${row}.department_id`),
    narration: column('narration'),
    postings: list('Posting', (row, child) => `${child}.entry_id = ${row}.id`, (child) => `${child}.account, ${child}.id`),
    createdAt: timestamp('created_at'),
  },
};

const posting: Shape = {
  type: 'Posting', table: 'posting', tenant: true, visible: journalVisible,
  fields: {
    account: column('account'),
    amount: money('amount_paise'),
    invoice: one('Invoice', (row, child) => `${child}.id = ${row}.invoice_id`),
    provider: one('Provider', (row, child) => `${child}.id = ${row}.provider_id`),
  },
};

const departmentUuid = (id: unknown): string | null => uuidOf('department', String(id));
const invoiceUuid = (id: unknown): string | null => uuidOf('invoice', String(id));

/** `journalEntries`. */
export const journalEntries: Connection = {
  to: 'JournalEntry',
  filters: {
    kind: (value, node) => `${node}.kind = ${literal(String(value.constant))}`,
    departmentId: (value, node, _side, w) => `${node}.department_id = ${w.param(value, 'uuid', departmentUuid)}`,
    invoiceId: (value, node, _side, w) => {
      const p = w.alias('p');
      return `exists (select 1 from posting ${p} where ${p}.entry_id = ${node}.id and ${p}.invoice_id = ${w.param(value, 'uuid', invoiceUuid)})`;
    },
    bookedFrom: (value, node, _side, w) => `${node}.booked_on >= ${w.param(value, 'date')}`,
    bookedUntil: (value, node, _side, w) => `${node}.booked_on <= ${w.param(value, 'date')}`,
  },
  orders: { CREATED_AT: { sql: (node) => `${node}.created_at`, cast: 'timestamptz' } },
  defaultOrder: { field: 'CREATED_AT', direction: 'DESC' },
};

/** The day that a report is of, given by its resolver. */
const reportDay = (w: Writer): string => w.runParam('date', (run) => (run.given as { readonly on: string }).on);

/** The ages of what a department owes at the end of a day, from the journal: what is settled of an invoice pays what is due first. */
function agesSql(department: string, w: Writer): string {
  const day = reportDay(w);
  const [o, p, i, e, a] = [w.alias('o'), w.alias('p'), w.alias('i'), w.alias('e'), w.alias('a')];
  const between = (from: number, to: number | null): string =>
    `coalesce(sum(${a}.open) filter (where ${a}.days >= ${from}${to === null ? '' : ` and ${a}.days <= ${to}`}), 0)::text`;
  return `(select json_build_object('notDue', coalesce(sum(${a}.open) filter (where ${a}.days <= 0), 0)::text, 'days1To30', ${between(1, 30)},
      'days31To60', ${between(31, 60)}, 'days61To90', ${between(61, 90)}, 'over90', ${between(91, null)}, 'total', coalesce(sum(${a}.open), 0)::text)
    from (select ${day} - ${e}.due_on as days, greatest(0, least(${e}.amount_paise,
        sum(${e}.amount_paise) over (partition by ${e}.invoice_id order by ${e}.due_on, ${e}.seq) - ${o}.settled)) as open
      from (select ${i}.id, ${i}.total_paise - sum(${p}.amount_paise) as settled from invoice ${i}
        join posting ${p} on ${p}.invoice_id = ${i}.id and ${p}.account = 'RECEIVABLE' and ${p}.booked_on <= ${day}
        where ${i}.department_id = ${department}.id group by ${i}.id having sum(${p}.amount_paise) <> 0) ${o}
      join expected_payment ${e} on ${e}.invoice_id = ${o}.id) ${a})`;
}

const receivablesByAgeRow: Shape = {
  type: 'ReceivablesByAge', table: 'organisation', tenant: true, visible: journalVisible,
  fields: {
    department: one('Department', (row, child) => `${child}.id = ${row}.id`),
    amounts: computed((row, w) => ({ ages: agesSql(row, w) }), ({ ages }) => amountsOf(ages)),
  },
};

function amountsOf(texts: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(texts as Record<string, string>).map(([key, paise]) => [key, moneyOfPaise(BigInt(paise))]));
}

/** `receivablesByAge`: the departments that owe something at the end of the day, by name. */
export const receivablesByAge: RootList = {
  on: (row, w) => {
    const p = w.alias('p');
    return `${row}.kind = 'DEPARTMENT' and ${row}.id in (select ${p}.department_id from posting ${p}
      where ${p}.account = 'RECEIVABLE' and ${p}.booked_on <= ${reportDay(w)} group by ${p}.department_id having sum(${p}.amount_paise) <> 0)`;
  },
  order: (row) => `${row}.name, ${row}.id`,
};

/** What a provider is owed at the end of the day. */
function payableSql(provider: string, w: Writer): string {
  const p = w.alias('p');
  return `(select coalesce(-sum(${p}.amount_paise), 0)::bigint from posting ${p} where ${p}.provider_id = ${provider}.id
    and ${p}.account = 'PROVIDER_PAYABLE' and ${p}.booked_on <= ${reportDay(w)})`;
}

const providerPayable: Shape = {
  type: 'ProviderPayable', table: 'organisation', tenant: true, visible: journalVisible,
  fields: {
    provider: one('Provider', (row, child) => `${child}.id = ${row}.id`),
    payable: moneyOf(payableSql),
  },
};

/** `providerPayables`: the providers that we owe something at the end of the day, by name. */
export const providerPayables: RootList = {
  on: (row, w) => `${row}.kind = 'PROVIDER' and ${payableSql(row, w)} <> 0`,
  order: (row) => `${row}.name, ${row}.id`,
};

export const ledgerShapes: readonly Shape[] = [journalEntry, posting, receivablesByAgeRow, providerPayable];
