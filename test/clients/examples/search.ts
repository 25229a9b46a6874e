// #region search
import type { Client } from '@urql/core';
import { CourseSearchDocument, type CourseSearchQuery, type CourseSearchQueryVariables } from './operations.generated.js';
import { codeOf } from './urql.js';

/** A page of a search; the first one again where the index that the cursor belongs to has been replaced meanwhile. */
export async function searchPage(client: Client, asked: CourseSearchQueryVariables): Promise<CourseSearchQuery['courseSearch']> {
  const { data, error } = await client.query(CourseSearchDocument, asked).toPromise();
  const page = data?.courseSearch;
  if (page !== undefined) return page;
  if (asked.after != null && codeOf(error) === 'CURSOR_EXPIRED') return searchPage(client, { ...asked, after: null });
  throw error ?? new Error('not answered');
}
// #endregion
