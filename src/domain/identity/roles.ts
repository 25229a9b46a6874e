/** The kinds of organisation; PLATFORM is the marketplace's own, of which there is one. */
export const ORGANISATION_KINDS = ['PROVIDER', 'DEPARTMENT', 'PLATFORM'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Which roles a membership may hold, by the kind of its organisation. */
export const ROLES_BY_KIND = {
  PROVIDER: ['AUTHOR', 'PROVIDER_ADMIN'],
  DEPARTMENT: ['PROCUREMENT_OFFICER', 'APPROVING_AUTHORITY', 'TRAINING_MANAGER', 'LEARNER'],
  PLATFORM: ['CURATOR', 'CHIEF_CURATOR', 'FINANCE_OFFICER', 'PLATFORM_ADMIN', 'AUDITOR'],
} as const satisfies Record<OrganisationKind, readonly string[]>;

export type Role = (typeof ROLES_BY_KIND)[OrganisationKind][number];

export const ROLES = [
  ...ROLES_BY_KIND.PROVIDER, ...ROLES_BY_KIND.DEPARTMENT, ...ROLES_BY_KIND.PLATFORM,
] as const satisfies readonly Role[];

/** The role that manages an organisation's members; its last holder cannot be removed. */
export const ADMIN_ROLE = {
  PROVIDER: 'PROVIDER_ADMIN',
  DEPARTMENT: 'APPROVING_AUTHORITY',
  PLATFORM: 'PLATFORM_ADMIN',
} as const satisfies Record<OrganisationKind, Role>;

/** What a curator is qualified to review; a stage of a review policy asks for one of them. */
export const SPECIALISMS = ['COMPLIANCE', 'CONTENT', 'COMPETENCY', 'ACCESSIBILITY'] as const;
export type Specialism = (typeof SPECIALISMS)[number];
