import { invalid } from './refusals.js';
import { allOf, type AnyObject, type DoubleState, type Kind } from './state.js';

type Json = Record<string, unknown>;

/** Stripe's prefixes of ids, and what they are ids of. */
const PREFIXES: readonly (readonly [prefix: string, kind: Kind])[] = [
  ['cus_', 'customer'], ['inpay_', 'invoice_payment'], ['in_', 'invoice'], ['ii_', 'invoiceitem'], ['pi_', 'payment_intent'], ['ch_', 'charge'],
  ['re_', 'refund'], ['du_', 'dispute'], ['po_', 'payout'], ['txn_', 'balance_transaction'], ['seti_', 'setup_intent'],
  ['mandate_', 'mandate'], ['pm_', 'payment_method'],
];

/** The object with an id, of whatever kind; null where there is none. */
export function byId(state: DoubleState, id: string): AnyObject | null {
  const kind = PREFIXES.find(([prefix]) => id.startsWith(prefix))?.[1];
  return kind === undefined ? null : state.tables[kind].get(id) ?? null;
}

/** A list as Stripe answers it. */
export function listOf(url: string, data: readonly object[], hasMore = false): object {
  return { object: 'list', url, has_more: hasMore, data };
}

/** What an object has only where it is asked for. */
const INCLUDED: Readonly<Record<string, (state: DoubleState, id: string) => object>> = {
  'invoice.payments': (state, id) => listOf(`/v1/invoice_payments?invoice=${id}`, allOf(state, 'invoice_payment', ({ invoice }) => invoice === id).reverse()),
  'charge.refunds': (state, id) => listOf(`/v1/refunds?charge=${id}`, allOf(state, 'refund', ({ charge }) => charge === id).reverse()),
};

/** A copy of an answer in which what is asked for stands instead of its id. Refuses what cannot be expanded. */
export function expanded(state: DoubleState, answer: object, paths: readonly string[] = []): object {
  const copy = structuredClone(answer) as Json;
  for (const path of paths) expandAt(state, copy, path.split('.'), path);
  return copy;
}

function expandAt(state: DoubleState, target: Json, [step = '', ...rest]: readonly string[], path: string): void {
  if (step === 'data' && Array.isArray(target['data'])) {
    for (const item of target['data'] as Json[]) expandAt(state, item, rest, path);
    return;
  }
  const included = INCLUDED[`${String(target['object'])}.${step}`];
  if (included !== undefined && target[step] === undefined) target[step] = structuredClone(included(state, String(target['id'])));
  const found = target[step];
  if (found === undefined) throw invalid(`This property cannot be expanded (${path}).`, undefined, 'expand');
  if (found === null) return;
  const inner = typeof found === 'string' ? expandedOne(state, found, path) : found as Json;
  target[step] = inner;
  if (rest.length > 0) expandAt(state, inner, rest, path);
}

function expandedOne(state: DoubleState, id: string, path: string): Json {
  const object = byId(state, id);
  if (object === null) throw invalid(`This property cannot be expanded (${path}).`, undefined, 'expand');
  return structuredClone(object) as unknown as Json;
}
