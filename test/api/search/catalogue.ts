import type { SeedCourse } from '../../../src/db/seed/files.js';
import { arrangeCourses, type Arranged } from '../catalogue/arrange.js';
import type { Who, World } from '../../support/world.js';

/** What a test says of a course; the rest is the usual. */
export type Line = Partial<SeedCourse> & { readonly title: string };

/** Puts courses into the catalogue, with the words of all of them known. */
export async function arrangeTitles(w: World, lines: readonly Line[]): Promise<Arranged[]> {
  const courses = lines.map((line, index): SeedCourse => ({
    slug: `titled-${index}`, provider: 'demonstration-open-university', state: 'PUBLISHED', stateReason: 'for the test', summary: 'A course.', description: '',
    languages: ['en'], level: 'FOUNDATION', durationSeconds: 3_600, inclusion: 'SUBSCRIPTION', pricePaise: null,
    accessibility: { captions: true, transcript: true, signLanguage: false }, licence: 'CC_BY_4_0', competencies: [],
    modules: [{ title: 'One', items: [{ kind: 'LINK', title: 'A page', url: 'https://example.in/', durationSeconds: 600 }] }],
    ...line,
  }));
  const arranged = await arrangeCourses(w, courses);
  // As the consumer of their events does.
  await w.owner`select search_vocabulary_add(array(select course_id from catalogue_entry))`;
  return arranged;
}

/** The titles of the hits of a search, the best first. */
export async function titlesFound(w: World, query: string, who: Who = null): Promise<string[]> {
  const { courseSearch } = await w.data<{ courseSearch: { nodes: { publishedVersion: { title: string } }[] } }>(
    who, 'query ($query: String!) { courseSearch(query: $query, first: 100) { nodes { publishedVersion { title } } } }', { query });
  return courseSearch.nodes.map(({ publishedVersion }) => publishedVersion.title);
}
