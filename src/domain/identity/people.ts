import type { Database } from '../../db/client.js';
import { newId } from '../../lib/ids.js';
import { StaleIdentity, type ActingMembership, type Identity } from './actor.js';
import type { OrganisationKind, Role, Specialism } from './roles.js';

/** What a verified token says of its bearer. */
export interface TokenClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  readonly now: Date;
}

export interface ResolvedPerson {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  /** Live memberships, oldest first. */
  readonly memberships: readonly ActingMembership[];
  /** Changes with every change of what is answered here; opaque. */
  readonly accessRevision: string;
}

interface Row {
  user_id: string;
  email: string;
  name: string;
  access_revision: string;
  memberships: {
    id: string; organisationId: string; organisationKind: OrganisationKind; roles: Role[]; specialisms: Specialism[];
  }[];
}

/** The person behind a token, made known at the first sight of him, with his live memberships; one round trip. */
export async function resolvePerson(db: Database, claims: TokenClaims): Promise<ResolvedPerson> {
  const rows = await db.reads.unsafe<Row[]>(
    'select user_id, email, name, memberships, access_revision from resolve_person($1, $2, $3, $4, $5, $6, $7)',
    [newId(), claims.issuer, claims.subject, claims.email, claims.emailVerified, claims.name, claims.now.toISOString()],
    { prepare: true });
  const row = rows[0];
  if (row === undefined) throw new Error('resolve_person answered no row');
  return {
    userId: row.user_id,
    email: row.email,
    name: row.name,
    accessRevision: row.access_revision,
    memberships: row.memberships.map((m) => ({
      id: m.id, organisationId: m.organisationId, organisationKind: m.organisationKind,
      roles: new Set(m.roles), specialisms: new Set(m.specialisms),
    })),
  };
}

/** An identity kept from an earlier request, to be confirmed by this one; `accessRevision` is what `resolvePerson` told then. */
export function keptIdentity(db: Database, userId: string, accessRevision: string): Identity {
  let state: 'kept' | 'confirmed' | 'stale' = 'kept';
  const found = (holds: boolean): void => {
    if (!holds) state = 'stale';
    if (state === 'stale') throw new StaleIdentity();
    state = 'confirmed';
  };
  return {
    userId,
    get unconfirmed() { return state === 'confirmed' ? null : accessRevision; },
    get stale() { return state === 'stale'; },
    found,
    async confirm() {
      if (state !== 'kept') {
        found(state !== 'stale');
        return;
      }
      const rows = await db.reads.unsafe(
        'select 1 from app_user u where u.id = $1::uuid and u.access_revision = $2::bigint', [userId, accessRevision], { prepare: true });
      found(rows.length === 1);
    },
  };
}

/** The identity of somebody who was found out in this very request: there is nothing to confirm. */
export function freshIdentity(userId: string): Identity {
  return { userId, unconfirmed: null, stale: false, found: () => undefined, confirm: () => Promise.resolve() };
}
