import { refuse, type Refused, type UserErrorCode } from '../lib/refusal.js';

/** What PostgreSQL said when it refused a statement. */
export interface DatabaseFault {
  /** SQLSTATE. */
  readonly code: string;
  readonly constraint: string | null;
  readonly message: string;
}

/** Finds the PostgreSQL error in what was thrown (drizzle wraps it as `cause`); null for anything else. */
export function databaseErrorOf(error: unknown): DatabaseFault | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code, constraint_name: constraint } = at as { code?: unknown; constraint_name?: unknown };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) {
      return { code, constraint: typeof constraint === 'string' ? constraint : null, message: at.message };
    }
  }
  return null;
}

interface ConstraintRefusal {
  readonly code: UserErrorCode;
  readonly message: string;
  readonly path?: readonly string[];
}

/**
 * What a violated constraint means to the person who met it. The database is the last judge; guards raise
 * their errors with a constraint name too, so that this table is the one place where they are put in words.
 */
const CONSTRAINT_REFUSALS: Readonly<Record<string, ConstraintRefusal>> = {
  organisation_slug_key: { code: 'TAKEN', message: 'This slug is in use; choose another.', path: ['slug'] },
  organisation_gstin_live: { code: 'TAKEN', message: 'An organisation with this GSTIN has applied already.', path: ['gstin'] },
  organisation_government_body_live: {
    code: 'TAKEN', message: 'This government body has an organisation already; ask it for an invitation.', path: ['governmentBodyId'],
  },
  organisation_registration_live: {
    code: 'TAKEN', message: 'A provider with this registration number has applied already.', path: ['registrationNumber'],
  },
  membership_live: { code: 'TAKEN', message: 'This person is a member already.' },
  membership_last_admin: { code: 'LAST_ADMIN', message: 'An organisation must keep at least one administrator; make somebody else one first.' },
  invitation_one_pending: { code: 'TAKEN', message: 'This e-mail address has a pending invitation; revoke that one first.', path: ['email'] },
  course_slug_key: { code: 'TAKEN', message: 'This slug is in use; choose another.', path: ['slug'] },
  course_external_id_key: { code: 'BUSY', message: 'Somebody else has just begun this course.' },
  catalogue_import_upload_key: { code: 'ILLEGAL_STATE', message: 'This upload is being imported already.', path: ['uploadId'] },
  collection_slug_key: { code: 'TAKEN', message: 'This slug is in use; choose another.', path: ['slug'] },
  review_policy_code_version_key: { code: 'TAKEN', message: 'Somebody else has just made this version of the policy; try again.' },
  course_version_number_key: { code: 'ILLEGAL_STATE', message: 'The course has an open version already.' },
  course_version_one_open: { code: 'ILLEGAL_STATE', message: 'The course has an open version already.' },
  course_version_one_live: { code: 'ILLEGAL_STATE', message: 'The course has a published or suspended version already.' },
  course_version_frozen: { code: 'ILLEGAL_STATE', message: 'A course version is frozen from its submission on.' },
  course_version_approvals: { code: 'BLOCKED', message: 'The version is short of the approvals that its review policy asks for.' },
  course_version_open_blocker: { code: 'BLOCKED', message: 'A BLOCKER finding is open; it must be resolved first.' },
  course_version_provider_verified: { code: 'ILLEGAL_STATE', message: 'Only a verified provider publishes.' },
  lifecycle_illegal_move: { code: 'ILLEGAL_STATE', message: 'The object is no longer in a state in which this can be done; read it again.' },
  review_conflict_of_interest: {
    code: 'CONFLICT_OF_INTEREST', message: 'A curator may not review what his own organisation, or he himself, submitted.',
  },
  review_queue_filter_name_key: { code: 'TAKEN', message: 'You have a filter of this name already; change that one, or choose another name.', path: ['name'] },
  review_specialism: { code: 'FORBIDDEN', message: 'This stage asks for a specialism that the curator does not hold.' },
  review_stage_closed: { code: 'ILLEGAL_STATE', message: 'This stage is not open for review; read the round again.' },
  review_round_policy_in_force: { code: 'BUSY', message: 'A new review policy has just come into force; nothing was changed. Try again.' },
  review_assignment_one_stage: { code: 'FOUR_EYES', message: 'One person acts on one stage of a round only.' },
  decision_one_stage: { code: 'FOUR_EYES', message: 'One person decides once in a round.' },
  decision_assignment_key: { code: 'ILLEGAL_STATE', message: 'This assignment has been decided already.' },
  finding_version_open: { code: 'ILLEGAL_STATE', message: 'A finding can be opened only while the version is a draft or in review.' },
};

/** The refusal for a violated unique, check, exclusion or guard constraint; null where it is a bug. */
export function refusalOfConstraint(fault: DatabaseFault): Refused | null {
  const known = fault.constraint === null ? undefined : CONSTRAINT_REFUSALS[fault.constraint];
  return known === undefined ? null : refuse(known.code, known.message, known.path ?? []);
}
