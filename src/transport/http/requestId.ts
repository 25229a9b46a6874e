import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const VALID = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,127}$/;

/** The caller's `X-Request-Id` where it is fit for a log (8 to 128 plain characters), else a new one. */
export function requestIdOf(headers: IncomingMessage['headers']): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && VALID.test(given) ? given : randomUUID();
}
