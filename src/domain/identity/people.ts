import type { Database } from '../../db/client.js';
import { newId } from '../../lib/ids.js';
import type { ActingMembership } from './actor.js';
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
}

interface Row {
  user_id: string;
  email: string;
  name: string;
  memberships: {
    id: string; organisationId: string; organisationKind: OrganisationKind; roles: Role[]; specialisms: Specialism[];
  }[];
}

/** The person behind a token, made known at the first sight of him, with his live memberships; one round trip. */
export async function resolvePerson(db: Database, claims: TokenClaims): Promise<ResolvedPerson> {
  const rows = await db.sql.unsafe<Row[]>(
    'select user_id, email, name, memberships from resolve_person($1, $2, $3, $4, $5, $6, $7)',
    [newId(), claims.issuer, claims.subject, claims.email, claims.emailVerified, claims.name, claims.now.toISOString()],
    { prepare: true });
  const row = rows[0];
  if (row === undefined) throw new Error('resolve_person answered no row');
  return {
    userId: row.user_id,
    email: row.email,
    name: row.name,
    memberships: row.memberships.map((m) => ({
      id: m.id, organisationId: m.organisationId, organisationKind: m.organisationKind,
      roles: new Set(m.roles), specialisms: new Set(m.specialisms),
    })),
  };
}
