import type Stripe from 'stripe';
import { expand, listing, metadata, text, whole, type Shape } from '../form.js';
import { found, pageOf, route, type Route } from '../routing.js';
import { allOf, keep, part } from '../state.js';
import { z } from 'zod';

const address = z.strictObject({
  line1: text.optional(), line2: text.optional(), city: text.optional(), state: text.optional(), postal_code: text.optional(), country: text.optional(),
});

const creation = {
  name: text.max(256).optional(), email: text.max(512).optional(), description: text.optional(), phone: text.optional(), address: address.optional(),
  balance: whole.optional(), metadata: metadata.optional(), expand: expand.optional(),
} satisfies Shape<Stripe.CustomerCreateParams>;

const list = { ...listing, email: text.optional() } satisfies Shape<Stripe.CustomerListParams>;

export const customerCalls: readonly Route[] = [
  route('POST', '/v1/customers', creation, (state, given) => {
    const customer = keep(state, 'customer', part<Stripe.Customer>({
      id: state.newId('cus_', 14), object: 'customer', balance: given.balance ?? 0, created: state.now(), currency: null, default_source: null,
      delinquent: false, description: given.description ?? null, email: given.email ?? null, livemode: false, metadata: given.metadata ?? {},
      name: given.name ?? null, phone: given.phone ?? null, shipping: null,
      address: given.address === undefined ? null : { city: null, country: null, line1: null, line2: null, postal_code: null, state: null, ...given.address },
    }));
    state.happened('customer.created', customer);
    return customer;
  }),
  route('GET', '/v1/customers', list, (state, { email, ...page }) =>
    pageOf('/v1/customers', allOf(state, 'customer', (customer) => email === undefined || customer.email === email), page)),
  route('GET', '/v1/customers/:id', { expand: expand.optional() }, (state, _, id) => found(state, 'customer', id)),
];
