// #region get
/** A query by GET, which caches and proxies may keep. A mutation by GET is refused with 405. */
export async function getQuery(url: string, query: string, variables: Record<string, unknown>): Promise<unknown> {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const response = await fetch(`${url}?${search.toString()}`, {
    headers: {
      'accept': 'application/graphql-response+json',
      // Any header that no form of another site can send; without it a GET is refused, against cross-site requests.
      'apollo-require-preflight': 'true',
    },
  });
  const { data, errors } = await response.json() as { data?: unknown; errors?: { message: string }[] };
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join(' '));
  return data;
}
// #endregion

// #region stored
/** A query that is stored with the server, by the SHA-256 of its text: a short address, which every cache may keep. */
export async function storedQuery(url: string, document: string, variables: Record<string, unknown>): Promise<unknown> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(document)));
  const documentId = `sha256:${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const search = new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
  const response = await fetch(`${url}?${search.toString()}`, { headers: { accept: 'application/graphql-response+json' } });
  const { data, errors } = await response.json() as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] };
  // PERSISTED_DOCUMENT_NOT_FOUND: the server is older than this client, or its list is. Send the text itself.
  if (errors?.[0]?.extensions.code === 'PERSISTED_DOCUMENT_NOT_FOUND') return getQuery(url, document, variables);
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join(' '));
  return data;
}
// #endregion
