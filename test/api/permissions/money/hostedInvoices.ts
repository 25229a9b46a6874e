import { hostedInvoiceCreate } from '../../../../src/domain/payments/hostedInvoiceCreate.js';
import { newId, publicId, uuidOf, type IdPrefix } from '../../../../src/lib/ids.js';
import { another, done } from '../../../support/given.js';
import type { World } from '../../../support/world.js';
import type { Cells } from '../actors.js';
import { id, needed, type Table } from '../wrong.js';
import { PAYMENTS_TARGETS } from './payments.js';

type Values = Readonly<Record<string, string | number>>;

const key = (): string => `key-${another()}`;

async function hostedInvoice(w: World): Promise<{ hostedInvoiceId: string; invoiceId: string }> {
  const { invoiceId } = await PAYMENTS_TARGETS.issuedInvoice(w);
  const { hostedInvoiceId } = done(await hostedInvoiceCreate(await w.ctx('procurement-officer'), { idempotencyKey: key(), invoiceId }));
  return { hostedInvoiceId: publicId('hosted_invoice', hostedInvoiceId), invoiceId };
}

/** A call for a page, as the job that makes it would keep it. */
async function paymentCall(w: World): Promise<{ paymentCallId: string; hostedInvoiceId: string }> {
  const { hostedInvoiceId } = await hostedInvoice(w);
  const callId = newId();
  await w.owner`insert into payment_call (id, subject_id, step, state, idempotency_key, created_at)
    values (${callId}, ${uuidOf('hosted_invoice', hostedInvoiceId) ?? ''}, 'open', 'PENDING', ${callId}, now())`;
  return { paymentCallId: publicId('payment_call', callId), hostedInvoiceId };
}

/** What the operations are asked about. */
export const HOSTED_INVOICES_TARGETS = { hostedInvoice, paymentCall } as const;

/** An input for each mutation that nothing is wrong with. */
export const HOSTED_INVOICES_INPUTS = {
  hostedInvoiceCreate: (t: Values) => ({ idempotencyKey: key(), invoiceId: t['invoiceId'] }),
  hostedInvoiceVoid: (t: Values) => ({ hostedInvoiceId: t['hostedInvoiceId'] }),
} as const;

export const HOSTED_INVOICES_QUERY_TEXTS = {
  cardRail: { text: 'cardRail { isAvailable }', shows: null },
  paymentCalls: { text: 'paymentCalls(first: 100) { nodes { id } }', shows: 'paymentCallId' },
} as const;

/** See matrix.ts. */
export const HOSTED_INVOICES_QUERIES: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['cardRail', 'nothing',                     '-+ ++++ ++++++ ++++'],
  ['paymentCalls', 'paymentCall',             '00 0000 000+++ 0000'],
];

/** See matrix.ts. */
export const HOSTED_INVOICES_MUTATIONS: readonly (readonly [field: string, target: string, cells: Cells])[] = [
  //                                           vn aApP CcHFPA poTL
  ['hostedInvoiceCreate', 'issuedInvoice',    'UN NNNN NNN+FF +FFN'],
  ['hostedInvoiceVoid', 'hostedInvoice',      'UN NNNN NNN+FF +FFN'],
];

/** See idPlaces.ts. */
export const HOSTED_INVOICES_PLACES: Readonly<Record<string, readonly IdPrefix[]>> = {
  'hostedInvoiceCreate.input.invoiceId': ['invoice'],
  'hostedInvoiceVoid.input.hostedInvoiceId': ['hosted_invoice'],
};

/** See scene.ts. */
export async function hostedInvoicesScene(w: World): Promise<Readonly<Record<string, string>>> {
  const { paymentCallId, hostedInvoiceId } = await paymentCall(w);
  return { hostedInvoice: hostedInvoiceId, paymentCall: paymentCallId };
}

/** See visible.ts. */
export const HOSTED_INVOICES_VISIBLE: readonly (readonly [type: string, object: string, cells: Cells])[] = [
  //                                             vn aApP CcHFPA poTL
  ['HostedInvoice', 'hostedInvoice',            '-- ---- ---+++ +++-'],
  ['PaymentCall', 'paymentCall',                '-- ---- ---+++ ----'],
];

/** See wrongInputs.ts. */
export const HOSTED_INVOICES_WRONG: Readonly<Record<string, Table>> = {
  hostedInvoiceCreate: { as: 'procurement-officer', target: 'issuedInvoice', wrong: [...needed('idempotencyKey', 100), ...id('invoiceId', 'invoice')] },
  hostedInvoiceVoid: { as: 'procurement-officer', target: 'hostedInvoice', wrong: id('hostedInvoiceId', 'hosted_invoice') },
};
