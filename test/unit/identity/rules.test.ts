import { describe, expect, test } from 'vitest';
import { eventsOf, statesOf } from '../../../src/lib/lifecycle.js';
import type { Actor } from '../../../src/domain/identity/actor.js';
import { INVITATION_LIFECYCLE, MEMBERSHIP_LIFECYCLE } from '../../../src/domain/identity/lifecycle.js';
import { invitationActions, membershipActions } from '../../../src/domain/identity/policy.js';
import { ORGANISATION_KINDS, ROLES, ROLES_BY_KIND, type OrganisationKind, type Role } from '../../../src/domain/identity/roles.js';
import { grantErrors, inOrder, invitationExpiry, mergedGrant } from '../../../src/domain/identity/rules.js';

const person = (kind: OrganisationKind, role: Role, organisationId = 'own'): Actor => ({
  kind: 'person', userId: 'me', email: 'me@example.in', name: 'Me',
  membership: { id: 'm', organisationId, organisationKind: kind, roles: new Set([role]), specialisms: new Set() },
});

describe('grants', () => {
  test.each(ORGANISATION_KINDS.flatMap((kind) => ROLES.map((role) => [kind, role] as const)))('a %s takes %s only where it fits', (kind, role) => {
    const errors = grantErrors(kind, { roles: [role], specialisms: role === 'CURATOR' ? ['CONTENT'] : [] });
    expect(errors.length === 0).toBe((ROLES_BY_KIND[kind] as readonly Role[]).includes(role));
  });

  test('need a role, and specialisms as the role has it', () => {
    expect(grantErrors('PLATFORM', { roles: [], specialisms: [] })).toHaveLength(1);
    expect(grantErrors('PLATFORM', { roles: ['CURATOR'], specialisms: [] })).toHaveLength(1);
    expect(grantErrors('PLATFORM', { roles: ['CHIEF_CURATOR'], specialisms: [] })).toEqual([]);
    expect(grantErrors('PLATFORM', { roles: ['AUDITOR'], specialisms: ['CONTENT'] })).toHaveLength(1);
  });

  test('are kept once each, in order, and merged', () => {
    expect(inOrder({ roles: ['PROVIDER_ADMIN', 'AUTHOR', 'AUTHOR'], specialisms: [] }).roles).toEqual(['AUTHOR', 'PROVIDER_ADMIN']);
    expect(mergedGrant({ roles: ['AUDITOR'], specialisms: [] }, { roles: ['CURATOR'], specialisms: ['CONTENT'] }))
      .toEqual({ roles: ['CURATOR', 'AUDITOR'], specialisms: ['CONTENT'] });
  });
});

test('an invitation lasts fourteen days', () => {
  expect(invitationExpiry(new Date('2026-02-20T10:00:00Z')).toISOString()).toBe('2026-03-06T10:00:00.000Z');
});

describe.each(ORGANISATION_KINDS)('in a %s', (kind) => {
  const managing: readonly Role[] = { PROVIDER: ['PROVIDER_ADMIN'], DEPARTMENT: ['APPROVING_AUTHORITY'], PLATFORM: ['PLATFORM_ADMIN'] }[kind] as Role[];

  test.each(ROLES_BY_KIND[kind].map((role) => [role as Role]))('%s does with members what his role lets him', (role) => {
    for (const state of statesOf(MEMBERSHIP_LIFECYCLE)) {
      const facts = { userId: 'other', organisationId: 'own', organisationKind: kind, state };
      const canEnd = eventsOf(MEMBERSHIP_LIFECYCLE, state).includes('end');
      expect(membershipActions(person(kind, role), facts)).toEqual(managing.includes(role) && canEnd ? ['SET_ROLES', 'END'] : []);
      expect(membershipActions(person(kind, role), { ...facts, userId: 'me' }).includes('END')).toBe(canEnd);
      const elsewhere = membershipActions(person(kind, role, 'elsewhere'), facts);
      expect(elsewhere).toEqual(role === 'PLATFORM_ADMIN' && canEnd ? ['SET_ROLES', 'END'] : []);
    }
  });

  test.each(ROLES_BY_KIND[kind].map((role) => [role as Role]))('%s does with invitations what his role lets him', (role) => {
    for (const state of statesOf(INVITATION_LIFECYCLE)) {
      const facts = { organisationId: 'own', organisationKind: kind, state, isMine: false, isExpired: false };
      const pending = state === 'PENDING';
      expect(invitationActions(person(kind, role), facts)).toEqual(managing.includes(role) && pending ? ['REVOKE'] : []);
      expect(invitationActions(person(kind, role), { ...facts, isMine: true }).includes('ACCEPT')).toBe(pending);
      expect(invitationActions(person(kind, role), { ...facts, isMine: true, isExpired: true }).includes('ACCEPT')).toBe(false);
    }
  });
});
