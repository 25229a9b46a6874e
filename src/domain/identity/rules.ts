import type { UserErrorItem } from '../../lib/refusal.js';
import { ROLES, ROLES_BY_KIND, SPECIALISMS, type OrganisationKind, type Role, type Specialism } from './roles.js';

/** How long an invitation can be accepted. */
export const INVITATION_DAYS = 14;

/** When an invitation made now ends. */
export function invitationExpiry(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * 24 * 3_600_000);
}

/** What a person is to be in an organisation. */
export interface Grant {
  readonly roles: readonly Role[];
  readonly specialisms: readonly Specialism[];
}

/** Each role and specialism once, in the order in which they are defined. */
export function inOrder({ roles, specialisms }: Grant): { roles: Role[]; specialisms: Specialism[] } {
  return { roles: ROLES.filter((role) => roles.includes(role)), specialisms: SPECIALISMS.filter((each) => specialisms.includes(each)) };
}

/** Two grants made one: what either gives. */
export function mergedGrant(one: Grant, other: Grant): { roles: Role[]; specialisms: Specialism[] } {
  return inOrder({ roles: [...one.roles, ...other.roles], specialisms: [...one.specialisms, ...other.specialisms] });
}

/**
 * What is wrong with giving these roles in an organisation of this kind; none where they fit. At least one role, only
 * roles of the kind; specialisms are for CURATOR and CHIEF_CURATOR, and a CURATOR has at least one.
 */
export function grantErrors(kind: OrganisationKind, { roles, specialisms }: Grant): UserErrorItem[] {
  const errors: UserErrorItem[] = [];
  const fitting: readonly Role[] = ROLES_BY_KIND[kind];
  if (roles.length === 0) errors.push(error('Give at least one role.', 'roles'));
  for (const role of roles.filter((each) => !fitting.includes(each))) {
    errors.push(error(`${role} is no role in a ${kind}; these are: ${fitting.join(', ')}.`, 'roles'));
  }
  if (specialisms.length > 0 && !roles.includes('CURATOR') && !roles.includes('CHIEF_CURATOR')) {
    errors.push(error('Specialisms are for CURATOR and CHIEF_CURATOR only.', 'specialisms'));
  }
  if (specialisms.length === 0 && roles.includes('CURATOR')) {
    errors.push(error('A CURATOR needs at least one specialism.', 'specialisms'));
  }
  return errors;
}

function error(message: string, path: string): UserErrorItem {
  return { code: 'INVALID', message, path: ['input', path] };
}
