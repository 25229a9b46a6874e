import { holds, type Actor } from '../identity/actor.js';

/** Whether the journal and its reports are this actor's to see. */
export function readsJournal(actor: Actor): boolean {
  return actor.kind === 'system' || holds(actor, 'FINANCE_OFFICER', 'PLATFORM_ADMIN', 'AUDITOR');
}
