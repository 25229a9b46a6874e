import { createHash } from 'node:crypto';

/** All that an answer to a visitor depends on, where it depends on nothing else than the catalogue. */
interface Tagged {
  /** Of the release that answers. */
  readonly program: string;
  /** Of the catalogue. */
  readonly version: string;
  readonly document: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The media types that the caller takes. */
  readonly accept: string;
}

/**
 * The entity tag of an answer (RFC 9110, 8.8.3): the same only for the same bytes, so a strong one. Made of what is asked and of the
 * catalogue's version, it is known before the answer is.
 */
export function tagOf({ program, version, document, operationName, variables, accept }: Tagged): string {
  const parts = JSON.stringify([program, version, document, operationName, variables, accept]);
  return `"${createHash('sha256').update(parts).digest('base64url').slice(0, 32)}"`;
}

/** Whether the value of If-None-Match names a tag: by weak comparison, as RFC 9110 (13.1.2) asks for; a proxy that compresses weakens tags. */
export function namesTag(ifNoneMatch: string, tag: string): boolean {
  return ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
}
