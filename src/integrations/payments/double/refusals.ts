/** An answer of Stripe that is no success, in the shape of its API. */
export class StripeRefusal extends Error {
  constructor(readonly status: number, readonly error: RefusalBody) {
    super(error.message);
  }
}

export interface RefusalBody {
  readonly type: 'invalid_request_error' | 'idempotency_error' | 'card_error' | 'api_error';
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly decline_code?: string;
  readonly payment_intent?: object;
  readonly doc_url?: string;
}

/** A call that is wrong as it stands. */
export function invalid(message: string, code?: string, param?: string): StripeRefusal {
  return new StripeRefusal(400, { type: 'invalid_request_error', message, ...(code === undefined ? {} : { code }), ...(param === undefined ? {} : { param }) });
}

/** An object in the path that nobody knows (404), or in a parameter (400). */
export function missing(kind: string, id: string, param = 'id'): StripeRefusal {
  const name = NAMES[kind] ?? kind;
  return new StripeRefusal(param === 'id' ? 404 : 400, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${name}: '${id}'`, param });
}

const NAMES: Readonly<Record<string, string>> = { payment_method: 'PaymentMethod', balance_transaction: 'balance transaction' };

export function unknownAddress(method: string, path: string): StripeRefusal {
  return new StripeRefusal(404, { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${path}). The double speaks only the calls that the marketplace makes.` });
}

export function wrongKey(given: string): StripeRefusal {
  const message = given === '' ? 'You did not provide an API key.' : `Invalid API Key provided: ${given.slice(0, 8)}****`;
  return new StripeRefusal(401, { type: 'invalid_request_error', message });
}

export function otherParameters(key: string): StripeRefusal {
  return new StripeRefusal(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

export function keyInUse(key: string): StripeRefusal {
  return new StripeRefusal(409, {
    type: 'idempotency_error', code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key: ${key}. Please try again later.`,
  });
}

export function tooMany(): StripeRefusal {
  return new StripeRefusal(429, { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' });
}

export function outOfOrder(): StripeRefusal {
  return new StripeRefusal(500, { type: 'api_error', message: 'An unknown error occurred' });
}

export function unavailable(): StripeRefusal {
  return new StripeRefusal(503, { type: 'api_error', message: 'Stripe is temporarily unavailable' });
}

/** What a bank says to a card, with the payment that it would not make. */
export function declined(code: string, paymentIntent: object): StripeRefusal {
  return new StripeRefusal(402, {
    type: 'card_error', code: 'card_declined', decline_code: code, message: declineMessage(code), payment_intent: paymentIntent,
  });
}

/** The sentence of a decline code. */
export function declineMessage(code: string): string {
  return code === 'insufficient_funds' ? 'Your card has insufficient funds.' : 'Your card was declined.';
}
