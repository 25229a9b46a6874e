import type { Logger } from 'pino';
import type { Database } from '../../db/client.js';
import type { BulkMailPort } from './mail.js';
import { outboxMail } from './outbox.js';
import { smtpTransport } from './smtp.js';

/** The mail port the configuration asks for: a mail server, or the outbox alone, which development can read. */
export function createMail(
  config: { readonly smtpUrl: string | null; readonly from: string },
  parts: { readonly db: Database; readonly log: Logger; readonly now: () => Date },
): BulkMailPort {
  const deliver = config.smtpUrl === null ? null : smtpTransport({ url: config.smtpUrl, from: config.from });
  return outboxMail(parts, deliver);
}
