import { createHash, randomBytes } from 'node:crypto';

/** A new invitation's secret, 256 random bits as base64url. It is given out once; the database keeps its digest. */
export function newInvitationToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The SHA-256 digest that an invitation is found by. */
export function invitationTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
