import { and, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '../../context.js';
import { allocation } from '../../db/tables/payments.js';
import { newId } from '../../lib/ids.js';
import type { AllocationSource } from '../billing/lifecycle.js';
import { reviewDues } from '../subscriptions/steps.js';
import type { DueInvoice } from './dues.js';
import type { Share } from './rules/settle.js';

/** What money is taken from: a receipt, tax withheld, or a credit note. */
export interface Source {
  readonly kind: AllocationSource;
  readonly id: string;
}

/** An allocation that was made. */
export interface Allocated extends Share {
  readonly id: string;
}

function sourceColumns({ kind, id }: Source) {
  return {
    receiptId: kind === 'RECEIPT' ? id : null, taxWithheldId: kind === 'TAX_WITHHELD' ? id : null, creditNoteId: kind === 'CREDIT_NOTE' ? id : null,
  };
}

/**
 * Sets what a source has against invoices of its department, which the caller has locked (`lockDues`); the database moves the
 * invoices and the source, and refuses what is too much of either. The journal is the caller's, and `reviewDuesOf` afterwards.
 */
export async function allocate(tx: Tx, source: Source, departmentId: string, shares: readonly Share[]): Promise<Allocated[]> {
  if (shares.length === 0) return [];
  const made = shares.map((share) => ({ ...share, id: newId() }));
  const createdBy = tx.actor.kind === 'person' ? tx.actor.userId : null;
  await tx.orm.insert(allocation).values(made.map(({ id, invoiceId, paise }) => ({
    id, invoiceId, departmentId, source: source.kind, ...sourceColumns(source), amountPaise: paise, createdBy, createdAt: tx.now,
  })));
  return made;
}

/** The allocations of a source that stand, by invoice: what was set against it and not taken back. */
export async function standingAllocations(tx: Tx, source: Source): Promise<Allocated[]> {
  const { receiptId, taxWithheldId, creditNoteId } = sourceColumns(source);
  const which = receiptId !== null ? eq(allocation.receiptId, receiptId)
    : taxWithheldId !== null ? eq(allocation.taxWithheldId, taxWithheldId) : eq(allocation.creditNoteId, creditNoteId ?? '');
  const reversal = alias(allocation, 'reversal');
  return tx.orm.select({ id: allocation.id, invoiceId: allocation.invoiceId, paise: allocation.amountPaise }).from(allocation)
    .leftJoin(reversal, eq(reversal.reversesId, allocation.id))
    .where(and(which, isNull(allocation.reversesId), isNull(reversal.id))).orderBy(allocation.invoiceId, allocation.id);
}

/** Takes back every allocation of a source that stands, each by a row of its own; answers what was taken back. */
export async function reverseAllocations(tx: Tx, source: Source, departmentId: string): Promise<Allocated[]> {
  const standing = await standingAllocations(tx, source);
  await takeBack(tx, source, departmentId, standing);
  return standing;
}

/** Takes back these allocations of a source, which stand, each by a row of its own. */
export async function takeBack(tx: Tx, source: Source, departmentId: string, standing: readonly Allocated[]): Promise<void> {
  if (standing.length === 0) return;
  const createdBy = tx.actor.kind === 'person' ? tx.actor.userId : null;
  await tx.orm.insert(allocation).values(standing.map(({ id, invoiceId, paise }) => ({
    id: newId(), invoiceId, departmentId, source: source.kind, ...sourceColumns(source), amountPaise: -paise, reversesId: id, createdBy, createdAt: tx.now,
  })));
}

/** Judges anew the subscriptions of invoices that were settled or set back, by the money overdue today. */
export async function reviewDuesOf(tx: Tx, invoices: readonly Pick<DueInvoice, 'subscriptionId'>[]): Promise<void> {
  for (const subscriptionId of [...new Set(invoices.map((each) => each.subscriptionId))].sort()) await reviewDues(tx, subscriptionId);
}

/** The sum of paise of some shares. */
export function sumOf(shares: readonly Share[]): bigint {
  return shares.reduce((sum, { paise }) => sum + paise, 0n);
}

/** The ids of the invoices that a source has been set against. */
export async function invoicesOfSource(tx: Tx, source: Source): Promise<string[]> {
  const { receiptId, taxWithheldId, creditNoteId } = sourceColumns(source);
  const rows = await tx.orm.execute<{ invoice_id: string }>(sql`
    select distinct a.invoice_id from allocation a where a.receipt_id = ${receiptId}::uuid or a.tax_withheld_id = ${taxWithheldId}::uuid or a.credit_note_id = ${creditNoteId}::uuid`);
  return [...rows].map((row) => row.invoice_id);
}
