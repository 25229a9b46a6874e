import { z } from 'zod';

/** Characters that PostgreSQL or a mail header cannot keep, or that nobody can see: controls, and halves of surrogate pairs. */
const UNSEEN = /[\p{Cc}\p{Cs}]/u;
const UNSEEN_IN_LINES = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;

/** A text of one line, spaces around it taken off, of `least` to `most` characters; `what` begins the sentences of refusal. */
export function lineInput(what: string, least: number, most: number): z.ZodType<string> {
  return z.string(`${what} must be a text.`).trim()
    .min(least, least <= 1 ? `${what} is missing.` : `${what} needs at least ${least} characters.`)
    .max(most, `${what} may have at most ${most} characters.`)
    .refine((text) => !UNSEEN.test(text), { error: `${what} must be one line without control characters.`, abort: true });
}

/** A text of any number of lines, otherwise as `lineInput`. */
export function linesInput(what: string, least: number, most: number): z.ZodType<string> {
  return z.string(`${what} must be a text.`).trim()
    .min(least, least <= 1 ? `${what} is missing.` : `${what} needs at least ${least} characters.`)
    .max(most, `${what} may have at most ${most} characters.`)
    .refine((text) => !UNSEEN_IN_LINES.test(text), { error: `${what} must be without control characters.`, abort: true });
}

/** The key by which a client is safe to send a mutation again: 1 to 100 characters, kept as it is given. */
export const idempotencyKey = z.string('The idempotency key must be a text.')
  .min(1, 'The idempotency key is missing.')
  .max(100, 'The idempotency key may have at most 100 characters.')
  .refine((text) => !UNSEEN.test(text), { error: 'The idempotency key must be without control characters.', abort: true });

const ADDRESS = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:"]+$/u;

/** An e-mail address, also one in letters other than Latin. */
export const emailInput = lineInput('The e-mail address', 1, 254)
  .refine((text) => ADDRESS.test(text), 'This is no e-mail address.');
