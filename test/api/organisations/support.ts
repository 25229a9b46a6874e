import { gstinCheckDigit } from '../../../src/lib/gstin.js';
import type { Who, World } from '../../support/world.js';

export interface UserErrorAnswer {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

export interface OrganisationAnswer {
  readonly id: string;
  readonly slug: string;
  readonly state: string;
  readonly allowedActions: readonly string[];
}

export interface ApplyAnswer {
  readonly organisation: OrganisationAnswer | null;
  readonly membership: { readonly id: string; readonly roles: readonly string[] } | null;
  readonly userErrors: readonly UserErrorAnswer[];
}

const APPLY = `mutation ($input: OrganisationApplyInput!) { organisationApply(input: $input) {
  organisation { id slug state allowedActions } membership { id roles } userErrors { code message path } } }`;

let number = 0;

/** A number that no other test of the file has had. */
export function fresh(): number {
  number += 1;
  return number;
}

/** A GSTIN of a state with the right check digit, which nobody has been given; a regular one unless its middle is given. */
export function gstinOf(stateCode: string, middle = `P${String(fresh()).padStart(4, '0')}Q1Z`): string {
  const first = `${stateCode}TEST${middle}`;
  return `${first}${gstinCheckDigit(first) ?? ''}`;
}

/** The input of an application that nothing is wrong with. */
export function providerInput(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const serial = fresh();
  return {
    kind: 'PROVIDER', name: `University ${serial} of the Test`, stateCode: '27', registrationKind: 'AISHE',
    registrationNumber: `U-${String(serial).padStart(4, '0')}`, ...changes,
  };
}

/** Applies, whatever comes of it. */
export async function apply(world: World, who: Who, input: Record<string, unknown>): Promise<ApplyAnswer> {
  return (await world.data<{ organisationApply: ApplyAnswer }>(who, APPLY, { input })).organisationApply;
}

/** A provider that has applied: its public id, its applicant (who has no other membership), and his membership. */
export async function appliedProvider(
  world: World, who = `new:founder${fresh()}`, changes: Record<string, unknown> = {},
): Promise<{ id: string; who: string; membership: string; slug: string }> {
  const { organisation, membership, userErrors } = await apply(world, who, providerInput(changes));
  if (organisation === null || membership === null) throw new Error(`not applied: ${JSON.stringify(userErrors)}`);
  return { id: organisation.id, who, membership: membership.id, slug: organisation.slug };
}

export type Event = 'Verify' | 'Reject' | 'Suspend' | 'Reinstate';

/** Decides on an organisation; with a reason where one is needed. */
export async function decideAs(
  world: World, who: Who, event: Event, organisationId: string,
): Promise<{ code: string | null; path: readonly string[]; organisation: OrganisationAnswer | null }> {
  const input = { organisationId, ...(event === 'Reject' || event === 'Suspend' ? { reason: 'The register does not know it.' } : {}) };
  const { data, errors } = await world.ask<Record<string, { organisation: OrganisationAnswer | null; userErrors: UserErrorAnswer[] }>>(who, `
    mutation ($input: Organisation${event}Input!) { organisation${event}(input: $input) {
      organisation { id slug state allowedActions } userErrors { code message path } } }`, { input });
  const payload = data?.[`organisation${event}`];
  const code = payload?.userErrors[0]?.code ?? (errors[0]?.extensions?.['code'] as string | undefined) ?? null;
  return { code, path: payload?.userErrors[0]?.path ?? [], organisation: payload?.organisation ?? null };
}

/** A provider in a state, with its applicant. */
export async function providerIn(world: World, state: string): Promise<{ id: string; who: string; membership: string; slug: string }> {
  const provider = await appliedProvider(world);
  const way: Record<string, readonly Event[]> = {
    APPLIED: [], VERIFIED: ['Verify'], REJECTED: ['Reject'], SUSPENDED: ['Verify', 'Suspend'],
  };
  for (const event of way[state] ?? []) {
    const { code } = await decideAs(world, 'platform-admin', event, provider.id);
    if (code !== null) throw new Error(`${event}: ${code}`);
  }
  return provider;
}

/** Everything these contexts write, and the queue, in one text: equal before and after where nothing changed. */
export async function fingerprint(world: World): Promise<string> {
  const [row] = await world.owner<{ print: string }[]>`select md5(concat(
    (select string_agg(o::text, ';' order by o.id) from organisation o),
    (select string_agg(m::text, ';' order by m.id) from membership m),
    (select string_agg(i::text, ';' order by i.id) from invitation i),
    (select count(*) from audit_event), (select count(*) from mail_message),
    (select count(*) from graphile_worker._private_jobs))) as print`;
  return row?.print ?? '';
}

/** The payloads of the jobs of a task, in order. */
export async function jobsOf(world: World, task: string): Promise<Record<string, unknown>[]> {
  const rows = await world.owner<{ payload: Record<string, unknown> }[]>`
    select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${task} order by j.id`;
  return rows.map((row) => row.payload);
}
