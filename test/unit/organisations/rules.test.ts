import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/identity/actor.js';
import { ROLES, ROLES_BY_KIND, type OrganisationKind, type Role } from '../../../src/domain/identity/roles.js';
import { ORGANISATION_LIFECYCLE } from '../../../src/domain/organisations/lifecycle.js';
import { mayKnowOrganisation, organisationActions } from '../../../src/domain/organisations/policy.js';
import { factErrors, freeSlug, organisationKey } from '../../../src/domain/organisations/rules.js';
import { statesOf } from '../../../src/lib/lifecycle.js';

const kindOf = (role: Role): OrganisationKind =>
  (['PROVIDER', 'DEPARTMENT', 'PLATFORM'] as const).find((kind) => (ROLES_BY_KIND[kind] as readonly Role[]).includes(role)) ?? 'PLATFORM';

const person = (role: Role, organisationId: string): Actor => ({
  kind: 'person', userId: 'me', email: 'me@example.in', name: 'Me',
  membership: { id: 'm', organisationId, organisationKind: kindOf(role), roles: new Set([role]), specialisms: new Set() },
});

const provider = { kind: 'PROVIDER', gstin: null, stateCode: '27', registrationKind: 'UGC', registrationNumber: 'A/1', governmentBodyId: null } as const;
const department = { ...provider, kind: 'DEPARTMENT', registrationKind: null, registrationNumber: null, governmentBodyId: 'x' } as const;
const pathsOf = (facts: Parameters<typeof factErrors>[0]): string[] => factErrors(facts).map((error) => error.path[1] ?? '');

describe('the facts of an organisation', () => {
  test('agree with each other, or name what does not', () => {
    expect(pathsOf(provider)).toEqual([]);
    expect(pathsOf(department)).toEqual([]);
    expect(pathsOf({ ...department, stateCode: '07', gstin: '07DEMOD0001Z1DE' })).toEqual([]);
    expect(pathsOf({ ...provider, stateCode: '07', gstin: '07DEMOD0001Z1DE' })).toEqual(['gstin']);
    expect(pathsOf({ ...provider, stateCode: '18', gstin: '07DEMOP0001Z1ZT' })).toEqual(['gstin']);
    expect(pathsOf({ ...provider, stateCode: null, registrationKind: null, registrationNumber: null, governmentBodyId: 'x' }))
      .toEqual(['stateCode', 'governmentBodyId', 'registrationKind', 'registrationNumber']);
    expect(pathsOf({ ...department, kind: 'PLATFORM', stateCode: null, governmentBodyId: null })).toEqual([]);
  });

  test.each([['U-0306', true], ['C-12345', true], ['S-1234', true], ['X-1234', false], ['U0306', false], ['U-123', false], ['U-123456', false]])(
    'the AISHE code %s is one: %s', (registrationNumber, right) => {
      expect(pathsOf({ ...provider, registrationKind: 'AISHE', registrationNumber })).toEqual(right ? [] : ['registrationNumber']);
    });
});

test('a slug gets the first number that is free', () => {
  expect(freeSlug('a', new Set())).toBe('a');
  expect(freeSlug('a', new Set(['a', 'a-2', 'a-4']))).toBe('a-3');
});

test('ids of organisations tell their kind', () => {
  expect(organisationKey('department_01h455vb4pex5vsknk084sn02q')?.kind).toBe('DEPARTMENT');
  expect(organisationKey('course_01h455vb4pex5vsknk084sn02q')).toBeNull();
});

describe.each(statesOf(ORGANISATION_LIFECYCLE))('a provider that is %s', (state) => {
  const facts = { id: 'it', kind: 'PROVIDER', state, appliedBy: 'founder', isMember: false } as const;
  const moves = Object.keys(ORGANISATION_LIFECYCLE[state]).map((event) => event.toUpperCase());

  test.each(ROLES.map((role) => [role]))('offers %s of another organisation what he may do', (role) => {
    const profile = role === 'PLATFORM_ADMIN' && state !== 'REJECTED' ? ['UPDATE'] : [];
    const inviting = role === 'PLATFORM_ADMIN' && state === 'VERIFIED' ? ['INVITE'] : [];
    expect(organisationActions(person(role, 'elsewhere'), facts)).toEqual([...profile, ...inviting, ...(role === 'PLATFORM_ADMIN' ? moves : [])]);
    const known = state === 'VERIFIED' || ['PLATFORM_ADMIN', 'AUDITOR', 'CHIEF_CURATOR'].includes(role);
    expect(mayKnowOrganisation(person(role, 'elsewhere'), facts)).toBe(known);
  });

  test('offers its own people what their role lets them, and its members no decision', () => {
    const own = { ...facts, isMember: true };
    expect(organisationActions(person('AUTHOR', 'it'), own)).toEqual([]);
    expect(organisationActions(person('PROVIDER_ADMIN', 'it'), own))
      .toEqual({ APPLIED: ['UPDATE'], VERIFIED: ['UPDATE', 'INVITE'], REJECTED: [], SUSPENDED: [] }[state]);
    const decisions = ['VERIFY', 'REJECT', 'SUSPEND', 'REINSTATE'];
    for (const conflict of [own, { ...facts, appliedBy: 'me' }]) {
      expect(organisationActions(person('PLATFORM_ADMIN', 'platform'), conflict).filter((action) => decisions.includes(action))).toEqual([]);
    }
    expect(organisationActions({ kind: 'visitor' }, facts)).toEqual([]);
  });
});
