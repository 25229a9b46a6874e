import type { Scope, SessionScope } from '../../lib/scope.js';
import type { OrganisationKind, Role, Specialism } from './roles.js';

/** Nobody signed in: may read the published catalogue. */
export interface Visitor {
  readonly kind: 'visitor';
}

/** A signed-in person, acting through one membership, or through none yet. */
export interface Person {
  readonly kind: 'person';
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly membership: ActingMembership | null;
}

export interface ActingMembership {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly roles: ReadonlySet<Role>;
  readonly specialisms: ReadonlySet<Specialism>;
}

/** The program itself, in a job or while seeding. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: string;
}

export type Actor = Visitor | Person | SystemActor;

/** Whether the actor acts through a membership that holds one of the roles. */
export function holds(actor: Actor, ...roles: Role[]): boolean {
  if (actor.kind !== 'person' || actor.membership === null) return false;
  const held = actor.membership.roles;
  return roles.some((role) => held.has(role));
}

/** The organisation the actor acts for; null for visitors, the system and persons without a membership. */
export function actingOrganisation(actor: Actor): string | null {
  return actor.kind === 'person' ? (actor.membership?.organisationId ?? null) : null;
}

/** Whether the actor acts for the organisation given. */
export function actsFor(actor: Actor, organisationId: string): boolean {
  return actingOrganisation(actor) === organisationId;
}

/** Whether the actor acts for the platform: its roles see across tenants as far as policy allows. */
export function isStaff(actor: Actor): boolean {
  return actor.kind === 'person' && actor.membership?.organisationKind === 'PLATFORM';
}

/** What row-level security is told about an actor. */
export function sessionScope(actor: Actor): SessionScope {
  const userId = actor.kind === 'person' ? actor.userId : null;
  return { scope: scopeOf(actor), userId, organisationId: actingOrganisation(actor) };
}

function scopeOf(actor: Actor): Scope {
  if (actor.kind === 'system') return 'system';
  if (isStaff(actor)) return 'staff';
  return actingOrganisation(actor) === null ? 'visitor' : 'organisation';
}

/**
 * What a request knows of who asks from an earlier one, by the person's access revision: the number that the database raises with every
 * change of what he may act through. It holds until the database says otherwise, and no answer leaves that was not confirmed so.
 */
export interface Identity {
  readonly userId: string;
  /** The access revision that a statement must find; null once it was found in this request. */
  readonly unconfirmed: string | null;
  /** Whether it was found not to hold any more: whatever was done on the strength of it counts for nothing. */
  readonly stale: boolean;
  /** Takes down whether a statement found the revision; throws StaleIdentity where it did not. */
  found(holds: boolean): void;
  /** Asks the database where nothing has confirmed it yet; throws StaleIdentity where it does not hold any more. */
  confirm(): Promise<void>;
}

/** Who asks may act through something else than what was kept of him: the request begins anew. Nothing was written. */
export class StaleIdentity extends Error {
  constructor() {
    super('what the person may act through has changed since it was kept');
    this.name = 'StaleIdentity';
  }
}
