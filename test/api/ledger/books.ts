import { creditNoteIssue } from '../../../src/domain/billing/creditNoteIssue.js';
import { invoiceWriteOff } from '../../../src/domain/billing/invoiceWriteOff.js';
import { verifyLedger, type LedgerVerdict } from '../../../src/domain/ledger/verify.js';
import { receiptConfirm } from '../../../src/domain/payments/receiptConfirm.js';
import { receiptRecord } from '../../../src/domain/payments/receiptRecord.js';
import { refundConfirm } from '../../../src/domain/payments/refundConfirm.js';
import { refundRecord } from '../../../src/domain/payments/refundRecord.js';
import { taxWithheldClaim } from '../../../src/domain/payments/taxWithheldClaim.js';
import { taxWithheldDisallow } from '../../../src/domain/payments/taxWithheldDisallow.js';
import { seatsAssign } from '../../../src/domain/subscriptions/seatsAssign.js';
import { receiptReverse } from '../../../src/domain/payments/receiptReverse.js';
import { publicId } from '../../../src/lib/ids.js';
import { addDays, nextMonth, type IndianDate } from '../../../src/lib/indianDate.js';
import { another, done } from '../../support/given.js';
import type { World } from '../../support/world.js';
import { approvedPrice, pricedCourse } from '../pricing/support.js';
import { bought, goTo, office, pay, recognised, today, type Office } from '../subscriptions/arrange.js';

const key = (): string => `books-${another()}`;
const invoiceIdOf = (uuid: string): string => publicId('invoice', uuid);

/** What stands in the books of `keepBooks`, by uuids. */
export interface Books {
  readonly seats: { readonly invoiceId: string; readonly subscriptionId: string; readonly termId: string; readonly purchaseRequestId: string };
  readonly course: { readonly invoiceId: string; readonly purchaseRequestId: string };
  readonly given: { readonly invoiceId: string };
  readonly at: Office;
  readonly from: IndianDate;
}

/** Money of nobody known: recorded by one finance officer and confirmed by another; its uuid. */
async function stray(w: World): Promise<string> {
  const { receiptId } = done(await receiptRecord(await w.ctx('finance-officer'), {
    idempotencyKey: key(), utr: `HDFC${String(another()).padStart(12, '0')}`, amount: { amountMinor: 7_700n }, receivedOn: today(w), payer: 'Somebody',
  }));
  done(await receiptConfirm(await w.ctx('finance-officer-2'), { idempotencyKey: key(), receiptId: publicId('receipt', receiptId) }));
  return receiptId;
}

async function withheld(w: World, invoiceId: string, paise: bigint): Promise<string> {
  const { taxWithheldId } = done(await taxWithheldClaim(await w.ctx('finance-officer'), {
    idempotencyKey: key(), invoiceId: invoiceIdOf(invoiceId), kind: 'GST_TDS', amount: { amountMinor: paise },
  }));
  return publicId('tax_withheld', taxWithheldId);
}

/**
 * Books with something of everything: seats paid in part with tax withheld and credited beyond what was outstanding, the credit
 * paid back in part; a priced course; an invoice given up; money of nobody known; money that the bank took back; a claim that
 * was disallowed; seats that are assigned; two months earned.
 */
export async function keepBooks(w: World): Promise<Books> {
  const finance = await w.ctx('finance-officer');
  const at = await office(w);
  const from = today(w);
  const seats = await bought(at, { quantity: 100 });
  done(await seatsAssign(await w.ctx(at.buyers.trainer), {
    idempotencyKey: key(), subscriptionId: publicId('subscription', seats.subscriptionId), employees: [1, 2, 3].map((n) => ({ person: { email: `books${n}@example.in`, name: `Officer ${n}` } })),
  }));
  await withheld(w, seats.invoiceId, 86_200n);
  done(await taxWithheldDisallow(finance, { idempotencyKey: key(), taxWithheldId: await withheld(w, seats.invoiceId, 43_100n), reason: 'Not withheld.' }));
  const lost = await pay(w, seats.invoiceId, 1_000_000n);
  done(await receiptReverse(finance, { idempotencyKey: key(), receiptId: publicId('receipt', lost), reason: 'Taken back.' }));
  await pay(w, seats.invoiceId, 4_900_000n);
  const line = await lineOf(w, seats.invoiceId);
  const { creditNoteId } = done(await creditNoteIssue(finance, {
    idempotencyKey: key(), invoiceId: invoiceIdOf(seats.invoiceId), reason: 'Ten seats too many.', lines: [{ invoiceLineId: publicId('invoice_line', line), taxable: { amountMinor: 431_000n } }],
  }));
  const { refundId } = done(await refundRecord(finance, { idempotencyKey: key(), source: { creditNoteId: publicId('credit_note', creditNoteId) }, amount: { amountMinor: 300_000n }, reason: 'Asked for.' }));
  done(await refundConfirm(await w.ctx('finance-officer-2'), { idempotencyKey: key(), refundId: publicId('refund', refundId), utr: `SBIN${String(another()).padStart(12, '0')}` }));
  await stray(w);
  const { courseId } = await pricedCourse(w);
  await approvedPrice(w, courseId);
  const course = await bought(await office(w), { kind: 'COURSE', courseId, basis: 'PER_LEARNER', quantity: 5 });
  const given = await bought(await office(w), { quantity: 3 });
  done(await invoiceWriteOff(finance, { idempotencyKey: key(), invoiceId: invoiceIdOf(given.invoiceId), reason: 'Dissolved.' }));
  goTo(w, addDays(nextMonth(nextMonth(from)), 2));
  await recognised(w);
  return { seats, course, given, at, from };
}

/** The first line of an invoice. */
export async function lineOf(w: World, invoiceId: string): Promise<string> {
  const [row] = await w.owner<{ id: string }[]>`select id from invoice_line where invoice_id = ${invoiceId} order by seq limit 1`;
  if (row === undefined) throw new Error('no line');
  return row.id;
}

/** What the verifier finds, each as its kind and subject. */
export async function verified(w: World): Promise<{ readonly found: readonly string[]; readonly messages: readonly string[]; readonly verdict: LedgerVerdict }> {
  const found: string[] = [];
  const messages: string[] = [];
  const verdict = await verifyLedger(w.db, ({ kind, subject, message }) => {
    found.push(`${kind} ${subject}`);
    messages.push(`${kind} ${subject}: ${message}`);
  });
  return { found, messages, verdict };
}
