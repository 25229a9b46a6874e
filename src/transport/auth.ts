import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { Database } from '../db/client.js';
import type { ActingMembership, Actor } from '../domain/identity/actor.js';
import { uuidOf } from '../lib/ids.js';
import { LIMITS } from './limits/limits.js';
import { KeysUnavailable, TokenRefused, type Bearer, type VerifyToken } from './tokens.js';

/** Finds or makes the user whom a verified token names, with the memberships he may act through now. */
export type ResolvePerson = (
  db: Database, bearer: Bearer & { now: Date },
) => Promise<{ userId: string; memberships: readonly ActingMembership[] }>;

export interface AuthParts {
  readonly db: Database;
  readonly verify: VerifyToken;
  readonly resolvePerson: ResolvePerson;
  readonly now: () => Date;
}

/** The headers that say who asks. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly membership: string | undefined;
}

export interface Identified {
  readonly actor: Actor;
  readonly memberships: readonly ActingMembership[];
}

const VISITOR: Identified = { actor: { kind: 'visitor' }, memberships: [] };

/**
 * Turns a request's headers into its actor. No token: a visitor. A bad token: UNAUTHENTICATED (401). The issuer's
 * keys cannot be had: SERVICE_UNAVAILABLE (503). `X-Membership` names the membership to act through: one that is
 * not his is FORBIDDEN (403); without the header, whoever has exactly one acts through it, and whoever has
 * several through none (he may read what is public, and must choose before he changes anything).
 */
export async function identify(parts: AuthParts, credentials: Credentials, log: Logger): Promise<Identified> {
  if (credentials.authorization === undefined) return VISITOR;
  const bearer = await bearerOf(parts.verify, credentials.authorization, log);
  const { userId, memberships } = await parts.resolvePerson(parts.db, { ...bearer, now: parts.now() });
  const membership = chooseMembership(memberships, credentials.membership);
  const { email, name } = bearer;
  return { actor: { kind: 'person', userId, email, name, membership }, memberships };
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

function chooseMembership(memberships: readonly ActingMembership[], header: string | undefined): ActingMembership | null {
  if (header === undefined) return memberships.length === 1 ? memberships[0] ?? null : null;
  const id = uuidOf('membership', header.trim());
  const chosen = memberships.find((membership) => membership.id === id);
  if (chosen !== undefined) return chosen;
  throw new GraphQLError('The header X-Membership names no membership of yours that is in force.', {
    extensions: { code: 'FORBIDDEN', http: { status: 403 } },
  });
}

function unauthenticated(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'UNAUTHENTICATED', http: head(401, 'www-authenticate', 'Bearer error="invalid_token"') },
  });
}

function head(status: number, name: string, value: string): { status: number; headers: HeaderMap } {
  return { status, headers: new HeaderMap([[name, value]]) };
}
