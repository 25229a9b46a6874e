import { refuse, type Refused } from '../../../lib/refusal.js';
import { holds, type Actor } from '../../identity/actor.js';
import { notACurator } from '../policy.js';

/** Whether the actor may put curators on stages at all; on which, is judged row by row. */
export function mayAssignMany(actor: Actor): Refused | null {
  return holds(actor, 'CHIEF_CURATOR') ? null : refuse('FORBIDDEN', 'Only a chief curator assigns curators.');
}

/** Whether the actor has a curator's desk: claims and gives back, keeps filters, marks what he has seen. */
export function mayKeepDesk(actor: Actor): Refused | null {
  return holds(actor, 'CURATOR', 'CHIEF_CURATOR') ? null : notACurator();
}
