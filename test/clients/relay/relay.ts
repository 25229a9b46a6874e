// #region environment
import { Environment, Network, RecordSource, Store, type GraphQLResponse, type IEnvironment } from 'relay-runtime';
import { marketplaceFetch, type Session } from '../examples/transport.js';

export function relayEnvironment(url: string, session: Session): IEnvironment {
  const send = marketplaceFetch(session);
  return new Environment({
    network: Network.create(async ({ text, name }, variables) => {
      const response = await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept': 'application/graphql-response+json, application/json' },
        body: JSON.stringify({ query: text, operationName: name, variables }),
      });
      return await response.json() as GraphQLResponse;
    }),
    store: new Store(new RecordSource()),
  });
}
// #endregion

// #region pages
import { createOperationDescriptor, fetchQuery, getRequest, graphql } from 'relay-runtime';
import type { relayCatalogueQuery } from './__generated__/relayCatalogueQuery.graphql.js';

const CATALOGUE = graphql`
  query relayCatalogueQuery($first: Int!, $after: String) {
    courses(first: $first, after: $after) @connection(key: "relay_courses") {
      edges {
        node {
          id
          slug
          publishedVersion {
            title
          }
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;

/** Fetches the next page into Relay's store, and reads the whole list out of it. */
export function relayCatalogue(environment: IEnvironment, first: number) {
  const start = createOperationDescriptor(getRequest(CATALOGUE), { first, after: null });
  environment.retain(start);
  const read = () => environment.lookup(start.fragment).data as relayCatalogueQuery['response'] | undefined;
  let after: string | null = null;
  return {
    courses: () => read()?.courses.edges.map(({ node }) => node) ?? [],
    more: async () => {
      await fetchQuery<relayCatalogueQuery>(environment, CATALOGUE, { first, after }).toPromise();
      const page = read()?.courses.pageInfo;
      after = page?.endCursor ?? null;
      return page?.hasNextPage ?? false;
    },
  };
}
// #endregion

// #region draft
import { commitMutation } from 'relay-runtime';
import { accepted } from '../examples/outcome.js';
import type { relayDraftUpdateMutation } from './__generated__/relayDraftUpdateMutation.graphql.js';

/** Renames a draft at the revision it was read at; throws a `Refusal` for the form to show. */
export function relayRename(environment: IEnvironment, input: relayDraftUpdateMutation['variables']['input']) {
  return new Promise<relayDraftUpdateMutation['response']['courseVersionUpdate']>((resolve, reject) => {
    commitMutation<relayDraftUpdateMutation>(environment, {
      mutation: graphql`
        mutation relayDraftUpdateMutation($input: CourseVersionUpdateInput!) {
          courseVersionUpdate(input: $input) {
            courseVersion {
              id
              revision
              title
            }
            userErrors {
              code
              message
              path
            }
          }
        }
      `,
      variables: { input },
      onError: reject,
      onCompleted: ({ courseVersionUpdate }) => {
        try {
          resolve(accepted(courseVersionUpdate));
        } catch (refusal) {
          reject(refusal as Error);
        }
      },
    });
  });
}
// #endregion
