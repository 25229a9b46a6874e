import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';

/** Who a token says its bearer is. */
export interface Bearer {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  /** When the token ends. */
  readonly expiresAt: Date;
}

/** A token that does not hold; `reason` may be told to its bearer. */
export class TokenRefused extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** The issuer's keys cannot be had just now; the token may be good. */
export class KeysUnavailable extends Error {}

/** Judges a bearer token: its bearer, or TokenRefused or KeysUnavailable is thrown. */
export type VerifyToken = (token: string) => Promise<Bearer>;

/** Signature algorithms accepted, whatever a token or a key set says: no HMAC, no `none`. */
export const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];

/** Media types accepted in a token's header: RFC 9068 access tokens, and the plain type most issuers write. */
const TYPES = new Set(['at+jwt', 'application/at+jwt', 'jwt']);

const CLOCK_TOLERANCE_SECONDS = 30;
const OUTGOING_MS = 5_000;

/** A verifier for one issuer and audience, given how a key is found. `now` is the clock for `exp` and `nbf`. */
export function tokenVerifier(
  expected: { issuer: string; audience: string }, keys: JWTVerifyGetKey, now: () => Date,
): VerifyToken {
  return async (token) => {
    const payload = await verified(token, expected, keys, now());
    return bearerOf(payload, expected.issuer);
  };
}

async function verified(
  token: string, { issuer, audience }: { issuer: string; audience: string }, keys: JWTVerifyGetKey, currentDate: Date,
): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer, audience, currentDate, algorithms: ALGORITHMS, clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'sub'],
    });
    if (!TYPES.has((protectedHeader.typ ?? '').toLowerCase())) throw new TokenRefused('it is not of type at+jwt or JWT');
    return payload;
  } catch (error) {
    throw asRefusal(error);
  }
}

function asRefusal(error: unknown): Error {
  if (error instanceof TokenRefused || error instanceof KeysUnavailable) return error;
  if (error instanceof errors.JWTExpired) return new TokenRefused('it has expired');
  if (error instanceof errors.JWTClaimValidationFailed) return new TokenRefused(`its claim '${error.claim}' is missing or wrong`);
  if (error instanceof errors.JOSEAlgNotAllowed) return new TokenRefused('its algorithm is not accepted');
  if (error instanceof errors.JWKSNoMatchingKey) return new TokenRefused('it is signed with a key that its issuer does not publish');
  if (error instanceof errors.JWSSignatureVerificationFailed) return new TokenRefused('its signature is wrong');
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return new KeysUnavailable('no keys', { cause: error });
  // jose throws its base class when the key set answers with an error, and fetch a TypeError when nobody answers.
  if (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') return new KeysUnavailable('no keys', { cause: error });
  if (error instanceof errors.JOSEError) return new TokenRefused('it is not a signed token in good form');
  return new KeysUnavailable('no keys', { cause: error });
}

function bearerOf(payload: JWTPayload, issuer: string): Bearer {
  const { sub, exp = 0, email, name, preferred_username: username, email_verified: emailVerified } = payload;
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) throw new TokenRefused("its claim 'sub' is missing or wrong");
  if (typeof email !== 'string' || !email.includes('@') || email.length > 320) {
    throw new TokenRefused("its claim 'email' is missing; ask the issuer for the scope email");
  }
  const called = [name, username, email].find((value) => typeof value === 'string' && value.trim() !== '');
  return {
    issuer, subject: sub, email, emailVerified: emailVerified === true, name: String(called).slice(0, 200), expiresAt: new Date(exp * 1000),
  };
}

/**
 * Keys of an OpenID issuer: its discovery document names the key set, which is fetched when first needed, kept
 * ten minutes, and fetched again when a token names a key it does not hold (at most once in 30 s).
 */
export function discoveredKeys(issuer: string, options: { cooldownMs?: number } = {}): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | null = null;
  return async (header, token) => {
    found ??= discover(issuer, options.cooldownMs ?? 30_000);
    try {
      return await (await found)(header, token);
    } catch (error) {
      // A discovery that failed is tried afresh with the next token.
      if (error instanceof KeysUnavailable) found = null;
      throw error;
    }
  };
}

async function discover(issuer: string, cooldownDuration: number): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(OUTGOING_MS) });
    if (!answer.ok) throw new Error(`${url} answered ${String(answer.status)}`);
    const metadata = await answer.json() as { issuer?: unknown; jwks_uri?: unknown };
    if (metadata.issuer !== issuer) throw new Error(`${url} speaks for another issuer`);
    if (typeof metadata.jwks_uri !== 'string') throw new Error(`${url} names no jwks_uri`);
    return createRemoteJWKSet(new URL(metadata.jwks_uri), { timeoutDuration: OUTGOING_MS, cooldownDuration });
  } catch (error) {
    throw new KeysUnavailable(`discovery of ${issuer} failed`, { cause: error });
  }
}
