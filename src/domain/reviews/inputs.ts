import { z } from 'zod';
import { uuidOf, type IdPrefix } from '../../lib/ids.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { problemOfText } from '../../lib/text.js';

/** Text that somebody wrote: trimmed, 1 to `max` characters. */
export function text(max: number, min = 1) {
  return z.string().trim().superRefine((value, context) => {
    const problem = problemOfText(value, { min, max });
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });
}

/** A public id as it comes in. */
export const publicIdInput = z.string().max(100, 'This is no id.');

/** The uuid behind a public id of the input, or NOT_FOUND at its path. */
export function idAt(prefix: IdPrefix, id: string, path: string, what: string): string | Refused {
  return uuidOf(prefix, id) ?? notFound(what, path);
}

/** There is no such thing, or the actor may not know of it. */
export function notFound(what: string, path: string): Refused {
  return refuse('NOT_FOUND', `There is no such ${what}.`, [path]);
}
