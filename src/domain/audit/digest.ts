import { createHash } from 'node:crypto';

/** The fields of an audit event as PostgreSQL writes them as text, in the order of the table; null where null. */
export type CanonicalFields = readonly (string | null)[];

/** Where the chain starts: the hash before the first. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 (hexadecimal) over the fields as netstrings: length in bytes, colon, text, comma; '-,' for null. */
export function eventDigest(fields: CanonicalFields): string {
  const hash = createHash('sha256');
  for (const field of fields) {
    hash.update(field === null ? '-,' : `${Buffer.byteLength(field)}:${field},`);
  }
  return hash.digest('hex');
}

/** The chain's next hash: SHA-256 over the previous hash, the sequence as 8 bytes big-endian, and the digest. */
export function chainHash(previous: string, sequence: bigint, digest: string): string {
  const position = Buffer.alloc(8);
  position.writeBigInt64BE(sequence);
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(position).update(Buffer.from(digest, 'hex')).digest('hex');
}
