import { HeaderMap } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { Database } from '../db/client.js';
import type { ActingMembership, Actor, Identity } from '../domain/identity/actor.js';
import { freshIdentity, keptIdentity } from '../domain/identity/people.js';
import { uuidOf } from '../lib/ids.js';
import { keyOf, type Kept, type KeptPerson, type KeptTokens } from './kept.js';
import { LIMITS } from './limits/limits.js';
import { KeysUnavailable, TokenRefused, type Bearer, type VerifyToken } from './tokens.js';

/** Finds or makes the user whom a verified token names, with the memberships he may act through now. */
export type ResolvePerson = (
  db: Database, bearer: Bearer & { now: Date },
) => Promise<Omit<KeptPerson, 'accessRevision'> & Partial<Pick<KeptPerson, 'accessRevision'>>>;

export interface AuthParts {
  readonly db: Database;
  readonly verify: VerifyToken;
  readonly resolvePerson: ResolvePerson;
  readonly now: () => Date;
  /** What earlier requests found out. */
  readonly kept: KeptTokens;
}

/** The headers that say who asks. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly membership: string | undefined;
}

/** The credentials of a request; a header that came several times counts as it came first. */
export function credentialsOf({ headers: { authorization, 'x-membership': membership } }: Pick<FastifyRequest, 'headers'>): Credentials {
  return { authorization, membership: Array.isArray(membership) ? membership[0] : membership };
}

export interface Identified {
  readonly actor: Actor;
  readonly memberships: readonly ActingMembership[];
  /** Left out for visitors; where it was kept, it is to be confirmed before anything is written or answered. */
  readonly identity?: Identity;
}

const VISITOR: Identified = { actor: { kind: 'visitor' }, memberships: [] };

/**
 * Turns a request's headers into its actor. No token: a visitor. A bad token: UNAUTHENTICATED (401). The issuer's
 * keys cannot be had: SERVICE_UNAVAILABLE (503). `X-Membership` names the membership to act through: one that is
 * not his is FORBIDDEN (403); without the header, whoever has exactly one acts through it, and whoever has
 * several through none (he may read what is public, and must choose before he changes anything).
 *
 * Who was found out by an earlier request is kept and to be confirmed, unless `anew` asks for him to be found out now.
 */
export async function identify(parts: AuthParts, { authorization, membership }: Credentials, log: Logger, anew: boolean): Promise<Identified> {
  if (authorization === undefined) return VISITOR;
  const nowMs = parts.now().getTime();
  const key = keyOf(authorization);
  const kept = parts.kept.get(key, nowMs) ?? parts.kept.keep(key, await bearerOf(parts.verify, authorization, log), nowMs);
  if (!anew && kept.person !== null) {
    const { userId, memberships, accessRevision } = kept.person;
    const actor = actorOf(kept, kept.person, membership);
    if (actor !== null) return { actor, memberships, identity: keptIdentity(parts.db, userId, accessRevision) };
  }
  const person = await parts.resolvePerson(parts.db, { ...kept.bearer, now: parts.now() });
  kept.actors.clear();
  kept.person = person.accessRevision === undefined ? null : { ...person, accessRevision: person.accessRevision };
  const actor = actorOf(kept, person, membership);
  if (actor === null) {
    throw new GraphQLError('The header X-Membership names no membership of yours that is in force.', {
      extensions: { code: 'FORBIDDEN', http: { status: 403 } },
    });
  }
  return { actor, memberships: person.memberships, identity: freshIdentity(person.userId) };
}

/** The person acting through the membership chosen; null where the header names none of his. One object as long as he is kept. */
function actorOf({ actors, bearer }: Kept, { userId, memberships }: Omit<KeptPerson, 'accessRevision'>, header: string | undefined): Actor | null {
  const membership = chooseMembership(memberships, header);
  if (membership === undefined) return null;
  const key = membership?.id ?? '';
  let actor = actors.get(key);
  if (actor === undefined) {
    actor = { kind: 'person', userId, email: bearer.email, name: bearer.name, membership };
    actors.set(key, actor);
  }
  return actor;
}

async function bearerOf(verify: VerifyToken, authorization: string, log: Logger): Promise<Bearer> {
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated('The header Authorization is not of the form: Bearer <token>.');
  if (token.length > LIMITS.tokenCharacters) throw unauthenticated('The token is not accepted: it is too long.');
  try {
    return await verify(token);
  } catch (error) {
    if (error instanceof TokenRefused) throw unauthenticated(`The token is not accepted: ${error.reason}.`);
    if (!(error instanceof KeysUnavailable)) throw error;
    log.error({ err: error }, 'the keys of the token issuer cannot be had');
    throw new GraphQLError('Sign-in cannot be checked just now. Try again in a few seconds.', {
      extensions: { code: 'SERVICE_UNAVAILABLE', http: head(503, 'retry-after', '5') },
    });
  }
}

/** Null where he acts through none; undefined where the header names none of his. */
function chooseMembership(memberships: readonly ActingMembership[], header: string | undefined): ActingMembership | null | undefined {
  if (header === undefined) return memberships.length === 1 ? memberships[0] ?? null : null;
  const id = uuidOf('membership', header.trim());
  return memberships.find((membership) => membership.id === id);
}

function unauthenticated(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'UNAUTHENTICATED', http: head(401, 'www-authenticate', 'Bearer error="invalid_token"') },
  });
}

function head(status: number, name: string, value: string): { status: number; headers: HeaderMap } {
  return { status, headers: new HeaderMap([[name, value]]) };
}
