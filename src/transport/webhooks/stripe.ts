import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StripeConfig } from '../../config.js';
import type { Database } from '../../db/client.js';
import { keepEvent } from '../../domain/payments/cards/keepEvent.js';
import type { deliveryOf } from '../../integrations/payments/stripe/signature.js';
import { errorBody } from '../http/errors.js';
import type { PaymentEventOutcome } from '../metrics.js';

export interface WebhookParts {
  readonly db: Database;
  /** Null where the card rail is absent. */
  readonly stripe: Pick<StripeConfig, 'webhookSecrets' | 'mode'> | null;
  readonly now: () => Date;
  /** Counts a delivery. */
  readonly received: (outcome: PaymentEventOutcome) => void;
}

/** Bytes of an event at most. Stripe's are some kilobytes. */
const EVENT_BYTES = 1_000_000;
const PATH = '/webhooks/stripe';
const TAKEN = '{"received":true}\n';

/**
 * The address to which Stripe delivers events. The bytes are judged as they came, before any parser: too long (413), not signed by Stripe just
 * now, of another account or mode (400, with what was wrong). Then the event is kept with its job in one statement and answered at once, a
 * duplicate too; work is done by the job. While the database is gone the answer is 503, and Stripe delivers again. No browser calls it.
 */
export async function installStripeWebhook(app: FastifyInstance, parts: WebhookParts): Promise<void> {
  const { stripe } = parts;
  if (stripe === null) {
    app.all(PATH, { config: { cors: false } }, (_request, reply) => tell(reply, 404, 'NOT_FOUND', 'The card rail is not configured here: there is nobody to deliver events to.'));
    return;
  }
  // Stripe's package takes memory, and many installations have no card rail.
  const { deliveryOf: judge } = await import('../../integrations/payments/stripe/signature.js');
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: EVENT_BYTES }, (_request, body, parsed) => { parsed(null, body); });
    scope.setErrorHandler((error: unknown, _request, reply) => {
      if ((error as { code?: string }).code !== 'FST_ERR_CTP_BODY_TOO_LARGE') {
        parts.received('FAILED');
        throw error;
      }
      parts.received('OVERSIZE');
      return tell(reply, 413, 'PAYLOAD_TOO_LARGE', `An event has at most ${String(EVENT_BYTES)} bytes.`);
    });
    scope.post(PATH, { bodyLimit: EVENT_BYTES, config: { cors: false } }, (request, reply) => receive({ ...parts, stripe, judge }, request, reply));
    scope.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE'], url: PATH, config: { cors: false },
      handler: (_request, reply) => tell(reply.header('allow', 'POST'), 405, 'BAD_REQUEST', 'Events are delivered by POST.'),
    });
    done();
  });
}

interface Installed extends WebhookParts {
  readonly stripe: Pick<StripeConfig, 'webhookSecrets' | 'mode'>;
  readonly judge: typeof deliveryOf;
}

async function receive({ db, stripe, judge, now, received }: Installed, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const header = request.headers['stripe-signature'];
  const at = now();
  const event = judge(body, typeof header === 'string' ? header : undefined, stripe.webhookSecrets, stripe.mode, at);
  if ('refused' in event) {
    received(event.refused);
    return tell(reply, 400, 'BAD_REQUEST', event.message);
  }
  const isNew = await keepEvent(db, event, 'WEBHOOK', at);
  received(isNew ? 'KEPT' : 'DUPLICATE');
  return reply.code(200).type('application/json; charset=utf-8').send(TAKEN);
}

function tell(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send(errorBody(code, message));
}
