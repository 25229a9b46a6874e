import { tryMutation } from '../../support/buying.js';
import { another } from '../../support/given.js';
import type { World } from '../../support/world.js';

type Paise = { readonly amountMinor: string };

/** An invoice as these tests read it. */
export interface InvoiceSeen {
  readonly id: string;
  readonly number: string | null;
  readonly state: string;
  readonly issuedOn: string | null;
  readonly taxable: Paise;
  readonly cgst: Paise;
  readonly sgst: Paise;
  readonly igst: Paise;
  readonly total: Paise;
  readonly settled: Paise;
  readonly credited: Paise;
  readonly outstanding: Paise;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  readonly placeOfSupply: { readonly code: string } | null;
  readonly placeReason: string | null;
  readonly lines: readonly { readonly id: string; readonly quantity: number; readonly taxable: Paise; readonly credited: Paise; readonly total: Paise }[];
  readonly expectedPayments: readonly { readonly dueOn: string; readonly amount: Paise; readonly reference: string; readonly paid: Paise; readonly state: string }[];
  readonly allocations: readonly { readonly source: string; readonly amount: Paise; readonly isReversal: boolean }[];
  readonly creditNotes: readonly { readonly id: string; readonly number: string; readonly total: Paise; readonly unused: Paise }[];
  readonly documents: { readonly pdfUrl: string; readonly jsonUrl: string } | null;
  readonly allowedActions: readonly string[];
}

const P = '{ amountMinor }';
export const INVOICE_FIELDS = `id number state issuedOn taxable ${P} cgst ${P} sgst ${P} igst ${P} total ${P} settled ${P} credited ${P} outstanding ${P}
  dueOn isOverdue placeOfSupply { code } placeReason lines { id quantity taxable ${P} credited ${P} total ${P} }
  expectedPayments { dueOn amount ${P} reference paid ${P} state } allocations { source amount ${P} isReversal }
  creditNotes { id number total ${P} unused ${P} } documents { pdfUrl jsonUrl } allowedActions`;

/** An invoice as somebody sees it; null where he sees none. */
export async function seeInvoice(w: World, who: string | null, id: string): Promise<InvoiceSeen | null> {
  const { invoice } = await w.data<{ invoice: InvoiceSeen | null }>(who, `query See($id: ID!) { invoice(by: { id: $id }) { ${INVOICE_FIELDS} } }`, { id });
  return invoice;
}

/** As `seeInvoice` by a finance officer, who sees all. */
export async function invoiceOf(w: World, id: string): Promise<InvoiceSeen> {
  const invoice = await seeInvoice(w, 'finance-officer', id);
  if (invoice === null) throw new Error(`no invoice ${id}`);
  return invoice;
}

/** Runs one of the finance officer's mutations; answers the codes and paths of its refusal, none when it was done. */
export async function finance(w: World, name: string, input: object, who = 'finance-officer'): Promise<string[]> {
  const { userErrors } = await tryMutation(w, who, name, { idempotencyKey: `key-${another()}`, ...input });
  return userErrors.map(({ code, path }) => [code, ...path.slice(1)].join(' '));
}

/** A money input. */
export const money = (paise: bigint): { amountMinor: string } => ({ amountMinor: paise.toString() });
