import type { CardProvider } from '../../../src/domain/payments/rules/cards.js';
import type { StripeDouble } from '../../../src/integrations/payments/double/double.js';
import { idOf } from '../../../src/integrations/payments/stripe/shapes.js';

/** What people and banks do between our calls; each answers what Stripe then names the thing. */
export interface Outside {
  pay(pageId: string): Promise<string>;
  confirm(setupId: string): Promise<{ readonly paymentMethodId: string; readonly mandateId: string }>;
  chargeOf(paymentId: string): Promise<string>;
  dispute(paymentId: string): Promise<string>;
  payOut(): Promise<string>;
}

const DAY = 86_400_000;
const SINCE = new Date(Date.now() - DAY);
const DEPARTMENT = 'organisation_01kah7';

/** A port that keeps the names of the methods that were called. */
export function watched(cards: CardProvider): { readonly cards: CardProvider; readonly called: Set<string> } {
  const called = new Set<string>();
  const get = (target: CardProvider, name: string | symbol): unknown => {
    called.add(String(name));
    return Reflect.get(target, name);
  };
  return { cards: new Proxy(cards, { get }), called };
}

/** A department pays by card, saves one, has it charged, gets money back and disputes the rest: every method of the port, with every value given. */
export async function callEveryMethod(cards: CardProvider, outside: Outside): Promise<void> {
  const customerId = await payByPage(cards, outside);
  await chargeSavedCard(cards, outside, customerId);
  const payoutId = await outside.payOut();
  await cards.payout(payoutId);
  for await (const event of cards.eventsSince(SINCE)) if (event.id === '') throw new Error('an event without an id');
}

async function payByPage(cards: CardProvider, outside: Outside): Promise<string> {
  const customerId = await cards.createCustomer({
    departmentId: DEPARTMENT, name: 'Department of Personnel and Training', email: 'procurement@dopt.example.in',
    address: 'North Block\nCentral Secretariat\nNew Delhi 110001',
  }, 'key-customer');
  await cards.createCustomer({ departmentId: 'organisation_01kah8', name: 'Department of Posts', email: null, address: null }, 'key-other-customer');
  await cards.findCustomer(DEPARTMENT, SINCE);
  const page = {
    hostedInvoiceId: 'hosted_invoice_01', invoiceId: 'invoice_01', number: 'KB/26-27/0000001', description: 'Invoice KB/26-27/0000001: 1,250 seats',
    customerId, amountPaise: 63_572_500n, dueAt: new Date(Date.now() + 30 * DAY),
  };
  const opened = await cards.createHostedInvoice(page, { create: 'key-create', line: 'key-line', open: 'key-open' });
  const other = { ...page, hostedInvoiceId: 'hosted_invoice_02', amountPaise: 1_482_547n };
  const unwanted = await cards.createHostedInvoice(other, { create: 'key-create-2', line: 'key-line-2', open: 'key-open-2' });
  await cards.voidHostedInvoice(unwanted.id, 'key-void');
  await cards.findHostedInvoice('hosted_invoice_01', customerId, SINCE);
  const paymentId = await outside.pay(opened.id);
  await cards.invoice(opened.id);
  await cards.payment(paymentId);
  await cards.paymentOfCharge(await outside.chargeOf(paymentId));
  await payBack(cards, outside, paymentId);
  return customerId;
}

async function payBack(cards: CardProvider, outside: Outside, paymentId: string): Promise<void> {
  const refund = await cards.createRefund({ refundId: 'refund_01', paymentId, amountPaise: 1_000_000n }, 'key-refund');
  await cards.findRefund('refund_01', paymentId);
  await cards.refund(refund.id);
  await cards.refundsOf(paymentId);
  await cards.dispute(await outside.dispute(paymentId));
  await cards.disputesOf(paymentId);
}

async function chargeSavedCard(cards: CardProvider, outside: Outside, customerId: string): Promise<void> {
  const setup = { cardMandateId: 'card_mandate_01', customerId, maximumPaise: 1_500_000n, startsAt: new Date(), description: 'Seats of the next term, in instalments' };
  const offered = await cards.createSetup(setup, 'key-setup');
  await cards.cancelSetup((await cards.createSetup({ ...setup, cardMandateId: 'card_mandate_02' }, 'key-setup-2')).id, 'key-cancel');
  await cards.findSetup('card_mandate_01', customerId, SINCE);
  const { paymentMethodId, mandateId } = await outside.confirm(offered.id);
  await cards.setup(offered.id);
  await cards.createCharge({
    cardChargeId: 'card_charge_01', invoiceId: 'invoice_02', customerId, paymentMethodId, mandateId, amountPaise: 1_482_547n, description: 'Instalment 1 of KB/26-27/0000002',
  }, 'key-charge');
  await cards.findCharge('card_charge_01', customerId, SINCE);
  await cards.releaseCard(paymentMethodId, 'key-release');
}

/** The outside world of the double. */
export function outsideOf(double: StripeDouble): Outside {
  return {
    pay: async (pageId) => (await double.payHostedInvoice(pageId)).id,
    confirm: async (setupId) => {
      const { payment_method: card, mandate } = await double.confirmSetup(setupId);
      return { paymentMethodId: idOf(card) ?? '', mandateId: idOf(mandate) ?? '' };
    },
    chargeOf: async (paymentId) => idOf(double.object('payment_intent', paymentId)?.latest_charge) ?? '',
    dispute: async (paymentId) => (await double.dispute(paymentId)).id,
    payOut: async () => (await double.payOut())?.id ?? '',
  };
}
