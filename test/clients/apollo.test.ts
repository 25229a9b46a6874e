import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { courseVersionUpdate } from '../../src/domain/catalogue/courseVersionUpdate.js';
import { done, given } from '../support/given.js';
import { world, type World } from '../support/world.js';
import { apolloClient, catalogue, codeOf, rename } from './examples/apollo.js';
import { CourseCreateDocument, CoursePageDocument, DraftDocument, DraftUpdateDocument, ViewerDocument } from './examples/operations.generated.js';
import { accepted, Refusal } from './examples/outcome.js';
import { publishedCourses, sessionOf } from './support.js';

let w: World;
beforeAll(async () => {
  w = await world();
  for (let made = 0; made < 5; made += 1) await given.publishedCourse(w);
});
afterAll(() => w.close());

const clientOf = (who: string | null) => apolloClient(`${w.url}/graphql`, sessionOf(w, who));

const settled = (list: { getCurrentResult(): { loading: boolean } }): Promise<void> =>
  vi.waitFor(() => { expect(list.getCurrentResult().loading).toBe(false); }, 5_000);

describe('Apollo Client', () => {
  it('adds page to page in its cache until there is no more', async () => {
    const { list, courses, more } = catalogue(clientOf(null), {}, 2);
    const watching = list.subscribe({});
    await settled(list);
    expect(courses()).toHaveLength(2);
    while (await more());
    expect(courses().map(({ id }) => id)).toEqual(await publishedCourses(w));
    watching.unsubscribe();
  });

  it('keeps lists with different filters apart', async () => {
    const client = clientOf(null);
    const all = catalogue(client, {}, 2);
    const advanced = catalogue(client, { level: ['ADVANCED'] }, 2);
    const watching = [all, advanced].map(({ list }) => list.subscribe({}));
    await Promise.all([settled(all.list), settled(advanced.list)]);
    expect(all.courses()).toHaveLength(2);
    expect(advanced.courses()).toHaveLength(0);
    for (const one of watching) one.unsubscribe();
  });

  it('names a course by its slug or its id', async () => {
    const client = clientOf(null);
    const [id] = await publishedCourses(w);
    const byId = await client.query({ query: CoursePageDocument, variables: { by: { id: id ?? '' } } });
    const slug = byId.data?.course?.slug ?? '';
    const bySlug = await client.query({ query: CoursePageDocument, variables: { by: { slug } } });
    expect(bySlug.data?.course?.id).toBe(id);
    // Reads the fields of an interface (Organisation) out of the cache, for which it needs possibleTypes.
    const viewer = await clientOf('author').query({ query: ViewerDocument });
    expect(viewer.data?.viewer?.memberships[0]?.organisation?.name).toBeTruthy();
  });

  it('renames what is there now, when somebody else was quicker, and shows it wherever the draft is shown', async () => {
    const client = clientOf('author');
    const { courseVersionId, revision } = await given.draft(w);
    const shown = client.watchQuery({ query: DraftDocument, variables: { id: courseVersionId } });
    const watching = shown.subscribe({});
    await settled(shown);
    const seen: string[] = [];
    const renamed = await rename(client, courseVersionId, async (title) => {
      seen.push(title);
      // The first time round, a colleague saves between our reading and our writing.
      if (seen.length === 1) done(await courseVersionUpdate(await w.ctx('provider-admin'), { courseVersionId, revision, title: 'A colleague' }));
      return `${title}, revised`;
    });
    expect(seen.slice(1)).toEqual(['A colleague']);
    expect(renamed?.title).toBe('A colleague, revised');
    await vi.waitFor(() => { expect(shown.getCurrentResult().data?.courseVersion).toMatchObject({ title: 'A colleague, revised' }); });
    const stale = await client.mutate({ mutation: DraftUpdateDocument, variables: { input: { courseVersionId, revision, title: 'Lost' } } });
    expect(stale.data?.courseVersionUpdate.userErrors[0]).toMatchObject({ code: 'STALE_REVISION', path: ['input', 'revision'] });
    watching.unsubscribe();
  });

  it('tells refusals, and top-level errors, apart', async () => {
    const { data } = await clientOf('author').mutate({ mutation: CourseCreateDocument, variables: { input: { title: '' } } });
    const refused = data?.courseCreate;
    let refusal: unknown;
    try { accepted(refused); } catch (error) { refusal = error; }
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).at('title')).toMatch(/\w/);
    expect((refusal as Refusal).at('summary')).toBeNull();
    const visiting = clientOf(null).mutate({ mutation: CourseCreateDocument, variables: { input: { title: 'By nobody' } } });
    expect(codeOf(await visiting.then(() => null, (error: unknown) => error))).toBe('UNAUTHENTICATED');
    const nobody = apolloClient(`${w.url}/graphql`, { ...sessionOf(w, null), token: () => Promise.resolve('a.b.c') });
    expect(codeOf(await nobody.query({ query: ViewerDocument }).then(() => null, (error: unknown) => error))).toBe('UNAUTHENTICATED');
    const elsewhere = apolloClient(`${w.url}/livez`, sessionOf(w, null));
    expect(codeOf(await elsewhere.query({ query: ViewerDocument }).then(() => null, (error: unknown) => error))).toMatch(/NOT_FOUND|HTTP_404/);
  });
});
