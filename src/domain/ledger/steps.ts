import { sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { newId } from '../../lib/ids.js';
import type { IndianDate } from '../../lib/indianDate.js';
import type { Account, EntryKind } from './lifecycle.js';

/** What an entry books on an account. */
export interface PostingToMake {
  readonly account: Account;
  /** Paise: positive is a debit, negative a credit. A posting of nothing is left out. */
  readonly amountPaise: bigint;
  readonly invoiceId?: string | null;
  readonly invoiceLineId?: string | null;
  readonly providerId?: string | null;
}

/** One happening to be booked. */
export interface EntryToMake {
  readonly kind: EntryKind;
  /** The invoice, receipt, credit note, allocation... it tells of. */
  readonly subjectId: string;
  /** Where one subject has several entries of a kind: the month of a recognition, 'YYYY-MM'. */
  readonly keySuffix?: string;
  /** The Indian day it belongs to. */
  readonly bookedOn: IndianDate;
  /** Null for money of nobody known. */
  readonly departmentId: string | null;
  readonly narration: string;
  readonly postings: readonly PostingToMake[];
}

/** By what an entry is known: the kind and its subject; each is used once. */
export function businessKeyOf({ kind, subjectId, keySuffix }: Pick<EntryToMake, 'kind' | 'subjectId' | 'keySuffix'>): string {
  return [kind, subjectId, ...(keySuffix === undefined ? [] : [keySuffix])].join(':');
}

/**
 * Books one happening: the entry and its postings, which the database wants in one transaction, without a savepoint between.
 * Answers the entry's id. Throws where the postings do not sum to zero, or are fewer than two: that is a bug of the caller.
 */
export async function post(tx: Tx, entry: EntryToMake): Promise<string> {
  const [id] = await postAll(tx, [entry]);
  if (id === undefined) throw new Error('an entry was not booked');
  return id;
}

/** As `post`, for several happenings: one statement. Answers the entries' ids, in order. */
export async function postAll(tx: Tx, entries: readonly EntryToMake[]): Promise<string[]> {
  if (entries.length === 0) return [];
  const made = entries.map((entry) => ({ ...entry, id: newId(), postings: entry.postings.filter(({ amountPaise }) => amountPaise !== 0n) }));
  for (const entry of made) balanced(entry);
  await tx.orm.execute(sql`
    insert into journal_entry (id, kind, business_key, booked_on, subject_id, department_id, narration, created_at)
    select e.id, e.kind, e.key, e.booked_on, e.subject_id, e.department_id, e.narration, ${tx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(made.map(rowOfEntry))}::jsonb)
      as e(id uuid, kind entry_kind, key text, booked_on date, subject_id uuid, department_id uuid, narration text)`);
  await tx.orm.execute(sql`
    insert into posting (id, entry_id, account, amount_paise, booked_on, department_id, invoice_id, invoice_line_id, provider_id)
    select p.id, p.entry_id, p.account, p.amount, p.booked_on, p.department_id, p.invoice_id, p.invoice_line_id, p.provider_id
    from jsonb_to_recordset(${JSON.stringify(made.flatMap(rowsOfPostings))}::jsonb)
      as p(id uuid, entry_id uuid, account account, amount bigint, booked_on date, department_id uuid, invoice_id uuid, invoice_line_id uuid, provider_id uuid)`);
  return made.map(({ id }) => id);
}

type Made = EntryToMake & { readonly id: string };

function balanced({ kind, subjectId, postings }: Made): void {
  const sum = postings.reduce((all, { amountPaise }) => all + amountPaise, 0n);
  if (postings.length < 2 || sum !== 0n) throw new Error(`${kind} of ${subjectId} has ${postings.length} postings, which sum to ${sum}`);
}

function rowOfEntry(entry: Made): object {
  const { id, kind, bookedOn, subjectId, departmentId, narration } = entry;
  return { id, kind, key: businessKeyOf(entry), booked_on: bookedOn, subject_id: subjectId, department_id: departmentId, narration };
}

/** Amounts as text: JSON numbers lose digits. */
function rowsOfPostings({ id, bookedOn, departmentId, postings }: Made): object[] {
  return postings.map(({ account, amountPaise, invoiceId, invoiceLineId, providerId }) => ({
    id: newId(), entry_id: id, account, amount: amountPaise.toString(), booked_on: bookedOn, department_id: departmentId,
    invoice_id: invoiceId ?? null, invoice_line_id: invoiceLineId ?? null, provider_id: providerId ?? null,
  }));
}
