import type { Person } from '../domain/identity/actor.js';
import type { OrganisationKind, Role, Specialism } from '../domain/identity/roles.js';
import { asSystem } from './asSystem.js';
import type { Database } from './client.js';

interface Row {
  readonly email: string;
  readonly name: string;
  readonly membership_id: string;
  readonly kind: OrganisationKind;
  readonly roles: Role[];
  readonly specialisms: Specialism[];
}

/**
 * A person acting for an organisation, as a job does something in his name that he asked for earlier; null where he is no member any more.
 */
export async function actingPerson(db: Database, userId: string, organisationId: string): Promise<Person | null> {
  const [row] = await asSystem(db, (sql) => sql<Row[]>`
    select p.email, p.name, m.id as membership_id, m.organisation_kind::text as kind, m.roles::text[] as roles, m.specialisms::text[] as specialisms
    from app_user p join membership m on m.user_id = p.id and m.organisation_id = ${organisationId} and m.state = 'ACTIVE'
    where p.id = ${userId}`);
  if (row === undefined) return null;
  const { email, name, membership_id: id, kind: organisationKind, roles, specialisms } = row;
  const membership = { id, organisationId, organisationKind, roles: new Set(roles), specialisms: new Set(specialisms) };
  return { kind: 'person', userId, email, name, membership };
}
