import type { World } from '../support/world.js';
import type { Session } from './examples/transport.js';

/** The session of a demonstration person (null: a visitor) whose token holds. */
export function sessionOf(w: World, who: string | null, membership: string | null = null): Session {
  const token = w.headers(who)['authorization']?.replace('Bearer ', '') ?? null;
  return { token: () => Promise.resolve(token), refresh: () => Promise.resolve(null), membership };
}

/** The ids of all published courses, in the order in which the catalogue gives them. */
export async function publishedCourses(w: World): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Page = await w.data<Page>(null, 'query ($after: String) { courses(first: 100, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }', { after });
    ids.push(...page.courses.nodes.map(({ id }) => id));
    if (!page.courses.pageInfo.hasNextPage) return ids;
    after = page.courses.pageInfo.endCursor;
  }
}

interface Page { courses: { nodes: { id: string }[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } } }
