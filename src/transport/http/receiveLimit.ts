import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a file may take to arrive. */
export const UPLOAD_MS = 15 * 60_000;

/** Requests other than files must have arrived after so many milliseconds, or their connection is closed. */
export function installReceiveLimit(app: FastifyInstance, ms: number): void {
  app.server.headersTimeout = ms;
  app.addHook('onRequest', (request, reply, done) => {
    done();
    // Most requests come in one piece, whose rest is read before anything else is done.
    if (request.routeOptions.url !== '/uploads/:id') process.nextTick(limit, request.raw, reply.raw, ms);
  });
}

function limit(request: IncomingMessage, response: ServerResponse, ms: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => { if (!request.complete) request.destroy(); }, ms);
  request.once('end', () => { clearTimeout(timer); });
  response.once('close', () => { clearTimeout(timer); });
}
