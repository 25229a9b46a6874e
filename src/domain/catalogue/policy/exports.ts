import { actsFor, holds, type Actor } from '../../identity/actor.js';

/** Whether the actor takes a provider's unpublished courses out: its authors and administrators, and whoever runs the installation. */
export function mayExportDrafts(actor: Actor, providerId: string): boolean {
  return actor.kind === 'system' || (actsFor(actor, providerId) && holds(actor, 'AUTHOR', 'PROVIDER_ADMIN'));
}
