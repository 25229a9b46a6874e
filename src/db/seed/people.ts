import type { TransactionSql } from 'postgres';
import type { Role, Specialism } from '../../domain/identity/roles.js';
import { SPECIALISMS } from '../../domain/identity/roles.js';
import { newId } from '../../lib/ids.js';
import type { Reviewers } from './planned.js';

/** A person whom the development issuer signs tokens for. */
export interface DemonstrationPerson {
  readonly key: string;
  readonly sub: string;
  readonly email: string;
  readonly name: string;
}

interface Place {
  readonly slug: string;
  readonly kind: 'PROVIDER' | 'DEPARTMENT' | 'PLATFORM';
  readonly roles: readonly Role[];
  readonly specialisms?: readonly Specialism[];
}

const FIRST_PROVIDER = { slug: 'demonstration-institute-of-public-service', kind: 'PROVIDER' } as const;
const SECOND_PROVIDER = { slug: 'demonstration-open-university', kind: 'PROVIDER' } as const;
const DEPARTMENT = { slug: 'department-of-personnel-and-training', kind: 'DEPARTMENT' } as const;
const PLATFORM = { slug: 'karmayogi-marketplace', kind: 'PLATFORM' } as const;

/** Where each demonstration person acts; whoever is not here has no membership. */
const PLACES: Readonly<Record<string, Place>> = {
  'author': { ...FIRST_PROVIDER, roles: ['AUTHOR'] },
  'provider-admin': { ...FIRST_PROVIDER, roles: ['PROVIDER_ADMIN'] },
  'author-2': { ...SECOND_PROVIDER, roles: ['AUTHOR'] },
  'provider-admin-2': { ...SECOND_PROVIDER, roles: ['PROVIDER_ADMIN'] },
  'curator': { ...PLATFORM, roles: ['CURATOR'], specialisms: SPECIALISMS },
  'curator-compliance': { ...PLATFORM, roles: ['CURATOR'], specialisms: ['COMPLIANCE'] },
  'curator-content': { ...PLATFORM, roles: ['CURATOR'], specialisms: ['CONTENT'] },
  'curator-competency': { ...PLATFORM, roles: ['CURATOR'], specialisms: ['COMPETENCY'] },
  'curator-accessibility': { ...PLATFORM, roles: ['CURATOR'], specialisms: ['ACCESSIBILITY'] },
  'curator-compliance-2': { ...PLATFORM, roles: ['CURATOR'], specialisms: ['COMPLIANCE'] },
  'curator-content-2': { ...PLATFORM, roles: ['CURATOR'], specialisms: ['CONTENT'] },
  'curator-competency-2': { ...PLATFORM, roles: ['CURATOR'], specialisms: ['COMPETENCY'] },
  'curator-accessibility-2': { ...PLATFORM, roles: ['CURATOR'], specialisms: ['ACCESSIBILITY'] },
  'chief-curator': { ...PLATFORM, roles: ['CHIEF_CURATOR'], specialisms: SPECIALISMS },
  'procurement-officer': { ...DEPARTMENT, roles: ['PROCUREMENT_OFFICER'] },
  'approving-authority': { ...DEPARTMENT, roles: ['APPROVING_AUTHORITY'] },
  'training-manager': { ...DEPARTMENT, roles: ['TRAINING_MANAGER'] },
  'learner': { ...DEPARTMENT, roles: ['LEARNER'] },
  'finance-officer': { ...PLATFORM, roles: ['FINANCE_OFFICER'] },
  'finance-officer-2': { ...PLATFORM, roles: ['FINANCE_OFFICER'] },
  'platform-admin': { ...PLATFORM, roles: ['PLATFORM_ADMIN'] },
  'auditor': { ...PLATFORM, roles: ['AUDITOR'] },
};

/** Who reviews, by specialism: those who have it alone, and for CONTENT the curator who has all. */
export function reviewersOf(users: ReadonlyMap<string, string>): Reviewers {
  const named = (...keys: string[]): string[] => keys.flatMap((key) => users.get(key) ?? []);
  return {
    COMPLIANCE: named('curator-compliance', 'curator-compliance-2'),
    CONTENT: named('curator-content', 'curator', 'curator-content-2'),
    COMPETENCY: named('curator-competency', 'curator-competency-2'),
    ACCESSIBILITY: named('curator-accessibility', 'curator-accessibility-2'),
  };
}

/** Makes the demonstration people known and gives them their memberships; answers their user ids by key. */
export async function loadPeople(
  sql: TransactionSql, issuer: string, people: readonly DemonstrationPerson[], organisations: ReadonlyMap<string, string>, at: Date,
): Promise<Map<string, string>> {
  const ids = await loadUsers(sql, issuer, people, at);
  const memberships = people.flatMap((person) => {
    const place = PLACES[person.key];
    const organisationId = place === undefined ? undefined : organisations.get(place.slug);
    const userId = ids.get(person.key);
    if (place === undefined || organisationId === undefined || userId === undefined) return [];
    return [{
      id: newId(), user_id: userId, organisation_id: organisationId, organisation_kind: place.kind,
      roles: [...place.roles], specialisms: [...(place.specialisms ?? [])], state: 'ACTIVE', created_at: at,
    }];
  });
  await sql`insert into membership ${sql(memberships)}`;
  return ids;
}

/** Adds users, or finds those who have signed in already; answers their ids by key. */
export async function loadUsers(
  sql: TransactionSql, issuer: string, people: readonly DemonstrationPerson[], at: Date,
): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; subject: string }[]>`
    insert into app_user ${sql(people.map((p) => ({
      id: newId(), issuer, subject: p.sub, email: p.email, email_verified: true, name: p.name, created_at: at,
    })))}
    on conflict (issuer, subject) do update set name = excluded.name returning id, subject`;
  const bySubject = new Map(rows.map((row) => [row.subject, row.id]));
  return new Map(people.flatMap((p) => {
    const id = bySubject.get(p.sub);
    return id === undefined ? [] : [[p.key, id] as const];
  }));
}
