// #region client
import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { marketplaceFetch, type Session } from './transport.js';

export function urqlClient(url: string, session: Session): Client {
  return new Client({
    url,
    exchanges: [cacheExchange, fetchExchange],
    fetch: marketplaceFetch(session),
    preferGetMethod: false,
  });
}
// #endregion

// #region pages
import type { OperationResult } from '@urql/core';
import { CatalogueDocument, type CatalogueQuery, type CourseCardFragment, type CourseFilter } from './operations.generated.js';

/** Every course of the catalogue that the filter lets through, fetched a page at a time as they are asked for. */
export async function* everyCourse(client: Client, filter: CourseFilter, first = 100): AsyncGenerator<CourseCardFragment> {
  let after: string | null = null;
  for (;;) {
    const { data, error }: OperationResult<CatalogueQuery> =
      await client.query(CatalogueDocument, { first, after, filter }).toPromise();
    if (data === undefined) throw error ?? new Error('not answered');
    for (const { node } of data.courses.edges) yield node;
    if (!data.courses.pageInfo.hasNextPage) return;
    after = data.courses.pageInfo.endCursor;
  }
}
// #endregion

// #region draft
import { CourseCreateDocument, type CourseCreateInput } from './operations.generated.js';
import { accepted } from './outcome.js';

/** Begins a course; throws a `Refusal` for the form to show. */
export async function createCourse(client: Client, input: CourseCreateInput) {
  // A list that was empty has nothing in the cache by which urql could know that this concerns it: it is named.
  const { data, error } = await client.mutation(CourseCreateDocument, { input }, { additionalTypenames: ['Course'] }).toPromise();
  if (error !== undefined) throw error;
  return accepted(data?.courseCreate).course;
}
// #endregion

// #region errors
import { CombinedError } from '@urql/core';

/** The code of a top-level error. */
export function codeOf(error: unknown): string {
  const [first] = error instanceof CombinedError ? error.graphQLErrors : [];
  return first === undefined ? 'UNREACHABLE' : String(first.extensions['code']);
}
// #endregion
