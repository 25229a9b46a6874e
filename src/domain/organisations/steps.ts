import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../context.js';
import { membership } from '../../db/tables/identity.js';
import { indianState, organisation } from '../../db/tables/organisations.js';
import type { OrganisationKind } from '../identity/roles.js';
import type { OrganisationState } from './lifecycle.js';
import type { OrganisationFacts } from './policy.js';

/** An organisation's row under its lock, with what policies ask of it. */
export interface LockedOrganisation extends OrganisationFacts {
  readonly name: string;
  readonly about: string;
  readonly website: string | null;
  /** As letters and invoices write it; may be empty. */
  readonly address: string;
  readonly gstin: string | null;
  readonly stateCode: string | null;
  readonly registrationKind: typeof organisation.$inferSelect['registrationKind'];
  readonly registrationNumber: string | null;
  readonly governmentBodyId: string | null;
  readonly stateReason: string | null;
}

/**
 * Locks an organisation until the end of the transaction and reads it, whether or not the actor may know of it; null
 * where there is none, or none of that kind. First in the order of locks: memberships and invitations are locked after it.
 */
export async function lockOrganisation(tx: Tx, id: string, kind?: OrganisationKind): Promise<LockedOrganisation | null> {
  const [row] = await tx.orm.select().from(organisation)
    .where(and(eq(organisation.id, id), kind === undefined ? undefined : eq(organisation.kind, kind))).for('update');
  if (row === undefined) return null;
  return { ...row, isMember: await isMember(tx, id) };
}

/** Locks an organisation against a change of its state until the transaction ends, and gives its state. */
export async function lockState(tx: Tx, organisationId: string): Promise<OrganisationState> {
  const [row] = await tx.orm.select({ state: organisation.state }).from(organisation).where(eq(organisation.id, organisationId)).for('share');
  if (row === undefined) throw new Error('an organisation that is referred to is not there');
  return row.state;
}

/** Locks the platform's own organisation, which the first migration made. */
export async function lockPlatform(tx: Tx): Promise<LockedOrganisation> {
  const [row] = await tx.orm.select({ id: organisation.id }).from(organisation).where(eq(organisation.kind, 'PLATFORM'));
  const locked = row === undefined ? null : await lockOrganisation(tx, row.id);
  if (locked === null) throw new Error('the platform has no organisation of its own');
  return locked;
}

async function isMember(tx: Tx, organisationId: string): Promise<boolean> {
  if (tx.actor.kind !== 'person') return false;
  const rows = await tx.orm.select({ id: membership.id }).from(membership).where(and(
    eq(membership.userId, tx.actor.userId), eq(membership.organisationId, organisationId), eq(membership.state, 'ACTIVE')));
  return rows.length > 0;
}

/** Whether a GST state code is one of a state, union territory or other territory that is known. */
export async function isKnownState(tx: Tx, code: string): Promise<boolean> {
  const rows = await tx.orm.select({ one: sql`1` }).from(indianState).where(eq(indianState.code, code));
  return rows.length > 0;
}
