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
