import { refuse, type Refused } from '../../../lib/refusal.js';
import { eventsOf } from '../../../lib/lifecycle.js';
import { actsFor, holds, type Actor } from '../../identity/actor.js';
import type { OrganisationState } from '../../organisations/lifecycle.js';
import { CATALOGUE_IMPORT_LIFECYCLE, type CatalogueImportAction, type CatalogueImportState } from '../lifecycle.js';
import { judgeCourseCreate } from '../policy.js';

/** What a judgement on an import rests on. */
export interface ImportFacts {
  readonly providerId: string;
  readonly providerState: OrganisationState;
}

/** Whether the actor may know of the uploads and imports of an organisation; `importVisible` of the reads is the same in SQL. */
export function seesImports(actor: Actor, organisationId: string): boolean {
  return actor.kind === 'system' || holds(actor, 'PLATFORM_ADMIN', 'AUDITOR')
    || (actsFor(actor, organisationId) && holds(actor, 'AUTHOR', 'PROVIDER_ADMIN'));
}

/** Null where the actor may take courses in for the provider: its authors and administrators, and whoever runs the installation. */
export function judgeImporting(actor: Actor, { providerId, providerState }: ImportFacts): Refused | null {
  if (actor.kind !== 'system' && !actsFor(actor, providerId)) {
    return refuse('FORBIDDEN', 'Only an AUTHOR or PROVIDER_ADMIN of the provider imports its courses.');
  }
  if (actor.kind !== 'system') return judgeCourseCreate(actor, providerState);
  return providerState === 'VERIFIED' ? null : refuse('ILLEGAL_STATE', `The provider is ${providerState}; only a VERIFIED one has its courses imported.`);
}

/** What the actor may do with an import now. */
export function catalogueImportActions(actor: Actor, facts: ImportFacts & { readonly state: CatalogueImportState }): CatalogueImportAction[] {
  const canResume = eventsOf(CATALOGUE_IMPORT_LIFECYCLE, facts.state).includes('resume');
  return canResume && actor.kind !== 'system' && judgeImporting(actor, facts) === null ? ['RESUME'] : [];
}
