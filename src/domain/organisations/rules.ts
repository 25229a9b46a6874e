import { parseGstin } from '../../lib/gstin.js';
import { uuidOf, type IdPrefix } from '../../lib/ids.js';
import type { UserErrorItem } from '../../lib/refusal.js';
import type { OrganisationKind, Role } from '../identity/roles.js';
import type { RegistrationKind } from './lifecycle.js';

/** The roles that whoever applies for an organisation gets in it. */
export const FOUNDING_ROLES = {
  PROVIDER: ['AUTHOR', 'PROVIDER_ADMIN'],
  DEPARTMENT: ['APPROVING_AUTHORITY', 'TRAINING_MANAGER'],
} as const satisfies Record<'PROVIDER' | 'DEPARTMENT', readonly Role[]>;

/** What an organisation says of itself that its verification rests on; null where it says nothing. */
export interface StatedFacts {
  readonly kind: OrganisationKind;
  readonly gstin: string | null;
  readonly stateCode: string | null;
  readonly registrationKind: RegistrationKind | null;
  readonly registrationNumber: string | null;
  readonly governmentBodyId: string | null;
}

/**
 * What is wrong with the facts stated, one error each; none where they agree with each other.
 * A GSTIN must be well-formed and be of the state given. Numbers of deductors of tax, of departments without taxable
 * supplies and of notified persons are for departments only. Providers need a registration and have no place in the
 * government's tree; departments the other way round. Both need their state, and the platform once it has a GSTIN.
 */
export function factErrors(facts: StatedFacts): UserErrorItem[] {
  return [...gstinErrors(facts), ...placeErrors(facts), ...registrationErrors(facts)];
}

function error(message: string, path: string): UserErrorItem {
  return { code: 'INVALID', message, path: ['input', path] };
}

function gstinErrors({ kind, gstin, stateCode }: StatedFacts): UserErrorItem[] {
  if (gstin === null) return [];
  const parsed = parseGstin(gstin);
  if (parsed === null) return [error('This is no GSTIN: fifteen characters, the last of which is a check digit.', 'gstin')];
  if (kind !== 'DEPARTMENT' && parsed.kind !== 'REGULAR') {
    return [error('This form of GSTIN is for government departments and notified persons; give the regular one.', 'gstin')];
  }
  if (stateCode !== null && parsed.stateCode !== stateCode) {
    return [error(`This GSTIN is of state ${parsed.stateCode}, and the state given is ${stateCode}.`, 'gstin')];
  }
  return [];
}

function placeErrors({ kind, gstin, stateCode, governmentBodyId }: StatedFacts): UserErrorItem[] {
  const errors: UserErrorItem[] = [];
  // The platform may say nothing of itself until it sells; what it issues then names both.
  if ((kind !== 'PLATFORM' || gstin !== null) && stateCode === null) errors.push(error('Say in which state or union territory the seat is.', 'stateCode'));
  if (kind === 'DEPARTMENT' && governmentBodyId === null) {
    errors.push(error('A department needs its place in the government\'s tree.', 'governmentBodyId'));
  }
  if (kind !== 'DEPARTMENT' && governmentBodyId !== null) {
    errors.push(error('Only a department has a place in the government\'s tree.', 'governmentBodyId'));
  }
  return errors;
}

/** AISHE codes: U for universities, C for colleges, S for stand-alone institutions, and the number in that list. */
const AISHE = /^[UCS]-\d{4,5}$/;
const NUMBER = /^[A-Z0-9][A-Z0-9 ./()_-]{0,59}$/;

function registrationErrors({ kind, registrationKind, registrationNumber }: StatedFacts): UserErrorItem[] {
  if (kind !== 'PROVIDER') {
    const given = ([['registrationKind', registrationKind], ['registrationNumber', registrationNumber]] as const)
      .filter(([, value]) => value !== null);
    return given.map(([path]) => error('Only a provider states a registration.', path));
  }
  const errors: UserErrorItem[] = [];
  if (registrationKind === null) errors.push(error('Say in which register the provider stands.', 'registrationKind'));
  if (registrationNumber === null) errors.push(error('A provider needs its registration number.', 'registrationNumber'));
  else if (registrationKind === 'AISHE' && !AISHE.test(registrationNumber)) {
    errors.push(error('An AISHE code is U, C or S, a hyphen and four or five digits: U-0306.', 'registrationNumber'));
  } else if (!NUMBER.test(registrationNumber)) {
    errors.push(error('A registration number is of letters A to Z, digits, spaces and . / ( ) _ -, at most 60.', 'registrationNumber'));
  }
  return errors;
}

/** The slug with a number after it that is in no use; the slug itself where that is free. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number += 1) {
    const candidate = `${slug}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

const PREFIX_OF_KIND = {
  PROVIDER: 'provider', DEPARTMENT: 'department', PLATFORM: 'platform',
} as const satisfies Record<OrganisationKind, IdPrefix>;

/** The prefix of the public ids of a kind of organisation. */
export function organisationPrefix(kind: OrganisationKind): 'provider' | 'department' | 'platform' {
  return PREFIX_OF_KIND[kind];
}

/** The kind and uuid in an organisation's public id; null for anything else. */
export function organisationKey(id: string): { kind: OrganisationKind; uuid: string } | null {
  for (const kind of ['PROVIDER', 'DEPARTMENT', 'PLATFORM'] as const) {
    const uuid = uuidOf(PREFIX_OF_KIND[kind], id);
    if (uuid !== null) return { kind, uuid };
  }
  return null;
}

const TYPE_OF_KIND = { PROVIDER: 'Provider', DEPARTMENT: 'Department', PLATFORM: 'Platform' } as const satisfies Record<OrganisationKind, string>;

/** The GraphQL type of a kind of organisation. */
export function organisationTypeName(kind: OrganisationKind): string {
  return TYPE_OF_KIND[kind];
}
