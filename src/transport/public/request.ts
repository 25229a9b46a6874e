import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { digestOf, type TrustedDocuments } from './trusted.js';

/** The parts of a request that say which operation is asked for. */
interface Sent {
  readonly method: string;
  /** The query string with its question mark, or an empty text. */
  readonly search: string;
  readonly body: unknown;
}

/**
 * Puts the stored document in the place of the `documentId` that names it, as GraphQL over HTTP has it ("Persisted Documents"); null
 * where the request names none. Throws what is told of an id that is not one of ours (404) and of a request that has a document and
 * an id (400).
 */
export function withDocument(sent: Sent, documents: TrustedDocuments): Sent | null {
  if (sent.method !== 'GET') return inBody(sent, documents);
  if (!sent.search.includes('documentId=')) return null;
  const params = new URLSearchParams(sent.search);
  const ids = params.getAll('documentId');
  if (ids.length === 0) return null;
  if (ids.length > 1) throw refused('The search parameter documentId may be given once.');
  const text = textOf(ids[0], params.has('query'), documents);
  params.delete('documentId');
  params.set('query', text);
  return { ...sent, search: `?${params.toString()}` };
}

function inBody(sent: Sent, documents: TrustedDocuments): Sent | null {
  const { body } = sent;
  if (typeof body !== 'object' || body === null || !('documentId' in body)) return null;
  const { documentId, ...others } = body;
  if (documentId === null || documentId === undefined) return { ...sent, body: others };
  const query = textOf(documentId, 'query' in others && others.query !== null, documents);
  return { ...sent, body: { ...others, query } };
}

function textOf(id: unknown, hasDocument: boolean, documents: TrustedDocuments): string {
  if (typeof id !== 'string') throw refused('documentId must be a text.');
  if (hasDocument) throw refused('Send either a document as query, or the id of a stored one as documentId.');
  const digest = digestOf(id);
  const text = digest === null ? undefined : documents.get(digest);
  if (text !== undefined) return text;
  throw new GraphQLError('No document is stored under this documentId. It is the SHA-256 of the text, in hexadecimal; send the text itself as query, or have it stored.', {
    extensions: { code: 'PERSISTED_DOCUMENT_NOT_FOUND', http: { status: 404, headers: new HeaderMap([['cache-control', 'no-store']]) } },
  });
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
}
