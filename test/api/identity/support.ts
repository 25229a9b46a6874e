import type { Who, World } from '../../support/world.js';
import { fresh, jobsOf, providerIn, type UserErrorAnswer } from '../organisations/support.js';

export interface MembershipAnswer {
  readonly id: string;
  readonly roles: readonly string[];
  readonly specialisms: readonly string[];
  readonly state: string;
}

export interface MembershipPayload {
  readonly membership: MembershipAnswer | null;
  readonly userErrors: readonly UserErrorAnswer[];
}

export interface InvitationPayload {
  readonly invitation: { readonly id: string; readonly state: string; readonly email: string; readonly isExpired: boolean; readonly allowedActions: string[] } | null;
  readonly userErrors: readonly UserErrorAnswer[];
}

async function mutate<T>(world: World, who: Who, name: string, selection: string, input: Record<string, unknown>): Promise<T> {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  const data = await world.data<Record<string, T>>(who, `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message path } } }`, { input });
  return data[name] as T;
}

const INVITATION = 'invitation { id state email isExpired allowedActions }';
const MEMBERSHIP = 'membership { id roles specialisms state }';

export const invite = (world: World, who: Who, input: Record<string, unknown>): Promise<InvitationPayload> =>
  mutate(world, who, 'invitationCreate', INVITATION, input);
export const revoke = (world: World, who: Who, invitationId: string): Promise<InvitationPayload> =>
  mutate(world, who, 'invitationRevoke', INVITATION, { invitationId });
export const accept = (world: World, who: Who, token: string): Promise<MembershipPayload> =>
  mutate(world, who, 'invitationAccept', MEMBERSHIP, { token });
export const setRoles = (world: World, who: Who, input: Record<string, unknown>): Promise<MembershipPayload> =>
  mutate(world, who, 'membershipRolesSet', MEMBERSHIP, input);
export const end = (world: World, who: Who, membershipId: string): Promise<MembershipPayload> =>
  mutate(world, who, 'membershipEnd', MEMBERSHIP, { membershipId });

/** The codes of a refusal, with the field of the input each is about. */
export function refusals(payload: { readonly userErrors: readonly UserErrorAnswer[] }): string[] {
  return payload.userErrors.map(({ code, path }) => [code, ...path.slice(1, 2)].join(' '));
}

/** The token of the last invitation made through the API, as its job carries it. */
export async function lastToken(world: World): Promise<string> {
  return String((await jobsOf(world, 'onInvitationCreated')).at(-1)?.['token']);
}

/** The public id of an organisation with a slug. */
export async function publicIdOf(world: World, slug: string): Promise<string> {
  const { organisations } = await world.data<{ organisations: { nodes: { id: string; slug: string }[] } }>(
    'platform-admin', '{ organisations(first: 100) { nodes { id slug } } }');
  return organisations.nodes.find((node) => node.slug === slug)?.id ?? '';
}

/** A verified provider and its one administrator. */
export async function verifiedProvider(world: World): Promise<{ id: string; who: string; membership: string; slug: string }> {
  return providerIn(world, 'VERIFIED');
}

/** A further member of a provider, who has no other membership. */
export async function joined(world: World, provider: { id: string; who: string }, roles: readonly string[]): Promise<{ who: string; membership: string }> {
  const name = `colleague${fresh()}`;
  const { userErrors } = await invite(world, provider.who, { organisationId: provider.id, email: `${name}@example.in`, roles });
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  const { membership } = await accept(world, `new:${name}`, await lastToken(world));
  return { who: `new:${name}`, membership: membership?.id ?? '' };
}
