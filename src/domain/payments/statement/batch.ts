import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../../context.js';
import { receipt } from '../../../db/tables/payments.js';
import { bankStatement, bankStatementLine } from '../../../db/tables/statements.js';
import { newId, publicId } from '../../../lib/ids.js';
import { refuse, type Outcome } from '../../../lib/refusal.js';
import { record, recordAll } from '../../audit/steps.js';
import { candidatesOf, dueInvoices, judgeRecorded } from '../dues.js';
import type { StatementLineOutcome } from '../lifecycle.js';
import { judgeFinance } from '../policy.js';
import type { StatementCredit } from '../rules/statement/line.js';
import type { StatementRow } from './source.js';

export type StatementJob = typeof bankStatement.$inferSelect;
type Line = Omit<typeof bankStatementLine.$inferInsert, 'id' | 'statementId'>;

/** A receipt that has a UTR. */
interface Holder {
  readonly id: string;
  readonly amountPaise: bigint;
  readonly currency: string;
}

/**
 * Takes one batch of lines in: each credit of a new UTR becomes a PENDING receipt, recorded by whoever started the import, with how it
 * fits what is due; a report line for each; the position moves past them. All in the transaction under way. Answers why
 * it must stop; a line that cannot be read is no reason to.
 */
export async function takeStatementBatch(tx: Tx, given: StatementJob, rows: readonly StatementRow[]): Promise<Outcome<StatementJob>> {
  const stop = judgeFinance(tx.actor);
  if (stop !== null) return stop;
  const [job] = await tx.orm.select().from(bankStatement).where(eq(bankStatement.id, given.id)).for('update');
  if (job?.state !== 'RUNNING' || job.bytesDone !== given.bytesDone) return refuse('BUSY', 'The statement is being read by another process.');
  const credits = rows.flatMap(({ read }) => (read.kind === 'CREDIT' ? [read.credit] : []));
  const before = await holdersOf(tx, credits);
  const made = await recordCredits(tx, job, freshOf(credits, before));
  // Somebody may have recorded one by hand since.
  const holders = new Map([...before, ...made, ...await holdersOf(tx, credits.filter(({ utr }) => !before.has(utr) && !made.has(utr)))]);
  const told = new Set<string>();
  const lines = rows.map((row) => lineOf(row, { holders, made, told }));
  await tx.orm.insert(bankStatementLine).values(lines.map((line) => ({ ...line, id: newId(), statementId: job.id })));
  return moveOn(tx, job, lines, rows);
}

/** The first credit of each UTR that no receipt has. */
function freshOf(credits: readonly StatementCredit[], known: ReadonlyMap<string, Holder>): StatementCredit[] {
  const first = new Map<string, StatementCredit>();
  for (const credit of credits) if (!known.has(credit.utr) && !first.has(credit.utr)) first.set(credit.utr, credit);
  return [...first.values()];
}

/** The receipts that have the UTRs of some credits, also those that were rejected: a statement is read again without bringing them back. */
async function holdersOf(tx: Tx, credits: readonly StatementCredit[]): Promise<Map<string, Holder>> {
  if (credits.length === 0) return new Map();
  const rows = await tx.orm.execute<{ id: string; utr: string; amount: string; currency: string }>(sql`
    select distinct on (r.external_id) r.id, r.external_id as utr, r.amount_paise::text as amount, r.currency from receipt r
    where r.rail = 'TRANSFER' and r.external_id in (select e.utr from jsonb_array_elements_text(${JSON.stringify(credits.map(({ utr }) => utr))}::jsonb) as e(utr))
    order by r.external_id, r.state = 'FAILED', r.id`);
  return new Map([...rows].map(({ id, utr, amount, currency }) => [utr, { id, amountPaise: BigInt(amount), currency }]));
}

/** Records credits as PENDING receipts; answers those that were recorded, by their UTRs. */
async function recordCredits(tx: Tx, job: StatementJob, credits: readonly StatementCredit[]): Promise<Map<string, Holder>> {
  if (credits.length === 0) return new Map();
  const monies = credits.map((credit) => ({ ...credit, departmentId: null }));
  const candidates = await candidatesOf(tx, monies);
  const invoices = new Map((await dueInvoices(tx, [...candidates.values()].flat(), false)).map((invoice) => [invoice.id, invoice]));
  const rows = monies.map((money) => {
    const judged = judgeRecorded(money, (candidates.get(money) ?? []).flatMap((id) => invoices.get(id) ?? []));
    return {
      id: newId(), rail: 'TRANSFER' as const, externalId: money.utr, state: 'PENDING' as const, amountPaise: money.amountPaise, currency: money.currency,
      receivedOn: money.valueDate, payer: money.payer, remarks: money.remarks, match: judged.match, departmentId: judged.departmentId,
      proposedInvoiceId: judged.namedInvoiceId, statementId: job.id, recordedBy: job.createdBy, recordedAt: tx.now,
    };
  });
  const inserted = new Set((await tx.orm.insert(receipt).values(rows).onConflictDoNothing().returning({ id: receipt.id })).map(({ id }) => id));
  const recorded = rows.filter(({ id }) => inserted.has(id));
  await recordAll(tx, recorded.map(({ id, recordedAt: _at, ...fields }) => ({ subject: { prefix: 'receipt' as const, id }, organisationId: fields.departmentId, before: null, after: fields })));
  return new Map(recorded.map(({ externalId, id, amountPaise, currency }) => [externalId, { id, amountPaise, currency }]));
}

interface Known {
  readonly holders: ReadonlyMap<string, Holder>;
  readonly made: ReadonlyMap<string, Holder>;
  /** UTRs that a line of this batch was recorded for. */
  readonly told: Set<string>;
}

function lineOf({ lineNo, read }: StatementRow, { holders, made, told }: Known): Line {
  switch (read.kind) {
    case 'REFUSED': return { lineNo, outcome: 'REFUSED', message: read.message };
    case 'NOT_A_CREDIT': return { lineNo, outcome: 'NOT_A_CREDIT', remarks: read.remarks };
    case 'CREDIT': {
      const { valueDate, utr, amountPaise, currency, remarks } = read.credit;
      const line = { lineNo, valueDate, utr, amountPaise, currency, remarks };
      const holder = holders.get(utr);
      if (holder === undefined) throw new Error('a credit was neither recorded nor known');
      if (made.has(utr) && !told.has(utr)) {
        told.add(utr);
        return { ...line, outcome: 'RECORDED', receiptId: holder.id };
      }
      if (holder.amountPaise === amountPaise && holder.currency === currency) return { ...line, outcome: 'KNOWN', receiptId: holder.id };
      return { ...line, outcome: 'REFUSED', receiptId: holder.id, message: `The receipt ${publicId('receipt', holder.id)} has this UTR with another amount: look at both with the bank.` };
    }
  }
}

const COUNTED = { RECORDED: 'recorded', KNOWN: 'known', NOT_A_CREDIT: 'notCredits', REFUSED: 'refused' } as const satisfies Record<StatementLineOutcome, string>;

/** Moves the position past the lines, counts them, and writes the one audit event of the batch. */
async function moveOn(tx: Tx, job: StatementJob, lines: readonly Line[], rows: readonly StatementRow[]): Promise<StatementJob> {
  const last = rows.at(-1);
  if (last === undefined) throw new Error('a batch has lines');
  const counts = { recorded: job.recorded, known: job.known, notCredits: job.notCredits, refused: job.refused };
  for (const { outcome } of lines) counts[COUNTED[outcome]] += 1;
  const place = { bytesDone: last.endsAt, linesDone: last.nextLine - 1 };
  await tx.orm.update(bankStatement).set({ ...place, ...counts }).where(eq(bankStatement.id, job.id));
  await record(tx, {
    subject: { prefix: 'bank_statement', id: job.id }, organisationId: null,
    before: { bytesDone: job.bytesDone, linesDone: job.linesDone }, after: { ...place, ...counts },
  });
  return { ...job, ...place, ...counts };
}
