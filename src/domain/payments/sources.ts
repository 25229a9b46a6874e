import { z } from 'zod';
import { uuidOf } from '../../lib/ids.js';
import { refuse, type Refused } from '../../lib/refusal.js';
import { id, notFound } from './inputs.js';
import type { Source } from './steps.js';

/** Of what the credit is: exactly one of the two is given. */
export const sourceGiven = z.object({ receiptId: id.nullish(), creditNoteId: id.nullish() });

/** The receipt or the credit note that an input names. */
export function sourceOf({ receiptId, creditNoteId }: z.output<typeof sourceGiven>): Source | Refused {
  if ((receiptId == null) === (creditNoteId == null)) return refuse('INVALID', 'Name a receipt or a credit note, and not both.', ['source']);
  if (receiptId == null) {
    const note = uuidOf('credit_note', creditNoteId ?? '');
    return note === null ? notFound('credit note', ['source', 'creditNoteId']) : { kind: 'CREDIT_NOTE', id: note };
  }
  const receipt = uuidOf('receipt', receiptId);
  return receipt === null ? notFound('receipt', ['source', 'receiptId']) : { kind: 'RECEIPT', id: receipt };
}
