import { publicId } from '../../../src/lib/ids.js';
import { another } from '../../support/given.js';
import { least, rounded, textOf, total } from './arithmetic.js';
import { creditLeft, judge, outstanding, settle, sharesOf, type Department, type Invoice, type Source } from './books.js';
import { foreseen, freshKey, must, type Play } from './office.js';

const amount = (paise: bigint): { amountMinor: bigint } => ({ amountMinor: paise });
const freshUtr = (): string => `MODEL${String(another()).padStart(11, '0')}`;

/** Of an amount all, a part, or (sometimes) more than it. */
function someOf({ chance }: Play, paise: bigint, mayBeMore: boolean): bigint {
  if (paise > 0n && chance.yes(0.4)) return paise;
  if (mayBeMore && chance.yes(0.25)) return paise + BigInt(chance.between(1, 500_000));
  const part = paise * BigInt(chance.between(1, 9_999)) / 10_000n;
  return part > 0n ? part : 1n;
}

function apply(department: Department, source: Source, shares: ReadonlyMap<Invoice, bigint>, today: number): void {
  for (const [invoice, paise] of shares) {
    source.set.set(invoice, (source.set.get(invoice) ?? 0n) + paise);
    settle(department, invoice, paise, today);
  }
}

/** Money comes by transfer: recorded by one officer, confirmed by the other. */
export async function pay(play: Play, department: Department): Promise<void> {
  const { chance, use } = play;
  const open = department.invoices.filter((invoice) => outstanding(invoice) > 0n);
  const how = chance.pick(['BY_REMARKS', 'BY_REMARKS', 'BY_DEPARTMENT', 'UNKNOWN'] as const);
  const named = how === 'BY_REMARKS' && open.length > 0 ? chance.pick(open) : null;
  const paise = someOf(play, named === null ? total(open.map(outstanding)) : outstanding(named), true);
  const remarks = named === null ? 'From the treasury' : `PFMS ${await referenceOf(play, named)}`;
  const isKnown = how === 'BY_DEPARTMENT' || named !== null;
  play.told.push(`pays ${paise} ${how}${named === null ? '' : `, an invoice of ${named.total} with ${outstanding(named)} open`}`);
  const { receiptId } = must(await use.receiptRecord(play.finance(0), {
    idempotencyKey: freshKey(), utr: freshUtr(), amount: amount(paise), receivedOn: textOf(play.today), payer: 'Pay and Accounts Office', remarks,
    departmentId: how === 'BY_DEPARTMENT' ? publicId('department', department.id) : null,
  }));
  const id = publicId('receipt', receiptId);
  if (chance.yes(0.1)) foreseen(await use.receiptConfirm(play.finance(0), { idempotencyKey: freshKey(), receiptId: id }), 'FOUR_EYES');
  must(await use.receiptConfirm(play.finance(1), { idempotencyKey: freshKey(), receiptId: id }));
  const source: Source = { kind: 'RECEIPT', id: receiptId, amount: paise, state: isKnown ? 'SUCCEEDED' : 'UNMATCHED', set: new Map(), refunded: 0n };
  department.sources.push(source);
  if (isKnown) apply(department, source, sharesOf(department, paise, named), play.today);
}

async function referenceOf({ w, chance }: Play, invoice: Invoice): Promise<string> {
  const rows = await w.owner<{ reference: string }[]>`select reference from expected_payment where invoice_id = ${invoice.id} order by seq`;
  return chance.pick(rows).reference;
}

/** The department reports tax that it withheld. */
export async function withhold(play: Play, department: Department, invoice: Invoice): Promise<void> {
  const paise = play.chance.yes(0.7) ? rounded(2n * invoice.taxable, 100n) || 1n : someOf(play, outstanding(invoice), true);
  const isOpen = invoice.state === 'ISSUED' || invoice.state === 'PART_SETTLED';
  const code = !isOpen ? 'ILLEGAL_STATE' : paise > outstanding(invoice) ? 'INVALID' : null;
  play.told.push(`withholds ${paise} of an invoice ${invoice.state} of ${invoice.total}`);
  const made = foreseen(await play.use.taxWithheldClaim(play.as(department, 'officer'), {
    idempotencyKey: freshKey(), invoiceId: publicId('invoice', invoice.id), kind: 'GST_TDS', amount: amount(paise),
  }), code);
  if (made === null) return;
  const source: Source = { kind: 'TAX_WITHHELD', id: made.taxWithheldId, amount: paise, state: 'CLAIMED', set: new Map(), refunded: 0n };
  department.sources.push(source);
  apply(department, source, new Map([[invoice, paise]]), play.today);
}

/** Takes a whole source back from what it settled. */
function takeBack(department: Department, source: Source, today: number): void {
  for (const [invoice, paise] of source.set) settle(department, invoice, -paise, today);
  source.set.clear();
}

const isBlocked = ({ set }: Source): boolean => [...set.keys()].some(({ state }) => state === 'UNCOLLECTIBLE');

/** Tax was not withheld as it was claimed; or the bank takes a transfer back. */
export async function takeBackSome(play: Play, department: Department, source: Source): Promise<void> {
  const { use } = play;
  play.told.push(`${source.kind} of ${source.amount} (${source.state}) is taken back`);
  const common = { idempotencyKey: freshKey(), reason: 'The bank took it back.' };
  if (source.kind === 'TAX_WITHHELD') {
    const code = source.state !== 'CLAIMED' || isBlocked(source) ? 'ILLEGAL_STATE' : null;
    const outcome = await use.taxWithheldDisallow(play.finance(0), { ...common, taxWithheldId: publicId('tax_withheld', source.id) });
    if (foreseen(outcome, code) === null) return;
    source.state = 'DISALLOWED';
  } else {
    const code = source.state.startsWith('REVERSED') || source.refunded > 0n || isBlocked(source) ? 'ILLEGAL_STATE' : null;
    const outcome = await use.receiptReverse(play.finance(0), { ...common, receiptId: publicId('receipt', source.id) });
    if (foreseen(outcome, code) === null) return;
    source.state = source.state === 'UNMATCHED' ? 'REVERSED_UNMATCHED' : 'REVERSED';
  }
  takeBack(department, source, play.today);
}

/** Lowers an invoice by a credit note, in part or wholly. */
export async function credit(play: Play, department: Department, invoice: Invoice): Promise<void> {
  const before = total(invoice.credits.map(({ taxable }) => taxable));
  const left = invoice.taxable - before;
  const isIssued = invoice.state === 'ISSUED' || invoice.state === 'PART_SETTLED' || invoice.state === 'SETTLED';
  const isWhole = play.chance.yes(0.3);
  const taxable = isWhole ? left : someOf(play, left, true);
  const code = !isIssued || left === 0n ? 'ILLEGAL_STATE' : taxable > left ? 'INVALID' : null;
  const [line] = await play.w.owner<{ id: string }[]>`select id from invoice_line where invoice_id = ${invoice.id}`;
  play.told.push(`has ${taxable} of ${left} credited of an invoice ${invoice.state}`);
  const made = foreseen(await play.use.creditNoteIssue(play.finance(0), {
    idempotencyKey: freshKey(), invoiceId: publicId('invoice', invoice.id), reason: 'Seats that were not used.',
    lines: isWhole ? null : [{ invoiceLineId: publicId('invoice_line', line?.id ?? ''), taxable: amount(taxable) }],
  }), code);
  if (made === null) return;
  const of = (whole: bigint): bigint => rounded(whole * (before + taxable), invoice.taxable) - rounded(whole * before, invoice.taxable);
  const paise = taxable + of(invoice.cgst) + of(invoice.sgst) + of(invoice.igst);
  const source: Source = { kind: 'CREDIT_NOTE', id: made.creditNoteId, amount: paise, state: 'ISSUED', set: new Map(), refunded: 0n };
  const against = least(paise, outstanding(invoice));
  invoice.credits.push({ day: play.today, taxable, share: of(invoice.share) });
  invoice.credited += paise;
  department.sources.push(source);
  if (against > 0n) apply(department, source, new Map([[invoice, against]]), play.today);
  judge(department, invoice.subscription, play.today);
}

/** Sets the credit of a receipt or a credit note against what is due; says whose unmatched money is. */
export async function allocate(play: Play, department: Department, source: Source): Promise<void> {
  const left = creditLeft(source);
  const isUnmatched = source.state === 'UNMATCHED';
  // What the remarks name was settled first, when it came.
  const shares = sharesOf(department, left, null);
  const code = source.state.startsWith('REVERSED') || left === 0n || (shares.size === 0 && !isUnmatched) ? 'ILLEGAL_STATE' : null;
  play.told.push(`sets ${left} of ${source.kind} (${source.state}) against what is due`);
  const outcome = await play.use.receiptAllocate(play.finance(0), {
    idempotencyKey: freshKey(), source: sourceInput(source), departmentId: isUnmatched ? publicId('department', department.id) : null,
  });
  if (foreseen(outcome, code) === null) return;
  if (isUnmatched) source.state = 'SUCCEEDED';
  apply(department, source, shares, play.today);
}

function sourceInput({ kind, id }: Source): { receiptId?: string; creditNoteId?: string } {
  return kind === 'RECEIPT' ? { receiptId: publicId('receipt', id) } : { creditNoteId: publicId('credit_note', id) };
}

/** Credit is paid back to the department: asked for by one officer, confirmed by the other. */
export async function refund(play: Play, source: Source): Promise<void> {
  const left = creditLeft(source);
  const paise = someOf(play, left, true);
  const code = source.state !== 'SUCCEEDED' && source.state !== 'ISSUED' ? 'ILLEGAL_STATE' : paise > left ? 'INVALID' : null;
  play.told.push(`asks back ${paise} of ${left} of ${source.kind} (${source.state})`);
  const made = foreseen(await play.use.refundRecord(play.finance(1), {
    idempotencyKey: freshKey(), source: sourceInput(source), amount: amount(paise), reason: 'Paid too much.',
  }), code);
  if (made === null) return;
  must(await play.use.refundConfirm(play.finance(0), { idempotencyKey: freshKey(), refundId: publicId('refund', made.refundId), utr: freshUtr() }));
  source.refunded += paise;
}

/** Gives up what is outstanding. */
export async function writeOff(play: Play, department: Department, invoice: Invoice): Promise<void> {
  play.told.push(`an invoice ${invoice.state} of ${invoice.total} is given up`);
  const code = invoice.state === 'ISSUED' || invoice.state === 'PART_SETTLED' ? null : 'ILLEGAL_STATE';
  const outcome = await play.use.invoiceWriteOff(play.finance(0), { idempotencyKey: freshKey(), invoiceId: publicId('invoice', invoice.id), reason: 'The office is closed.' });
  if (foreseen(outcome, code) === null) return;
  invoice.state = 'UNCOLLECTIBLE';
  judge(department, invoice.subscription, play.today);
}
