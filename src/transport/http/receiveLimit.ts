import type { FastifyInstance } from 'fastify';

/** How long a file may take to arrive. */
export const UPLOAD_MS = 15 * 60_000;

/** Requests other than files must have arrived after so many milliseconds, or their connection is closed. */
export function installReceiveLimit(app: FastifyInstance, ms: number): void {
  app.server.headersTimeout = ms;
  app.addHook('onRequest', (request, reply, done) => {
    done();
    const { raw } = request;
    if (raw.complete || request.routeOptions.url === '/uploads/:id') return;
    const timer = setTimeout(() => { if (!raw.complete) raw.destroy(); }, ms);
    raw.once('end', () => { clearTimeout(timer); });
    reply.raw.once('close', () => { clearTimeout(timer); });
  });
}
