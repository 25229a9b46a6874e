import type { EventOf, Lifecycle, StateOf } from '../../lib/lifecycle.js';

/** The life of a provider or department. */
export const ORGANISATION_LIFECYCLE = {
  APPLIED: { verify: 'VERIFIED', reject: 'REJECTED' },
  VERIFIED: { suspend: 'SUSPENDED' },
  REJECTED: {},
  SUSPENDED: { reinstate: 'VERIFIED' },
} as const satisfies Lifecycle;
export type OrganisationState = StateOf<typeof ORGANISATION_LIFECYCLE>;
export type OrganisationEvent = EventOf<typeof ORGANISATION_LIFECYCLE>;

/** The register that a provider's registration number stands in. */
export const REGISTRATION_KINDS = ['AISHE', 'UGC', 'AICTE', 'NCVET', 'OTHER'] as const;
export type RegistrationKind = (typeof REGISTRATION_KINDS)[number];

/** A node in the government's tree. */
export const GOVERNMENT_BODY_KINDS = ['MINISTRY', 'DEPARTMENT', 'BODY', 'STATE'] as const;
export type GovernmentBodyKind = (typeof GOVERNMENT_BODY_KINDS)[number];
