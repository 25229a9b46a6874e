import { print } from 'graphql';
import { EvaluationHitsDocument, type EvaluationHitsQuery, type EvaluationHitsQueryVariables } from './operations.generated.js';
import type { Query } from './queries.js';
import type { Scratch } from './scratch.js';

const PAGE = 100;
const SOURCE = print(EvaluationHitsDocument);

/**
 * The hits of a query as a visitor gets them from the API, best first and all that it gives, by the ids of the corpus. Throws where the
 * API does not answer.
 */
export async function hitsOf({ url, engine, idOf }: Scratch, { id, text }: Query): Promise<string[]> {
  const ranking: string[] = [];
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo, search } = await pageOf(url, id, { query: text, first: PAGE, after });
    if (search?.engine !== engine) throw new Error(`the query ${id} was answered by ${String(search?.engine)}, not by ${engine}`);
    for (const node of nodes) {
      const known = idOf.get(node.id);
      if (known === undefined || ranking.includes(known)) throw new Error(`the query ${id} was answered with ${node.id}, which is not in the corpus or has come before`);
      ranking.push(known);
    }
    if (!pageInfo.hasNextPage) return ranking;
    after = pageInfo.endCursor;
  }
}

async function pageOf(url: string, id: string, variables: EvaluationHitsQueryVariables): Promise<EvaluationHitsQuery['courseSearch']> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: SOURCE, variables }),
  });
  const { data, errors } = await response.json() as { data?: EvaluationHitsQuery | null; errors?: readonly { message: string }[] };
  if (errors !== undefined || data == null) {
    throw new Error(`the query ${id} was not answered: ${errors?.map(({ message }) => message).join(' ') ?? response.status}`);
  }
  return data.courseSearch;
}
