import type { TransactionSql } from 'postgres';
import { newId } from '../../lib/ids.js';
import { seedFile } from './files.js';
import { loadUsers } from './people.js';
import { loadPlatform } from './pricing.js';
import { insertRows } from './rows.js';

/**
 * Adds the demonstration providers and departments, verified, each with an administrator, and what the platform states of
 * itself; answers ids by slug.
 */
export async function loadOrganisations(sql: TransactionSql, issuer: string, at: Date): Promise<Map<string, string>> {
  const bodies = await sql<{ code: string; id: string }[]>`select code, id from government_body`;
  const bodyIds = new Map(bodies.map((body) => [body.code, body.id]));
  const providers = seedFile('providers.json').map((p) => ({
    id: newId(), kind: 'PROVIDER' as const, state: 'APPLIED' as const, name: p.name, slug: p.slug, website: p.website, gstin: p.gstin,
    state_code: p.stateCode, registration_kind: p.registrationKind, registration_number: p.registrationNumber,
    government_body_id: null, applied_at: at,
  }));
  const departments = seedFile('departments.json').map((d) => ({
    id: newId(), kind: 'DEPARTMENT' as const, state: 'APPLIED' as const, name: d.name, slug: d.slug, website: null, address: d.address,
    gstin: d.gstin, state_code: d.stateCode, registration_kind: null, registration_number: null,
    government_body_id: bodyIds.get(d.governmentBodyCode) ?? null, applied_at: at,
  }));
  const added = await addOrganisations(sql, issuer, [...providers, ...departments], at);
  await loadPlatform(sql, at);
  const platform = await sql<{ id: string; slug: string }[]>`select id, slug from organisation where kind = 'PLATFORM'`;
  return new Map([...added, ...platform].map((o) => [o.slug, o.id]));
}

/** A row of an organisation that applies. */
interface OrganisationRow {
  readonly id: string; readonly kind: 'PROVIDER' | 'DEPARTMENT'; readonly state: 'APPLIED'; readonly name: string; readonly slug: string;
  readonly website: string | null; readonly address?: string; readonly gstin: string | null; readonly state_code: string;
  readonly registration_kind: string | null; readonly registration_number: string | null; readonly government_body_id: string | null; readonly applied_at: Date;
}

/** Adds organisations and verifies them; each gets an administrator. Answers them as they were given. */
export async function addOrganisations<T extends OrganisationRow>(
  sql: TransactionSql, issuer: string, organisations: readonly T[], at: Date,
): Promise<readonly T[]> {
  await insertRows(sql, 'organisation', organisations.map((organisation) => ({ address: '', ...organisation, about: '' })));
  await sql`
    update organisation o set state = 'VERIFIED', decided_at = o.applied_at where o.id = any (${organisations.map(({ id }) => id)}::uuid[])`;
  await loadAdministrators(sql, issuer, organisations, at);
  return organisations;
}

async function loadAdministrators(
  sql: TransactionSql, issuer: string, organisations: readonly { id: string; slug: string; kind: string; name: string }[], at: Date,
): Promise<void> {
  const people = organisations.map((o) => ({
    key: o.slug, sub: `demo-registrar-${o.slug}`, email: `registrar@${o.slug}.example.in`, name: `Registrar, ${o.name}`,
  }));
  const users = await loadUsers(sql, issuer, people, at);
  await sql`insert into membership ${sql(organisations.flatMap((o) => {
    const userId = users.get(o.slug);
    return userId === undefined ? [] : [{
      id: newId(), user_id: userId, organisation_id: o.id, organisation_kind: o.kind,
      roles: o.kind === 'PROVIDER' ? ['PROVIDER_ADMIN', 'AUTHOR'] : ['APPROVING_AUTHORITY'],
      specialisms: [], state: 'ACTIVE', created_at: at,
    }];
  }))}`;
}
