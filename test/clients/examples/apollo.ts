// #region client
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { possibleTypes } from './operations.generated.js';
import { marketplaceFetch, type Session } from './transport.js';

export function apolloClient(url: string, session: Session): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: url, fetch: marketplaceFetch(session) }),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: { fields: { courses: relayStylePagination(['filter', 'orderBy']), courseSearch: relayStylePagination(['query', 'filter', 'orderBy']) } },
        // Values without an id: the list that came last takes the place of the one before.
        CourseVersion: { fields: { preflight: { merge: false } } },
      },
    }),
  });
}
// #endregion

// #region pages
import { CatalogueDocument, type CourseFilter, type CourseCardFragment } from './operations.generated.js';

/** A list that grows: `more` fetches the next page, and the cache adds it to the pages before; watchers of `list` are told. */
export function catalogue(client: ApolloClient, filter: CourseFilter, first = 20) {
  const asked = { query: CatalogueDocument, variables: { first, filter } };
  const list = client.watchQuery(asked);
  const soFar = () => client.readQuery(asked)?.courses;
  return {
    list,
    courses: (): CourseCardFragment[] => (soFar()?.edges ?? []).map(({ node }) => node),
    more: async (): Promise<boolean> => {
      const page = soFar()?.pageInfo;
      if (page?.hasNextPage !== true) return false;
      await list.fetchMore({ variables: { after: page.endCursor } });
      return soFar()?.pageInfo.hasNextPage ?? false;
    },
  };
}
// #endregion

// #region draft
import { DraftDocument, DraftUpdateDocument, type DraftFragment } from './operations.generated.js';
import { accepted, onCurrent } from './outcome.js';

/** Renames a draft. Every list and page that shows it follows by itself, since it is in the cache under its id. */
export function rename(client: ApolloClient, id: string, title: (current: string) => string | Promise<string>) {
  const read = async (): Promise<DraftFragment> => {
    const { data } = await client.query({ query: DraftDocument, variables: { id }, fetchPolicy: 'network-only' });
    if (data?.courseVersion == null) throw new Error('there is no such draft, or you may not know of it');
    return data.courseVersion;
  };
  return onCurrent(read, async (draft) => {
    const input = { courseVersionId: id, revision: draft.revision, title: await title(draft.title) };
    const { data } = await client.mutate({ mutation: DraftUpdateDocument, variables: { input } });
    return accepted(data?.courseVersionUpdate).courseVersion;
  });
}
// #endregion

// #region errors
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** The code of a top-level error, to decide what to do: sign in, wait, mend the operation, say sorry. */
export function codeOf(error: unknown): string {
  if (CombinedGraphQLErrors.is(error)) return String(error.errors[0]?.extensions?.['code']);
  // Something between you and us answered, or an answer that was no GraphQL.
  if (ServerError.is(error)) return `HTTP_${error.statusCode}`;
  return 'UNREACHABLE';
}
// #endregion
