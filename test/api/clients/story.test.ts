import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { cacheExchange, Client, fetchExchange } from '@urql/core';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { getOperationAST, type DocumentNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as documents from '../../../src/cli/demo/operations.generated.js';
import { playStory } from '../../../src/cli/demo/story.js';
import type { Ask } from '../../../src/cli/demo/telling.js';
import { world, type World } from '../../support/world.js';

let w: World;
beforeAll(async () => { w = await world(); });
afterAll(() => w.close());

/** The steps that the story has; one more or less is a change of the story. */
const STEPS = 18;

type Headers = Record<string, string>;

const isMutation = (document: DocumentNode): boolean => getOperationAST(document)?.operation === 'mutation';

function answered<Data>(data: Data | null | undefined): Data {
  if (data === null || data === undefined) throw new Error('answered without an error and without data');
  return data;
}

function apolloAsk(headersOf: (who: string | null, membership?: string) => Headers): Ask {
  const clients = new Map<string, ApolloClient>();
  const clientOf = (who: string | null, membership?: string): ApolloClient => {
    const headers = headersOf(who, membership);
    const key = JSON.stringify(headers);
    const client = clients.get(key) ?? new ApolloClient({
      cache: new InMemoryCache(), link: ApolloLink.from([new HttpLink({ uri: `${w.url}/graphql`, headers })]),
      defaultOptions: { query: { fetchPolicy: 'network-only' } },
    });
    clients.set(key, client);
    return client;
  };
  return async (who, document, variables, membership) => {
    const client = clientOf(who, membership);
    const { data } = isMutation(document)
      ? await client.mutate({ mutation: document, variables })
      : await client.query({ query: document, variables });
    return answered(data);
  };
}

function urqlAsk(headersOf: (who: string | null, membership?: string) => Headers): Ask {
  const clients = new Map<string, Client>();
  return async (who, document, variables, membership) => {
    const headers = headersOf(who, membership);
    const key = JSON.stringify(headers);
    const client = clients.get(key) ?? new Client({
      url: `${w.url}/graphql`, exchanges: [cacheExchange, fetchExchange], requestPolicy: 'network-only', fetchOptions: { headers },
      preferGetMethod: false,
    });
    clients.set(key, client);
    const result = isMutation(document)
      ? await client.mutation(document, variables).toPromise()
      : await client.query(document, variables).toPromise();
    if (result.error !== undefined) throw result.error;
    return answered(result.data);
  };
}

describe.each([['Apollo Client', apolloAsk], ['urql', urqlAsk]])('%s', (_name, askWith) => {
  it('runs the whole story', async () => {
    const told: string[] = [];
    const steps = await playStory(askWith((who, membership) => w.headers(who, membership)), (line) => told.push(line));
    expect(steps).toBe(STEPS);
    expect(told.at(-1)).toContain('reads it all in the record');
  });
});

it('fails at the first step that does not go as told', async () => {
  // Planted: a server on which suspending does nothing.
  const honest = apolloAsk((who, membership) => w.headers(who, membership));
  const planted: Ask = <Data, Variables extends Record<string, unknown>>(
    who: string | null, document: TypedDocumentNode<Data, Variables>, variables: Variables, membership?: string,
  ) => {
    const suspends: DocumentNode = documents.StorySuspendDocument;
    if (document !== suspends) return honest(who, document, variables, membership);
    return Promise.resolve({ courseVersionSuspend: { courseVersion: { id: 'x', state: 'SUSPENDED' }, userErrors: [] } } as Data);
  };
  await expect(playStory(planted, () => undefined)).rejects.toThrow('a suspended course is found by search');
});
