import type { CardProvider, ProviderInvoice, ProviderPayment, ProviderSetup } from '../../../src/domain/payments/rules/cards.js';
import { startStripeDouble, type StripeDouble } from '../../../src/integrations/payments/double/double.js';
import { stripeCards } from '../../../src/integrations/payments/stripe/provider.js';
import { testConfig } from './config.js';

/** The adapter with a double of its own behind it, and a customer. */
export interface Account {
  readonly double: StripeDouble;
  readonly cards: CardProvider;
  readonly customerId: string;
  /** A new page of an amount. */
  page(amountPaise?: bigint): Promise<ProviderInvoice>;
  /** A page that somebody has paid, and his payment as the double has it. */
  paid(amountPaise?: bigint): Promise<{ readonly pageId: string; readonly paymentId: string }>;
  setup(): Promise<ProviderSetup>;
  /** A charge of a saved card whose mandate is in force. */
  charge(amountPaise?: bigint): Promise<ProviderPayment>;
  /** A key that nobody has used. */
  key(): string;
}

export async function openAccount(): Promise<Account> {
  const double = await startStripeDouble({ seed: 11 });
  const cards = stripeCards(testConfig(double.url, double.secretKey));
  let keys = 0;
  const key = (): string => `key-${keys += 1}`;
  const customerId = await cards.createCustomer({ departmentId: 'organisation_1', name: 'Department of Posts', email: null, address: null }, key());
  const page = (amountPaise = 63_572_500n): Promise<ProviderInvoice> => cards.createHostedInvoice({
    hostedInvoiceId: `hosted_invoice_${keys}`, invoiceId: 'invoice_1', number: 'KB/26-27/0000001', description: 'Invoice', customerId, amountPaise,
    dueAt: new Date(double.now().getTime() + 86_400_000),
  }, { create: key(), line: key(), open: key() });
  const setup = (): Promise<ProviderSetup> => cards.createSetup({
    cardMandateId: `card_mandate_${keys}`, customerId, maximumPaise: 1_500_000n, startsAt: double.now(), description: 'Seats',
  }, key());
  return {
    double, cards, customerId, page, setup, key,
    paid: async (amountPaise) => {
      const { id: pageId } = await page(amountPaise);
      return { pageId, paymentId: (await double.payHostedInvoice(pageId)).id };
    },
    charge: async (amountPaise = 1_482_547n) => {
      const { id } = await setup();
      await double.confirmSetup(id);
      const saved = await cards.setup(id);
      return cards.createCharge({
        cardChargeId: `card_charge_${keys}`, invoiceId: 'invoice_2', customerId, paymentMethodId: saved?.paymentMethodId ?? '', mandateId: saved?.mandateId ?? '',
        amountPaise, description: 'Instalment',
      }, key());
    },
  };
}
