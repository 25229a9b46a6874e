import type { Transporter } from 'nodemailer';
import type { Deliver } from './mail.js';

const OUTGOING_MS = 5_000;

/** Delivers through a mail server, with 5 s for each step. The same message always has the same Message-ID. */
export function smtpTransport({ url, from }: { url: string; from: string }): Deliver {
  let transport: Promise<Transporter> | undefined;
  const domain = /@([^\s@>]+)/.exec(from)?.[1] ?? 'localhost.invalid';
  return async ({ id, recipient, subject, body }) => {
    await (await (transport ??= transportTo(url))).sendMail({
      from, to: { name: '', address: recipient }, subject, text: body, messageId: `<${id}@${domain}>`,
      headers: { 'auto-submitted': 'auto-generated' },
    });
  };
}

/** The package is loaded with the first message: it takes memory, and an installation may have no mail server. */
async function transportTo(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url, connectionTimeout: OUTGOING_MS, greetingTimeout: OUTGOING_MS, socketTimeout: OUTGOING_MS, dnsTimeout: OUTGOING_MS,
    // A message's text comes from our own templates; it may neither read files nor fetch addresses.
    disableFileAccess: true, disableUrlAccess: true,
  });
}
