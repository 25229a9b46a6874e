import { refuse, type Refused } from '../../../lib/refusal.js';
import { actingOrganisation, holds, type Actor } from '../../identity/actor.js';
import type { OrganisationState } from '../../organisations/lifecycle.js';
import { judgeSeats } from '../../subscriptions/policy/seats.js';
import { judgeCourseCreate } from '../policy.js';

/** What a file is sent for. */
export const UPLOAD_PURPOSES = ['CATALOGUE', 'SEATS', 'BANK_STATEMENT'] as const;
export type UploadPurpose = (typeof UPLOAD_PURPOSES)[number];

/** Null where the actor may send a file for the purpose; the state is that of the organisation that he acts for. */
export function judgeUpload(actor: Actor, purpose: UploadPurpose, organisationState: OrganisationState | null): Refused | null {
  switch (purpose) {
    case 'CATALOGUE': return judgeCourseCreate(actor, organisationState);
    case 'SEATS': return judgeSeats(actor, { departmentId: actingOrganisation(actor) ?? '', departmentState: organisationState ?? 'APPLIED' });
    case 'BANK_STATEMENT': return holds(actor, 'FINANCE_OFFICER') ? null
      : refuse('FORBIDDEN', 'Only a FINANCE_OFFICER sends bank statements.');
  }
}
