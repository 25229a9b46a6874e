import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { given } from '../support/given.js';
import { world, type World } from '../support/world.js';
import { CoursePageDocument, ViewerDocument } from './examples/operations.generated.js';
import type { Refusal } from './examples/outcome.js';
import { codeOf, createCourse, everyCourse, urqlClient } from './examples/urql.js';
import { publishedCourses, sessionOf } from './support.js';

let w: World;
beforeAll(async () => {
  w = await world();
  for (let made = 0; made < 3; made += 1) await given.publishedCourse(w);
});
afterAll(() => w.close());

const clientOf = (who: string | null) => urqlClient(`${w.url}/graphql`, sessionOf(w, who));

describe('urql', () => {
  it('reads the catalogue page after page', async () => {
    const ids: string[] = [];
    for await (const { id } of everyCourse(clientOf(null), {}, 2)) ids.push(id);
    expect(ids).toEqual(await publishedCourses(w));
  });

  it('begins a course, and throws what a form shows when it is refused', async () => {
    const client = clientOf('author');
    const course = await createCourse(client, { title: 'Of urql' });
    expect(course?.openVersion).toMatchObject({ revision: 1, state: 'DRAFT' });
    const refusal = await createCourse(client, { title: '' }).then(() => null, (error: unknown) => error);
    expect((refusal as Refusal).at('title')).toMatch(/\w/);
    const read = await client.query(CoursePageDocument, { by: { id: course?.id ?? '' } }).toPromise();
    expect(read.data?.course?.slug).toBe(course?.slug);
  });

  it('tells the code of a top-level error', async () => {
    const visiting = await createCourse(clientOf(null), { title: 'By nobody' }).then(() => null, (error: unknown) => error);
    expect(codeOf(visiting)).toBe('UNAUTHENTICATED');
    const elsewhere = await urqlClient('http://127.0.0.1:9/graphql', sessionOf(w, null)).query(ViewerDocument, {}).toPromise();
    expect(codeOf(elsewhere.error)).toBe('UNREACHABLE');
  });
});
